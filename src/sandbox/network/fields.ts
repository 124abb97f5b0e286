/** What the body of a request may hold: fields, their kinds, defaults, and who may set them. */
import { isList, isObject, type Json, type JsonObject } from '../../clients/json.ts';
import { parseIp } from './ip.ts';
import { badField, badRequest, invalidInput, quoted } from './refusals.ts';

/** Takes a field's value as it is kept. @throws Refusal for one that it cannot have */
export type Check = (value: Json, key: string) => Json;

export interface Field {
  readonly check: Check;
  /** When it may be given (default `always`); `never` for what the service alone decides. */
  readonly given?: 'always' | 'create' | 'update' | 'never';
  /** What it is when a new one's body says nothing; left out with `given` other than never: it must be said. */
  readonly initial?: Json;
  /** It may be left out and has then no value at all. */
  readonly optional?: boolean;
  /** Rules are asked even for a value that it would have anyway. */
  readonly ruled?: boolean;
}

export type Fields = Readonly<Record<string, Field>>;

const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

/** Texts of up to so many characters. */
export function textOf(max = 255): Check {
  return (value, key) => {
    if (typeof value !== 'string') throw badField(key, `${quoted(value)} is not a valid string`);
    if (value.length > max) throw badField(key, `${quoted(value)} exceeds maximum length of ${max}`);
    return value;
  };
}

/** A truth value in one of its spellings. */
export function asBool(value: Json): boolean {
  if (typeof value === 'boolean') return value;
  if (/^(true|1|on|yes|t|y)$/i.test(String(value))) return true;
  if (/^(false|0|off|no|f|n)$/i.test(String(value))) return false;
  throw invalidInput(`${quoted(value)} cannot be converted to boolean`);
}

/** A whole number. */
export function asInt(value: Json): number {
  const number =
    typeof value === 'number' ? value : /^-?\d+$/.test(String(value)) ? Number(value) : Number.NaN;
  if (!Number.isInteger(number)) throw invalidInput(`${quoted(value)} is not an integer`);
  return number;
}

/** One of some values. */
export function oneOf(...values: readonly Json[]): Check {
  return (value, key) => {
    if (!values.includes(value)) throw badField(key, `${plain(value)} is not in valid_values`);
    return value;
  };
}

/** A UUID. @throws Refusal 400, as every check here */
export const uuidCheck: Check = (value, key) => {
  if (typeof value !== 'string' || !UUID.test(value))
    throw badField(key, `${quoted(value)} is not a valid UUID`);
  return value;
};

/** An address of either version of IP. */
export const ipCheck: Check = (value, key) => {
  if (typeof value !== 'string' || parseIp(value) === undefined)
    throw badField(key, `${quoted(value)} is not a valid IP address`);
  return value;
};

/** A MAC address. @returns it in small letters */
export const macCheck: Check = (value, key) => {
  if (typeof value !== 'string' || !/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(value))
    throw badField(key, `${quoted(value)} is not a valid MAC address`);
  return value.toLowerCase();
};

/** Lists, each of whose entries is checked. */
export function listOf(check: Check): Check {
  return (value, key) => {
    if (!isList(value)) throw badField(key, `${quoted(value)} is not a list`);
    return value.map(each => check(each, key));
  };
}

/** null, or what another check takes. */
export function orNull(check: Check): Check {
  return (value, key) => (value === null ? null : check(value, key));
}

/** Any value, as it is. */
export const anything: Check = value => value;

/** Objects of any kind. */
export const objectCheck: Check = (value, key) => {
  if (!isObject(value)) throw badField(key, `${quoted(value)} is not a dictionary`);
  return value;
};

const name: Field = { check: textOf(), initial: '' };
const fixed: Field = { check: anything, given: 'never' };

/** Fields that every kind of resource has. */
export const COMMON: Fields = {
  id: fixed,
  name,
  description: name,
  project_id: { check: textOf(), given: 'create', optional: true },
  tenant_id: { check: textOf(), given: 'create', optional: true },
  tags: fixed,
  created_at: fixed,
  updated_at: fixed,
  revision_number: fixed,
};

/**
 * Reads the body of a request for something new.
 * @returns its fields and the defaults of those that it leaves out
 * @throws Refusal 400
 */
export function readNew(body: JsonObject, fields: Fields): JsonObject {
  known(body, fields);
  for (const [key, { given = 'always' }] of Object.entries(fields))
    if (body[key] !== undefined && (given === 'never' || given === 'update'))
      throw badRequest(`Attribute '${key}' not allowed in POST`);
  for (const [key, field] of Object.entries(fields))
    if (body[key] === undefined && isRequired(field))
      throw badRequest(`Failed to parse request. Required attribute '${key}' not specified`);
  const entries = Object.entries(fields).flatMap(([key, { check, initial, given }]) => {
    const value = body[key];
    if (value !== undefined) return [[key, check(value, key)] as const];
    return initial === undefined || given === 'never' ? [] : [[key, initial] as const];
  });
  return Object.fromEntries(entries);
}

/** Reads the body of a request for a change. @throws Refusal 400 */
export function readChange(body: JsonObject, fields: Fields): JsonObject {
  known(body, fields);
  for (const key of Object.keys(body)) {
    const { given = 'always' } = fields[key] ?? {};
    if (given === 'never' || given === 'create') throw badRequest(`Cannot update read-only attribute ${key}`);
  }
  const entries = Object.entries(body).map(([key, value]) => {
    const check = fields[key]?.check ?? anything;
    return [key, value === undefined ? undefined : check(value, key)] as const;
  });
  return Object.fromEntries(entries);
}

function known(body: JsonObject, fields: Fields): void {
  const strange = Object.keys(body).filter(key => !Object.hasOwn(fields, key));
  if (strange.length > 0) throw badRequest(`Unrecognized attribute(s) '${strange.sort().join(', ')}'`);
}

function isRequired({ given = 'always', initial, optional }: Field): boolean {
  return (given === 'always' || given === 'create') && initial === undefined && optional !== true;
}

function plain(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
