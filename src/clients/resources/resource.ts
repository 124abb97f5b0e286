/** What the services' resources are called and where they lie: the SDK's names for the fields, as data. */
import { Float, isList, isObject, type Json, type JsonObject } from '../json.ts';

/** How a field is read: the peers' SDK turns some into a fixed Python type. */
export interface Attribute {
  /** The key in the service's JSON. */
  readonly key: string;
  /** A second key, read when the first is missing or null. */
  readonly alias?: string;
  /** What a missing or null value reads as; default null. */
  readonly initial?: Json;
  /** Converts what is neither missing nor null. */
  readonly read?: (value: Json) => Json;
}

/** A kind of resource. */
export interface ResourceType {
  /** The service's type, as `Service.type`. */
  readonly service: 'compute' | 'network' | 'image' | 'volume' | 'identity';
  /** The SDK's class, which its sentences name: `No Flavor found for x`. */
  readonly kind: string;
  /** The collection's path. */
  readonly path: string;
  /** The path that lists whole resources, where it differs (`/servers/detail`). */
  readonly detail?: string;
  /** Where a list's items are in the body. */
  readonly key: string;
  /** Where a single resource is in the body; undefined when it is the body. */
  readonly single?: string;
  /** The newest microversion that the peer's SDK knows for it. */
  readonly microversion?: string;
  /** Whether IDs are always UUIDs, so that other words need not be tried as an ID. */
  readonly ids: 'uuid' | 'any';
  /** The query parameter that filters by name; undefined when the service has none. */
  readonly nameFilter?: string;
  /** The SDK's names of the fields; a plain text is the key as it is. */
  readonly attributes: { readonly [name: string]: string | Attribute };
}

/** Reads whole numbers, also from text. */
export function int(key: string, initial?: Json): Attribute {
  return { key, ...(initial === undefined ? {} : { initial }), read: toInt };
}

/** Reads truth values, as Python's bool() takes them. */
export function bool(key: string, initial?: Json): Attribute {
  return { key, ...(initial === undefined ? {} : { initial }), read: truth };
}

/** Reads floats; a whole one keeps its point. */
export function float(key: string): Attribute {
  return {
    key,
    read: value => (typeof value === 'number' && Number.isInteger(value) ? new Float(value) : value),
  };
}

/** Reads booleans that the service sends as the texts `true` and `false`. */
export function boolText(key: string): Attribute {
  return { key, read: value => (typeof value === 'string' ? value.toLowerCase() === 'true' : value) };
}

/** Python's truth of a value. */
function truth(value: Json): boolean {
  if (value instanceof Float) return value.value !== 0;
  if (isList(value)) return value.length > 0;
  if (isObject(value)) return Object.keys(value).length > 0;
  return Boolean(value);
}

/** The SDK's conversion to int (openstack/fields.py): text that is no number counts as 0. */
function toInt(value: Json): Json {
  if (value instanceof Float) return value.value;
  if (typeof value === 'number') return Math.trunc(value);
  if (typeof value === 'bigint' || typeof value === 'boolean') return value;
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : 0;
}

/**
 * Names a resource's fields as the SDK does.
 * @param type the kind of resource
 * @param item a resource as the service sent it
 * @returns every attribute of the type, null (or its `initial`) where the service sent none
 */
export function attributes(type: ResourceType, item: JsonObject): JsonObject {
  const named: Record<string, Json> = {};
  for (const [name, declared] of Object.entries(type.attributes)) named[name] = attribute(declared, item);
  return named;
}

function attribute(declared: string | Attribute, item: JsonObject): Json {
  if (typeof declared === 'string') return item[declared] ?? null;
  const value = item[declared.key] ?? (declared.alias === undefined ? undefined : item[declared.alias]);
  if (value === undefined || value === null) return declared.initial ?? null;
  return declared.read ? declared.read(value) : value;
}
