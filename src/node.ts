/** The Host of a real process: Node's streams, clock, signals and file system. Part of the edge, like main.ts. */
import { existsSync, fstatSync, readFileSync } from 'node:fs';
import { isatty } from 'node:tty';
import { fileURLToPath } from 'node:url';
import type { Host } from './host.ts';
import type { Verbs } from './kernel/command.ts';
import type { Clock, Sink } from './kernel/context.ts';
import type { CommandSource, IndexEntry } from './kernel/router.ts';

/** A write to a pipe that nobody reads any more. */
const SIGPIPE_CODE = 141;
const SIGINT_CODE = 130;
const SIGTERM_CODE = 143;

/**
 * Makes the Host of this process.
 * @param name what ostk was started as
 * @param version ostk's version
 * @param commands where the command files are, with a slash at the end
 */
export function nodeHost(name: string, version: string, commands: URL): Host {
  return {
    name,
    program: fileURLToPath(new URL('../../bin/ostk.js', commands)),
    completions: fileURLToPath(new URL('../../completions/', commands)),
    version,
    env: process.env,
    cwd: process.cwd(),
    home: process.env.HOME || process.getBuiltinModule('node:os').homedir(),
    uid: process.getuid?.() ?? -1,
    pid: process.pid,
    endsWithRun: true,
    stdout: sink(1, () => process.stdout, true),
    stderr: sink(2, () => process.stderr, false),
    stdin: {
      isTTY: isatty(0),
      isClosed: stdinIsClosed,
      raw: on => {
        if (process.stdin.isTTY) process.stdin.setRawMode(on);
        if (on) asItComes();
      },
      // The stream itself is made by the runs that read it.
      [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator](),
    },
    clock: realClock,
    commands: commandFiles(commands),
    stopped: () =>
      new Promise(resolve => {
        for (const [signal, code] of Object.entries({ SIGINT: SIGINT_CODE, SIGTERM: SIGTERM_CODE })) {
          process.removeAllListeners(signal);
          onSignal(signal, () => resolve(code));
        }
      }),
    typedLines: async typing => (await import('./lines.ts')).typedLines(typing),
    system: async (line, input) => (await import('./system-shell.ts')).systemShell(line, input),
    runProgram: async argv => (await import('./system-shell.ts')).systemProgram(argv),
    background: async argv => {
      const { startInBackground } = await import('./background.ts');
      startInBackground([process.execPath, process.argv[1] ?? '', ...argv], process.env);
    },
    askSecret: async (prompt, shown) => {
      // As the peer: a line that gets its input from a pipe may run where nobody looks.
      if (!isatty(0)) throw new Error('there is no terminal');
      return (await import('./terminal.ts')).askSecret(prompt, shown);
    },
    readKey: async ready => (await import('./terminal.ts')).readKey(ready),
  };
}

/**
 * Listens to the first signal of a kind; the next one has its usual effect. It goes on listening while others are told:
 * what gives the terminal its cursor back (signal-exit, below ora) ends the process at once when it finds itself alone.
 */
function onSignal(signal: string, heard: () => void): void {
  const listener = (): void => {
    setImmediate(() => process.removeListener(signal, listener));
    heard();
  };
  process.on(signal, listener);
}

/**
 * Lets the terminal show what comes without a carriage return of its own before each newline (cfmakeraw(3), which virsh
 * calls): Node's raw mode leaves that to it, and has no other. It is undone with raw mode. Without stty a line shows one
 * carriage return too many, which nobody sees.
 */
function asItComes(): void {
  const { spawnSync } = process.getBuiltinModule('node:child_process');
  spawnSync('stty', ['-opost'], { stdio: ['inherit', 'ignore', 'ignore'] });
}

/** The number of /dev/null on Linux: 1, 3. */
const NULL_DEVICE = 0x103;

/**
 * Whether there was no standard input. Node puts /dev/null in its place, open for reading and writing; a shell that was
 * told `</dev/null` opens it for reading.
 */
function stdinIsClosed(): boolean {
  try {
    if (fstatSync(0).rdev !== NULL_DEVICE) return false;
    const [, flags = '0'] = /^flags:\s*(\d+)/m.exec(readFileSync('/proc/self/fdinfo/0', 'utf8')) ?? [];
    return (Number.parseInt(flags, 8) & 3) === 2;
  } catch {
    return false;
  }
}

const realClock: Clock = {
  now: () => Date.now(),
  // 0 is after what the network has brought, and after what waits for that with setImmediate, as undici does.
  sleep: milliseconds =>
    new Promise(resolve => {
      if (milliseconds > 0) setTimeout(resolve, milliseconds);
      else setImmediate(() => setImmediate(resolve));
    }),
};

/**
 * A stream of the process, made when it is first written to: Node takes a millisecond for each.
 * @param descriptor its number
 * @param open makes it
 * @param expected whether nearly every run writes to it
 */
function sink(descriptor: number, open: () => NodeJS.WriteStream, expected: boolean): Sink {
  let opened: NodeJS.WriteStream | undefined;
  const stream = (): NodeJS.WriteStream => {
    opened ??= open().on('error', () => {}); // the write's own callback tells
    return opened;
  };
  const isTTY = isatty(descriptor);
  // By then the first request is under way, and there is time for it.
  if (expected) setImmediate(stream);
  return {
    isTTY,
    get columns() {
      return (isTTY && stream().columns) || undefined; // nobody has told a terminal of 0 columns its size
    },
    write: data =>
      new Promise((resolve, reject) => {
        stream().write(data, error => (error ? reject(error) : resolve()));
      }),
  };
}

/**
 * Waits for a run, a signal or a broken pipe, whichever comes first.
 * @param farewell what Ctrl-C is answered with on stderr, '' for nothing
 * @returns the exit code
 */
export function endOf(run: Promise<number>, farewell = ''): Promise<number> {
  const interrupted = new Promise<number>(resolve => {
    onSignal('SIGINT', () => process.stderr.write(farewell, () => resolve(SIGINT_CODE)));
  });
  const lost = new Promise<number>(resolve => {
    process.once('unhandledRejection', error => resolve(unreported(error)));
    process.once('uncaughtException', error => resolve(unreported(error)));
  });
  return Promise.race([interrupted, lost, run.catch(unreported)]);
}

/** The code for an error that no run reports: nobody reads what is printed, or a defect. */
function unreported(error: unknown): number {
  if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return SIGPIPE_CODE;
  const stack = error instanceof Error && process.argv.includes('--debug') ? error.stack : undefined;
  process.stderr.write(`ostk: ${stack ?? (error instanceof Error ? error.message : error)}\n`);
  return 1;
}

/**
 * The commands under a directory: one folder a tree, one file a noun.
 * @param directory with a slash at the end
 */
export function commandFiles(directory: URL): CommandSource {
  const file = (tree: string, noun: string) => new URL(`${tree}/${noun}.js`, directory);
  return {
    has: (tree, noun) => existsSync(fileURLToPath(file(tree, noun))),
    load: async (tree, noun) => {
      const inCore = globalThis.ostkCore?.[`src/commands/${tree}/${noun}.ts`];
      if (inCore) return inCore().default;
      const module: { default: Verbs } = await import(file(tree, noun).href);
      return module.default;
    },
    index: async tree => {
      const file = new URL(`${tree}.json`, directory);
      if (!existsSync(fileURLToPath(file))) return [];
      const entries: IndexEntry[] = JSON.parse(readFileSync(file, 'utf8'));
      return entries;
    },
  };
}
