/** The reference client's argument parsers, in one long-lived process: see ../python/parse_peer.py for the protocol. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { peersHome } from '../harness/peer.ts';

/** One argument of the peer's parser. */
export interface PeerAction {
  readonly flags: readonly string[];
  readonly dest: string;
  readonly nargs: number | '?' | '*' | '+' | null;
  readonly required: boolean;
  readonly kind: string;
  readonly hidden: boolean;
  readonly const: unknown;
  readonly default: unknown;
  readonly metavar: string | string[] | null;
  readonly help: string;
  readonly choices?: readonly (string | number | null)[];
  readonly type?: string;
  readonly required_keys?: readonly string[];
  readonly optional_keys?: readonly string[];
}

/** A parser of the peer, members given by their index among the actions. */
export interface PeerParser {
  readonly actions: readonly PeerAction[];
  readonly exclusive: readonly { required: boolean; members: readonly number[] }[];
  readonly groups: readonly { title: string; description: string | null; members: readonly number[] }[];
  readonly description: string | null;
  readonly epilog: string | null;
}

/** What the peer made of a line: one of values, an exit, an exception of another kind. */
export interface PeerAnswer {
  readonly values?: Record<string, unknown>;
  readonly rest?: readonly string[];
  readonly code?: number;
  readonly stderr?: string;
  readonly raised?: string;
  readonly type?: string;
}

const SERVER = fileURLToPath(new URL('../python/parse_peer.py', import.meta.url));

/** The process; requests may be sent without waiting, answers come in order. */
export class Grammar {
  readonly #process: ChildProcess;
  readonly #waiting: { resolve(answer: unknown): void; reject(error: Error): void }[] = [];

  constructor() {
    this.#process = spawn(`${peersHome()}/bin/python`, [SERVER], { stdio: ['pipe', 'pipe', 'inherit'] });
    if (!this.#process.stdout) throw new Error('no pipe');
    createInterface({ input: this.#process.stdout }).on('line', line => {
      const waiting = this.#waiting.shift();
      const answer: unknown = JSON.parse(line);
      if (answer !== null && typeof answer === 'object' && 'failed' in answer) {
        waiting?.reject(new Error(String(answer.failed)));
      } else waiting?.resolve(answer);
    });
  }

  /** Sends one request. @returns the answer as it came; the caller knows its shape by the operation */
  ask<T>(request: Record<string, unknown>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#process.stdin?.write(`${JSON.stringify(request)}\n`);
    });
  }

  /** Ends the process. */
  async close(): Promise<void> {
    this.#process.stdin?.end();
    if (this.#process.exitCode === null) await once(this.#process, 'exit');
  }
}
