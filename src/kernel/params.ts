/**
 * The declaration of a command's arguments: what argparse calls actions, as data.
 * A parameter's key in a command's `params` is its argparse dest; builders below make the kinds that the peers use.
 */
import type { Names } from './names.ts';
import { ArgumentError, checkKeys, integer, keyValue } from './parse/convert.ts';

export {
  ArgumentError,
  checkKeys,
  decimal,
  integer,
  ipVersionName,
  lowercase,
  quoted,
  uppercase,
} from './parse/convert.ts';

/**
 * One option or positional.
 * T is the type of the value that the command gets, V the type of one converted word.
 */
export interface Param<T, V = unknown> {
  /** Spellings in declared order, `[]` for a positional. */
  readonly flags: readonly string[];
  /** Exactly as usage shows it, angle brackets included; left out: the key in capitals (positional: the key). */
  readonly metavar?: string | readonly string[];
  /** One or more sentences of our own. */
  readonly help: string;
  /** How many words it takes, as in argparse: left out = one, 0 = a flag, `A...` = all from here on, options too. */
  readonly nargs?: number | '?' | '*' | '+' | 'A...';
  /** The words allowed; null for a None that the peer lists among them, which no word is. */
  readonly choices?: readonly (string | null)[];
  /** An option that must be given; `false` on a positional of any number of words: it is never asked for. */
  readonly required?: boolean;
  /** Taken, but not shown in help and usage. */
  readonly hidden?: boolean;
  /**
   * ostk's own option: matched only when spelled out, never part of a prefix, absent from the peer's usage and help.
   * `leading`: also matched only in front of the command's words.
   */
  readonly own?: boolean | 'leading';
  /** Whether words without a flag are taken for it, too, in declared order, as in libvirt's shell. */
  readonly bare?: boolean;
  /** What a word of it names, for completion. */
  readonly names?: Names;
  /** The keys of `key=value,…`, for completion: what each one's value is, undefined where that is free. */
  readonly keys?: Keys;
  /** Whether its word is a list with commas, for completion. */
  readonly commas?: boolean;
  /** Ends the parse where it stands, whatever follows, as `--version` does. */
  readonly ends?: boolean;
  /** The value when it is not typed. */
  readonly initial: T;
  /** Turns one word into a value. Throws ArgumentError with argparse's sentence (`invalid int value: 'x'`). */
  convert(word: string): V;
  /**
   * Folds the words of one occurrence into the value so far (`initial` at first).
   * `values` has one entry for a plain option, none for a flag, several with nargs. Throws ArgumentError.
   */
  apply(previous: T, values: readonly V[], flag: string): T;
}

/** What the value of a key names, or the words that it may be. */
export type Keys = Readonly<Record<string, Names | readonly string[] | undefined>>;

/** A dest's parameter, or several options that write to the same dest. */
export type Params = { readonly [dest: string]: Param<unknown> | readonly Param<unknown>[] };

type ValueOf<P> = P extends readonly Param<infer T>[] ? T : P extends Param<infer T> ? T : never;

/** The values that a command's `run` gets for its declaration. */
export type Values<P extends Params> = { readonly [K in keyof P]: ValueOf<P[K]> };

/** Options of which at most one may be typed; members by their first flag, a positional by its dest. */
export interface Exclusive {
  readonly members: readonly string[];
  readonly required?: boolean;
}

/** What may vary from a builder's default. */
export interface Extra {
  readonly required?: boolean;
  readonly hidden?: boolean;
  readonly own?: boolean | 'leading';
}

/** Splits `-l --long <text>` into flags and metavar; the metavar is everything after the flags, to the letter. */
function spelling(declared: string): { flags: string[]; metavar?: string } {
  const words = declared.split(' ');
  const count = words.findIndex(word => !/^--?[A-Za-z0-9]/.test(word));
  const flags = count < 0 ? words : words.slice(0, count);
  return count < 0 ? { flags } : { flags, metavar: words.slice(count).join(' ') };
}

const same = (word: string): string => word;

/**
 * Says what a parameter's words name, so that they can be completed.
 * @param names such as `server`
 * @returns the parameter, otherwise as it is
 */
export function naming<P extends Param<unknown>>(names: Names, param: P): P {
  return { ...param, names };
}

/**
 * Says what the values of a parameter's keys are, so that they can be completed.
 * @param keys those of which there is something to say; the others of its keys stay as they are
 * @returns the parameter, otherwise as it is
 */
export function keyed<P extends Param<unknown>>(keys: Keys, param: P): P {
  return { ...param, keys: { ...param.keys, ...keys } };
}

/** Keys of which nothing is known but their names. */
function freeKeys(names: readonly string[]): Keys {
  return Object.fromEntries(names.map(name => [name, undefined]));
}

/**
 * An option that takes one text, as `store`.
 * @param declared flags and metavar, such as `--name <name-regex>` or `-u --user <user>`
 * @returns a parameter whose value is undefined until typed
 */
export function text(declared: string, help: string, extra: Extra = {}): Param<string | undefined, string> {
  return {
    ...spelling(declared),
    help,
    ...extra,
    initial: undefined,
    convert: same,
    apply: (_, [word]) => word,
  };
}

/** As `text`, with a value when it is not typed. */
export function textOr(
  declared: string,
  initial: string,
  help: string,
  extra: Extra = {},
): Param<string, string> {
  return {
    ...spelling(declared),
    help,
    ...extra,
    initial,
    convert: same,
    apply: (old, [word]) => word ?? old,
  };
}

