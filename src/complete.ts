/** `__complete KIND WORD…`: the names that completion scripts ask for. It prints names or nothing, and says nothing else. */
import { newCommon } from './context.ts';
import type { Host } from './host.ts';
import { type Invocation, invoke } from './invocation.ts';
import type { Sink } from './kernel/context.ts';
import { isNames, LISTS, type Names } from './kernel/names.ts';
import { type NamesCache, openNames } from './names-cache.ts';
import { runAtPrompt } from './run.ts';

/** How long names count, and how long one that asks for new ones has until another one may: milliseconds. */
const LIFETIME = 5 * 60 * 1000;
const PATIENCE = 30 * 1000;

/** Asks for new names in place of printing those that are kept. */
const REFRESH = '--refresh';

/** Options that change what a run says or where, and not whom it asks. */
const TALK = ['debug', 'verbose_level', 'log_file', 'timing', 'profile', 'deferred_help', 'help', 'version'];

/** A name that stands in a line as it is: what a server sent never reaches the terminal otherwise. */
const PLAIN = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u;

/**
 * Prints the names of a kind that begin like the last word, one a line.
 * @param argv the kind, then the words behind the program's name up to the one that is completed
 * @returns 0, always
 */
export async function completeNames(argv: readonly string[], host: Host): Promise<number> {
  const refresh = argv[0] === REFRESH;
  const [kind = '', ...words] = refresh ? argv.slice(1) : argv;
  if (!isNames(kind)) return 0;
  try {
    const line = await lineOf(words.slice(0, -1), host);
    if (kind === 'cloud') return await printed(await clouds(host), host);
    const cache = openNames(kind, line, host);
    if (refresh) {
      await renew(kind, line, cache, host);
      return 0;
    }
    const now = host.clock.now();
    const kept = cache.load();
    const { names = [], storedAt = 0, askedAt = 0 } = kept ?? {};
    if (now - storedAt >= LIFETIME && now - askedAt >= PATIENCE) {
      cache.store({ names, storedAt, askedAt: now });
      await host.background?.(['__complete', REFRESH, ...argv]);
    }
    return await printed(names, host);
  } catch {
    // Somebody is typing; whoever runs the line will be told.
    return 0;
  }
}

/** Reads as much of an unfinished line as can be read: its global options. */
async function lineOf(words: readonly string[], host: Host): Promise<Invocation> {
  try {
    return await invoke(words, host);
  } catch {
    return invoke([], host);
  }
}

async function printed(names: readonly string[], { stdout }: Host): Promise<number> {
  const shown = names.filter(name => PLAIN.test(name) && name !== 'None');
  await stdout.write(shown.map(name => `${name}\n`).join(''));
  return 0;
}

/** Runs the line that lists the names, and keeps what it prints. */
async function renew(kind: Names, line: Invocation, cache: NamesCache, host: Host): Promise<void> {
  const words = LISTS[kind]?.split(' ');
  if (!words) return;
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
  const session = { opened, tree: undefined, common: newCommon() };
  const quiet: Host = {
    ...host,
    ...(asked ? { env: asked.env } : {}),
    stdout,
    stderr: SILENT,
    stdin: Object.assign(nothing(), { isTTY: false }),
    askSecret: async () => undefined,
  };
  const code = await runAtPrompt(words, session, quiet);
  if (code !== 0) return;
  const names = [...new Set(out.join('').split('\n'))].filter(name => name !== '').sort();
  const now = host.clock.now();
  cache.store({ names, storedAt: now, askedAt: now });
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
