/** What is said of a line that is none, and the line that was perhaps meant; loaded only when it is needed. */
import type { Command } from './command.ts';
import type { Context } from './context.ts';
import { maskLine } from './mask-line.ts';
import { parseKnown, type Spec, UsageError } from './parse/parser.ts';
import { repair } from './parse/repair.ts';
import { nearestOption, suggest, wordsMeant } from './parse/suggest.ts';
import { leadingWords, route } from './router.ts';
import { specOf } from './spec.ts';

/** A line that cannot be understood. */
const USAGE_CODE = 2;

/** A line as it was typed, and without its global options. */
export interface TypedLine {
  /** Without the program's name and `--as`. */
  readonly typed: readonly string[];
  readonly argv: readonly string[];
}

/**
 * Says that a line begins with no command, and which commands were perhaps meant, in ostk's own words.
 * @param absent which commands are not there for the API versions in use (default: all are there)
 * @returns the exit code
 */
export async function unknownCommand(
  context: Context,
  { typed, argv }: TypedLine,
  absent: (name: string) => boolean = () => false,
): Promise<number> {
  const { program, stderr } = context;
  const names = (await namesOf(context)).filter(name => !absent(name));
  const [first = ''] = argv;
  const words = leadingWords(argv).join(' ');
  const isOption = (repair([first], [])?.[0] ?? first).startsWith('-');
  const what = isOption ? `unknown option ${first}` : `'${words}' is not a command`;
  await stderr.write(
    `usage: ${program} [OPTION...] COMMAND [ARGUMENT...]\n${program}: ${what}. See '${program} --help'.\n`,
  );
  const correct = await corrected(context, typed);
  const best = correct && commandLine(program, correct);
  const others = suggest(repair(argv, []) ?? argv, names).map(name => `${program} ${name}`);
  const lines =
    best === undefined ? others : [best, ...others.filter(line => !`${best} `.startsWith(`${line} `))];
  if (lines.length > 0) {
    const head = lines.length > 1 ? 'Did you mean one of these?' : 'Did you mean:';
    await stderr.write(`${head}\n${lines.map(line => `  ${line}\n`).join('')}`);
  }
  return USAGE_CODE;
}

/**
 * Says what is wrong with a line's options: usage and the sentence, and under ostk's own name the line as it was
 * perhaps meant.
 * @returns the exit code
 */
export async function explainUsage(
  context: Context,
  error: UsageError,
  { typed }: Pick<TypedLine, 'typed'>,
): Promise<number> {
  await context.stderr.write(`${error.usage}${error.prog}: error: ${error.sentence}\n`);
  if (context.manners === 'ostk') await suggestLine(context, typed);
  return USAGE_CODE;
}

async function suggestLine(context: Context, typed: readonly string[]): Promise<void> {
  const correct = await corrected(context, typed);
  if (correct) await context.stderr.write(`Did you mean:\n  ${commandLine(context.program, correct)}\n`);
}

/** What word processors make of hyphens, in front of a letter. */
const PASTED = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]+-*[a-z]/i;

/**
 * Finds a word that fits as a name or a value, but is an option whose hyphens a web page changed: `–wait`, `cirros—file`.
 * Words behind `--` are taken as they are.
 * @param spec the command's declaration
 * @returns undefined when there is none
 */
export function pastedOption(context: Context, spec: Spec, argv: readonly string[]): string | undefined {
  const known = longFlags([spec, context.tree.globals(context.program, context.env)]);
  const end = argv.indexOf('--');
  return (end < 0 ? argv : argv.slice(0, end)).find(word => {
    if (!PASTED.test(word) || /\s/.test(word)) return false;
    return (repair([word], known) ?? []).some(part => {
      const [name = ''] = part.split('=');
      return name.length > 3 && !word.startsWith(name) && known.some(flag => flag.startsWith(name));
    });
  });
}

/**
 * Says that a line seems to come from a web page.
 * @param word from pastedOption
 * @returns the exit code
 */
export async function refusePasted(
  context: Context,
  word: string,
  prog: string,
  { typed }: Pick<TypedLine, 'typed'>,
): Promise<number> {
  await context.stderr.write(
    `usage: ${prog} [OPTION...] [ARGUMENT...]\n${prog}: error: '${word}' has a dash where an option has hyphens; ` +
      'a name that is really written so can stand behind --\n',
  );
  await suggestLine(context, typed);
  return USAGE_CODE;
}

