/** Volumes, and what is attached to an instance. */
import { randomUUID } from 'node:crypto';
import type { Stored } from '../../clients/gostack/records.ts';
import { free, freePort, freeVolume, isGone, take } from '../holdings.ts';
import {
  type Job,
  type Operation,
  optional,
  release,
  required,
  requireStatus,
  seize,
  size,
} from '../operation.ts';
import { asSeen, Refusal, word } from '../store.ts';

const RUNNING = ['ACTIVE', 'SHUTOFF'];

/** Gives an `instance` that is ACTIVE or SHUTOFF a free `volume`. @returns the volume's ID @throws Refusal */
export const attachVolume: Operation = async job => {
  const id = required(job.args, 'instance');
  const volume = required(job.args, 'volume');
  await seize(job, id, 'attaching-volume', async instance => {
    requireStatus(instance, RUNNING, 'given a volume');
    const seen = await freeVolume(job, volume);
    return { take: () => take(job, 'volumes', seen, id) };
  });
  await job.pass();
  await release(job, id, {});
  return volume;
};

/** Takes a `volume` that is not its root device from an `instance`. @returns the volume's ID @throws Refusal */
export const detachVolume: Operation = async job => {
  const id = required(job.args, 'instance');
  const volume = required(job.args, 'volume');
  await seize(job, id, 'detaching-volume', async instance => {
    requireStatus(instance, RUNNING, 'relieved of a volume');
    const found = await job.store.get('volumes', 'volume', volume);
    if (word(found, 'instance') !== id)
      throw new Refusal(`Volume ${volume} is not attached to instance ${id}.`);
    if (word(instance, 'rootVolume') === volume)
      throw new Refusal(`Volume ${volume} is the root device of instance ${id}.`);
    return {};
  });
  await job.pass();
  await free(job, 'volumes', volume, id);
  await release(job, id, {});
  return volume;
};

/** @throws Refusal when the port is another tenant's than was said */
function requireTenant(job: Job, port: Stored): void {
  const tenant = optional(job.args, 'tenant');
  if (tenant !== undefined && word(port, 'tenant') !== tenant)
    throw new Refusal(`Port ${port._id} does not belong to tenant ${tenant}.`);
}

/** Gives an `instance` that is ACTIVE or SHUTOFF a free `port` of the `tenant`. @returns the port's ID @throws Refusal */
export const attachInterface: Operation = async job => {
  const id = required(job.args, 'instance');
  const port = required(job.args, 'port');
  await seize(job, id, 'attaching-interface', async instance => {
    requireStatus(instance, RUNNING, 'given a port');
    const seen = await freePort(job, port);
    requireTenant(job, seen);
    return { take: () => take(job, 'ports', seen, id) };
  });
  await job.pass();
  await release(job, id, {});
  return port;
};

/** Takes a `port` from its instance; an `instance` that is named has to be that. @returns the port's ID @throws Refusal */
export const detachInterface: Operation = async job => {
  const port = required(job.args, 'port');
  const found = await job.store.get('ports', 'port', port);
  requireTenant(job, found);
  const owner = word(found, 'instance');
  if (owner === '') throw new Refusal(`Port ${port} is attached to no instance.`);
  const id = optional(job.args, 'instance') ?? owner;
  await seize(job, id, 'detaching-interface', async instance => {
    requireStatus(instance, RUNNING, 'relieved of a port');
    if (word(await job.store.get('ports', 'port', port), 'instance') !== id)
      throw new Refusal(`Port ${port} is not attached to instance ${id}.`);
    return {};
  });
  await job.pass();
  await free(job, 'ports', port, id);
  await release(job, id, {});
  return port;
};

/** Makes a volume of a `name` and a `size` in GiB. @returns its ID @throws Refusal */
export const createVolume: Operation = async job => {
  const { args, store, task } = job;
  const id = randomUUID();
  const volume = { name: required(args, 'name'), size: size(args.size, 'The size of a volume') };
  const owner = { tenant: optional(args, 'tenant') ?? '', instance: '', taskId: task, changedBy: task };
  await store.insert('volumes', { _id: id, ...volume, ...owner, status: 'creating', created: job.now() });
  await job.pass();
  if (await store.update('volumes', { _id: id, taskId: task }, { status: 'available', taskId: '' }))
    return id;
  throw new Refusal(`Volume ${id} was taken away from this task.`);
};

/** Deletes a `volume` that nothing uses. @returns the volume's ID @throws Refusal */
export const deleteVolume: Operation = job =>
  job.exclusively(async () => {
    const { store } = job;
    const id = required(job.args, 'volume');
    const volume = await removable(job, id);
    if (!(await store.remove('volumes', asSeen(volume))))
      throw new Refusal(`Volume ${id} was changed meanwhile. Try again.`);
    return id;
  });

/** A volume that may be deleted: nobody's, or left by a task or an instance that is no more. @throws Refusal */
async function removable({ store, working }: Job, id: string): Promise<Stored> {
  const volume = await store.get('volumes', 'volume', id);
  const [status, maker, owner] = [word(volume, 'status'), word(volume, 'taskId'), word(volume, 'instance')];
  if (status === 'available' || status === 'error') return volume;
  if (maker !== '' ? !(await working(maker)) : owner !== '' && (await isGone(store, owner))) return volume;
  throw new Refusal(`Volume ${id} is ${status}; it can be deleted only when it is available or error.`);
}
