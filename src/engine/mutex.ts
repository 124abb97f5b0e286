/** One at a time, in this engine and among all engines of a region. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Etcd } from '../clients/gostack/etcd.ts';
import type { Lease } from './lease.ts';

/** Milliseconds between attempts to get a lock that another engine has. */
const PAUSE = 50;

/**
 * Makes what runs work while nobody else does.
 * @param key is held in etcd meanwhile, bound to the lease, so that it does not outlive its holder
 */
export function createMutex(
  etcd: Etcd,
  key: string,
  lease: Lease,
): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();

  async function locked<T>(work: () => Promise<T>): Promise<T> {
    const mine = randomUUID();
    for (;;) {
      lease.require();
      const { succeeded, found } = await etcd.transact(
        [{ key, version: 0 }],
        [{ put: key, value: mine, lease: lease.id }],
        [{ get: key }],
      );
      // A request that was sent twice finds its own.
      if (succeeded || found[0]?.value === mine) break;
      await sleep(PAUSE);
    }
    try {
      return await work();
    } finally {
      const { keys } = await etcd.range(key);
      const held = keys[0];
      if (held?.value === mine) await etcd.transact([{ key, modified: held.modified }], [{ remove: key }]);
    }
  }

  return work => {
    const next = last.then(
      () => locked(work),
      () => locked(work),
    );
    last = next.catch(() => {});
    return next;
  };
}
