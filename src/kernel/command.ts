/** A command is data plus a small function that returns its result. */
import type { Context } from './context.ts';
import type { Result } from './output/result.ts';
import type { Exclusive, Params, Values } from './params.ts';

/** A command's declaration; P is inferred from `params`, so that `run` gets its values typed. */
export interface Command<P extends Params = Params> {
  /** One line for the overview, without a full stop. */
  readonly summary: string;
  /** More for the command's own help. */
  readonly description?: string;
  /** Options and positionals in the order in which usage shows them; the key is the peer's dest. */
  readonly params: P;
  readonly exclusive?: readonly Exclusive[];
  /**
   * What `run` returns, which decides the output options (`-f`, `-c` …) that the command takes: a `table` is printed in
   * one form and has none; a `text-list` and a `text-show` are printed in the peer's form unless ostk's own options ask
   * for another.
   */
  readonly output: 'list' | 'show' | 'table' | 'text-list' | 'text-show' | 'none';
  /** The keyword of its group in help, where the tree has groups. */
  readonly group?: string;
  /** Whether it needs credentials (default true). */
  readonly auth?: boolean;
  /** Whether the peer has no such command, so that nothing of the peer's shows it. */
  readonly own?: boolean;
  /** Whether help leaves it out of its lists. */
  readonly hidden?: boolean;
  /** Whether somebody at the terminal is needed, so that domains have their turns one after the other. */
  readonly interactive?: boolean;
  /** Command lines that work when pasted. */
  readonly examples?: readonly string[];
  /**
   * Turns an old spelling of the words after the command's into today's. Asked only about words that do not fit the
   * declaration, so that no line which the peer takes changes its meaning; undefined when it is no old spelling.
   */
  readonly outdated?: (words: readonly string[]) => readonly string[] | undefined;
  /**
   * More options, that only the service knows: asked for when a line has options that are not declared. They count
   * where they are spelled out, and their values are among the others.
   */
  readonly more?: (context: Context) => Promise<Params>;
  /** Does the work. Returns data where `output` says so; throws a typed error. */
  run(context: Context, values: Values<P>): Promise<Result | undefined>;
}

/** A noun's file exports its verbs; the verb '' is the noun itself as a command. */
export type Verbs = { readonly [verb: string]: Command };

/**
 * Declares a command; a function only so that the types of `values` follow from `params`.
 * @returns the declaration itself
 */
export function command<P extends Params>(declaration: Command<P>): Command<P> {
  return declaration;
}
