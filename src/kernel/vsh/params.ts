/**
 * Parameters as libvirt's shell has them (tools/vsh.c): all have a name, and words without one go to those that are
 * `bare`, in declared order. Flags are `flag` and options that need their name are `named`.
 */
import { ArgumentError, type Extra, flag, naming, type Param } from '../params.ts';

export { flag };

interface More extends Extra {
  /** Whether a word may be empty (default: not). */
  readonly empty?: boolean;
}

/** @throws ArgumentError with the sentence of vshCommandOptStringReq */
function filled(name: string, empty: boolean | undefined): (word: string) => string {
  return word => {
    if (word === '' && empty !== true)
      throw new ArgumentError(`Failed to get option '${name.slice(2)}': Option argument is empty`);
    return word;
  };
}

function one<T>(
  name: string,
  metavar: 'string' | 'number',
  help: string,
  convert: (word: string) => T,
  extra: Extra & { readonly bare?: boolean },
): Param<T | undefined, T> {
  const { required, hidden, own, bare } = extra;
  return {
    flags: [name],
    metavar,
    help,
    ...(required === undefined ? {} : { required }),
    ...(hidden === undefined ? {} : { hidden }),
    ...(own === undefined ? {} : { own }),
    ...(bare === undefined ? {} : { bare }),
    initial: undefined,
    convert,
    apply: (_, [value]) => value,
  };
}

/** A word that has to be there, with or without its name (VSH_OT_DATA). @param name such as `--domain` */
export function data(name: string, help: string, extra: More = {}): Param<string, string> {
  const param = one(name, 'string', help, filled(name, extra.empty), {
    ...extra,
    required: true,
    bare: true,
  });
  return { ...param, initial: '', apply: (old, [word]) => word ?? old };
}

/** A word that may be there, with or without its name (VSH_OT_STRING). */
export function word(name: string, help: string, extra: More = {}): Param<string | undefined, string> {
  return one(name, 'string', help, filled(name, extra.empty), { ...extra, bare: true });
}

/** A word that needs its name (VSH_OFLAG_REQ_OPT). */
export function named(name: string, help: string, extra: More = {}): Param<string | undefined, string> {
  return one(name, 'string', help, filled(name, extra.empty), extra);
}

/** How a number is given. */
interface NumberExtra extends Extra {
  /** Whether a word without a name is taken for it (default: not). */
  readonly bare?: boolean;
  /** The least that it may be (default 0). */
  readonly least?: number;
  readonly most?: number;
}

/** A whole number (VSH_OT_INT). @throws ArgumentError with the peer's sentence for one that is none, or out of range */
export function number(
  name: string,
  help: string,
  extra: NumberExtra = {},
): Param<number | undefined, number> {
  const { least = 0, most = 2 ** 31 - 1 } = extra;
  const convert = (text: string): number => {
    const value = /^\s*[-+]?\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw malformed(name, text);
  };
  return one(name, 'number', help, convert, extra);
}

const WORD_BITS = 64;

/**
 * A whole number of 64 bits without a sign (vshCommandOptULongLong).
 * @param extra `wraps`: a negative number is taken, and counted from the end (vshCommandOptULWrap)
 */
export function count(
  name: string,
  help: string,
  extra: Extra & { readonly bare?: boolean; readonly wraps?: boolean } = {},
): Param<bigint | undefined, bigint> {
  const convert = (text: string): bigint => {
    const isNumber = (extra.wraps ? /^\s*[-+]?\d+$/ : /^\s*\+?\d+$/).test(text);
    const value = isNumber ? BigInt(text.trim().replace('+', '')) : -1n;
    const size = value < 0n ? -value : value;
    if (isNumber && size < 2n ** BigInt(WORD_BITS)) return BigInt.asUintN(WORD_BITS, value);
    throw malformed(name, text);
  };
  return one(name, 'number', help, convert, extra);
}

function malformed(name: string, text: string): ArgumentError {
  return new ArgumentError(
    `Numeric value '${text}' for <${name.slice(2)}> option is malformed or out of range`,
  );
}

/** Bytes by the letter that a suffix begins with: 1024 of the one before, or 1000 where `B` follows alone. */
const POWERS = 'bkmgtpe';

/**
 * A size with a suffix: `b`, `k`, `KiB`, `KB` … (virScaleInteger).
 * @param unit what a number without a suffix counts, in bytes
 * @returns a parameter whose value is in bytes
 */
export function size(
  name: string,
  help: string,
  unit: number,
  extra: Extra & { readonly bare?: boolean } = {},
): Param<bigint | undefined, bigint> {
  return one(name, 'number', help, text => bytes(name, text, unit), extra);
}

/** Reads a size. @throws ArgumentError */
export function bytes(name: string, text: string, unit: number): bigint {
  const [, digits, suffix = ''] = /^\s*\+?(\d+)\s*([a-zA-Z]*)$/.exec(text) ?? [];
  const power = suffix === '' ? -1 : POWERS.indexOf(suffix.charAt(0).toLowerCase());
  const rest = suffix.slice(1).toLowerCase();
  const isSuffix = suffix === '' || (power >= 0 && (rest === '' || rest === 'ib' || rest === 'b'));
  const byName = power <= 0 && /^b(ytes?)?$/i.test(suffix);
  if (digits !== undefined && (byName || (isSuffix && power !== 0))) {
    const base = rest === 'b' && power > 0 ? 1000n : 1024n;
    const scale = suffix === '' ? BigInt(unit) : byName ? 1n : base ** BigInt(power);
    const value = BigInt(digits) * scale;
    if (value < 2n ** 64n) return value;
  }
  throw new ArgumentError(
    `Scaled numeric value '${text}' for <--${name.slice(2)}> option is malformed or out of range`,
  );
}

/** All words that nothing else takes (VSH_OT_ARGV). */
export function words(name: string, help: string, extra: Extra = {}): Param<string[], string> {
  return {
    flags: [name],
    metavar: 'string',
    help,
    nargs: extra.required ? '+' : '*',
    required: extra.required === true,
    bare: true,
    initial: [],
    convert: text => text,
    apply: (old, more) => [...old, ...more],
  };
}

/** The domain that a command is about. */
export const domain = naming('libvirt-domain', data('--domain', 'Name, ID or UUID of the domain'));
