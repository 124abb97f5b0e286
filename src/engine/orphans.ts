/** What is left of tasks that nobody works on any more. */
import { randomUUID } from 'node:crypto';
import { readTask } from '../clients/gostack/contract.ts';
import type { KeyValue } from '../clients/gostack/etcd-codec.ts';
import { freeAll } from './holdings.ts';
import { type Store, word } from './store.ts';

export const STOPPED = 'Its engine stopped while it worked on it.';

/** What is to be seen of an instance until it is certain that its host had room. */
export const SCHEDULING = 'scheduling';

/**
 * Marks what a task had its hands on, so that it can be seen and deleted. An instance keeps its ports and volumes; of one
 * that was still being placed it is not certain that its host had room, so it takes none.
 */
export async function abandon(store: Store, task: string, fault: string): Promise<void> {
  for (const { _id, task: step } of await store.all('instances', { taskId: task })) {
    // What the task's engine has still on its way to the store finds everything changed.
    const changedBy = randomUUID();
    for (const name of ['ports', 'volumes'] as const)
      await store.updateAll(name, { instance: _id }, { changedBy });
    const nowhere = step === SCHEDULING ? { host: '', vcpus: 0, memory: 0, disk: 0 } : {};
    const ended = { ...nowhere, status: 'ERROR', fault, task: '', taskId: '', changedBy };
    await store.update('instances', { _id, taskId: task }, ended);
  }
  await store.updateAll(
    'volumes',
    { taskId: task },
    { status: 'error', taskId: '', changedBy: randomUUID() },
  );
}

/**
 * Abandons what hangs on tasks that are not there, or have ended, and frees what is left of instances that are gone.
 * @param ask reads the tasks; asked after the documents, so that what another engine begins meanwhile is not taken for dead
 */
export async function tidy(store: Store, ask: () => Promise<readonly KeyValue[]>): Promise<void> {
  const held = { taskId: { $exists: true, $ne: '' } };
  const records = [...(await store.all('instances', held)), ...(await store.all('volumes', held))];
  if (records.length > 0) {
    const tasks = (await ask()).flatMap(({ value }) => readTask(value) ?? []);
    const alive = new Set(tasks.filter(({ state }) => state === 'running').map(({ id }) => id));
    const dead = new Set(records.map(record => word(record, 'taskId')).filter(id => !alive.has(id)));
    for (const id of dead) await abandon(store, id, STOPPED);
  }
  // An instance is written before what it has, so one that is not there any longer has gone.
  const owned = { instance: { $exists: true, $ne: '' } };
  const owners = [...(await store.all('ports', owned)), ...(await store.all('volumes', owned))];
  const gone = await store.gone(new Set(owners.map(record => word(record, 'instance'))));
  for (const id of gone) await freeAll({ store, task: randomUUID() }, id);
}
