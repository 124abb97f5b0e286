/** What a run's name and global options come to. */
import { terminalWidth } from './context.ts';
import type { Host } from './host.ts';
import type { Manners } from './kernel/context.ts';
import { CommandError } from './kernel/errors.ts';
import { own } from './kernel/grammar/own.ts';
import { type Parsed, parseKnown, UsageError } from './kernel/parse/parser.ts';
import type { Grammar, ReadLine, Tree } from './kernel/tree.ts';
import { openstack } from './trees/openstack.ts';
import { isTree, treeOf } from './trees/trees.ts';

/** A line whose global options are read. */
export interface Invocation extends ReadLine {
  readonly manners: Manners;
  readonly grammar: Grammar;
  /** As in the context, where it is not the program's name. */
  readonly prefix?: string;
}

/** ostk's own commands: read as the openstack tree, from a folder of their own. */
const ostk: Tree = { ...openstack, name: 'ostk' };

/**
 * Reads the global options and finds the tree: by the program's name, `--as`, or the first word.
 * @throws UsageError for a global option that does not fit, CommandError for a name that ostk has no tree for
 */
export async function invoke(argv: readonly string[], host: Host): Promise<Invocation> {
  const assumed = asInFront(argv) ?? host.name;
  const read = await readAs(assumed, argv, host);
  const { as } = read.options.values;
  const program = typeof as === 'string' ? as : host.name;
  const found = program === assumed ? read : await readAs(program, argv, host);
  return typeof as === 'string' ? { ...found, typed: withoutAs(found.typed) } : found;
}

/** Reads a line as the program of a name does. */
async function readAs(name: string, argv: readonly string[], host: Host): Promise<Invocation> {
  if (name === 'ostk') return readOwn(argv, host);
  const tree = await treeOf(name);
  if (!tree) throw new CommandError(`ostk has no ${name} tree yet`);
  const { grammar } = tree;
  const line = { tree, program: name, argv, env: host.env, width: terminalWidth(host) };
  return { ...line, manners: tree.manners ?? 'peer', grammar, typed: argv, ...grammar.read(line) };
}

/** Reads a line of ostk's own: for one of its commands, or for a tree that the first word names. */
async function readOwn(words: readonly string[], host: Host): Promise<Invocation> {
  // `help TREE` is that tree's own help.
  const [help, helped = '', ...rest] = words;
  const argv = help === 'help' && isTree(helped) ? [helped, help, ...rest] : words;
  const { env } = host;
  const width = terminalWidth(host);
  const base = { manners: 'ostk', grammar: own, env, width } as const;
  const named = argv.some(isTree) ? treeWord(argv, host) : undefined;
  if (named) {
    const { front, tree: name, behind } = named;
    const tree = (await treeOf(name)) ?? openstack;
    const program = tree === openstack ? 'ostk' : `ostk ${name}`;
    const line = { tree, program, argv: behind, width, env };
    const grammar = tree.ownGrammar ?? own;
    const read = grammar.read(line);
    const typed = [...argv.slice(0, argv.length - behind.length - 1), ...behind];
    return { ...base, ...line, grammar, typed, ...read, options: combined(front, read.options) };
  }
  const line = { tree: openstack, program: 'ostk', argv, width, env };
  const read = own.read(line);
  return { ...base, ...line, tree: isOwn(read.argv, host) ? ostk : openstack, typed: argv, ...read };
}

/** Whether a line begins with a noun of ostk's own: one word (`env`), or two where openstack has the first (`server console`). */
function isOwn([first = '', second = '']: readonly string[], { commands }: Host): boolean {
  return [first, `${first}-${second}`].some(noun => /^[a-z-]+$/.test(noun) && commands.has(ostk.name, noun));
}

/**
 * Reads a line of a prompt. The global options that the prompt was opened with hold for it; ostk's own lines may have
 * more of them.
 * @param tree whose commands they are; undefined: as behind `ostk`
 * @throws UsageError
 */
export async function invokeAtPrompt(
  argv: readonly string[],
  session: Invocation,
  tree: Tree | undefined,
  host: Host,
): Promise<Invocation> {
  if (session.manners === 'peer') {
    const prefix = tree?.prompt?.bare === true ? { prefix: '' } : {};
    return { ...session, argv, typed: argv, stray: [], ...prefix };
  }
  const words = tree && tree !== openstack ? [tree.name, ...argv] : argv;
  const read = await readOwn(words, host);
  return { ...read, options: combined(session.options, read.options) };
}

interface TreeWord {
  /** The global options in front of it. */
  readonly front: Parsed;
  readonly tree: string;
  readonly behind: readonly string[];
}

/** Finds the tree that a line names: the first word that is no global option and no value of one. */
function treeWord(argv: readonly string[], { env }: Host): TreeWord | undefined {
  for (const [index, tree] of argv.entries()) {
    if (!isTree(tree)) continue;
    try {
      const front = parseKnown(openstack.globals('ostk', env), argv.slice(0, index));
      if (front.rest.length === 0) return { front, tree, behind: argv.slice(index + 1) };
    } catch (error) {
      // What is in front does not end there: the word is the value of an option.
      if (!(error instanceof UsageError)) throw error;
    }
  }
  return undefined;
}

/** Global options in front of the tree's name, and those behind it, which win. */
function combined(front: Parsed, read: Parsed): Parsed {
  const said = [...front.typed].filter(dest => !read.typed.has(dest));
  const values = Object.fromEntries(said.map(dest => [dest, front.values[dest]]));
  return { ...read, values: { ...read.values, ...values }, typed: new Set([...said, ...read.typed]) };
}

/** The name in `--as NAME` where the line begins with it: errors in the options that follow are told in its manners. */
function asInFront([first = '', second]: readonly string[]): string | undefined {
  return first === '--as' ? second : /^--as=(.*)$/s.exec(first)?.[1];
}

function withoutAs(argv: readonly string[]): readonly string[] {
  const at = argv.findIndex(word => word === '--as' || word.startsWith('--as='));
  return at < 0 ? argv : argv.toSpliced(at, argv[at] === '--as' ? 2 : 1);
}
