/** Lists: what a query chooses of them, and how they are sent. */
import type { Json, JsonObject } from '../../clients/json.ts';
import type { Call } from '../service.ts';

/** The address of something at this service. @param path such as `/users/ID` */
export function linkTo(call: Call, path: string): string {
  return `${call.origin}/identity/v3${path}`;
}

/** The body of a list. */
export function listOf(call: Call, key: string, items: readonly Json[]): JsonObject {
  const self = call.origin + call.path.replace(/\/+$/, '') + call.search;
  return { [key]: items, links: { next: null, self, previous: null } };
}

/** Whether a query has a flag, such as `effective`; only `0` takes it back. */
export function flag(call: Call, name: string): boolean {
  return call.query.has(name) && call.query.get(name) !== '0';
}

const FALSE = /^(0|f|false|n|no|off)$/i;

/** A word as Keystone reads one that should be a boolean: true, unless it says otherwise. */
export function asBoolean(word: string): boolean {
  return !FALSE.test(word.trim());
}

/** How texts are compared: `name__contains`, and `name__icontains` whatever the case. */
const COMPARISONS: Readonly<Record<string, (text: string, part: string) => boolean>> = {
  contains: (text, part) => text.includes(part),
  startswith: (text, part) => text.startsWith(part),
  endswith: (text, part) => text.endsWith(part),
};

/**
 * What a query chooses.
 * @param keys the keys that it can choose by; others are not looked at
 */
export function chosen<T extends JsonObject>(
  call: Call,
  items: readonly T[],
  keys: readonly string[],
): readonly T[] {
  let left = items;
  for (const [word, wanted] of call.query) {
    const [key = '', comparison] = word.split('__');
    if (!keys.includes(key)) continue;
    left = left.filter(item => matches(item[key], comparison, wanted));
  }
  return left;
}

/** Whether a value is what a query asks for; the database does not tell upper from lower case. */
function matches(value: Json | undefined, comparison: string | undefined, wanted: string): boolean {
  if (comparison === undefined) {
    if (typeof value === 'boolean') return value === asBoolean(wanted);
    return typeof value === 'string' && value.toLowerCase() === wanted.toLowerCase();
  }
  if (typeof value !== 'string') return false;
  const ignoresCase = comparison.startsWith('i');
  const compare = COMPARISONS[ignoresCase ? comparison.slice(1) : comparison] ?? (() => true);
  return ignoresCase ? compare(value.toLowerCase(), wanted.toLowerCase()) : compare(value, wanted);
}
