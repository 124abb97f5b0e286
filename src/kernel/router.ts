/** From words to a command: the file system is the route table, the longest noun that is a file wins. */
import type { Command, Verbs } from './command.ts';
import type { Tree } from './tree.ts';

/** Where a tree's commands come from; the file system and `import()` behind an interface for tests. */
export interface CommandSource {
  /** Whether the tree has a file for this noun (`server-migration`). */
  has(tree: string, noun: string): boolean;
  /** Loads a noun's verbs. */
  load(tree: string, noun: string): Promise<Verbs>;
  /** All commands of a tree, from the index that the build makes; read only off the hot path. */
  index(tree: string): Promise<readonly IndexEntry[]>;
}

export interface IndexEntry {
  /** The command's words, such as `server add volume`. */
  readonly name: string;
  readonly noun: string;
  readonly summary: string;
  /** Every option's spelling, for completion. */
  readonly options: readonly string[];
  /** The keyword of its group in help, where the tree has groups. */
  readonly group?: string;
  /** Command lines that show it. */
  readonly examples?: readonly string[];
  /** Whether the peer has no such command. */
  readonly own?: true;
  /** Whether help leaves it out of its lists. */
  readonly hidden?: true;
}

/** What routing needs to know of a tree. */
type Words = Pick<Tree, 'name' | 'joint'>;

/** A command that was found, and what followed its words. */
export interface Route {
  readonly command: Command;
  /** The words as typed, which usage shows. */
  readonly name: string;
  readonly rest: readonly string[];
}

/** Words that may become part of a path. */
const WORD = /^[a-z0-9_-]+$/;

/** A word that may be a command of joined words. */
const JOINED = /^[a-z0-9][a-z0-9_-]*$/;

/**
 * Finds the command that a line begins with.
 * @param argv the line without global options
 * @param exact whether words must be written in full first; otherwise a longer abbreviation goes before a shorter
 *   command, as in cliff's find_command
 * @returns undefined when no command matches
 */
export async function route(
  source: CommandSource,
  tree: Words,
  argv: readonly string[],
  exact: boolean,
): Promise<Route | undefined> {
  if (tree.joint !== ' ') return joinedRoute(source, tree, argv);
  const words = leadingWords(argv);
  const found = await exactRoute(source, tree.name, words, argv);
  const matched = found ? argv.length - found.rest.length : 0;
  if (found && (exact || matched === words.length)) return found;
  return (await abbreviated(source, tree.name, words, argv, matched)) ?? found;
}

/** The command that one word is, its parts joined: what is left of it behind the noun is the verb. */
async function joinedRoute(
  source: CommandSource,
  { name: tree, joint }: Words,
  argv: readonly string[],
): Promise<Route | undefined> {
  const [word = ''] = argv;
  if (!JOINED.test(word)) return undefined;
  const parts = word.split(joint);
  for (let nouns = parts.length; nouns > 0; nouns--) {
    const noun = parts.slice(0, nouns).join('-');
    if (!source.has(tree, noun)) continue;
    const verbs = await source.load(tree, noun);
    const verb = parts.slice(nouns).join(joint);
    const command = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
    if (command) return { command, name: word, rest: argv.slice(1) };
  }
  return undefined;
}

/** The words before the first option. */
export function leadingWords(argv: readonly string[]): readonly string[] {
  const end = argv.findIndex(word => word.startsWith('-'));
  return end < 0 ? argv : argv.slice(0, end);
}

async function exactRoute(
  source: CommandSource,
  tree: string,
  words: readonly string[],
  argv: readonly string[],
): Promise<Route | undefined> {
  const plain = words.findIndex(word => !WORD.test(word));
  const most = plain < 0 ? words.length : plain;
  for (let nouns = most; nouns > 0; nouns--) {
    const noun = words.slice(0, nouns).join('-');
    if (!source.has(tree, noun)) continue;
    const verbs = await source.load(tree, noun);
    for (let end = most; end >= nouns; end--) {
      const verb = words.slice(nouns, end).join(' ');
      const command = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
      if (command) return { command, name: words.slice(0, end).join(' '), rest: argv.slice(end) };
    }
  }
  return undefined;
}

/** A command of more than `matched` words whose words begin with those typed, where just one does. */
async function abbreviated(
  source: CommandSource,
  tree: string,
  words: readonly string[],
  argv: readonly string[],
  matched: number,
): Promise<Route | undefined> {
  const index = words.length > matched ? await source.index(tree) : [];
  for (let count = words.length; count > matched; count--) {
    const candidates = index.filter(({ name }) => {
      const parts = name.split(' ');
      return parts.length === count && parts.every((part, i) => part.startsWith(words[i] ?? ' '));
    });
    const [only] = candidates;
    if (!only || candidates.length > 1) continue;
    const verbs = await source.load(tree, only.noun);
    const command = verbs[only.name.split(' ').slice(only.noun.split('-').length).join(' ')];
    if (command) return { command, name: words.slice(0, count).join(' '), rest: argv.slice(count) };
  }
  return undefined;
}
