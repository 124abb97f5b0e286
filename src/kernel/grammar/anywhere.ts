/** Lines whose global options may stand anywhere: ostk's own way, and cliff's. */
import { type Parsed, parse, parseKnown, type Spec } from '../parse/parser.ts';
import type { Line, Reading, ReadLine } from '../tree.ts';

/**
 * Takes the global options out of a line, wherever they stand.
 * @throws UsageError for one that does not fit
 */
export function readAnywhere({ tree, program, argv, env, width }: Line): Reading {
  const options = parseKnown(tree.globals(program, env), argv, width);
  return { options, argv: options.rest, stray: [] };
}

/**
 * Reads what follows a command's words; all of it has to fit.
 * @throws UsageError, HelpRequested
 */
export function parseAll(spec: Spec, words: readonly string[], { width }: ReadLine): Parsed {
  return parse(spec, words, width);
}
