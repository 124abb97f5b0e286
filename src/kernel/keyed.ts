/** Options that collect keys and values in the rarer ways of osc-lib and python-openstackclient. */
import { CommandError } from './errors.ts';
import { type Extra, type Param, pairs, records, text } from './params.ts';
import { ArgumentError, checkKeys, integer, keyValue, quoted } from './parse/convert.ts';
import { JsonError, parseJson } from './parse/json.ts';

/**
 * osc-lib's KeyValueAppendAction: `--hint K=V`, repeatable; a key's values are collected.
 * @throws ArgumentError when there is no `=` or no key
 */
export function pairLists(
  declared: string,
  help: string,
  extra: Extra = {},
): Param<Record<string, string[]> | undefined, string> {
  return {
    ...text(declared, help, extra),
    initial: undefined,
    apply: (old, [word = '']) => {
      const [key, value] = keyValue(word);
      return { ...old, [key]: [...(old?.[key] ?? []), value] };
    },
  };
}

/** The volume hints of which a list is sent (openstackclient's KeyValueHintAction). */
const LISTED_HINTS = ['same_host', 'different_host'];

/** `--hint K=V` of volumes: a list for `same_host` and `different_host`, one text for every other key. */
export function volumeHints(
  declared: string,
  help: string,
  extra: Extra = {},
): Param<Record<string, string | string[]> | undefined, string> {
  return {
    ...text(declared, help, extra),
    initial: undefined,
    apply: (old, [word = '']) => {
      const [key, value] = keyValue(word);
      if (!LISTED_HINTS.some(name => word.startsWith(name))) return { ...old, [key]: value };
      const before = old?.[key];
      return { ...old, [key]: Array.isArray(before) ? [...before, value] : [value] };
    },
  };
}

/**
 * osc-lib's MultiKeyValueCommaAction: as `records`, but a value may have commas (`k=a,b,k2=c`).
 * @throws ArgumentError when the first pair has no key, or keys are unknown or missing
 */
export function commaRecords(
  declared: string,
  keys: { required?: readonly string[]; optional?: readonly string[] },
  help: string,
  extra: Extra = {},
): Param<Record<string, string>[] | undefined, string> {
  const required = keys.required ?? [];
  const valid = [...required, ...(keys.optional ?? [])];
  return {
    ...records(declared, keys, help, extra),
    apply: (old, [word = '']) => {
      const record: Record<string, string> = {};
      let last: string | undefined;
      for (const part of word.split(',')) {
        const at = part.indexOf('=');
        if (at === 0) throw new ArgumentError(`A key must be specified before '=': ${part}`);
        if (at < 0 && last === undefined) throw new ArgumentError(`A key=value pair is required: ${part}`);
        if (at < 0 && last !== undefined) record[last] += `,${part}`;
        if (at > 0) {
          last = part.slice(0, at);
          record[last] = part.slice(at + 1);
        }
      }
      checkKeys(record, required, valid);
      return [...(old ?? []), record];
    },
  };
}

/**
 * osc-lib's RangeAction: `4` is [4, 4], `6:9` is [6, 9].
 * @throws ArgumentError when it is no range; CommandError when a part is no integer, as the peer's exit code is 1 then
 */
export function range(
  declared: string,
  help: string,
  extra: Extra = {},
): Param<readonly [number, number] | undefined, string> {
  return {
    ...text(declared, help, extra),
    initial: undefined,
    apply: (_, [word = '']) => {
      const parts = word.split(':');
      const [low = '', high = low] = parts;
      if (parts.length > 2) throw new ArgumentError('Invalid range, too many values');
      const pair = [bareInteger(low), bareInteger(high)] as const;
      if (pair[0] > pair[1]) throw new ArgumentError(`Invalid range, ${low} is not less than ${high}`);
      return pair;
    },
  };
}

/**
 * An integer where the peer calls int() outside of argparse's `type`.
 * @throws CommandError with Python's sentence
 */
export function bareInteger(word: string): number {
  try {
    return integer(word);
  } catch {
    throw new CommandError(`invalid literal for int() with base 10: ${quoted(word)}`);
  }
}

/** python-openstackclient's PercentAction: an integer from 1 to 100. */
export function percent(
  declared: string,
  help: string,
  extra: Extra = {},
): Param<number | undefined, string> {
  return {
    ...text(declared, help, extra),
    initial: undefined,
    apply: (_, [word = '']) => {
      const n = bareInteger(word);
      if (n > 0 && n <= 100) return n;
      throw new ArgumentError('Must be between 0 and 100');
    },
  };
}

/**
 * python-openstackclient's JSONKeyValueAction: a JSON object or `K=V`, repeatable, last one wins.
 * @throws ArgumentError with Python's sentence about the JSON
 */
export function jsonPairs(
  declared: string,
  help: string,
  extra: Extra = {},
): Param<Record<string, unknown> | undefined, string> {
  return {
    ...pairs(declared, help, extra),
    initial: undefined,
    apply: (old, [word = ''], typed) => {
      try {
        return { ...old, ...dictUpdate(parseJson(word)) };
      } catch (error) {
        if (!(error instanceof JsonError)) throw error;
        const at = word.indexOf('=');
        if (at >= 0) return { ...old, [word.slice(0, at)]: word.slice(at + 1) };
        throw new ArgumentError(
          `Expected '<key>=<value>' or JSON data for option ${typed}, ` +
            `but encountered JSON parsing error: ${error.message}`,
        );
      }
    },
  };
}

/**
 * What Python's dict.update() takes, for the values that JSON has.
 * @throws CommandError, JsonError with Python's sentence for what is no dictionary
 */
export function dictUpdate(value: unknown): object {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value;
  if (Array.isArray(value) && value.length === 0) return {};
  if (value === '') return {};
  if (typeof value === 'string') {
    throw new JsonError('dictionary update sequence element #0 has length 1; 2 is required');
  }
  const kind = value === null ? 'NoneType' : typeof value === 'boolean' ? 'bool' : 'int';
  if (!Array.isArray(value))
    throw new CommandError(
      `'${Number.isInteger(value) ? 'int' : kind === 'int' ? 'float' : kind}' object is not iterable`,
    );
  throw new CommandError('cannot convert dictionary update sequence element #0 to a sequence');
}