/** An option that takes one integer. */
export function int(declared: string, help: string, extra: Extra = {}): Param<number | undefined, number> {
  return {
    ...spelling(declared),
    help,
    ...extra,
    initial: undefined,
    convert: integer,
    apply: (_, [n]) => n,
  };
}

/** As `int`, with a value when it is not typed. */
export function intOr(
  declared: string,
  initial: number,
  help: string,
  extra: Extra = {},
): Param<number, number> {
  return { ...spelling(declared), help, ...extra, initial, convert: integer, apply: (old, [n]) => n ?? old };
}

/**
 * osc-lib's NonNegativeAction with `type=int`, as all commands use it.
 * @throws ArgumentError `--limit expected a non-negative integer` (the parser puts `argument --limit: ` before it)
 */
export function nonNegative(
  declared: string,
  help: string,
  extra: Extra = {},
): Param<number | undefined, number> {
  return {
    ...int(declared, help, extra),
    apply: (_, [n = 0], typed) => {
      if (n >= 0) return n;
      throw new ArgumentError(`${typed} expected a non-negative integer`);
    },
  };
}

/**
 * An option whose word is turned into something else, as `store` with a `type`.
 * @param convert throws ArgumentError with the whole sentence, such as `Size must be a positive integer`
 */
export function converted<T>(
  declared: string,
  convert: (word: string) => T,
  help: string,
  extra: Extra = {},
): Param<T | undefined, T> {
  return { ...spelling(declared), help, ...extra, initial: undefined, convert, apply: (_, [value]) => value };
}

/**
 * An option that counts how often it is typed, as `count`.
 * @param initial where it counts from
 */
export function count(declared: string, initial: number, help: string, extra: Extra = {}): Param<number> {
  return { ...constant(declared, 0, initial, help, extra), apply: old => old + 1 };
}

/** The option's word split at commas; a later one replaces it. */
export function commaList(
  declared: string,
  help: string,
  extra: Extra = {},
): Param<string[] | undefined, string> {
  return { ...texts(declared, help, extra), commas: true, apply: (_, [word = '']) => word.split(',') };
}

/** A flag, as `store_true`; `value` false makes it `store_false`. */
export function flag(declared: string, help: string, extra: Extra = {}): Param<boolean> {
  return constant(declared, true, false, help, extra);
}

/** As `store_const`: the option's value is `value` when typed, `initial` when not. */
export function constant<T>(
  declared: string,
  value: T,
  initial: T,
  help: string,
  extra: Extra = {},
): Param<T> {
  return { ...spelling(declared), nargs: 0, help, ...extra, initial, convert: same, apply: () => value };
}

/** An option with a fixed set of words. */
export function choice(
  declared: string,
  choices: readonly string[],
  help: string,
  extra: Extra = {},
): Param<string | undefined, string> {
  return { ...text(declared, help, extra), choices };
}

/** An option that may be repeated, as `append`; the value is undefined until typed. */
export function texts(
  declared: string,
  help: string,
  extra: Extra = {},
): Param<string[] | undefined, string> {
  return {
    ...spelling(declared),
    help,
    ...extra,
    initial: undefined,
    convert: same,
    apply: (old, words) => [...(old ?? []), ...words],
  };
}

/**
 * osc-lib's KeyValueAction: `--property K=V`, repeatable, last one wins.
 * @throws ArgumentError when there is no `=` or no key
 */
export function pairs(
  declared: string,
  help: string,
  extra: Extra = {},
): Param<Record<string, string> | undefined, string> {
  return {
    ...spelling(declared),
    help,
    ...extra,
    initial: undefined,
    convert: same,
    apply: (old, [word = '']) => {
      const [key, value] = keyValue(word);
      return { ...old, [key]: value };
    },
  };
}

/** osc-lib's MultiKeyValueAction: `--opt k=v,k2=v2`, repeatable; each occurrence is one record. */
export function records(
  declared: string,
  keys: { required?: readonly string[]; optional?: readonly string[] },
  help: string,
  extra: Extra = {},
): Param<Record<string, string>[] | undefined, string> {
  const required = keys.required ?? [];
  const valid = [...required, ...(keys.optional ?? [])];
  return {
    ...spelling(declared),
    help,
    ...extra,
    keys: freeKeys(valid),
    initial: undefined,
    convert: same,
    apply: (old, [word = '']) => {
      const record: Record<string, string> = {};
      for (const pair of word.split(',')) {
        const at = pair.indexOf('=');
        if (at < 0) throw new ArgumentError(`Expected comma separated 'key=value' pairs, but got: ${pair}`);
        if (at === 0) throw new ArgumentError(`Each property key must be specified: ${pair}`);
        record[pair.slice(0, at)] = pair.slice(at + 1);
      }
      checkKeys(record, required, valid);
      return [...(old ?? []), record];
    },
  };
}

/** A positional of one word. */
export function arg(metavar: string, help: string): Param<string, string> {
  return { flags: [], metavar, help, initial: '', convert: same, apply: (old, [word]) => word ?? old };
}

/** A positional of one word that may be left out. */
export function optionalArg(metavar: string, help: string): Param<string | undefined, string> {
  return {
    flags: [],
    metavar,
    help,
    nargs: '?',
    initial: undefined,
    convert: same,
    apply: (old, [word]) => word ?? old,
  };
}

/** A positional of one or more words (`nargs: '*'` for none or more). */
export function args(metavar: string, help: string, nargs: '+' | '*' = '+'): Param<string[], string> {
  return { flags: [], metavar, nargs, help, initial: [], convert: same, apply: (_, words) => [...words] };
}
