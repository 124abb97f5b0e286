/** The embedded cloud, served by ostk itself to any client. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inject } from 'vitest';
import { createSandbox } from '../../../src/sandbox/cloud.ts';
import type { Around } from './compare.ts';

/** A sandbox of its own, and how it is reached. */
export interface ServedSandbox {
  /** For `compare` and the like: the openrc that `sandbox serve` printed, and nothing else. */
  readonly admin: Around;
  /** The same as the member whom it names. */
  readonly demo: Around;
  /** The same state as a cloud without a server, `--os-cloud sandbox`. @param speed as OSTK_SANDBOX_SPEED */
  directly(speed: number): Around;
  /** Lets its services work for so many of their seconds, each of which is `1 / speed` seconds long. */
  pass(seconds: number): Promise<void>;
  /** The port that it listens on. */
  readonly port: number;
  /** Asks it to stop. @returns its exit code and what it wrote on stderr */
  stop(signal?: NodeJS.Signals): Promise<{ readonly code: number | null; readonly stderr: string }>;
  /** One more process that serves the same state. */
  again(): Promise<ServedSandbox>;
  /** Takes its state away. */
  remove(): void;
}

/** The member of a new sandbox; password and domains are the admin's. */
const MEMBER = { OS_USERNAME: 'demo', OS_PROJECT_NAME: 'demo' };

/**
 * Starts `ostk sandbox serve` on a new state, and waits until it answers.
 * @param speed as OSTK_SANDBOX_SPEED
 * @throws Error with its stderr when it ends at once
 */
export function serveSandbox(speed: number): Promise<ServedSandbox> {
  return serveState(mkdtempSync(join(tmpdir(), 'ostk-served-')), speed);
}

async function serveState(state: string, speed: number): Promise<ServedSandbox> {
  const base = { PATH: process.env.PATH ?? '', HOME: state, XDG_STATE_HOME: state };
  const child = spawn(process.execPath, [inject('ostkProgram'), 'sandbox', 'serve'], {
    env: { ...base, OSTK_SANDBOX_SPEED: String(speed) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => {
    stderr += data;
  });
  const ended = new Promise<number | null>(resolve => child.once('close', resolve));
  const env = await exported(child, ended).catch(error => {
    throw new Error(`${error.message}\n${stderr}`);
  });
  const around = (more: Readonly<Record<string, string>>): Around => ({
    user: 'none',
    env: { ...env, ...more },
  });
  return {
    admin: around({}),
    demo: around(MEMBER),
    directly: speed => ({
      user: 'none',
      env: { OS_CLOUD: 'sandbox', XDG_STATE_HOME: state, OSTK_SANDBOX_SPEED: String(speed) },
    }),
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      return { code: await ended, stderr };
    },
    pass(seconds) {
      const now = () => Date.now() + (seconds * 1000) / speed;
      const dir = join(state, 'ostk', 'sandbox');
      return createSandbox({ dir, uid: undefined, now, speed: String(speed) }).change(() => undefined);
    },
    port: Number(new URL(env.OS_AUTH_URL ?? '').port),
    again: () => serveState(state, speed),
    remove: () => rmSync(state, { recursive: true, force: true }),
  };
}

/** The variables of the openrc that a starting sandbox prints. */
function exported(child: ChildProcess, ended: Promise<unknown>): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  return new Promise((resolve, reject) => {
    ended.then(() => reject(new Error('ostk sandbox serve has ended')));
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', line => {
      const [, name = '', value = ''] = /^export (\w+)=(.*)$/.exec(line) ?? [];
      if (name !== '') found[name] ??= value;
      // The last of an openrc's variables.
      if (name === 'OS_REGION_NAME') resolve(found);
    });
  });
}
