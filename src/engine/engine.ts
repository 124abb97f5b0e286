/** The reference engine: takes tasks from etcd, does them on the documents in MongoDB, and says how they ended. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Keys, keysOf, readTask, type Task, writeTask } from '../clients/gostack/contract.ts';
import { ForeignRegion } from '../clients/gostack/errors.ts';
import type { Etcd } from '../clients/gostack/etcd.ts';
import type { KeyValue } from '../clients/gostack/etcd-codec.ts';
import { watch } from '../clients/gostack/etcd-watch.ts';
import type { Mongo } from '../clients/gostack/mongo.ts';
import { attempt, messageOf } from './attempt.ts';
import { holdLease, type Lease } from './lease.ts';
import { createMutex } from './mutex.ts';
import { abandon, tidy } from './orphans.ts';
import { inspect, prepare } from './prepare.ts';
import { createStore, type Store } from './store.ts';

export interface EngineOptions {
  readonly etcd: Etcd;
  readonly mongo: Mongo;
  readonly prefix?: string | undefined;
  /** The program and its version, for the marker. */
  readonly writer: string;
  /** Milliseconds that a step takes (default 500). */
  readonly step?: number | undefined;
  /** Seconds after which an engine that gives no sign of life is taken for dead (default 10). */
  readonly lease?: number | undefined;
  /** Ends the engine. */
  readonly signal: AbortSignal;
  /** Told what it does, one line each. */
  readonly log: (line: string) => void;
}

const STEP = 500;
const LEASE = 10;
/** Seconds for which it can be seen how a task ended. */
const KEEP = 3600;
/** Milliseconds before an engine that lost its stores tries again. */
const PAUSE = 1000;

/** What an engine has while its lease holds. */
interface Shift {
  readonly name: string;
  readonly options: EngineOptions;
  readonly keys: Keys;
  readonly lease: Lease;
  readonly store: Store;
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<T>;
  /** Tasks that this engine has its hands on. */
  readonly busy: Map<string, Promise<void>>;
}

/**
 * Runs an engine until its signal ends it. Stores that cannot be reached later on are waited for.
 * @throws ForeignRegion when the stores are somebody's region; what keeps the first attempt to reach them from succeeding
 */
export async function runEngine(options: EngineOptions): Promise<void> {
  const name = `engine-${randomBytes(4).toString('hex')}`;
  let started = false;
  while (!options.signal.aborted) {
    try {
      await work(name, options, () => {
        started = true;
      });
    } catch (error) {
      if (options.signal.aborted) return;
      if (!started || error instanceof ForeignRegion) throw error;
      options.log(`${name}: ${messageOf(error)} Trying again.`);
    }
    if (!options.signal.aborted) await sleep(PAUSE, undefined, { signal: options.signal }).catch(() => {});
  }
}

async function work(name: string, options: EngineOptions, started: () => void): Promise<void> {
  const { etcd, mongo, log } = options;
  const keys = keysOf(options.prefix);
  const inspected = await inspect(etcd, mongo, keys);
  const lease = await holdLease(etcd, options.lease ?? LEASE, options.signal);
  const exclusively = createMutex(etcd, keys.lock, lease);
  const store = createStore(mongo, lease.require);
  const shift: Shift = { name, options, keys, lease, store, exclusively, busy: new Map() };
  try {
    const isNew = await prepare(etcd, mongo, keys, inspected, options.writer, exclusively);
    await etcd.transact([], [{ put: `${keys.engines}${name}`, value: options.writer, lease: lease.id }]);
    log(`${name}: ${isNew ? 'made a new region' : 'found its region'}, waiting for tasks.`);
    started();
    await follow(shift);
  } finally {
    // What is under way is finished, unless the lease is lost.
    await Promise.allSettled(shift.busy.values());
    await lease.end();
  }
}

/** Takes up what is there, then what comes. */
async function follow(shift: Shift): Promise<void> {
  const { options, keys, lease, store, exclusively } = shift;
  const { revision, keys: found } = await options.etcd.range(keys.tasks, { prefix: true });
  const known = new Map(found.map(key => [key.key, key]));
  await exclusively(() =>
    tidy(store, async () => (await options.etcd.range(keys.tasks, { prefix: true })).keys),
  );
  for (const key of found) consider(shift, key, known.has(`${key.key}/claim`));
  for await (const { kind, key } of watch(options.etcd, keys.tasks, {
    from: revision + 1,
    signal: lease.signal,
  })) {
    const id = /\/([^/]+)\/claim$/.exec(key.key)?.[1];
    if (kind === 'put' && id === undefined) consider(shift, key, false);
    // A claim goes when its engine is done or dead; which of them it is, the task says.
    else if (kind === 'remove' && id !== undefined) {
      const { keys: task } = await options.etcd.range(keys.task(id));
      if (task[0]) consider(shift, task[0], false);
    }
  }
}

