/** The engine's lease: while it holds, its claims are its own; once it may have ended, nothing is written any more. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Etcd } from '../clients/gostack/etcd.ts';
import { Fenced } from './store.ts';

export interface Lease {
  readonly id: string;
  /** Aborts when the lease is lost, or the engine stops. */
  readonly signal: AbortSignal;
  /** @throws Fenced when the lease may have ended */
  require(): void;
  /** Ends it, and every claim with it. */
  end(): Promise<void>;
}

/** What is left off at the end, because a clock here and one there are not the same, in milliseconds. */
const MARGIN = 1000;

/**
 * Takes a lease and keeps it alive until it is lost or ended.
 * @param seconds how long it lasts without a sign of life
 * @param stop ends it too
 */
export async function holdLease(etcd: Etcd, seconds: number, stop: AbortSignal): Promise<Lease> {
  const lost = new AbortController();
  const signal = AbortSignal.any([lost.signal, stop]);
  let asked = performance.now();
  const id = await etcd.grant(seconds);
  let until = asked + seconds * 1000 - MARGIN;

  async function keep(): Promise<void> {
    while (!signal.aborted) {
      await sleep((seconds * 1000) / 4, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      // Counted from before the question: the server's clock begins no earlier.
      asked = performance.now();
      const left = await etcd.keepAlive(id).catch(() => undefined);
      if (left === 0) lost.abort();
      else if (left !== undefined) until = asked + left * 1000 - MARGIN;
      else if (performance.now() > until) lost.abort();
    }
  }

  const kept = keep();
  return {
    id,
    signal,
    require() {
      if (lost.signal.aborted || performance.now() > until)
        throw new Fenced('The engine has lost its lease; another one takes up what it did.');
    },
    async end() {
      lost.abort();
      await kept;
      await etcd.revoke(id).catch(() => {});
    },
  };
}
