/** Ports and volumes: whose they are is said by their own documents alone, and each change has what was seen as its condition. */
import type { Stored } from '../clients/gostack/records.ts';
import type { Job } from './operation.ts';
import { asSeen, Refusal, type Store, word } from './store.ts';

export type Holding = 'ports' | 'volumes';

/** How often it is tried again to change what somebody else has changed in between. */
const ATTEMPTS = 5;

/** @throws Refusal unless the port is there and nobody's */
export async function freePort({ store }: Job, id: string): Promise<Stored> {
  const port = await store.get('ports', 'port', id);
  const owner = word(port, 'instance');
  if (owner !== '' && !(await isGone(store, owner)))
    throw new Refusal(`Port ${id} is in use by instance ${owner}.`);
  return port;
}

/** @throws Refusal unless the volume is there and available */
export async function freeVolume({ store }: Job, id: string): Promise<Stored> {
  const volume = await store.get('volumes', 'volume', id);
  const [status, owner] = [word(volume, 'status'), word(volume, 'instance')];
  if (status !== 'available' && !(status === 'in-use' && (await isGone(store, owner))))
    throw new Refusal(`Volume ${id} is ${status}, not available.`);
  return volume;
}

/** Whether an instance is no more: it is written before what it has, and its ID is never used again. */
export async function isGone(store: Store, instance: string): Promise<boolean> {
  return (await store.find('instances', { _id: instance })) === undefined;
}

/**
 * Gives an instance a port or a volume that was seen to be free.
 * @throws Refusal when it is not as it was seen any more
 */
export async function take(
  { store, task }: Job,
  name: Holding,
  seen: Stored,
  instance: string,
): Promise<void> {
  const fields = name === 'ports' ? { instance } : { instance, status: 'in-use', ofInstance: false };
  if (await store.update(name, asSeen(seen), { ...fields, changedBy: task })) return;
  throw new Refusal(`${name === 'ports' ? 'Port' : 'Volume'} ${seen._id} was changed meanwhile. Try again.`);
}

const FREED = {
  ports: { instance: '' },
  volumes: { instance: '', status: 'available', ofInstance: false },
} as const;

/**
 * Frees a port or a volume, unless it is another instance's, or nobody's.
 * @param whole also removes a volume that was made for the instance
 */
export async function free(
  { store, task }: Pick<Job, 'store' | 'task'>,
  name: Holding,
  id: string,
  instance: string,
  whole = false,
): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const seen = await store.find(name, { _id: id, instance });
    if (!seen) return;
    const done =
      whole && seen.ofInstance === true
        ? await store.remove(name, asSeen(seen))
        : await store.update(name, asSeen(seen), { ...FREED[name], changedBy: task });
    if (done) return;
  }
  throw new Error(`It cannot be told whose ${id} is: others keep changing it.`);
}

/** Frees what an instance has, and removes the volumes that were made for it. */
export async function freeAll(job: Pick<Job, 'store' | 'task'>, instance: string): Promise<void> {
  for (const name of ['ports', 'volumes'] as const)
    for (const { _id } of await job.store.all(name, { instance })) await free(job, name, _id, instance, true);
}
