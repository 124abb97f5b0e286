/** What single values of bodies may be, in the words of the JSON schemas of compute and block storage. */
import { isIP } from 'node:net';
import { isList, isObject, type Json } from '../clients/json.ts';
import { type Check, type Checks, checkObject, invalid, repr, shown, wrongType } from './schema.ts';
import { Refusal } from './service.ts';

/** The largest integer that the services' databases take. */
export const MOST = 2147483647;

/** Any value. */
export const any: Check = () => {};

/** A text of so many characters. @throws Refusal 400, as every check here */
export const textCheck =
  (least = 0, most = 255): Check =>
  (field, value, also) => {
    if (typeof value !== 'string') throw wrongType(field, value, "'string'", also);
    if (value.length < least) throw invalid(field, value, `${repr(value)} is too short`);
    if (value.length > most) throw invalid(field, value, `${repr(value)} is too long`);
  };

/** null, or what another check takes. */
export const nullable =
  (check: Check): Check =>
  (field, value) => {
    if (value !== null) check(field, value, ", 'null'");
  };

/** One of several forms, none of which is named when it is neither. */
export const anyOf =
  (...checks: readonly Check[]): Check =>
  (field, value) => {
    const fits = checks.some(check => {
      try {
        check(field, value);
        return true;
      } catch {
        return false;
      }
    });
    if (!fits) throw invalid(field, value, `${repr(value)} is not valid under any of the given schemas`);
  };

/** null alone. */
export const nullCheck: Check = (field, value) => {
  if (value !== null) throw wrongType(field, value, "'null'");
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
  (field, value, also) => {
    if (typeof value === 'string' && !/^-?\d+$/.test(value))
      throw invalid(field, value, `${repr(value)} does not match '${pattern}'`);
    if (typeof value !== 'string' && !Number.isInteger(value))
      throw wrongType(field, value, "'integer', 'string'", also);
    if (Number(value) < least)
      throw invalid(field, value, `${shown(value)} is less than the minimum of ${least}`);
    if (Number(value) > most)
      throw invalid(field, value, `${shown(value)} is greater than the maximum of ${most}`);
  };

const YES = ['True', 'TRUE', 'true', '1', 'ON', 'On', 'on', 'YES', 'Yes', 'yes'];
const NO = ['False', 'FALSE', 'false', '0', 'OFF', 'Off', 'off', 'NO', 'No', 'no'];

/** A truth value in one of its spellings. @param letters more of them: for true, and for false */
export const booleanOf =
  (letters: readonly [yes: readonly string[], no: readonly string[]] = [[], []]): Check =>
  (field, value) => {
    if (typeof value !== 'boolean' && typeof value !== 'string')
      throw wrongType(field, value, "'boolean', 'string'");
    const words = [true, ...YES, ...letters[0], false, ...NO, ...letters[1]];
    if (!words.includes(value)) throw invalid(field, value, `${repr(value)} is not one of ${repr(words)}`);
  };

/** As compute has it. */
export const booleanCheck = booleanOf();

const TRUE = ['1', 't', 'true', 'on', 'y', 'yes'];

/** A boolean, also as a word. */
export function truth(value: Json | undefined): boolean {
  return value !== undefined && value !== null && TRUE.includes(String(value).toLowerCase());
}

/** One of some words. */
export const oneOf =
  (...words: readonly string[]): Check =>
  (field, value) => {
    if (typeof value !== 'string' || !words.includes(value))
      throw invalid(field, value, `${repr(value)} is not one of [${words.map(repr).join(', ')}]`);
  };

export const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

/** A UUID, with its dashes or without. */
export const uuidCheck: Check = (field, value, also) => {
  if (typeof value !== 'string') throw wrongType(field, value, "'string'", also);
  if (!UUID.test(value)) throw invalid(field, value, `${repr(value)} is not a 'uuid'`);
};

/** An object of any fields. */
export const objectCheck: Check = (field, value, also) => {
  if (!isObject(value)) throw wrongType(field, value, "'object'", also);
};

/** An object of certain fields. */
export const objectOf =
  (checks: Checks, required: readonly string[] = []): Check =>
  (field, value, also) => {
    objectCheck(field, value, also);
    if (isObject(value)) checkObject(field, value, required, checks);
  };

/** A list of anything. */
export const listCheck: Check = (field, value, also) => {
  if (!isList(value)) throw wrongType(field, value, "'array'", also);
};

/** An address of one version of IP. */
export const ipCheck =
  (version: 4 | 6): Check =>
  (field, value, also) => {
    if (typeof value !== 'string') throw wrongType(field, value, "'string'", also);
    if (isIP(value) !== version) throw invalid(field, value, `${repr(value)} is not a 'ipv${version}'`);
  };

/** An address of either. */
export const addressCheck: Check = (field, value, also) => {
  textCheck(0, Number.POSITIVE_INFINITY)(field, value, also);
  anyOf(ipCheck(4), ipCheck(6))(field, value);
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

/** Values by keys. @param pattern of the keys, in its Python spelling @param check texts of up to 255 */
export const textsBy =
  (pattern: string, check: Check = textCheck()): Check =>
  (field, value, also) => {
    if (!isObject(value)) throw wrongType(field, value, "'object'", also);
    const keys = new RegExp(pattern);
    for (const [key, each] of Object.entries(value)) if (keys.test(key)) check(key, each ?? null);
    const strange = Object.keys(value).filter(key => !keys.test(key));
    if (strange.length === 0) return;
    const verb = strange.length === 1 ? 'does' : 'do';
    const problem = `${strange.map(repr).sort().join(', ')} ${verb} not match any of the regexes: '${pattern}'`;
    throw invalid(field, value, problem);
  };

/** Keys and values of a server's metadata. */
export const metadataCheck: Check = textsBy('^[a-zA-Z0-9-_:. ]{1,255}$');

/** The texts of an object. */
export function textsOf(value: Json | undefined): Record<string, string> {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => (typeof each === 'string' ? [[key, each]] : [])),
  );
}