function longFlags(specs: readonly Spec[]): string[] {
  return specs
    .flatMap(spec => Object.values(spec.params).flat())
    .flatMap(param => param.flags)
    .filter(flag => flag.startsWith('--'));
}

/** A command and what follows it. */
interface Meant {
  readonly command: Command;
  readonly words: readonly string[];
  readonly rest: readonly string[];
}

/**
 * The line that was perhaps meant: hyphens for typographic dashes, glued words cut, the nearest command and options in
 * place of unknown ones, a command's options behind it.
 * @returns undefined when there is nothing to correct, or nothing near
 */
async function corrected(context: Context, typed: readonly string[]): Promise<string[] | undefined> {
  const general = longFlags([context.tree.globals(context.program, context.env)]);
  let line = parted(context, repair(typed, general) ?? typed);
  if (line.rest[0]?.startsWith('-')) {
    line = parted(context, [...line.global, ...withKnownOptions(line.rest, general)]);
  }
  const first = await meant(context, line.rest);
  if (!first) return undefined;
  const known = [...longFlags([specOf(first.command, '')]), ...general];
  const again = repair(typed, known);
  if (again) line = parted(context, again);
  const { words, rest } = (again && (await meant(context, line.rest))) || first;
  const result = [...line.global, ...words, ...withKnownOptions(rest, known)];
  return result.length === typed.length && result.every((word, i) => word === typed[i]) ? undefined : result;
}

/** Global options with their values, and the rest. */
function parted(
  { program, tree, env }: Context,
  words: readonly string[],
): { global: readonly string[]; rest: readonly string[] } {
  const global: string[] = [];
  let rest: readonly string[] = words;
  try {
    rest = parseKnown(tree.globals(program, env), words).rest;
    // From the end: the values of global options, which stand in front as a rule, may be like the command's words.
    let next = rest.length - 1;
    for (const word of words.toReversed()) {
      if (next >= 0 && word === rest[next]) next--;
      else global.unshift(word);
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
  }
  return { global, rest };
}

/** The command that a line names, perhaps behind options of its own, or the one that it is nearest to. */
async function meant(context: Context, words: readonly string[]): Promise<Meant | undefined> {
  for (let start = 0; start <= words.length; start++) {
    const found = await route(context.commands, context.tree, words.slice(start), true);
    const { length } = words;
    if (found) {
      const typed = words.slice(start, length - found.rest.length);
      return { command: found.command, words: typed, rest: [...words.slice(0, start), ...found.rest] };
    }
    if (!words[0]?.startsWith('-')) break;
  }
  const [best] = suggest(words, await namesOf(context));
  if (best === undefined) return undefined;
  const correct = context.tree.joint === ' ' ? best.split(' ') : [best];
  const found = await route(context.commands, context.tree, correct, true);
  return found && { command: found.command, words: correct, rest: words.slice(wordsMeant(words, best)) };
}

/** All commands of the tree in use. */
async function namesOf({ commands, tree }: Context): Promise<string[]> {
  return (await commands.index(tree.name)).map(entry => entry.name);
}

/** Puts the nearest option in place of one that is none; `-name` is meant as `--name`. */
function withKnownOptions(words: readonly string[], known: readonly string[]): string[] {
  const end = words.indexOf('--');
  return words.map((word, index) => {
    const [, name, value = ''] = /^(--?[a-z][a-z0-9_-]+)(=.*)?$/is.exec(word) ?? [];
    if (name === undefined || (end >= 0 && index > end)) return word;
    if (!name.startsWith('--')) return known.includes(`-${name}`) ? `-${word}` : word;
    const [only, other] = new Set(known.filter(flag => flag.startsWith(name)));
    // Written in full, for some of ostk's own options cannot be abbreviated.
    if (only !== undefined) return other !== undefined || known.includes(name) ? word : `${only}${value}`;
    return `${nearestOption(name, known) ?? name}${value}`;
  });
}

/** A command line as it can be typed in a shell, secrets masked. */
function commandLine(program: string, words: readonly string[]): string {
  return [program, ...maskLine(words).map(shellWord)].join(' ');
}

function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
