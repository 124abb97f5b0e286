/** Resources that the user knows by their IDs, most of which the user chose (Identity API v3, OS-FEDERATION). */
import { child, type JsonObject } from '../../../clients/json.ts';
import type { ResourceType } from '../../../clients/resources/resource.ts';
import type { Context } from '../../../kernel/context.ts';
import { pathOf } from './by-id.ts';
import { type Attributes, erase } from './identity-resource.ts';

/**
 * Creates a resource under an ID.
 * @returns what the service answered, over what was sent
 */
export async function createAs(
  context: Context,
  type: ResourceType,
  id: string,
  sent: Attributes,
): Promise<JsonObject> {
  const single = type.single ?? '';
  const identity = await context.identity();
  return { id, ...sent, ...child(await identity.put(pathOf(type, id), { [single]: sent }), single) };
}

/** Deletes a resource. Under a peer's name one that never was counts as deleted. */
export async function eraseKnown(context: Context, type: ResourceType, id: string): Promise<void> {
  await erase(context, type, id, context.manners === 'peer' ? 'counts' : 'fails');
}
