/** The reference client as one warm process: see python/peer.py for the protocol. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { isObject, parseJson, text } from '../../../src/clients/json.ts';

/** What a run left behind. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a command line is run. */
export interface RunOptions {
  /** The whole environment; nothing is inherited. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** What stdin holds (default: nothing); it is never a terminal. False: it is closed. */
  readonly stdin?: string | false;
  /** Which of the clients runs the line (default: the first one). */
  readonly program?: string;
  /** A file for the peer: runs that name the same one are answered the same when they only read. */
  readonly same?: string;
  /** Seconds after which the run is stopped (default 300). */
  readonly timeout?: number;
}

const SERVER = fileURLToPath(new URL('../python/peer.py', import.meta.url));

/** Where the peers are installed: `OSTK_PEERS`, or the place where test/cloud/cloud puts them. */
export function peersHome(): string {
  return process.env.OSTK_PEERS ?? '/tmp/ostk-peers';
}

/** A connection to the warm process; runs may overlap. */
export class Peer {
  private readonly waiting = new Map<
    number,
    { resolve(outcome: Outcome): void; reject(error: Error): void }
  >();
  private count = 0;

  private constructor(
    readonly path: string,
    private readonly socket: Socket,
    private readonly server?: ChildProcess,
  ) {
    createInterface({ input: socket }).on('line', line => this.answered(line));
    socket.on('error', error => this.lost(error));
    socket.on('close', () => this.lost(new Error('the peer process has gone')));
  }

  /**
   * Starts a process of its own; it ends with `close`, and by itself when this process ends however it may.
   * @param programs console scripts of the peers' environment, `openstack` alone by default
   * @throws Error when the peers are not installed
   */
  static async start(programs: readonly string[] = ['openstack']): Promise<Peer> {
    const folder = mkdtempSync(join(tmpdir(), 'ostk-peer-'));
    const path = join(folder, 'socket');
    const server = spawn(join(peersHome(), 'bin', 'python'), [SERVER, path, ...programs], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', HOME: folder },
    });
    server.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.once('exit', code => reject(new Error(`the peer process ended with ${code}`)));
      server.stdout?.once('data', () => resolve());
    });
    return Peer.open(path, server);
  }

  /** Connects to a process that somebody else started. */
  static connect(path: string): Promise<Peer> {
    return Peer.open(path);
  }

  private static async open(path: string, server?: ChildProcess): Promise<Peer> {
    const socket = createConnection(path);
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    // an idle connection keeps nobody's event loop alive
    socket.unref();
    return new Peer(path, socket, server);
  }

  /** Runs one command line. @throws Error when the process has gone */
  run(argv: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    const id = ++this.count;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.socket.ref();
      this.socket.write(`${JSON.stringify({ id, argv, stdin: null, ...options })}\n`);
    });
  }

  /** Ends the connection, and the process if it was started here. */
  async close(): Promise<void> {
    this.socket.destroy();
    const { server } = this;
    if (!server || server.exitCode !== null) return;
    const ended = new Promise(resolve => server.once('exit', resolve));
    server.stdin?.end();
    await ended;
  }

  private answered(line: string): void {
    const answer = parseJson(line);
    if (!isObject(answer)) return;
    const id = Number(answer.id);
    this.waiting.get(id)?.resolve({
      code: Number(answer.code),
      stdout: text(answer, 'stdout'),
      stderr: text(answer, 'stderr'),
    });
    this.waiting.delete(id);
    if (this.waiting.size === 0) this.socket.unref();
  }

  private lost(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
