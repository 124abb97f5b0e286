/** How Python writes values: `str()` and `repr()`, which the peers' text formats are made of. */
import { Float, isList, type Json } from '../../clients/json.ts';
import { Ranges } from './unicode/ranges.ts';
import { ranges, values } from './unicode/unprintable.ts';

/**
 * Writes a value as Python's `str()` does.
 * @param value a JSON value; undefined counts as null
 * @returns text itself for text, `repr` for everything else
 */
export function str(value: Json | undefined): string {
  return typeof value === 'string' ? value : repr(value);
}

/**
 * Writes a value as Python's `repr()` does: `None`, `True`, `1e+20`, `{'a': [1, 'x']}`.
 * @param value a JSON value; undefined counts as null, keys whose value is undefined are left out
 */
export function repr(value: Json | undefined): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'string') return reprText(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return Number.isInteger(value) ? integer(value) : reprFloat(value);
  if (value instanceof Float) return reprFloat(value.value);
  if (value instanceof Tuple) return tupleText([...value].map(repr));
  if (isList(value)) return `[${value.map(repr).join(', ')}]`;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{${entries.map(([key, item]) => `${reprText(key)}: ${repr(item)}`).join(', ')}}`;
}

/** A list that Python keeps as a tuple, which only its text shows; JSON and YAML have it as a list. */
export class Tuple extends Array<Json> {}

/**
 * Writes a list of texts as a Python tuple: `('a',)`, `('a', 'b')`.
 * @param items the texts in order
 */
export function reprTuple(items: readonly string[]): string {
  return tupleText(items.map(reprText));
}

function tupleText(items: readonly string[]): string {
  return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
}

/**
 * Writes an integer with all its digits.
 * @param value a number that is an integer
 */
export function integer(value: number): string {
  return Math.abs(value) < 1e21 ? String(value) : BigInt(value).toString();
}

/**
 * Writes a float as Python does: the shortest digits that read back, an exponent below 1e-4 and from 1e16 on.
 * @returns such as `1.0`, `1e-05`, `inf`, `nan`
 */
export function reprFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (!Number.isFinite(value)) return `${sign}inf`;
  const [mantissa = '0', power = '0'] = Math.abs(value).toExponential().split('e');
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) {
    const digits = String(Math.abs(exponent)).padStart(2, '0');
    return `${sign}${mantissa}e${exponent < 0 ? '-' : '+'}${digits}`;
  }
  const digits = mantissa.replace('.', '');
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${sign}${whole}.${digits.slice(exponent + 1) || '0'}`;
}

/** Text that needs no escape and no choice of quotes. */
const SIMPLE = /^[ !#-&(-[\]-~]*$/;
/** What may need an escape: all but printable ASCII, and the two marks. */
const DOUBTFUL = /[^\x20-\x7e]|[\\'"]/gu;
const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };
let unprintable: Ranges | undefined;

/** Quotes text as Python's repr does: with `"` only when it holds `'` and no `"`. */
function reprText(text: string): string {
  if (SIMPLE.test(text)) return `'${text}'`;
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(DOUBTFUL, character => {
    if (character === "'" || character === '"') return character === quote ? `\\${character}` : character;
    return (
      SHORT[character] ?? (isPrintable(character) ? character : hexEscape(character.codePointAt(0) ?? 0))
    );
  });
  return `${quote}${escaped}${quote}`;
}

/**
 * Python's str.isprintable() for one character, by the Unicode version of the peer's Python (3.11: 14.0); characters
 * that came later are unknown to it.
 */
export function isPrintable(character: string): boolean {
  unprintable ??= new Ranges(ranges, values, 0);
  const code = character.codePointAt(0) ?? 0;
  return (code < 0xd800 || code > 0xdfff) && unprintable.get(code) === 0;
}

/**
 * Writes a character by its number, as Python's repr does for what cannot be printed.
 * @returns `\xhh`, `\uhhhh` or `\Uhhhhhhhh`
 */
export function hexEscape(codePoint: number): string {
  const digits = codePoint.toString(16);
  if (codePoint <= 0xff) return `\\x${digits.padStart(2, '0')}`;
  return codePoint <= 0xffff ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}

/**
 * Compares texts by code points, as Python does; JavaScript's own order differs above U+FFFF.
 * @returns below 0, 0 or above 0
 */
export function compareText(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    let a = left.charCodeAt(at);
    let b = right.charCodeAt(at);
    if (a === b) continue;
    // Surrogates stand for characters above all of the basic plane.
    if (a >= 0xd800 && b >= 0xd800) {
      a = a >= 0xe000 ? a - 0x800 : a + 0x2000;
      b = b >= 0xe000 ? b - 0x800 : b + 0x2000;
    }
    return a - b;
  }
  return left.length - right.length;
}
