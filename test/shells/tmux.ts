/** A terminal of tmux's, where keys are pressed and the screen is looked at. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The program that is tested: the build of this checkout. */
export const OSTK = process.env.OSTK_BIN ?? fileURLToPath(new URL('../../bin/ostk.js', import.meta.url));

/** How long something may take on a machine that is busy with others. */
const PATIENCE = 20_000;

export interface Size {
  readonly columns?: number;
  readonly lines?: number;
}

/** A folder of its own for each: home, caches, state, and the commands that there are. */
export interface Home {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

/** Makes an empty home. @param env more variables */
export function newHome(env: Readonly<Record<string, string>> = {}): Home {
  const path = mkdtempSync(join(tmpdir(), 'ostk-shells-'));
  return {
    path,
    env: {
      HOME: path,
      XDG_CACHE_HOME: join(path, 'cache'),
      XDG_STATE_HOME: join(path, 'state'),
      XDG_CONFIG_HOME: join(path, 'config'),
      XDG_DATA_HOME: join(path, 'data'),
      OSTK_SANDBOX_SPEED: '1e6',
      LANG: 'C.UTF-8',
      PATH: process.env.PATH ?? '',
      ...env,
    },
    remove: () => removed(path),
  };
}

/** Removes a folder in which a run in the background may still write. */
async function removed(path: string): Promise<void> {
  for (let turn = 0; turn < 50; turn++) {
    try {
      return rmSync(path, { recursive: true, force: true });
    } catch {
      await sleep(100);
    }
  }
  rmSync(path, { recursive: true, force: true });
}

/** Runs a program, and prints its exit code. Ctrl-C is the program's. */
const TOLD = 'trap : INT; "$@"; echo "ended with $?"; exec sleep 60';
const ENDED = /^ended with (\d+)$/m;

/** How many there have been. */
let opened = 0;

export class Terminal {
  private readonly socket: string;

  private constructor(home: Home) {
    // The server of one before may not be gone yet.
    this.socket = join(home.path, `tmux.${opened++}`);
  }

  /** Starts a program in a terminal of its own. */
  static async open(
    home: Home,
    argv: readonly string[],
    { columns = 100, lines = 30 }: Size = {},
  ): Promise<Terminal> {
    const terminal = new Terminal(home);
    const size = ['-x', String(columns), '-y', String(lines)];
    const env = Object.entries(home.env).map(([name, value]) => `${name}=${value}`);
    // tmux has a PATH of its own.
    const started = ['/usr/bin/env', '-i', 'TERM=screen', ...env, '/bin/sh', '-c', TOLD, 'sh', ...argv];
    await terminal.tmux('-f', '/dev/null', 'new-session', '-d', ...size, '--', ...started);
    return terminal;
  }

  private async tmux(...words: string[]): Promise<string> {
    const { stdout } = await run('tmux', ['-S', this.socket, ...words], {
      env: { ...process.env, TMUX: '' },
    });
    return stdout;
  }

  /** Types a text as it is. */
  async type(text: string): Promise<void> {
    await this.tmux('send-keys', '-l', '--', text);
  }

  /** Presses keys by their names: `Tab`, `Enter`, `C-c`, `Up`. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.tmux('send-keys', key);
  }

  /** What is to be seen, without blank ends. */
  async screen(): Promise<string> {
    const text = await this.tmux('capture-pane', '-p');
    return text.replace(/[ \n]+$/, '');
  }

  /** Waits until the screen is as it should be. @returns it @throws Error that shows the screen */
  async until(wanted: RegExp, again?: () => Promise<void>): Promise<string> {
    const end = Date.now() + PATIENCE;
    let screen = '';
    for (let turn = 1; Date.now() < end; turn++) {
      screen = await this.screen();
      if (wanted.test(screen)) return screen;
      if (turn % 20 === 0) await again?.();
      await sleep(50);
    }
    throw new Error(`${wanted} is not to be seen:\n${screen}`);
  }

  /** The exit code of the program, once it has ended. */
  async code(): Promise<number> {
    const screen = await this.until(ENDED);
    return Number(ENDED.exec(screen)?.[1]);
  }

  async close(): Promise<void> {
    await this.tmux('kill-server');
  }
}
