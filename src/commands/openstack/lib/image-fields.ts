/** How images are shown (openstackclient/image/v2/image.py: _format_image). */
import { isObject, type Json, type JsonObject } from '../../../clients/json.ts';
import { image } from '../../../clients/resources/image.ts';
import { attributes } from '../../../clients/resources/resource.ts';
import { dictCell, listCell, sizeCell } from '../../../kernel/output/cells.ts';
import type { Cell, ShowResult } from '../../../kernel/output/result.ts';
import { showAttributes } from '../../../kernel/rows.ts';

/** The service's key for each of the SDK's names. */
export const KEYS = new Map(
  Object.entries(image.attributes).map(([name, declared]) => [
    name,
    typeof declared === 'string' ? declared : declared.key,
  ]),
);

/** The service's own keys that the SDK has a name for; every other key is a property. */
const KNOWN = new Set(KEYS.values());

/**
 * An image's attributes as the SDK takes them in: one that is called as one of its names (`owner_id`, which snapshots
 * have as a property) counts as the key that the name stands for, and the last one of them is what counts
 * (openstack/resource.py: _consume_attrs).
 */
export function underApiKeys(item: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(item).map(([key, value]) => [KEYS.get(key) ?? key, value]));
}

/** What the service sent beyond the attributes that the SDK knows. */
function unknownKeys(item: JsonObject): JsonObject {
  const { self: _self, ...rest } = item;
  return Object.fromEntries(Object.entries(rest).filter(([key]) => !KNOWN.has(key)));
}

/** The image's attributes under the SDK's names, everything else under `properties`. */
export function namedImage(sent: JsonObject): JsonObject {
  const item = underApiKeys(sent);
  const own = attributes(image, item);
  const rest = unknownKeys(item);
  const given = item.properties;
  const known = isObject(given) ? given : given === undefined || given === null ? {} : { properties: given };
  const all = { ...known, ...rest };
  return { ...own, properties: Object.keys(all).length > 0 ? all : null };
}

/** Keys that `show` has as fields; what else has a value is shown within `properties`. */
const FIELDS = new Set([
  'status',
  'name',
  'container_format',
  'created_at',
  'size',
  'disk_format',
  'updated_at',
  'visibility',
  'min_disk',
  'protected',
  'id',
  'file',
  'checksum',
  'owner',
  'virtual_size',
  'min_ram',
  'schema',
]);

/**
 * An image in full.
 * @param item as the service sent it
 * @param humanReadable whether the size is written as `1.5G`
 */
export function showFields(item: JsonObject, humanReadable = false): ShowResult {
  const own = namedImage(item);
  const fields: Record<string, Cell> = {};
  const properties: Record<string, Json | undefined> = {};
  for (const [name, declared] of Object.entries(image.attributes)) {
    const key = typeof declared === 'string' ? declared : declared.key;
    const value = own[name];
    if (value === null || value === undefined || key === 'tags') continue;
    if (key === 'properties' && isObject(value)) Object.assign(properties, value);
    else if (FIELDS.has(key)) fields[key] = value;
    else properties[key] = value;
  }
  if (humanReadable) fields.size = sizeCell(item.size).human;
  fields.tags = listCell(own.tags);
  if (Object.keys(properties).length > 0) fields.properties = dictCell(properties);
  return showAttributes(fields);
}
