/** What one program is like: all in which trees differ, as one declaration a tree. Nothing else asks for a tree's name. */
import type { Context, Manners } from './context.ts';
import type { Spec } from './parse/actions.ts';
import type { Parsed } from './parse/parser.ts';

type Env = Readonly<Record<string, string | undefined>>;

export interface Tree {
  /** The folder of its commands, and the word for it on ostk's command line. */
  readonly name: string;
  /** What stands between a command's words: a blank (`server list`), or a dash, where one word is the command (`image-list`). */
  readonly joint: ' ' | '-';
  /** Commands that come last where the peer lists them all, in this order; the others are sorted. */
  readonly last?: readonly string[];
  /** What its help says it is. */
  readonly description: string;
  /** The same under ostk's own name, where that says more (default: the same). */
  readonly ownDescription?: string;
  /** What its nouns are about, by their first words; ostk's own help lists them so. */
  readonly areas?: Readonly<Record<string, readonly string[]>>;
  /** Folders of commands that are there as well under ostk's own name. */
  readonly besides?: readonly string[];
  /**
   * Its global options.
   * @param program the name that usage and errors begin with; ostk's own options are shown under `ostk` only
   * @param env where some of them have their defaults
   * @returns a spec for `parseKnown`; a dest that was not typed has its default or undefined
   */
  globals(program: string, env: Env): Spec;
  /** The dest of the global option that asks for help. */
  readonly help: string;
  /** How the peer takes lines apart; under ostk's own name all trees are read in one way, but for `ownGrammar`. */
  readonly grammar: Grammar;
  /** How lines are taken apart under ostk's own name, where that is not as in the other trees. */
  readonly ownGrammar?: Grammar;
  /** Its groups of commands in the order of help: what a command's `group` says, and the title. */
  readonly groups?: readonly (readonly [keyword: string, title: string])[];
  /** What configuration is asked for, where the global options are not those that configuration knows. */
  readonly configure?: (asked: Asked) => Asked;
  /** Commands that are none for what is configured; the configuration is then read before anything else, as the peer does. */
  readonly absent?: (config: Readonly<Record<string, unknown>>, name: string) => boolean;
  /** What the peer says of an error. */
  say(error: unknown, circumstances: Circumstances): Said;
  /** What ostk says of an error under its own name, where that is not as in the other trees. */
  sayOwn?(error: unknown): Said;
  /** Tells commands of the peer's that may not be there yet from words that are none. */
  readonly promised?: (name: string) => Promise<boolean>;
  /** Whether a verbose run of the peer says how it began and ended (default: not). */
  readonly framed?: boolean;
  /** What every request carries besides the usual headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The peer's words where a password is missing. */
  readonly password?: PasswordWords;
  /** Whose habits hold under its own name; left out: the peer's. */
  readonly manners?: Manners;
  /** Puts a line's words in the order in which commands are looked for (default: they are). */
  readonly ordered?: (words: readonly string[]) => readonly string[];
  /** Its habits where lines are typed one after another; left out: started alone, it prints its help. */
  readonly prompt?: PromptHabits;
}

/** What a program does where lines are typed at a prompt of its, or come from a pipe. */
export interface PromptHabits {
  /** Said before anything else, where there is a terminal or `echoes` is true. */
  readonly banner?: string;
  /** What stands in front of what is typed. */
  readonly text: string;
  /** Whether prompt and lines are printed where they come from a pipe, too (default: not). */
  readonly echoes?: boolean;
  /** Takes a line apart. @throws CommandError whose sentence is told; the session goes on */
  split(line: string): readonly Statement[];
  /** Whether the words of its usage begin without the program's name (default: not). */
  readonly bare?: boolean;
  /** What is printed where input ends without a word. */
  readonly farewell: string;
  /** The exit code of the session, from those of its lines. */
  code(codes: readonly number[]): number;
}

/** What a line at a prompt asks for. */
export type Statement =
  | { readonly kind: 'command'; readonly words: readonly string[]; readonly output?: Redirection }
  | { readonly kind: 'system'; readonly command: string }
  | { readonly kind: 'history' }
  | { readonly kind: 'end' };

/** Where a command's output goes at a prompt. */
export type Redirection = (
  | { readonly pipe: string }
  | { readonly file: string; readonly append: boolean }
) & {
  /** Whether output goes there; the peer opens the pipe or the file, and prints past it. */
  readonly captures: boolean;
};

/** What configuration is made from, as the global options of `openstack` have it. */
export interface Asked {
  readonly values: Readonly<Record<string, unknown>>;
  /** The dests that the user typed. */
  readonly typed: ReadonlySet<string>;
  readonly env: Env;
  /** Whether it is asked for under the peer's name. */
  readonly exact: boolean;
  /** Whether somebody can be asked for a password. */
  readonly interactive: boolean;
  /** Whether clouds.yaml and its companions count (default true). */
  readonly files?: boolean;
}

/** What is said besides the error itself. */
export interface Circumstances {
  /** The auth_url in use, where the settings were read. */
  readonly authUrl: string | undefined;
  /** Seconds after which an answer is given up, where the user said so. */
  readonly patience?: number | undefined;
}

/** A warning perhaps, then the sentence. */
export interface Said {
  readonly warning?: string | undefined;
  readonly sentence: string;
}

export interface PasswordWords {
  readonly prompt: string;
  /** Told where nobody can be asked. */
  readonly missing: string;
}

/** A line to be read. */
export interface Line {
  readonly tree: Tree;
  readonly program: string;
  readonly argv: readonly string[];
  readonly env: Env;
  /** The width that the usage of an error is wrapped for. */
  readonly width: number;
}

/** A line whose global options are read. */
export interface Reading {
  readonly options: Parsed;
  /** The command's words and what follows them. */
  readonly argv: readonly string[];
  /** Options in front of the command that are none. */
  readonly stray: readonly string[];
}

/** A line with all that reading it has come to. */
export interface ReadLine extends Line, Reading {
  /** As it was typed, without `--as`. */
  readonly typed: readonly string[];
}

/** How a program takes a line apart, and what it says of one that it cannot take. */
export interface Grammar {
  /** Takes the global options out of a line. @throws UsageError for one that does not fit, CommandError */
  read(line: Line): Reading;
  /**
   * Takes a line apart into several commands, all of which are read before the first one runs; left out: a line is one.
   * @throws CommandError
   */
  statements?(argv: readonly string[]): readonly (readonly string[])[];
  /** A command's declaration as this program shows it; left out: as it is. */
  readonly shape?: (spec: Spec) => Spec;
  /** Reads what follows a command's words. @throws UsageError, HelpRequested */
  parse(spec: Spec, words: readonly string[], line: ReadLine): Parsed;
  /**
   * Says that a line begins with no command.
   * @param absent which commands are not there for what is configured
   * @returns the exit code
   */
  unknown(context: Context, line: ReadLine, absent: (name: string) => boolean): Promise<number>;
  /** Prints the help that a global option, or a line without words, asks for. @returns the exit code */
  help(context: Context, line: ReadLine): Promise<number>;
}
