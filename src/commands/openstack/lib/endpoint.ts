/** What the commands of endpoints share. */
import { type JsonObject, text as textOf } from '../../../clients/json.ts';
import { service } from '../../../clients/resources/identity.ts';
import type { Context } from '../../../kernel/context.ts';

/** Whom an endpoint is for. */
export const INTERFACES = ['admin', 'public', 'internal'];

/**
 * The service that is reached at an endpoint.
 * @param services those that were listed; one that came later is asked for
 * @throws NotFound, HttpError
 */
export async function serviceOf(
  context: Context,
  endpoint: JsonObject,
  services: readonly JsonObject[],
): Promise<JsonObject> {
  const id = textOf(endpoint, 'service_id');
  return services.find(item => item.id === id) ?? context.find(service, id);
}
