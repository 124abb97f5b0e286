/** What is left of tasks that nobody works on any more. */
import { readTask } from '../clients/gostack/contract.ts';
import type { KeyValue } from '../clients/gostack/etcd-codec.ts';
import { type Store, word } from './store.ts';

/** Marks what a task had its hands on, so that it can be seen and deleted. */
export async function abandon(store: Store, task: string, fault: string): Promise<void> {
  await store.updateAll('instances', { taskId: task }, { status: 'ERROR', fault, task: '', taskId: '' });
  await store.updateAll('volumes', { taskId: task }, { status: 'error', taskId: '' });
}

/**
 * Abandons what hangs on tasks that are not there, or have ended.
 * @param ask reads the tasks; asked after the documents, so that what another engine begins meanwhile is not taken for dead
 */
export async function tidy(store: Store, ask: () => Promise<readonly KeyValue[]>): Promise<void> {
  const held = { taskId: { $exists: true, $ne: '' } };
  const records = [...(await store.all('instances', held)), ...(await store.all('volumes', held))];
  if (records.length === 0) return;
  const tasks = (await ask()).flatMap(({ value }) => readTask(value) ?? []);
  const alive = new Set(tasks.filter(({ state }) => state === 'running').map(({ id }) => id));
  const dead = new Set(records.map(record => word(record, 'taskId')).filter(id => !alive.has(id)));
  for (const id of dead) await abandon(store, id, 'Its engine stopped while it worked on it.');
}
