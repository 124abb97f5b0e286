/** Changes of images as JSON patches (Image API v2, "Update image"). */
import { isList, isObject, type Json, type JsonObject, text } from '../../clients/json.ts';
import { type Call, Refusal } from '../service.ts';
import type { Item } from '../state.ts';
import { checkValue, isField } from './records.ts';

const TYPES = [
  'application/openstack-images-v2.0-json-patch',
  'application/openstack-images-v2.1-json-patch',
];

/**
 * Applies a request's patch.
 * @param find the image to change
 * @returns the changed image
 * @throws Refusal 400, 403, 409 or 415, as the service words it
 */
export function patched(call: Call, find: (call: Call) => Item): Item {
  const type = call.headers['content-type'] ?? '';
  if (!TYPES.includes(type)) {
    const problem = `The request media type ${type} is not supported by this server.`;
    throw new Refusal(415, problem, '', { 'accept-patch': TYPES.join(', ') });
  }
  if (!isList(call.body)) throw new Refusal(400, 'Request body must be a JSON array of operation objects.');
  return call.body.reduce((changed: Item, operation: Json) => apply(call, changed, operation), find(call));
}

function apply(call: Call, image: Item, operation: Json): Item {
  if (!isObject(operation)) throw new Refusal(400, 'Operations must be JSON objects.');
  const op = text(operation, 'op');
  const path = text(operation, 'path');
  if (!['add', 'replace', 'remove'].includes(op))
    throw new Refusal(400, `Operations must be one of ['add', 'remove', 'replace'].`);
  if (!path.startsWith('/')) throw new Refusal(400, `Pointer \`${path}\` does not start with "/".`);
  const key = path.slice(1).replaceAll('~1', '/').replaceAll('~0', '~');
  const value = operation.value ?? null;
  if (isField(key)) {
    if (op === 'remove') throw new Refusal(403, `Property ${key} may not be removed.`);
    checkField(call, image, key, value);
    return { ...image, [key]: value };
  }
  const properties: JsonObject = isObject(image.properties) ? image.properties : {};
  const present = Object.hasOwn(properties, key);
  if (op !== 'add' && !present) throw new Refusal(409, `Property ${key} does not exist.`);
  if (op === 'remove') {
    const rest = Object.entries(properties).filter(([name]) => name !== key);
    return { ...image, properties: Object.fromEntries(rest) };
  }
  checkValue(call, key, value);
  return { ...image, properties: { ...properties, [key]: value } };
}

function checkField(call: Call, image: Item, key: string, value: Json): void {
  if (key === 'id') throw new Refusal(403, "Attribute 'id' is read-only.");
  checkValue(call, key, value);
  const fixed = (key === 'disk_format' || key === 'container_format') && image.status !== 'queued';
  if (fixed && image[key] !== value)
    throw new Refusal(403, `Attribute ${key} can be only replaced for a queued image.`);
  if (key === 'owner' && !call.caller.isAdmin)
    throw new Refusal(403, 'You are not permitted to change the owner of this image.');
}
