/** What the completion scripts know of commands: one line of data for each path of words, made from the declarations. */
import type { Command } from '../kernel/command.ts';
import { outputParams } from '../kernel/output/options.ts';
import type { Keys, Param, Params } from '../kernel/params.ts';
import { isOwn } from '../kernel/parse/actions.ts';

/** A command of a tree by its words. */
export interface Described {
  readonly name: string;
  readonly command: Command;
}

/** What stands at a path of words. */
export interface Arm {
  /** The words typed so far, '' for none. */
  readonly path: string;
  /** The words that may follow, with what the command that they end does. */
  readonly next: readonly { readonly word: string; readonly summary: string }[];
  /** Options and positionals, as the scripts read them. */
  readonly options: string;
}

/** What may stand in the data without a shell taking it for something of its own. */
const SAFE = /^[\w.:/+@-]+$/;

/**
 * Describes a tree.
 * @param globals its global options
 * @param own whether what only ostk has is there
 * @param trees the names that stand for the kind `tree`
 * @returns an arm for each path, sorted
 */
export function describeTree(
  commands: readonly Described[],
  globals: Params,
  own: boolean,
  trees: readonly string[],
): Arm[] {
  const shown = commands.filter(({ command }) => command.hidden !== true && (own || command.own !== true));
  const next = new Map<string, Map<string, string>>();
  for (const { name, command } of shown) {
    const words = name.split(' ');
    for (const [at, word] of words.entries()) {
      const path = words.slice(0, at).join(' ');
      const known = next.get(path) ?? new Map<string, string>();
      const summary = at === words.length - 1 ? command.summary : (known.get(word) ?? '');
      next.set(path, known.set(word, summary));
    }
  }
  const options = new Map(shown.map(({ name, command }) => [name, optionsOf(command, own, trees)]));
  options.set('', tokens(globals, own, trees).join(' '));
  return [...new Set([...next.keys(), ...options.keys()])].sort().map(path => ({
    path,
    next: [...(next.get(path) ?? [])].sort(byWord).map(([word, summary]) => ({ word, summary })),
    options: options.get(path) ?? '',
  }));
}

/** The options that all commands with a result of a kind have, which the scripts keep once. */
export function sharedOptions(output: 'list' | 'show'): string {
  return ['-h,--help', ...tokens(outputParams(output), false, [])].join(' ');
}

function byWord([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : 1;
}

function optionsOf({ output, params }: Command, own: boolean, trees: readonly string[]): string {
  const shared = output === 'list' || output === 'show' ? `%${output}` : '-h,--help';
  return [shared, ...tokens(params, own, trees)].join(' ');
}

function tokens(params: Params, own: boolean, trees: readonly string[]): string[] {
  return Object.values(params)
    .flat()
    .filter(param => param.hidden !== true && (own || !isOwn(param)))
    .flatMap(param => token(param, trees));
}

/** `-f,--flag`, `--option=VALUE`, `<VALUE` for a positional, `<+VALUE` for several. */
function token(param: Param<unknown>, trees: readonly string[]): string[] {
  const { flags, nargs } = param;
  const value = wordsOf(param, trees);
  const bare = `<${nargs === '+' || nargs === '*' ? '+' : ''}${value}`;
  if (flags.length === 0) return [bare];
  const safe = flags.filter(flag => SAFE.test(flag));
  if (safe.length === 0) return [];
  if (nargs === 0) return [safe.join(',')];
  return [`${safe.join(',')}=${value}`, ...(param.bare === true ? [bare] : [])];
}

/** `@kind`, `a|b`, `{key=VALUE;word}`, a comma in front of what stands in a list; '' for anything. */
function wordsOf({ choices, names, keys, commas }: Param<unknown>, trees: readonly string[]): string {
  if (keys) return `{${keysOf(keys)}}`;
  const list = commas === true ? ',' : '';
  if (names === 'tree') return list + words(trees);
  if (names) return `${list}@${names}`;
  return list + words(choices ?? []);
}

function keysOf(keys: Keys): string {
  return Object.entries(keys)
    .map(([key, value]) => `${key}=${typeof value === 'string' ? `@${value}` : words(value ?? [])}`)
    .join(';');
}

/** Words between bars; a single one is followed by a bar, too, so that it is not taken for anything. */
function words(all: readonly (string | null)[]): string {
  return all.filter(word => word !== null && SAFE.test(word)).join('|');
}
