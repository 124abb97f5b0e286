/**
 * The grammar of a command line, as Python 3.11's argparse has it: options by their unique prefixes, glued values,
 * positionals taken greedily between the options, the same checks in the same order with the same sentences.
 */
import type { Param } from '../params.ts';
import {
  type Action,
  type ActionGroup,
  actionsOf,
  groupsOf,
  HELP,
  isHidden,
  isOption,
  isRequired,
  nameOf,
  type Spec,
} from './actions.ts';
import { ArgumentError, quoted } from './convert.ts';
import { type Hit, Matcher } from './match.ts';
import { usage } from './usage.ts';

export type { Spec } from './actions.ts';

/** What a line came to. */
export interface Parsed {
  /** By dest; what was not typed has its parameter's `initial`. */
  readonly values: Record<string, unknown>;
  /** The dests that were typed. */
  readonly typed: ReadonlySet<string>;
  /** The words that no parameter took, in order; always empty after `parse`. */
  readonly rest: string[];
}

/** A line that does not fit its declaration. The message is all that argparse prints: usage, then the sentence. */
export class UsageError extends Error {
  readonly prog: string;
  /** The usage, wrapped, with a newline at its end. */
  readonly usage: string;

  constructor(
    readonly spec: Spec,
    /** What is wrong, without the program's name in front. */
    readonly sentence: string,
    columns: number,
    /** The words that nothing takes, where that is what is wrong. */
    readonly unknown: readonly string[] = [],
  ) {
    const text = usage(spec, columns);
    super(`${text}${spec.prog}: error: ${sentence}`);
    this.prog = spec.prog;
    this.usage = text;
  }
}

/** `-h` stands in the line: argparse prints help at that point, whatever follows. */
export class HelpRequested extends Error {
  constructor(readonly spec: Spec) {
    super(`help for ${spec.prog}`);
  }
}

/** Where the peers wrap usage when nobody says how wide the terminal is. */
const DEFAULT_COLUMNS = 80;

/**
 * Parses a command's words.
 * @param columns the width that the usage of an error is wrapped for
 * @throws UsageError when the line does not fit; HelpRequested for -h; whatever else a parameter's functions throw
 */
export function parse(spec: Spec, argv: readonly string[], columns = DEFAULT_COLUMNS): Parsed {
  const parsed = parseKnown(spec, argv, columns);
  if (parsed.rest.length === 0) return parsed;
  throw unrecognized(spec, parsed.rest, columns);
}

/** The error for words that nothing takes. */
export function unrecognized(spec: Spec, words: readonly string[], columns: number): UsageError {
  return new UsageError(spec, `unrecognized arguments: ${words.join(' ')}`, columns, words);
}

/**
 * As `parse`, but leaves the words that no parameter takes; the global options are taken out of a line with this
 * before the command is looked for.
 */
export function parseKnown(spec: Spec, argv: readonly string[], columns = DEFAULT_COLUMNS): Parsed {
  return new Line(spec, argv, columns).run();
}

/** Ends a line early, with what it has come to so far. */
class Ended extends Error {}

/** One line being parsed. */
class Line {
  readonly #spec: Spec;
  readonly #argv: readonly string[];
  readonly #columns: number;
  readonly #actions: Action[];
  readonly #groups: ActionGroup[];
  readonly #matcher: Matcher;
  readonly #values: Record<string, unknown> = {};
  readonly #typed = new Set<string>();
  readonly #rest: string[] = [];
  readonly #seen = new Set<Action>();
  /** Seen with another value than the default: only these count for exclusive groups. */
  readonly #present = new Set<Action>();
  #positionals: Action[];
  #hits = new Map<number, Hit>();
  #pattern = '';

  constructor(spec: Spec, argv: readonly string[], columns: number) {
    this.#spec = spec;
    this.#argv = argv;
    this.#columns = columns;
    this.#actions = actionsOf(spec);
    this.#groups = groupsOf(spec, this.#actions);
    this.#matcher = new Matcher(this.#actions, sentence => this.#fail(sentence));
    this.#positionals = this.#actions.filter(({ param }) => !isOption(param));
    for (const { dest, param } of this.#actions) {
      if (!this.#isHelp(dest) && !Object.hasOwn(this.#values, dest)) this.#values[dest] = param.initial;
    }
  }

  run(): Parsed {
    try {
      this.#walk();
      this.#checkRequired();
    } catch (error) {
      if (!(error instanceof Ended)) throw error;
    }
    return { values: this.#values, typed: this.#typed, rest: this.#rest };
  }

  /** Whether a dest is that of `-h`, which ends the parse; without one of its own a declaration may use the word. */
  #isHelp(dest: string): boolean {
    return dest === HELP && this.#spec.help !== false;
  }

  #fail(sentence: string): never {
    throw new UsageError(this.#spec, sentence, this.#columns);
  }

  #failFor(action: Action, sentence: string): never {
    this.#fail(`argument ${nameOf(action)}: ${sentence}`);
  }

