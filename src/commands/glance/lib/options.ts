/** Options as several commands of glance have them. */
import { converted, type Extra, type Param, textOr } from '../../../kernel/params.ts';
import { ArgumentError, quoted } from '../../../kernel/parse/convert.ts';

const TRUE = ['1', 't', 'true', 'on', 'y', 'yes'];
const FALSE = ['0', 'f', 'false', 'off', 'n', 'no'];

/** oslo.utils' bool_from_string: whatever is not clearly true is false. */
export function truth(word: string): boolean {
  return TRUE.includes(word.trim().toLowerCase());
}

/**
 * As `truth`, for words that say one or the other.
 * @throws ArgumentError for any other word, with the name of the peer's function in it
 */
function strictTruth(word: string): boolean {
  if (truth(word)) return true;
  if (FALSE.includes(word.trim().toLowerCase())) return false;
  throw new ArgumentError(`invalid <lambda> value: ${quoted(word)}`);
}

/** An option that takes a word for true or false. */
export function truthOption(
  declared: string,
  help: string,
  extra: Extra = {},
): Param<boolean | undefined, boolean> {
  return converted(`${declared} [True|False]`, truth, help, extra);
}

/** As truthOption, where only words for true and false are taken. */
export function strictTruthOption(declared: string, help: string): Param<boolean | undefined, boolean> {
  return converted(`${declared} [True|False]`, strictTruth, help);
}

/** As truthOption, true where no word follows it. */
export function switchOption(declared: string, help: string): Param<boolean | undefined, boolean> {
  return { ...truthOption(declared, help), nargs: '?', apply: (_, [value]) => value ?? true };
}

/** `--max-column-width`, as it was typed. */
export const maxColumnWidth = textOr(
  '--max-column-width <integer>',
  '80',
  'The most that a column may be wide',
);
