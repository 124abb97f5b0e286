/** The names that complete a line: `__complete KIND WORD…` for the scripts, which prints names or nothing; and at a prompt. */
import { type Common, newCommon } from './context.ts';
import type { Host } from './host.ts';
import { type Invocation, invoke } from './invocation.ts';
import type { Sink } from './kernel/context.ts';
import { isNames, LISTS, type Names } from './kernel/names.ts';
import { type Route, route } from './kernel/router.ts';
import { openNames } from './names-cache.ts';
import { runAtPrompt } from './run.ts';
import { treeNames } from './trees/trees.ts';

/** How long names count, and how long one that asks for new ones has until another one may: milliseconds. */
const LIFETIME = 5 * 60 * 1000;
const PATIENCE = 30 * 1000;

/** How long somebody at a prompt waits for names: milliseconds. */
const SOON = 90;

/** Asks for new names in place of printing those that are kept. */
const REFRESH = '--refresh';

/** Options that change what a run says or where, and not whom it asks. */
const TALK = ['debug', 'verbose_level', 'log_file', 'timing', 'profile', 'deferred_help', 'help', 'version'];

/** A name that stands in a line as it is: what a server sent never reaches the terminal otherwise. */
const PLAIN = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u;

/**
 * Prints the names of a kind, one a line.
 * @param argv the kind, then the words behind the program's name up to the one that is completed
 * @returns 0, always
 */
export async function completeNames(argv: readonly string[], host: Host): Promise<number> {
  const refresh = argv[0] === REFRESH;
  const [kind = '', ...words] = refresh ? argv.slice(1) : argv;
  if (!isNames(kind)) return 0;
  try {
    const line = await lineOf(words.slice(0, -1), host);
    if (refresh) {
      const asked = await askedOf(kind, line, host);
      if (asked) await renew(asked, { line, common: newCommon() }, host);
      return 0;
    }
    const again = async () => host.background?.(['__complete', REFRESH, ...argv]);
    const names = await keptNames(kind, line, host, again);
    await host.stdout.write(names.map(name => `${name}\n`).join(''));
  } catch {
    // Somebody is typing; whoever runs the line will be told.
  }
  return 0;
}

/**
 * The names of a kind that are kept.
 * @param line the unfinished line, which says of what cloud they are
 * @param again asks for new ones; called, and awaited, where what is kept is old
 * @returns names that can stand in a line as they are
 */
async function keptNames(
  kind: Names,
  line: Invocation,
  host: Host,
  again: () => Promise<void>,
): Promise<string[]> {
  if (kind === 'cloud') return shown(await clouds(host));
  if (kind === 'tree') return treeNames();
  const asked = await askedOf(kind, line, host);
  if (!asked) return [];
  const cache = openNames(asked, line, host);
  const now = host.clock.now();
  const { names = [], storedAt = 0, askedAt = 0 } = cache.load() ?? {};
  // A time that is still to come was stored before the clock was set back.
  const isWithin = (then: number, span: number): boolean => then <= now && now - then < span;
  if (isWithin(storedAt, LIFETIME) || isWithin(askedAt, PATIENCE)) return shown(names);
  cache.store({ names, storedAt, askedAt: now });
  await again();
  return shown(cache.load()?.names ?? []);
}

/**
 * The names of a kind for a line at a prompt, whose login asks for them.
 * @param line the line
 * @param common what the lines of the prompt share
 * @returns what is there soon; what comes later is kept for the next time
 */
export async function namesAtPrompt(
  kind: Names,
  line: Invocation,
  common: Common,
  host: Host,
): Promise<string[]> {
  return keptNames(kind, line, host, async () => {
    const asked = await askedOf(kind, line, host);
    const renewed = asked ? renew(asked, { line, common }, host).catch(() => {}) : undefined;
    await Promise.race([renewed, host.clock.sleep(SOON)]);
  });
}

/** A name that begins with a dash would be an option once it is typed. */
const shown = (names: readonly string[]): string[] =>
  names.filter(name => PLAIN.test(name) && !name.startsWith('-') && name !== 'None');

/** Reads as much of an unfinished line as can be read: its global options. */
async function lineOf(words: readonly string[], host: Host): Promise<Invocation> {
  try {
    return await invoke(words, host);
  } catch {
    return invoke([], host);
  }
}

/** What a list that is about something of the line's is about: `{--pool}`. */
const ABOUT = /\{(--[\w-]+)\}/;

/** The words of the line that lists the names; undefined where there is none, or where it lacks what it is about. */
async function askedOf(
  kind: Names,
  { argv, tree }: Invocation,
  host: Host,
): Promise<readonly string[] | undefined> {
  const list = LISTS[kind];
  const [about, flag] = (list && ABOUT.exec(list)) || [];
  if (about === undefined || flag === undefined) return list?.split(' ');
  const found = await route(host.commands, tree, argv, true);
  const word = found && wordOf(flag, found);
  return word ? list?.split(' ').map(each => (each === about ? word : each)) : undefined;
}

/** What an option of a command is given in an unfinished line: behind its name, or in its place. */
function wordOf(flag: string, { command, rest }: Route): string | undefined {
  const at = rest.indexOf(flag);
  if (at >= 0) return rest[at + 1];
  const glued = rest.find(word => word.startsWith(`${flag}=`));
  if (glued) return glued.slice(flag.length + 1);
  const [first] = Object.values(command.params)
    .flat()
    .filter(param => param.bare === true);
  return first?.flags.includes(flag) ? rest.find(word => !word.startsWith('-')) : undefined;
}

/** Runs the line that lists the names, and keeps what it prints. */
async function renew(
  words: readonly string[],
  { line, common }: { readonly line: Invocation; readonly common: Common },
  host: Host,
): Promise<void> {
  const out: string[] = [];
  const stdout: Sink = { ...SILENT, write: async data => void out.push(String(data)) };
  const asked = line.tree.configure?.({
    values: line.options.values,
    typed: line.options.typed,
    env: host.env,
    exact: line.manners === 'peer',
    interactive: false,
  });
  const { values, typed } = asked ?? line.options;
  const said = new Set([...typed].filter(dest => !TALK.includes(dest)));
  const opened: Invocation = {
    ...line,
    manners: 'ostk',
    options: { values, typed: said, rest: [] },
  };
  const session = { opened, tree: undefined, common };
  const quiet: Host = {
    ...host,
    ...(asked ? { env: asked.env } : {}),
    stdout,
    stderr: SILENT,
    stdin: Object.assign(nothing(), { isTTY: false }),
    askSecret: async () => undefined,
    unattended: true,
  };
  const code = await runAtPrompt(words, session, quiet);
  if (code !== 0) return;
  const names = [...new Set(out.join('').split(/\s*\n/))].filter(name => name !== '').sort();
  const now = host.clock.now();
  openNames(words, line, host).store({ names, storedAt: now, askedAt: now });
}

const SILENT: Sink = { write: async () => {}, isTTY: false, columns: undefined };

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** The clouds that the files name, and those that are there without one. */
async function clouds({ env, cwd, home }: Host): Promise<string[]> {
  const [{ Clouds }, { Files }, { BUILTIN_CLOUDS }] = await Promise.all([
    import('./config/clouds.ts'),
    import('./config/files.ts'),
    import('./builtin-clouds.ts'),
  ]);
  const read = await Clouds.read(new Files({ env, cwd, home }), env, BUILTIN_CLOUDS);
  return [...new Set([...read.names, ...Object.keys(BUILTIN_CLOUDS)])].sort();
}