  /** Takes positionals and options in turns until the line is used up. */
  #walk(): void {
    const { hits, pattern } = this.#matcher.classify(this.#argv);
    this.#hits = hits;
    this.#pattern = pattern;
    const options = [...hits.keys()];
    const last = options.at(-1) ?? -1;
    let at = 0;
    while (at <= last) {
      const next = options.find(index => index >= at) ?? last;
      if (at !== next) {
        const end = this.#takePositionals(at);
        if (end > at) {
          at = end;
          continue;
        }
      }
      if (!hits.has(at)) {
        this.#rest.push(...this.#argv.slice(at, next));
        at = next;
      }
      at = this.#takeOption(at);
    }
    const stop = this.#takePositionals(at);
    this.#rest.push(...this.#argv.slice(stop));
  }

  /** Gives as many positionals as can be matched their words. Returns the index after these. */
  #takePositionals(start: number): number {
    const counts = this.#matcher.countAll(this.#positionals, this.#pattern.slice(start));
    let at = start;
    for (const [i, count] of counts.entries()) {
      const action = this.#positionals[i];
      if (action) this.#take(action, this.#argv.slice(at, at + count), '');
      at += count;
    }
    this.#positionals = this.#positionals.slice(counts.length);
    return at;
  }

  /** Takes the option at an index, or several glued short ones. Returns the index after its words. */
  #takeOption(start: number): number {
    const hit = this.#hits.get(start);
    if (!hit?.action) {
      this.#rest.push(...this.#argv.slice(start, start + 1));
      return start + 1;
    }
    const taken: [Action, readonly string[], string][] = [];
    let { action, flag, glued } = hit;
    while (glued !== undefined) {
      const count = this.#count(action, 'A');
      if (count === 1) {
        taken.push([action, [glued], flag]);
        break;
      }
      const [letter = '', ...more] = glued;
      const following = this.#matcher.exact(`-${letter}`);
      if (count !== 0 || flag.startsWith('--') || letter === '' || !following) {
        return this.#failFor(action, `ignored explicit argument ${quoted(glued)}`);
      }
      taken.push([action, [], flag]);
      action = following;
      flag = `-${letter}`;
      glued = more.length > 0 ? more.join('') : undefined;
    }
    let stop = start + 1;
    if (glued === undefined) {
      const count = this.#count(action, this.#pattern.slice(stop));
      taken.push([action, this.#argv.slice(stop, stop + count), flag]);
      stop += count;
    }
    for (const [each, words, spelled] of taken) this.#take(each, words, spelled);
    return stop;
  }

  /** How many of the words that follow an option takes. */
  #count(action: Action, pattern: string): number {
    const count = this.#matcher.count(action, pattern);
    if (count !== undefined) return count;
    const { nargs } = action.param;
    if (nargs === undefined) return this.#failFor(action, 'expected one argument');
    if (nargs === '?') return this.#failFor(action, 'expected at most one argument');
    if (nargs === '+') return this.#failFor(action, 'expected at least one argument');
    return this.#failFor(action, `expected ${nargs} argument${nargs === 1 ? '' : 's'}`);
  }

  /** Converts an action's words, checks what excludes it, and folds them into its value. */
  #take(action: Action, given: readonly string[], flag: string): void {
    const { dest, param } = action;
    this.#seen.add(action);
    const dashes = param.nargs === 'A...' ? -1 : given.indexOf('--');
    const words = dashes < 0 ? given : given.toSpliced(dashes, 1);
    const values = this.#convert(action, words);
    const isDefault = usesDefault(param, words) || (values.length === 1 && isSame(param, values[0]));
    if (!isDefault) {
      this.#present.add(action);
      this.#checkConflicts(action);
    }
    if (this.#isHelp(dest) && flag !== '') throw new HelpRequested(this.#spec);
    if (flag !== '' || words.length > 0) this.#typed.add(dest);
    try {
      this.#values[dest] = usesDefault(param, words)
        ? param.initial
        : param.apply(this.#values[dest], values, flag);
    } catch (error) {
      if (error instanceof ArgumentError) this.#failFor(action, error.message);
      throw error;
    }
    if (param.ends === true) throw new Ended();
  }

  #convert(action: Action, words: readonly string[]): unknown[] {
    const { choices } = action.param;
    try {
      const values = words.map(word => action.param.convert(word));
      for (const value of values) {
        if (choices && !choices.includes(String(value))) {
          const show = typeof value === 'number' ? String : quoted;
          const allowed = choices.map(each => (each === null ? 'None' : show(each))).join(', ');
          throw new ArgumentError(`invalid choice: ${show(String(value))} (choose from ${allowed})`);
        }
      }
      return values;
    } catch (error) {
      if (error instanceof ArgumentError) this.#failFor(action, error.message);
      throw error;
    }
  }

  #checkConflicts(action: Action): void {
    for (const { members } of this.#groups) {
      if (!members.includes(action)) continue;
      const other = members.find(member => member !== action && this.#present.has(member));
      if (other) this.#failFor(action, `not allowed with argument ${nameOf(other)}`);
    }
  }

  #checkRequired(): void {
    const missing = this.#actions.filter(action => isRequired(action) && !this.#seen.has(action));
    if (missing.length > 0) {
      this.#fail(`the following arguments are required: ${missing.map(nameOf).join(', ')}`);
    }
    for (const { members, required } of this.#groups) {
      if (!required || members.some(member => this.#present.has(member))) continue;
      const names = members.filter(member => !isHidden(this.#spec, member)).map(nameOf);
      this.#fail(`one of the arguments ${names.join(' ')} is required`);
    }
  }
}

/** Whether a positional that may be left out was left out: its default then stands. */
function usesDefault(param: Param<unknown>, words: readonly string[]): boolean {
  if (words.length > 0 || isOption(param)) return false;
  return param.nargs === '?' || (param.nargs === '*' && param.required === false);
}

/**
 * Whether a value is the very object that is the default, which argparse takes for "not given" in exclusive groups.
 * CPython keeps one object each for the integers from -5 to 256 and for texts of at most one Latin-1 character.
 */
function isSame(param: Param<unknown>, value: unknown): boolean {
  if (param.nargs !== undefined && param.nargs !== '?') return false;
  if (value !== param.initial) return false;
  if (typeof value === 'number') return Number.isInteger(value) && value >= -5 && value <= 256;
  return typeof value === 'string' ? value.length < 2 && value < '\u0100' : true;
}
