/** Checks of bodies, in the words of Nova's JSON schemas. */
import { isList, isObject, type Json, type JsonObject } from '../../clients/json.ts';
import { type Call, Refusal } from '../service.ts';

/** How Python's `str` shows a value in these sentences. */
function shown(value: Json | undefined): string {
  return typeof value === 'string' ? value : repr(value);
}

/** How Python's `repr` shows a value. */
export function repr(value: Json | undefined): string {
  if (value === null || value === undefined) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'string') return value.includes("'") ? `"${value}"` : `'${value}'`;
  if (isList(value)) return `[${value.map(repr).join(', ')}]`;
  if (isObject(value)) {
    const entries = Object.entries(value).map(([key, each]) => `${repr(key)}: ${repr(each)}`);
    return `{${entries.join(', ')}}`;
  }
  return String(value);
}

/** The refusal of a value: `Invalid input for field/attribute name. Value: . '' is too short`. */
export function invalid(field: string, value: Json | undefined, problem: string): Refusal {
  return new Refusal(400, `Invalid input for field/attribute ${field}. Value: ${shown(value)}. ${problem}`);
}

/** What a field must be. Throws what `invalid` makes. */
export type Check = (field: string, value: Json) => void;

/**
 * The object under `key` of the body, checked.
 * @param required keys that must be there, in the order in which they are asked for
 * @param checks what is allowed; undefined: everything
 * @throws Refusal 400
 */
export function bodyOf(
  call: Call,
  key: string,
  required: readonly string[] = [],
  checks?: Readonly<Record<string, Check>>,
  extra: readonly string[] = [],
): JsonObject {
  if (!isObject(call.body)) throw new Refusal(400, `'${key}' is a required property`);
  const value = call.body[key];
  if (value === undefined) throw new Refusal(400, `'${key}' is a required property`);
  for (const other of Object.keys(call.body))
    if (other !== key && !extra.includes(other))
      throw new Refusal(400, `Additional properties are not allowed (${repr(other)} was unexpected)`);
  if (!isObject(value)) throw invalid(key, value, `${repr(value)} is not of type 'object'`);
  checkObject(key, value, required, checks);
  return value;
}

/** As `bodyOf`, for an object that is already in hand. */
export function checkObject(
  key: string,
  value: JsonObject,
  required: readonly string[],
  checks?: Readonly<Record<string, Check>>,
): void {
  for (const [field, each] of Object.entries(value)) {
    if (each !== undefined) checks?.[field]?.(field, each);
  }
  const missing = required.find(field => value[field] === undefined);
  if (missing !== undefined) throw invalid(key, value, `'${missing}' is a required property`);
  const unknown = Object.keys(value).filter(field => checks && !(field in checks));
  if (unknown.length === 0) return;
  const names = unknown.map(repr).join(', ');
  const verb = unknown.length === 1 ? 'was' : 'were';
  throw invalid(key, value, `Additional properties are not allowed (${names} ${verb} unexpected)`);
}

/** Any value. */
export const any: Check = () => {};

export const textCheck =
  (least = 0, most = 255): Check =>
  (field, value) => {
    if (typeof value !== 'string') throw invalid(field, value, `${repr(value)} is not of type 'string'`);
    if (value.length < least) throw invalid(field, value, `${repr(value)} is too short`);
    if (value.length > most) throw invalid(field, value, `${repr(value)} is too long`);
  };

export const nullable =
  (check: Check): Check =>
  (field, value) => {
    if (value !== null) check(field, value);
  };

/** A name as servers and keys have: not empty, no spaces around it. */
export const nameCheck: Check = (field, value) => {
  textCheck(1)(field, value);
  if (typeof value === 'string' && value.trim() !== value)
    throw new Refusal(
      400,
      `An invalid '${field}' value was provided. The name must be: printable characters. Can not start or end with whitespace.`,
    );
};

