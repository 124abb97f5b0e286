/** What the last word of a line at a prompt could be. */
import type { Host } from './host.ts';
import { type Invocation, invokeAtPrompt } from './invocation.ts';
import type { Names } from './kernel/names.ts';
import type { Param } from './kernel/params.ts';
import { route } from './kernel/router.ts';
import { specOf } from './kernel/spec.ts';
import type { PromptSession } from './prompt.ts';

/**
 * Completes a line: the next word of a command, an option of one, a value of one where it is known what that can be.
 * @param line what stands before the cursor
 * @returns whole words, sorted
 */
export async function completions(line: string, session: PromptSession, host: Host): Promise<string[]> {
  const words = line.split(/\s+/).filter((word, index, all) => word !== '' || index === all.length - 1);
  const last = words.pop() ?? '';
  const invocation = await invokeAtPrompt(words, session.opened, session.tree, host).catch(() => undefined);
  if (!invocation) return [];
  const candidates = await candidatesOf({ words, last, invocation }, session, host);
  return [...new Set(candidates)].filter(word => word.startsWith(last)).sort();
}

/** A line without its last word, and that. */
interface Unfinished {
  readonly words: readonly string[];
  readonly last: string;
  readonly invocation: Invocation;
}

/** A name that every prompt reads as one word and as nothing else: what is typed by TAB may be run by Enter. */
export const ONE_WORD = /^[\p{L}\p{N}_.:@%+][\p{L}\p{N}_.:@%+,/=-]*$/u;

async function candidatesOf(
  { words, last, invocation }: Unfinished,
  { common, tree: chosen }: PromptSession,
  host: Host,
): Promise<string[]> {
  const { tree, argv, manners } = invocation;
  const folders = [tree.name, ...(manners === 'ostk' && !chosen ? (tree.besides ?? []) : [])];
  const index = (await Promise.all(folders.map(folder => host.commands.index(folder)))).flat();
  const found = await route(host.commands, tree, argv, true);
  const nextWords = index
    .filter(({ hidden }) => !hidden)
    .map(({ name }) => (tree.joint === ' ' ? name.split(' ') : [name]))
    .filter(parts => parts.length > argv.length && argv.every((word, at) => word === parts[at]))
    .map(parts => parts[argv.length] ?? '');
  if (!found) return argv.length === 0 ? [...nextWords, 'exit', 'help'] : nextWords;
  const params = Object.values(specOf(found.command, '').params)
    .flat()
    .filter(({ hidden }) => hidden !== true);
  const names = async (kind: Names): Promise<string[]> => {
    const { namesAtPrompt } = await import('./complete.ts');
    return (await namesAtPrompt(kind, invocation, common, host)).filter(name => ONE_WORD.test(name));
  };
  const before = words.at(-1) ?? '';
  const valued = params.find(param => takesValue(param) && param.flags.includes(before));
  if (valued) return valuesOf(valued, last, names);
  const options = [...params.flatMap(param => param.flags).filter(flag => flag.startsWith('--')), '--help'];
  if (last.startsWith('-')) return options;
  const place = placeOf(params, found.rest);
  const values = [...nextWords, ...(place ? await valuesOf(place, last, names) : [])];
  return values.length > 0 ? values : options;
}

/** The positional that the next word is. */
function placeOf(params: readonly Param<unknown>[], rest: readonly string[]): Param<unknown> | undefined {
  let count = 0;
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? '';
    if (!word.startsWith('-')) count++;
    else if (params.some(param => takesValue(param) && param.flags.includes(word))) at++;
  }
  const places = params.filter(param => param.flags.length === 0 || param.bare === true);
  const last = places.at(-1);
  return places[count] ?? (last?.nargs === '+' || last?.nargs === '*' ? last : undefined);
}

/** What a value could be; behind a comma or a key, only what follows it is looked at. */
async function valuesOf(
  { choices, commas, keys, names }: Param<unknown>,
  typed: string,
  namesOf: (kind: Names) => Promise<string[]>,
): Promise<string[]> {
  const cut = keys || commas ? typed.lastIndexOf(',') + 1 : 0;
  const [before, stem] = [typed.slice(0, cut), typed.slice(cut)];
  const end = stem.indexOf('=') + 1;
  if (keys && end === 0) return Object.keys(keys).map(key => `${before}${key}=`);
  const value = keys ? keys[stem.slice(0, end - 1)] : (names ?? choices);
  const words = typeof value === 'string' ? await namesOf(value) : (value ?? []);
  return words.flatMap(word => (word === null ? [] : before + (keys ? stem.slice(0, end) : '') + word));
}

const takesValue = (param: Param<unknown>): boolean => param.nargs !== 0;
