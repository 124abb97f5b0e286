/** What a word on the command line may be turned into, with the sentences of Python and osc-lib when it cannot be. */

/** A value on the command line that cannot be taken; the parser adds `argument NAME: ` in front. */
export class ArgumentError extends Error {}

/**
 * Turns a word into an integer the way Python's int() does: blanks around it, a sign, `_` between digits, digits of
 * any script.
 * @throws ArgumentError `invalid int value: 'x'`
 */
export function integer(word: string): number {
  const digits = plainDigits(word);
  if (!/^\s*[-+]?\d+(_\d+)*\s*$/.test(digits)) throw new ArgumentError(`invalid int value: ${quoted(word)}`);
  return Number(digits.replaceAll('_', ''));
}

/**
 * Turns a word into a number the way Python's float() does.
 * @throws ArgumentError `invalid float value: 'x'`
 */
export function decimal(word: string): number {
  const plain = plainDigits(word).trim();
  const named = /^([-+]?)(inf|infinity|nan)$/i.exec(plain);
  if (named) return named[2]?.toLowerCase() === 'nan' ? Number.NaN : named[1] === '-' ? -Infinity : Infinity;
  if (!/^[-+]?(\d+(_\d+)*\.?(\d+(_\d+)*)?|\.\d+(_\d+)*)(e[-+]?\d+(_\d+)*)?$/i.test(plain)) {
    throw new ArgumentError(`invalid float value: ${quoted(word)}`);
  }
  return Number(plain.replaceAll('_', ''));
}

/** Puts ASCII digits in place of other scripts'; each script's ten stand together, a zero first. */
function plainDigits(word: string): string {
  return word.replace(/[^\P{Nd}0-9]/gu, digit => {
    const code = digit.codePointAt(0) ?? 0;
    let before = 0;
    while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before++;
    return String(before % 10);
  });
}

/** Python's repr of a text. */
export function quoted(word: string): string {
  const escaped = word
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replace(/[\p{C}\p{Z}]/gu, char => (char === ' ' ? char : escapeCode(char.codePointAt(0) ?? 0)));
  return word.includes("'") && !word.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll("'", "\\'")}'`;
}

function escapeCode(code: number): string {
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000
    ? `\\u${code.toString(16).padStart(4, '0')}`
    : `\\U${code.toString(16).padStart(8, '0')}`;
}

/** For `converted` and choices: the peer's `type=str.lower`. */
export const lowercase = (word: string): string => word.toLowerCase();

/** For `converted` and choices: the peer's `type=str.upper`. */
export const uppercase = (word: string): string => word.toUpperCase();

/** For `converted`: `ipv4` and `ipv6` in any case as the network API spells them. */
export function ipVersionName(word: string): string {
  return /^ipv[46]$/i.test(word) ? `IPv${word.slice(3)}` : word;
}

/**
 * Splits `K=V` at the first `=`.
 * @throws ArgumentError with osc-lib's sentences
 */
export function keyValue(word: string): [string, string] {
  const at = word.indexOf('=');
  if (at < 0) throw new ArgumentError(`Expected 'key=value' type, but got: ${word}`);
  if (at === 0) throw new ArgumentError(`Property key must be specified: ${word}`);
  return [word.slice(0, at), word.slice(at + 1)];
}

/**
 * Holds a record's keys against those that an option knows.
 * @throws ArgumentError naming the invalid or the missing keys
 */
export function checkKeys(
  record: Record<string, string>,
  required: readonly string[],
  valid: readonly string[],
): void {
  const invalid = Object.keys(record).filter(key => !valid.includes(key));
  if (valid.length > 0 && invalid.length > 0) {
    throw new ArgumentError(
      `Invalid keys ${invalid.join(', ')} specified.\nValid keys are: ${valid.join(', ')}`,
    );
  }
  const missing = required.filter(key => !(key in record));
  if (missing.length > 0) {
    throw new ArgumentError(
      `Missing required keys ${missing.join(', ')}.\nRequired keys are: ${required.join(', ')}`,
    );
  }
}
