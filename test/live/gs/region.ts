/** A region for live tests: stores of its own, so that what goes wrong in one disturbs nobody, and engines on them. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import type { RegionSettings } from '../../../src/clients/gostack/settings.ts';
import { parseGsinitrc } from '../../../src/config/gsinitrc.ts';

const INSTALLED = process.env.GOSTACK_HOME ?? '/tmp/ostk-gostack';
const SERVICES = fileURLToPath(new URL('../../gostack/services', import.meta.url));
const FERRETDB = join(INSTALLED, 'bin', 'ferretdb');
const MONGO_URL = process.env.OSTK_TEST_MONGO_URL;

/** Why the tests cannot run here; undefined where they can. */
export function missing(): string | undefined {
  if (MONGO_URL !== undefined || existsSync(FERRETDB)) return undefined;
  return `there is no MongoDB: no ${FERRETDB} (test/gostack/services install builds it where Go is) and no OSTK_TEST_MONGO_URL`;
}

/** An engine, as a process of its own. */
export interface Engine {
  /** What it has said. */
  said(): string;
  /** Resolves with its exit code. */
  readonly ended: Promise<number | null>;
  kill(signal: 'SIGTERM' | 'SIGKILL'): void;
}

export interface Region {
  /** The folder with the gsinitrc. */
  readonly home: string;
  readonly gsinitrc: string;
  readonly settings: RegionSettings;
  service(verb: 'start' | 'stop', name: 'etcd1' | 'etcd2' | 'etcd3' | 'mongo'): Promise<void>;
  engine(...options: string[]): Engine;
  /** An engine that has found its region. */
  started(...options: string[]): Promise<Engine>;
  /** Stops all, deletes all. */
  end(): Promise<void>;
}

/** Attempts to find ports that nobody has. */
const ATTEMPTS = 5;

/** Starts two empty stores. */
export async function startRegion(): Promise<Region> {
  const home = mkdtempSync(join(tmpdir(), 'ostk-gs-'));
  if (existsSync(FERRETDB)) symlinkSync(join(INSTALLED, 'bin'), join(home, 'bin'));
  let run: (...words: string[]) => Promise<unknown>;
  for (let attempt = 1; ; attempt++) {
    // Below what the system gives to outgoing connections.
    const port = 10_000 + randomInt(0, 440) * 50;
    const ports = { GOSTACK_ETCD_PORT: `${port}`, GOSTACK_MONGO_PORT: `${port + 40}` };
    const env = { ...process.env, GOSTACK_HOME: home, ...ports };
    run = (...words) => promisify(execFile)(SERVICES, words, { env });
    try {
      await run('up');
      break;
    } catch (error) {
      await run('down');
      if (attempt === ATTEMPTS) throw error;
    }
  }
  const gsinitrc = join(home, 'gsinitrc.yml-az1');
  if (MONGO_URL !== undefined) useMongo(gsinitrc, MONGO_URL);
  const { gsinitrc: settings } = parseGsinitrc(gsinitrc, readFileSync(gsinitrc, 'utf8'));
  const engines = new Set<ChildProcess>();

  function engine(...options: string[]): Engine {
    const words = [inject('ostkProgram'), 'sandbox', 'gostack', '--gsinitrc', gsinitrc, ...options];
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    engines.add(child);
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', piece => {
        said += piece;
      });
    const ended = new Promise<number | null>(resolve => child.once('close', resolve));
    ended.then(() => engines.delete(child));
    return { said: () => said, ended, kill: signal => void child.kill(signal) };
  }

  return {
    home,
    gsinitrc,
    settings,
    engine,
    service: async (verb, name) => void (await run(verb, name)),
    async started(...options) {
      const made = engine(...options);
      await until(
        'the engine waits for tasks',
        () => made.said().includes('waiting for tasks'),
        60_000,
      ).catch(error => {
        throw new Error(`${error.message}: ${made.said()}`);
      });
      return made;
    },
    async end() {
      for (const each of engines) each.kill('SIGKILL');
      await run('down');
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Puts another MongoDB into a gsinitrc, with a database of this run's own. */
function useMongo(gsinitrc: string, url: string): void {
  const { host, username, password } = new URL(url);
  const before = readFileSync(gsinitrc, 'utf8').replace(/MongoConf:[\s\S]*$/, '');
  const lines = [
    'MongoConf:',
    `  EndPoint: "${host}"`,
    `  Database: "ostk-test-${process.pid}-${Date.now()}"`,
    ...(username === ''
      ? []
      : [`  Username: "${decodeURIComponent(username)}"`, `  Password: "${decodeURIComponent(password)}"`]),
    '',
  ];
  writeFileSync(gsinitrc, before + lines.join('\n'));
}

/** Polls until something is so. @throws Error after so many milliseconds */
export async function until(
  what: string,
  test: () => Promise<boolean> | boolean,
  patience = 60_000,
): Promise<void> {
  for (const end = Date.now() + patience; Date.now() < end; ) {
    if (await test()) return;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`not so within ${patience} ms: ${what}`);
}
