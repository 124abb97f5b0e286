/** Volumes, and what is attached to an instance. */
import { randomUUID } from 'node:crypto';
import type { Stored } from '../../clients/gostack/records.ts';
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
import { Refusal, word } from '../store.ts';
import { freePort, freeVolume } from './boot.ts';

const RUNNING = ['ACTIVE', 'SHUTOFF'];

/** What a list of an instance's holds. */
function held(instance: Stored, field: 'ports' | 'volumes'): string[] {
  const value = instance[field];
  return Array.isArray(value) ? value.map(String) : [];
}

export const attachVolume: Operation = async job => {
  const id = required(job.args, 'instance');
  const volume = required(job.args, 'volume');
  await seize(job, id, 'attaching-volume', async instance => {
    requireStatus(instance, RUNNING, 'given a volume');
    await freeVolume(job, volume);
    await job.store.update('volumes', { _id: volume }, { status: 'in-use', instance: id });
    return { volumes: [...held(instance, 'volumes'), volume] };
  });
  await job.pass();
  await release(job, id, {});
  return volume;
};

export const detachVolume: Operation = async job => {
  const id = required(job.args, 'instance');
  const volume = required(job.args, 'volume');
  const before = await seize(job, id, 'detaching-volume', async instance => {
    requireStatus(instance, RUNNING, 'relieved of a volume');
    const found = await job.store.get('volumes', 'volume', volume);
    if (word(found, 'instance') !== id)
      throw new Refusal(`Volume ${volume} is not attached to instance ${id}.`);
    if (word(instance, 'rootVolume') === volume)
      throw new Refusal(`Volume ${volume} is the root device of instance ${id}.`);
    return {};
  });
  await job.pass();
  await job.store.update('volumes', { _id: volume }, { status: 'available', instance: '' });
  await release(job, id, { volumes: held(before, 'volumes').filter(each => each !== volume) });
  return volume;
};

/** @throws Refusal when the port is another tenant's than was said */
function requireTenant(job: Job, port: Stored): void {
  const tenant = optional(job.args, 'tenant');
  if (tenant !== undefined && word(port, 'tenant') !== tenant)
    throw new Refusal(`Port ${port._id} does not belong to tenant ${tenant}.`);
}

export const attachInterface: Operation = async job => {
  const id = required(job.args, 'instance');
  const port = required(job.args, 'port');
  await seize(job, id, 'attaching-interface', async instance => {
    requireStatus(instance, RUNNING, 'given a port');
    requireTenant(job, await freePort(job, port));
    await job.store.update('ports', { _id: port }, { instance: id });
    return { ports: [...held(instance, 'ports'), port] };
  });
  await job.pass();
  await release(job, id, {});
  return port;
};

export const detachInterface: Operation = async job => {
  const port = required(job.args, 'port');
  const found = await job.store.get('ports', 'port', port);
  requireTenant(job, found);
  const owner = word(found, 'instance');
  if (owner === '') throw new Refusal(`Port ${port} is attached to no instance.`);
  const id = optional(job.args, 'instance') ?? owner;
  const before = await seize(job, id, 'detaching-interface', async instance => {
    requireStatus(instance, RUNNING, 'relieved of a port');
    if (!held(instance, 'ports').includes(port))
      throw new Refusal(`Port ${port} is not attached to instance ${id}.`);
    return {};
  });
  await job.pass();
  await job.store.update('ports', { _id: port }, { instance: '' });
  await release(job, id, { ports: held(before, 'ports').filter(each => each !== port) });
  return port;
};

export const createVolume: Operation = async job => {
  const { args, store } = job;
  const id = randomUUID();
  const volume = { name: required(args, 'name'), size: size(args.size, 'The size of a volume') };
  const owner = { tenant: optional(args, 'tenant') ?? '', instance: '', taskId: job.task };
  await store.insert('volumes', { _id: id, ...volume, ...owner, status: 'creating', created: job.now() });
  await job.pass();
  await store.update('volumes', { _id: id, taskId: job.task }, { status: 'available', taskId: '' });
  return id;
};

export const deleteVolume: Operation = job =>
  job.exclusively(async () => {
    const id = required(job.args, 'volume');
    const status = word(await job.store.get('volumes', 'volume', id), 'status');
    if (status !== 'available' && status !== 'error')
      throw new Refusal(`Volume ${id} is ${status}; it can be deleted only when it is available or error.`);
    await job.store.remove('volumes', { _id: id });
    return id;
  });
