/** What the last word of a line at a prompt could be. */
import type { Host } from './host.ts';
import { type Invocation, invokeAtPrompt } from './invocation.ts';
import type { Param } from './kernel/params.ts';
import { route } from './kernel/router.ts';
import { specOf } from './kernel/spec.ts';
import type { PromptSession } from './prompt.ts';

/**
 * Completes a line: the next word of a command, an option of one, or a value of an option with fixed values.
 * @param line what stands before the cursor
 * @returns whole words, sorted
 */
export async function completions(line: string, session: PromptSession, host: Host): Promise<string[]> {
  const words = line.split(/\s+/).filter((word, index, all) => word !== '' || index === all.length - 1);
  const last = words.pop() ?? '';
  const invocation = await invokeAtPrompt(words, session.opened, session.tree, host).catch(() => undefined);
  if (!invocation) return [];
  const candidates = await candidatesOf(words, invocation, session, host);
  return [...new Set(candidates)].filter(word => word.startsWith(last)).sort();
}

async function candidatesOf(
  words: readonly string[],
  { tree, argv, manners }: Invocation,
  { tree: chosen }: PromptSession,
  host: Host,
): Promise<string[]> {
  const folders = [tree.name, ...(manners === 'ostk' && !chosen ? (tree.besides ?? []) : [])];
  const index = (await Promise.all(folders.map(folder => host.commands.index(folder)))).flat();
  const found = await route(host.commands, tree, argv, true);
  const nextWords = index
    .filter(({ hidden }) => !hidden)
    .map(({ name }) => (tree.joint === ' ' ? name.split(' ') : [name]))
    .filter(parts => parts.length > argv.length && argv.every((word, at) => word === parts[at]))
    .map(parts => parts[argv.length] ?? '');
  if (!found) return argv.length === 0 ? [...nextWords, 'exit', 'help'] : nextWords;
  const params = Object.values(specOf(found.command, '').params).flat();
  const before = words.at(-1) ?? '';
  const valued = params.find(param => takesValue(param) && param.flags.includes(before));
  if (valued) return (valued.choices ?? []).flatMap(word => word ?? []);
  const options = params.filter(({ hidden }) => hidden !== true).flatMap(param => param.flags);
  return [...nextWords, ...options.filter(flag => flag.startsWith('--')), '--help'];
}

const takesValue = (param: Param<unknown>): boolean => param.nargs !== 0;
