/** Which words of a line are options, and how many words an action takes: argparse's matching rules. */
import { type Action, isOption, isOwn } from './actions.ts';

/** A word that is an option. */
export interface Hit {
  /** Undefined for an option that is not known. */
  readonly action: Action | undefined;
  /** The option's full spelling. */
  readonly flag: string;
  /** The value in the same word, after `=` or after a short option's letter. */
  readonly glued: string | undefined;
}

const NEGATIVE_NUMBER = /^-\p{Nd}+\n?$|^-\p{Nd}*\.\p{Nd}+\n?$/u;

/** Whether a word with a dash in front is a number, as argparse sees it. Most are told from one by their second letter. */
function isNegativeNumber(word: string): boolean {
  const second = word[1] ?? '';
  const isName = second === '-' || (second >= 'A' && second <= 'z');
  return !isName && NEGATIVE_NUMBER.test(word);
}

/** Matches words against a declaration's actions. */
export class Matcher {
  readonly #byFlag = new Map<string, Action>();
  /** The flags that prefixes are looked for in; ostk's own are not among them. */
  readonly #flags: string[] = [];
  readonly #numeric: boolean;
  readonly #fail: (sentence: string) => never;

  /** @param fail throws a usage error with a sentence */
  constructor(actions: readonly Action[], fail: (sentence: string) => never) {
    this.#fail = fail;
    for (const action of actions) {
      for (const flag of action.param.flags) {
        this.#byFlag.set(flag, action);
        if (!isOwn(action.param)) this.#flags.push(flag);
      }
    }
    this.#numeric = this.#flags.some(isNegativeNumber);
  }

  /** The action that a flag belongs to, spelled out in full. */
  exact(flag: string): Action | undefined {
    return this.#byFlag.get(flag);
  }

  /**
   * Finds the options of a line.
   * @returns the options by index, and the line as a pattern: O for an option, A for any other word, - for `--`
   */
  classify(argv: readonly string[]): { hits: Map<number, Hit>; pattern: string } {
    const hits = new Map<number, Hit>();
    let pattern = '';
    let leading = true;
    let expected = 0;
    for (const [i, word] of argv.entries()) {
      if (word === '--') {
        pattern += `-${'A'.repeat(argv.length - i - 1)}`;
        break;
      }
      const hit = this.#hit(word, leading);
      pattern += hit ? 'O' : 'A';
      if (hit) hits.set(i, hit);
      if (hit?.action) expected = hit.glued === undefined ? wordsTaken(hit.action) : 0;
      else if (hit || expected === 0) leading = false;
      else expected--;
    }
    return { hits, pattern };
  }

  #hit(word: string, leading: boolean): Hit | undefined {
    if (!word.startsWith('-')) return undefined;
    const whole = this.#allowed(word, leading);
    if (whole) return { action: whole, flag: word, glued: undefined };
    if (word.length === 1) return undefined;
    const equals = word.indexOf('=');
    if (equals >= 0) {
      const flag = word.slice(0, equals);
      const action = this.#allowed(flag, leading);
      if (action) return { action, flag, glued: word.slice(equals + 1) };
    }
    const candidates = this.#candidates(word);
    const [only] = candidates;
    if (candidates.length > 1) {
      this.#fail(`ambiguous option: ${word} could match ${candidates.map(({ flag }) => flag).join(', ')}`);
    }
    if (only) return only;
    if (isNegativeNumber(word) && !this.#numeric) return undefined;
    return word.includes(' ') ? undefined : { action: undefined, flag: word, glued: undefined };
  }

  #allowed(flag: string, leading: boolean): Action | undefined {
    const action = this.#byFlag.get(flag);
    return action?.param.own === 'leading' && !leading ? undefined : action;
  }

  /** What a word may be short for: `--opt[=value]`, `-oVALUE`. */
  #candidates(word: string): Hit[] {
    if (word.startsWith('--')) {
      const equals = word.indexOf('=');
      const prefix = equals < 0 ? word : word.slice(0, equals);
      const glued = equals < 0 ? undefined : word.slice(equals + 1);
      return this.#flags
        .filter(flag => flag.startsWith(prefix))
        .map(flag => ({ action: this.#byFlag.get(flag), flag, glued }));
    }
    const [dash = '', letter = '', ...value] = word;
    return this.#flags.flatMap((flag): Hit[] => {
      const action = this.#byFlag.get(flag);
      if (flag === dash + letter) return [{ action, flag, glued: value.join('') }];
      return flag.startsWith(word) ? [{ action, flag, glued: undefined }] : [];
    });
  }

  /** How many words an option takes from the front of a pattern; undefined when they do not fit. */
  count(action: Action, pattern: string): number | undefined {
    return new RegExp(`^${patternOf(action)}`).exec(pattern)?.[1]?.length;
  }

  /** How many words each positional takes, for as many of the first ones as fit together. */
  countAll(actions: readonly Action[], pattern: string): number[] {
    for (let some = actions.length; some > 0; some--) {
      const match = new RegExp(`^${actions.slice(0, some).map(patternOf).join('')}`).exec(pattern);
      if (match) return match.slice(1).map(words => words.length);
    }
    return [];
  }
}

/** How many words follow an option, as far as that can be told without looking at them. */
function wordsTaken({ param }: Action): number {
  return typeof param.nargs === 'number' ? param.nargs : 1;
}

/** A regular expression for the words that an action takes; a positional may have a `--` among them. */
function patternOf({ param }: Action): string {
  const pattern = wordsPattern(param.nargs);
  return isOption(param) ? pattern.replaceAll('-*', '').replaceAll('-', '') : pattern;
}

function wordsPattern(nargs: number | string | undefined): string {
  if (nargs === undefined) return '(-*A-*)';
  if (nargs === '?') return '(-*A?-*)';
  if (nargs === '*') return '(-*[A-]*)';
  if (nargs === '+') return '(-*A[A-]*)';
  if (nargs === 'A...') return '(-*A[-AO]*)';
  return `(-*${[...'A'.repeat(Number(nargs))].join('-*')}-*)`;
}
