/** What is done with an instance that is there. */
import type { Stored } from '../../clients/gostack/records.ts';
import { freeAll, freeVolume, take } from '../holdings.ts';
import { change, type Operation, optional, release, required, requireStatus, seize } from '../operation.ts';
import { Refusal, word } from '../store.ts';

/** A state that is left for another one, by way of a step. */
function transition(from: readonly string[], what: string, step: string, to: string): Operation {
  return async job => {
    const id = required(job.args, 'instance');
    await seize(job, id, step, instance => {
      requireStatus(instance, from, what);
      return {};
    });
    await job.pass();
    await release(job, id, { status: to });
    return id;
  };
}

/** From SHUTOFF to ACTIVE. */
export const start = transition(['SHUTOFF'], 'started', 'powering-on', 'ACTIVE');
/** From ACTIVE to SHUTOFF. */
export const stop = transition(['ACTIVE'], 'stopped', 'powering-off', 'SHUTOFF');
/** The guest would get it; it is kept nowhere. */
export const password = transition(['ACTIVE'], 'given a password', 'updating-password', 'ACTIVE');

/**
 * Deletes an `instance`: softly, or for good with `hard`; one in ERROR only with `ignore`.
 * @returns its ID
 * @throws Refusal
 */
export const remove: Operation = async job => {
  const { args, store } = job;
  const id = required(args, 'instance');
  const hard = args.hard === true;
  await seize(job, id, 'deleting', instance => {
    const status = word(instance, 'status');
    if (status === 'ERROR' && args.ignore !== true)
      throw new Refusal(`Instance ${id} is in ERROR; --ignore deletes it all the same.`);
    if (status === 'SOFT_DELETED' && !hard)
      throw new Refusal(`Instance ${id} is softly deleted already; --hard takes it away.`);
    return {};
  });
  await job.pass();
  if (!hard) {
    await release(job, id, { status: 'SOFT_DELETED' });
    return id;
  }
  await freeAll(job, id);
  // Last, so that what is left of it can be found by who takes up what broke off.
  if (await store.remove('instances', { _id: id, taskId: job.task })) return id;
  throw new Refusal(`Instance ${id} was taken away from this task.`);
};

/** Builds an `instance` anew from an `image`; one that is SHUTOFF stays so. @returns its ID @throws Refusal */
export const rebuild: Operation = async job => {
  const id = required(job.args, 'instance');
  const image = await job.store.named('images', 'image', required(job.args, 'image'));
  const before = await seize(job, id, 'rebuilding', instance => {
    requireStatus(instance, ['ACTIVE', 'SHUTOFF', 'ERROR'], 'rebuilt');
    requireHost(instance, 'rebuilt');
    return { fields: { status: 'REBUILD' } };
  });
  await job.pass();
  await change(job, id, { task: 'spawning', image: word(image, 'name') });
  await job.pass();
  await release(job, id, { status: word(before, 'status') === 'SHUTOFF' ? 'SHUTOFF' : 'ACTIVE', fault: '' });
  return id;
};

/** Brings an `instance` back to ACTIVE, on another volume where `rootDevice` names one. @returns its ID @throws Refusal */
export const reset: Operation = async job => {
  const { args, store } = job;
  const id = required(args, 'instance');
  const root = optional(args, 'rootDevice');
  await seize(job, id, root === undefined ? 'resetting' : 'rebuilding', async instance => {
    requireStatus(instance, ['ACTIVE', 'SHUTOFF', 'ERROR'], 'reset');
    requireHost(instance, 'reset');
    if (root === undefined) return {};
    const fields = { status: 'REBUILD' };
    const volume = await store.get('volumes', 'volume', root);
    if (word(volume, 'instance') === id) return { fields };
    const seen = await freeVolume(job, root);
    return { fields, take: () => take(job, 'volumes', seen, id) };
  });
  await job.pass();
  // Only now: the root device is always a volume of the instance's.
  const changed = root === undefined ? {} : { rootVolume: root };
  await release(job, id, { ...changed, status: 'ACTIVE', fault: '' });
  return id;
};

/** @throws Refusal when the instance never came to a host */
function requireHost(instance: Stored, what: string): void {
  if (word(instance, 'host') === '')
    throw new Refusal(
      `Instance ${instance._id} never came to a host: it cannot be ${what}, only deleted (--hard --ignore).`,
    );
}
