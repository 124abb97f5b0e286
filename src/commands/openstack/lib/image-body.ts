/** What image commands send: attributes under the API's keys, and changes as patches (Image API v2, "Update image"). */
import type { Json, JsonObject } from '../../../clients/json.ts';
import type { Service } from '../../../clients/service.ts';
import { compareText } from '../../../kernel/output/python.ts';

/** One change of an image. */
export type Operation =
  | { readonly op: 'add'; readonly path: string; readonly value: Json }
  | { readonly op: 'remove'; readonly path: string };

/** A key as a JSON pointer (RFC 6901). */
function pointer(key: string): string {
  return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The change that gives a key a value, whether it has one or not. */
export function setting(key: string, value: Json): Operation {
  return { op: 'add', path: pointer(key), value };
}

/** The change that takes a key away. */
export function removing(key: string): Operation {
  return { op: 'remove', path: pointer(key) };
}

/**
 * Changes an image; without operations nothing is sent.
 * @param operations in any order; sent in that of their paths, as the SDK does
 * @throws HttpError
 */
export async function patchImage(
  service: Service,
  id: string,
  operations: readonly Operation[],
): Promise<void> {
  if (operations.length === 0) return;
  const body: JsonObject[] = operations
    .map(operation => ({ ...operation }))
    .sort((a, b) => compareText(a.path, b.path));
  const headers = { 'content-type': 'application/openstack-images-v2.1-json-patch', accept: '' };
  await service.request('PATCH', `/images/${id}`, { body, headers });
}