/** An integer, also as text. */
export const integerCheck =
  (least: number, most = Number.MAX_SAFE_INTEGER, pattern = '^[0-9]*$'): Check =>
  (field, value) => {
    if (typeof value === 'string' ? !/^-?\d+$/.test(value) : !Number.isInteger(value))
      throw invalid(
        field,
        value,
        typeof value === 'string'
          ? `${repr(value)} does not match '${pattern}'`
          : `${repr(value)} is not of type 'integer', 'string'`,
      );
    if (Number(value) < least)
      throw invalid(field, value, `${shown(value)} is less than the minimum of ${least}`);
    if (Number(value) > most)
      throw invalid(field, value, `${shown(value)} is greater than the maximum of ${most}`);
  };

const TRUE = ['1', 't', 'true', 'on', 'y', 'yes'];
const FALSE = ['0', 'f', 'false', 'off', 'n', 'no'];

export const booleanCheck: Check = (field, value) => {
  const word = String(value).toLowerCase();
  if (typeof value === 'object' || (!TRUE.includes(word) && !FALSE.includes(word)))
    throw invalid(
      field,
      value,
      `${repr(value)} is not one of [True, 'True', 'TRUE', 'true', '1', 'ON', 'On', 'on', 'YES', 'Yes', 'yes', 'y', 't', False, 'False', 'FALSE', 'false', '0', 'OFF', 'Off', 'off', 'NO', 'No', 'no', 'n', 'f']`,
    );
};

/** A boolean, also as a word. */
export function truth(value: Json | undefined): boolean {
  return value !== undefined && value !== null && TRUE.includes(String(value).toLowerCase());
}

export const oneOf =
  (...words: readonly string[]): Check =>
  (field, value) => {
    if (typeof value !== 'string' || !words.includes(value))
      throw invalid(field, value, `${repr(value)} is not one of [${words.map(repr).join(', ')}]`);
  };

export const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

export const uuidCheck: Check = (field, value) => {
  if (typeof value !== 'string' || !UUID.test(value))
    throw invalid(field, value, `${repr(value)} is not a 'uuid'`);
};

export const objectCheck: Check = (field, value) => {
  if (!isObject(value)) throw invalid(field, value, `${repr(value)} is not of type 'object'`);
};

export const listCheck: Check = (field, value) => {
  if (!isList(value)) throw invalid(field, value, `${repr(value)} is not of type 'array'`);
};

/** Lists of so many entries, which are checked by their places. */
export const listOf =
  (check: Check, most = Number.POSITIVE_INFINITY): Check =>
  (field, value) => {
    listCheck(field, value);
    if (!isList(value)) return;
    if (value.length > most) throw invalid(field, value, `${repr(value)} is too long`);
    for (const [at, each] of value.entries()) check(String(at), each);
  };

/** Texts that match an expression, in its Python spelling. */
export const patternCheck =
  (pattern: string): Check =>
  (field, value) => {
    if (typeof value === 'string' && !new RegExp(pattern).test(value))
      throw invalid(field, value, `${repr(value)} does not match '${pattern}'`);
  };

/** What all of some checks allow. */
export const both =
  (...checks: readonly Check[]): Check =>
  (field, value) => {
    for (const check of checks) check(field, value);
  };

/** A server's tag. */
export const tagCheck: Check = both(textCheck(1, 60), patternCheck('^[^,/]*$'));

/** Keys and values of metadata: texts of up to 255. */
export const metadataCheck: Check = (field, value) => {
  objectCheck(field, value);
  if (!isObject(value)) return;
  for (const [key, each] of Object.entries(value)) {
    if (!/^[a-zA-Z0-9-_:. ]{1,255}$/.test(key))
      throw invalid(field, value, `Additional properties are not allowed (${repr(key)} was unexpected)`);
    textCheck()(key, each ?? null);
  }
};

/** The texts of an object. */
export function textsOf(value: Json | undefined): Record<string, string> {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => (typeof each === 'string' ? [[key, each]] : [])),
  );
}
