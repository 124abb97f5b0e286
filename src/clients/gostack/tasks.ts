/** Changes of a region: a task document is written, watched until the engine is done with it, or withdrawn. */
import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../json.ts';
import type { Outcome, Pending } from './backend.ts';
import { type Keys, readTask, type Task, writeTask } from './contract.ts';
import { TaskFailed, TaskLost } from './errors.ts';
import type { Etcd } from './etcd.ts';
import type { KeyValue } from './etcd-codec.ts';
import { watch } from './etcd-watch.ts';

/** Seconds in which a task has to be done where nobody says. */
export const DEFAULT_TIMEOUT = 300;

/** Where things stand with a task. */
interface Standing {
  readonly revision: number;
  readonly task: Task | undefined;
  readonly document: KeyValue | undefined;
  /** The engine that holds the claim, while it lives. */
  readonly claimed: boolean;
}

/**
 * Writes a task, bound to a lease that lasts as long as there is time for it: one that nobody takes goes away by itself,
 * whatever becomes of its author.
 * @param timeout seconds
 * @throws TaskLost when the region's marker is gone; what etcd refuses
 */
export async function submit(
  etcd: Etcd,
  keys: Keys,
  action: string,
  args: JsonObject,
  timeout: number = DEFAULT_TIMEOUT,
): Promise<Pending> {
  const id = randomUUID();
  const key = keys.task(id);
  const lease = await etcd.grant(Math.max(1, Math.ceil(timeout)));
  const value = writeTask({ id, state: 'pending', action, args, created: new Date().toISOString() });
  let revision: number;
  try {
    const {
      succeeded,
      revision: at,
      found,
    } = await etcd.transact(
      [
        { key: keys.marker, present: true },
        { key, version: 0 },
      ],
      [{ put: key, value, lease }],
      [{ get: key }],
    );
    // It is there already when the request was sent twice: its ID is nobody else's.
    if (!succeeded && found[0] === undefined)
      throw new TaskLost(`The region's marker ${keys.marker} has gone; nothing was changed.`);
    // A request that was sent twice wrote it the first time, and it may be done already.
    revision = succeeded ? at : (found[0]?.modified ?? at);
  } catch (error) {
    // Perhaps it was written all the same.
    await etcd.revoke(lease).catch(() => {});
    throw error;
  }
  const begun = Date.now();
  return {
    id,
    wait: signal => awaitTask(etcd, keys, { id, action, lease, revision, timeout, begun }, signal),
  };
}

interface Submitted {
  readonly id: string;
  readonly action: string;
  readonly lease: string;
  readonly revision: number;
  readonly timeout: number;
  readonly begun: number;
}

async function awaitTask(
  etcd: Etcd,
  keys: Keys,
  submitted: Submitted,
  signal: AbortSignal = new AbortController().signal,
): Promise<Outcome> {
  const { id, revision, timeout, begun } = submitted;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), Math.max(0, begun + timeout * 1000 - Date.now()));
  const interrupt = () => stop.abort();
  signal.addEventListener('abort', interrupt, { once: true });
  if (signal.aborted) interrupt();
  const key = keys.task(id);
  try {
    // From its own revision on, so that nothing that came in between is missed.
    for await (const event of watch(etcd, key, { from: revision, signal: stop.signal })) {
      if (event.key.key !== key) continue;
      if (event.kind === 'remove') {
        if (stop.signal.aborted) break;
        throw new TaskLost(
          `Task ${id} has gone: its lease ended before an engine took it. Nothing was changed.`,
        );
      }
      const outcome = outcomeOf(readTask(event.key.value), submitted);
      if (outcome) return outcome;
    }
    const why = signal.aborted ? 'was interrupted' : `was not done within ${timeout} s`;
    return await withdraw(etcd, keys, submitted, why);
  } finally {
    signal.removeEventListener('abort', interrupt);
    clearTimeout(timer);
    stop.abort();
  }
}

/** @returns undefined while it is not finished @throws TaskFailed */
function outcomeOf(task: Task | undefined, { action }: Submitted): Outcome | undefined {
  if (task?.state === 'done') return { id: task.result ?? '' };
  if (task?.state === 'failed') throw new TaskFailed(task.error ?? `The engine could not do '${action}'.`);
  return undefined;
}

/**
 * Takes a task back that was not done in time, or that nobody waits for any more. One that is pending hangs on its lease, and goes with it in one step;
 * one that an engine took does not.
 */
async function withdraw(etcd: Etcd, keys: Keys, submitted: Submitted, why: string): Promise<Outcome> {
  const { id, lease } = submitted;
  await etcd.revoke(lease);
  const { task, document, claimed } = await standing(etcd, keys, id);
  const outcome = outcomeOf(task, submitted);
  if (outcome) return outcome;
  const late = `Task ${id} ${why}`;
  if (task === undefined || document === undefined) {
    const { keys: engines } = await etcd.range(keys.engines, { prefix: true, limit: 1 });
    const nobody = engines.length === 0 ? 'no engine is running' : 'no engine took it';
    throw new TaskLost(`${late}: ${nobody}. It was withdrawn; nothing was changed.`);
  }
  if (claimed)
    throw new TaskLost(
      `${late} and was not withdrawn: the engine ${task.engine ?? ''} is still working on it. Look at what it changes with 'show'.`,
    );
  const removal = await etcd.transact(
    [
      { key: keys.task(id), modified: document.modified },
      { key: keys.claim(id), version: 0 },
    ],
    [{ remove: keys.task(id) }],
  );
  // Another engine was quicker: it takes up, or has failed, what the first one left.
  if (!removal.succeeded) throw new TaskLost(`${late}; another engine has just taken it up.`);
  throw new TaskLost(
    `${late}: the engine ${task.engine ?? ''} stopped while it worked on it. It was withdrawn; the next engine that starts tidies up.`,
  );
}

async function standing(etcd: Etcd, keys: Keys, id: string): Promise<Standing> {
  const { revision, found } = await etcd.transact([], [{ get: keys.task(id) }, { get: keys.claim(id) }]);
  const [document, claim] = found;
  return {
    revision,
    document,
    task: document && readTask(document.value),
    claimed: claim !== undefined,
  };
}
