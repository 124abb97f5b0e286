/** Checks of bodies, in the words of the JSON schemas of compute and block storage. */
import { isList, isObject, type Json, type JsonObject } from '../clients/json.ts';
import { type Call, Refusal } from './service.ts';

/** How Python's `str` shows a value in these sentences. */
export function shown(value: Json | undefined): string {
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

/** What a field must be: throws what `invalid` makes. `also` are more kinds of values that would have done. */
export type Check = (field: string, value: Json, also?: string) => void;

/** What an object may have, in the order in which it is looked at. */
export type Checks = Readonly<Record<string, Check>>;

/** The refusal of a value of another kind. @param types as the sentence has them @param also more of them */
export function wrongType(field: string, value: Json, types: string, also = ''): Refusal {
  return invalid(field, value, `${repr(value)} is not of type ${types}${also}`);
}

/**
 * The object under `key` of the body, checked: what is in it, whether it is there, and whether it is alone.
 * @param required keys that must be there, in the order in which they are asked for
 * @param checks what is allowed; undefined: everything
 * @param extra what may stand beside it
 * @throws Refusal 400
 */
export function bodyOf(
  call: Pick<Call, 'body'>,
  key: string,
  required: readonly string[] = [],
  checks?: Checks,
  extra: readonly string[] = [],
): JsonObject {
  const { body } = call;
  if (!isObject(body)) throw new Refusal(400, `${repr(body)} is not of type 'object'`);
  const value = body[key];
  if (value !== undefined && !isObject(value)) throw wrongType(key, value, "'object'");
  if (value !== undefined) checkObject(key, value, required, checks);
  if (value === undefined) throw new Refusal(400, `'${key}' is a required property`);
  const strange = unexpected(body, [key, ...extra]);
  if (strange !== undefined) throw new Refusal(400, strange);
  return value;
}

/** As `bodyOf`, for an object that is already in hand. @param open whether it may have what is not checked */
export function checkObject(
  key: string,
  value: JsonObject,
  required: readonly string[],
  checks?: Checks,
  open = false,
): void {
  for (const [field, check] of Object.entries(checks ?? {})) {
    const each = value[field];
    if (each !== undefined) check(field, each);
  }
  const missing = required.find(field => value[field] === undefined);
  if (missing !== undefined) throw invalid(key, value, `'${missing}' is a required property`);
  const strange = checks && !open ? unexpected(value, Object.keys(checks)) : undefined;
  if (strange !== undefined) throw invalid(key, value, strange);
}

function unexpected(value: JsonObject, known: readonly string[]): string | undefined {
  const names = Object.keys(value).filter(field => !known.includes(field));
  if (names.length === 0) return undefined;
  const verb = names.length === 1 ? 'was' : 'were';
  return `Additional properties are not allowed (${names.map(repr).join(', ')} ${verb} unexpected)`;
}
