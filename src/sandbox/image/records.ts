/** Images as they are kept and shown (Image API v2, "Images"). */
import { isObject, type Json, type JsonObject, text } from '../../clients/json.ts';
import { type Call, Refusal } from '../service.ts';
import { type Item, uuid } from '../state.ts';
import { isoSeconds } from '../time.ts';

/** What an image has besides properties, in the order in which the service shows it. */
const FIELDS: readonly string[] = [
  'name',
  'disk_format',
  'container_format',
  'visibility',
  'size',
  'virtual_size',
  'status',
  'checksum',
  'protected',
  'min_ram',
  'min_disk',
  'owner',
  'os_hidden',
  'os_hash_algo',
  'os_hash_value',
  'id',
  'created_at',
  'updated_at',
];

/** What only the service sets. */
const READ_ONLY = new Set([
  ...['status', 'size', 'virtual_size', 'checksum', 'os_hash_algo', 'os_hash_value'],
  ...['created_at', 'updated_at', 'self', 'file', 'schema', 'direct_url', 'stores'],
]);

const DISK_FORMATS = 'ami ari aki vhd vhdx vmdk raw qcow2 vdi iso ploop'.split(' ');
const CONTAINER_FORMATS = 'ami ari aki bare ovf ova docker compressed'.split(' ');
const VISIBILITIES = 'community public private shared'.split(' ');
const UUID = /^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$/;

/** An image as the API shows it: properties first, then the fields, then where it is. */
export function imageView({ properties, tags, blob: _blob, members: _members, ...image }: Item): JsonObject {
  const path = `/v2/images/${image.id}`;
  return {
    ...(isObject(properties) ? properties : {}),
    ...Object.fromEntries(FIELDS.map(key => [key, image[key] ?? null])),
    tags: tags ?? [],
    self: path,
    file: `${path}/file`,
    schema: '/v2/schemas/image',
  };
}

/** A new image, without data. */
export function newImage(owner: string, now: number, given: JsonObject = {}): Item {
  const made = isoSeconds(now);
  return {
    ...Object.fromEntries(FIELDS.map(key => [key, null])),
    visibility: 'shared',
    status: 'queued',
    protected: false,
    min_ram: 0,
    min_disk: 0,
    owner,
    os_hidden: false,
    created_at: made,
    updated_at: made,
    tags: [],
    properties: {},
    members: {},
    ...given,
    id: text(given, 'id') || uuid(),
  };
}

function mismatch(problem: string): Refusal {
  return new Refusal(400, `Provided object does not match schema 'image': ${problem}`);
}

function oneOf(value: Json, allowed: readonly (string | null)[]): void {
  if (typeof value === 'string' || value === null ? allowed.includes(value) : false) return;
  const words = allowed.map(each => (each === null ? 'None' : `'${each}'`)).join(', ');
  throw mismatch(`${quoted(value)} is not one of [${words}]`);
}

function ofType(value: Json, type: 'string' | 'boolean' | 'number', name: string = type): void {
  if (typeof value !== type) throw mismatch(`${quoted(value)} is not of type '${name}'`);
}

function quoted(value: Json): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
}

/**
 * Checks one value that somebody wants to give an image.
 * @throws Refusal 400 or 403, as the service words it
 */
export function checkValue(call: Call, key: string, value: Json): void {
  if (READ_ONLY.has(key)) throw new Refusal(403, `Attribute '${key}' is read-only.`);
  if (key === 'disk_format') oneOf(value, [null, ...DISK_FORMATS]);
  else if (key === 'container_format') oneOf(value, [null, ...CONTAINER_FORMATS]);
  else if (key === 'visibility') {
    oneOf(value, VISIBILITIES);
    if (value === 'public' && !call.caller.isAdmin)
      throw new Refusal(403, 'You are not authorized to complete publicize_image action.');
  } else if (key === 'protected' || key === 'os_hidden') ofType(value, 'boolean');
  else if (key === 'min_disk' || key === 'min_ram') {
    ofType(value, 'number', 'integer');
    if (typeof value === 'number' && value < 0)
      throw new Refusal(400, `Invalid value '${value}' for parameter '${key}': Cannot be a negative value`);
  } else if (key === 'id') {
    if (typeof value !== 'string' || !UUID.test(value))
      throw mismatch(
        `${quoted(value)} does not match '^([0-9a-fA-F]){8}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){12}$'`,
      );
  } else if (key === 'tags') {
    if (!Array.isArray(value)) throw mismatch(`${quoted(value)} is not of type 'array'`);
  } else if (key !== 'locations' && !(value === null && (key === 'name' || key === 'owner')))
    ofType(value, 'string');
}

/** Whether a key is a field of the service's rather than a property. */
export function isField(key: string): boolean {
  return FIELDS.includes(key) || key === 'tags' || key === 'locations';
}

/** Whether somebody may see an image. */
export function visible(call: Call, image: Item): boolean {
  const { caller } = call;
  if (caller.isAdmin || image.owner === caller.projectId) return true;
  if (image.visibility === 'public' || image.visibility === 'community') return true;
  const { members } = image;
  return image.visibility === 'shared' && isObject(members) && caller.projectId in members;
}

function unknown(id: string): string {
  return `No image found with ID ${id}`;
}

/**
 * The image that a path names.
 * @param missing the sentence when the caller sees none
 * @throws Refusal 404
 */
export function findImage(call: Call, missing: (id: string) => string = unknown): Item {
  const { id = '' } = call.params;
  const image = call.state.get('images', id);
  if (!image || !visible(call, image)) throw new Refusal(404, missing(id));
  return image;
}

/** As `findImage`, for those who want to change it. @throws Refusal 403 */
export function ownImage(call: Call, missing: (id: string) => string = unknown): Item {
  const image = findImage(call, missing);
  if (call.caller.isAdmin || image.owner === call.caller.projectId) return image;
  throw new Refusal(403, 'You do not own this image');
}

/** Puts an image in its old place, with the time of the change. */
export function store(call: Call, image: Item): Item {
  const changed = { ...image, updated_at: isoSeconds(call.now) };
  call.state.put('images', changed);
  return changed;
}
