/**
 * Whole command lines in process: run() with the command files of src/, captured streams and stub services.
 * The token and the microversions are in the cache before the line starts, as for everybody but a day's first command.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTokenCache } from '../../src/clients/auth/cache.ts';
import { rawCatalog } from '../../src/clients/auth/catalog.ts';
import type { Transport } from '../../src/clients/transport.ts';
import type { Host } from '../../src/host.ts';
import type { Verbs } from '../../src/kernel/command.ts';
import type { Sink } from '../../src/kernel/context.ts';
import { indexEntry } from '../../src/kernel/index-entry.ts';
import type { CommandSource } from '../../src/kernel/router.ts';
import { run } from '../../src/run.ts';
import { treeOf } from '../../src/trees/trees.ts';
import { CATALOG, ENDPOINTS, PROJECT, type Sent, type Stub, stub, USER, VERSIONS } from './stub.ts';

/** What varies from a plain run. */
export interface RunOptions {
  /** The services' answers (default none: a line that sends anything fails). */
  readonly stubs?: readonly Stub[];
  /** What ostk was started as (default `openstack`). */
  readonly name?: string;
  /** More variables; undefined takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What standard input holds (default: nothing); false: it is closed. */
  readonly stdin?: string | false | AsyncIterable<Uint8Array>;
  /** Whether stdout and stderr are a terminal of 80 columns (default: pipes). */
  readonly isTTY?: boolean;
  /** Microversions by root URL, instead of those of a Zed cloud. */
  readonly versions?: typeof VERSIONS;
  /** Whether nothing is cached yet, so that the token and versions are asked for as well. */
  readonly cold?: boolean;
  /** What sends, instead of the stubs: for servers that are not there. */
  readonly transport?: Transport;
  /** What is typed where secrets are asked for, one after the other; undefined for Ctrl-D. Left out: there is no terminal. */
  readonly secrets?: readonly (string | undefined)[];
  /** The time (default: it stands still, and waiting takes none). */
  readonly clock?: Host['clock'];
  /** When the user wants the line to end, and the exit code for it (default: never). */
  readonly stopped?: Host['stopped'];
  /** A run before this one in the same home, which what is kept between runs comes from. */
  readonly earlier?: { readonly line: string; readonly stubs: readonly Stub[] };
  /** Lines typed at a prompt, where standard input is a terminal. */
  readonly typed?: readonly string[];
  /** Keys that are pressed where one is asked for. */
  readonly keys?: Iterator<string, undefined>;
  /** What starts programs (default: they do nothing, and succeed). */
  readonly runProgram?: Host['runProgram'];
  /** Files in the home, which is the working directory, too. */
  readonly files?: Readonly<Record<string, string>>;
}

/** What a run came to. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Round trips in sequence. */
  readonly depth: number;
  readonly sent: readonly Sent[];
  /** The prompts for secrets. */
  readonly asked: readonly string[];
  /** What the system's shell was given, and what it was to read. */
  readonly system: readonly (readonly [line: string, input: string | undefined])[];
}

/** When every run happens. */
const NOW = Date.parse('2030-01-01T00:00:00Z');

const ENV = {
  OS_AUTH_URL: ENDPOINTS.identity,
  OS_USERNAME: 'admin',
  OS_PASSWORD: 'secret',
  OS_PROJECT_NAME: 'admin',
  OS_USER_DOMAIN_NAME: 'Default',
  OS_PROJECT_DOMAIN_NAME: 'Default',
  OS_REGION_NAME: 'RegionOne',
};

/**
 * Runs one command line to its end and checks that its requests were exactly those awaited.
 * @param line split at blanks, or a list of words
 * @throws Error for a request that no stub awaits and for a stub that was not used
 */