/** Does a task that is pending, and ends one whose engine is dead. */
function consider(shift: Shift, key: KeyValue, claimed: boolean): void {
  const task = readTask(key.value);
  const { busy, options, keys } = shift;
  if (!task || claimed || keys.task(task.id) !== key.key || busy.has(task.id)) return;
  const due = task.state === 'pending' ? perform : task.state === 'running' ? bury : undefined;
  if (!due) return;
  // A task of this engine's own shows as running, too.
  const done = due(shift, task, key)
    .catch(error => options.log(`${shift.name}: task ${task.id}: ${messageOf(error)}`))
    .finally(() => busy.delete(task.id));
  busy.set(task.id, done);
}

/** Takes a task if nobody else has. @returns the claim's revision, undefined when another engine has it */
async function claim(shift: Shift, task: Task, { modified }: KeyValue): Promise<number | undefined> {
  const { options, keys, lease, name } = shift;
  const running: Task = { ...task, state: 'running', engine: name, args: withoutSecrets(task) };
  const held = `${name}/${lease.id}`;
  const { succeeded, revision, found } = await options.etcd.transact(
    [
      { key: keys.task(task.id), modified },
      { key: keys.claim(task.id), version: 0 },
    ],
    [
      { put: keys.claim(task.id), value: held, lease: lease.id },
      // No longer bound to its author's lease.
      { put: keys.task(task.id), value: writeTask(running) },
    ],
    [{ get: keys.claim(task.id) }],
  );
  if (succeeded) return revision;
  // A request that was sent twice finds its own.
  return found[0]?.value === held ? found[0].modified : undefined;
}

async function perform(shift: Shift, task: Task, key: KeyValue): Promise<void> {
  const held = await claim(shift, task, key);
  if (held === undefined) return;
  const { store, exclusively, options, keys, lease } = shift;
  const now = () => new Date().toISOString();
  const pass = async () => {
    await sleep(options.step ?? STEP);
    lease.require();
  };
  const working = async (id: string) => {
    const { keys: found } = await options.etcd.range(keys.task(id));
    return found[0] !== undefined && readTask(found[0].value)?.state === 'running';
  };
  const { id, args, action } = task;
  const ended = await attempt(action, { task: id, args, store, exclusively, working, pass, now });
  await finish(shift, held, { ...task, ...ended, engine: shift.name, args: withoutSecrets(task) });
  options.log(
    `${shift.name}: ${action} ${ended.result ?? ''} ${ended.state}${ended.error === undefined ? '' : `: ${ended.error}`}`,
  );
}

/**
 * Says how a task ended, if it is still this engine's; as long as its lease holds it tries.
 * @param held the claim's revision
 */
async function finish({ options, keys, lease }: Shift, held: number, task: Task): Promise<void> {
  for (;;) {
    try {
      const kept = await options.etcd.grant(KEEP);
      await options.etcd.transact(
        [{ key: keys.claim(task.id), modified: held }],
        [{ put: keys.task(task.id), value: writeTask(task), lease: kept }, { remove: keys.claim(task.id) }],
      );
      return;
    } catch (error) {
      options.log(`etcd does not take that task ${task.id} is ${task.state}: ${messageOf(error)}`);
      await sleep(PAUSE);
      lease.require();
    }
  }
}

/** Ends a task whose engine died: what it had done so far cannot be told, so it is not begun again. */
async function bury(shift: Shift, task: Task, key: KeyValue): Promise<void> {
  const held = await claim(shift, task, key);
  if (held === undefined) return;
  const error = `The engine ${task.engine ?? ''} stopped while it worked on the task.`;
  await abandon(shift.store, task.id, error);
  await finish(shift, held, { ...task, state: 'failed', error });
  shift.options.log(`${shift.name}: ${task.action} of ${task.engine ?? ''} failed: its engine is gone`);
}

/** Arguments as they may stay in a store. */
function withoutSecrets({ args }: Task): Task['args'] {
  const { password: _, ...rest } = args;
  return rest;
}