export async function runLine(line: string | readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const home = mkdtempSync(join(tmpdir(), 'ostk-run-'));
  try {
    if (!options.cold) await warm(home, options);
    const { earlier } = options;
    if (earlier) await runIn(home, earlier.line.split(' '), { ...options, stubs: earlier.stubs });
    return await runIn(home, typeof line === 'string' ? line.split(' ') : line, options);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function runIn(home: string, argv: readonly string[], options: RunOptions): Promise<Outcome> {
  const cloud = stub(options.stubs ?? []);
  const out = capture(options.isTTY);
  const err = capture(options.isTTY);
  for (const [name, text] of Object.entries(options.files ?? {})) writeFileSync(join(home, name), text);
  const host = hostOf(home, options, options.transport ?? cloud.transport, out.sink, err.sink);
  const asked: string[] = [];
  const { secrets } = options;
  const askSecret = async (prompt: string): Promise<string | undefined> => {
    if (secrets === undefined) throw new Error('there is no terminal');
    asked.push(prompt);
    return secrets[asked.length - 1];
  };
  const system: [string, string | undefined][] = [];
  const inside: Host = {
    ...host,
    askSecret,
    system: async (line, input) => {
      system.push([line, input === undefined ? undefined : Buffer.from(input).toString()]);
      return 0;
    },
  };
  const code = await run(argv, inside);
  cloud.verify();
  return {
    code,
    stdout: out.text(),
    stderr: err.text(),
    depth: cloud.depth(),
    sent: cloud.sent,
    asked,
    system,
  };
}

/** Fills the token cache the way a first command does, then adds the microversions. */
async function warm(home: string, options: RunOptions): Promise<void> {
  const err = capture();
  const host = hostOf(home, options, { send: issueToken }, capture().sink, err.sink);
  const code = await run(['token', 'issue'], { ...host, name: 'openstack' });
  if (code !== 0) throw new Error(`the stub token was not issued: ${err.text()}`);
  const cache = createTokenCache({
    dir: join(home, 'cache', 'ostk', 'tokens'),
    uid: undefined,
    now: () => NOW,
    warn: () => {},
  });
  for (const { key, entry } of cache.list()) {
    cache.store(key, { ...entry, versions: options.versions ?? VERSIONS });
  }
}

const issueToken: Transport['send'] = async request => {
  if (request.url !== `${ENDPOINTS.identity}/auth/tokens`) throw new Error(`not a token: ${request.url}`);
  const domain = { id: 'default', name: 'Default' };
  const token = {
    user: { id: USER, name: 'admin', domain },
    project: { id: PROJECT, name: 'admin', domain },
    roles: [{ id: 'r-admin', name: 'admin' }],
    methods: ['password'],
    issued_at: '2030-01-01T00:00:00.000000Z',
    expires_at: '2030-01-01T12:00:00.000000Z',
    catalog: rawCatalog(CATALOG),
  };
  const content = JSON.stringify({ token });
  async function* body(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(content);
  }
  const headers = { 'content-type': 'application/json', 'x-subject-token': 'gAAAA-stub-token' };
  return { status: 201, reason: 'Created', headers, body: body(), text: async () => content };
};

function hostOf(home: string, options: RunOptions, transport: Transport, stdout: Sink, stderr: Sink): Host {
  async function* input(): AsyncGenerator<Uint8Array> {
    const { stdin = false } = options;
    if (typeof stdin === 'string') yield Buffer.from(stdin);
    else if (stdin !== false) yield* stdin;
  }
  return {
    name: options.name ?? 'openstack',
    program: '/opt/ostk/bin/ostk.js',
    completions: fileURLToPath(new URL('../../completions/', import.meta.url)),
    version: '0.0.0',
    env: { ...ENV, HOME: home, XDG_CACHE_HOME: join(home, 'cache'), ...options.env },
    cwd: home,
    home,
    uid: -1,
    stdout,
    stderr,
    stdin: Object.assign(input(), {
      isTTY: [options.secrets, options.typed, options.keys].some(each => each !== undefined),
      isClosed: () => options.stdin === false,
    }),
    clock: options.clock ?? { now: () => NOW, sleep: async () => {} },
    commands: sourceFiles,
    transport,
    askSecret: async () => undefined,
    readKey: async ready => {
      await ready();
      const key = options.keys?.next().value;
      if (key === undefined) throw new Error('no key is left');
      return key;
    },
    runProgram: options.runProgram ?? (async () => ({ code: 0, signal: undefined })),
    typedLines: async () => {
      const lines = [...(options.typed ?? [])];
      return { next: async () => lines.shift(), close: () => {} };
    },
    system: async () => 0,
    ...(options.stopped === undefined ? {} : { stopped: options.stopped }),
  };
}

function capture(isTTY = false): { sink: Sink; text(): string } {
  const written: Uint8Array[] = [];
  const write = async (data: string | Uint8Array) => {
    written.push(Buffer.from(data));
  };
  const text = (): string => Buffer.concat(written).toString();
  return { sink: { write, isTTY, columns: isTTY ? 80 : undefined }, text };
}

const COMMANDS = new URL('../../src/commands/', import.meta.url);

/** The command files as they are in src/, without a build. */
export const sourceFiles: CommandSource = {
  has: (tree, noun) => existsSync(fileURLToPath(new URL(`${tree}/${noun}.ts`, COMMANDS))),
  load: async (tree, noun) => {
    const module: { default: Verbs } = await import(new URL(`${tree}/${noun}.ts`, COMMANDS).href);
    return module.default;
  },
  index: async tree => {
    const directory = fileURLToPath(new URL(`${tree}/`, COMMANDS));
    if (!existsSync(directory)) return [];
    const files = readdirSync(directory).filter(file => file.endsWith('.ts'));
    const nouns = files.map(file => file.slice(0, -'.ts'.length)).sort();
    const entries = await Promise.all(
      nouns.map(async noun => {
        const verbs = await sourceFiles.load(tree, noun);
        const { joint } = (await treeOf(tree)) ?? { joint: ' ' };
        return Object.entries(verbs).map(([verb, command]) => indexEntry(joint, noun, verb, command));
      }),
    );
    return entries.flat().sort((a, b) => (a.name < b.name ? -1 : 1));
  },
};
