/** What an operation gets and how it works on an instance: one at a time, in steps that can be seen. */

import type { Stored } from '../clients/gostack/records.ts';
import type { JsonObject } from '../clients/json.ts';
import { abandon, STOPPED } from './orphans.ts';
import { asSeen, type Fields, Refusal, type Store, word } from './store.ts';

export interface Job {
  /** The task's ID. */
  readonly task: string;
  readonly args: JsonObject;
  readonly store: Store;
  /** Decides alone, among all engines of the region. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  /** Whether an engine works on this task. */
  working(task: string): Promise<boolean>;
  /** Lets a step's time pass. */
  pass(): Promise<void>;
  now(): string;
}

/** Does what a task asks for. @returns the ID of what was made or changed @throws Refusal */
export type Operation = (job: Job) => Promise<string>;

/** An argument of a task. @throws Refusal when it is missing */
export function required(args: JsonObject, name: string): string {
  const value = args[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new Refusal(`The task names no ${name}.`);
}

/** An argument of a task that may be missing. */
export function optional(args: JsonObject, name: string): string | undefined {
  const value = args[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A list among a task's arguments; empty when it is missing. */
export function listed(args: JsonObject, name: string): string[] {
  const value = args[name];
  return Array.isArray(value) ? value.map(String) : [];
}

/** A positive whole number. @throws Refusal when it is something else */
export function size(value: unknown, what: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  throw new Refusal(`${what} must be a whole number of GiB, 1 or more.`);
}

/** @throws Refusal when the instance is in another state */
export function requireStatus(instance: Stored, statuses: readonly string[], what: string): void {
  const status = word(instance, 'status');
  if (statuses.includes(status)) return;
  throw new Refusal(
    `Instance ${instance._id} is ${status}; it can be ${what} only when it is ${statuses.join(' or ')}.`,
  );
}

/** What a task does with an instance that it gets. */
interface Taking {
  /** What changes as soon as it is the task's. */
  readonly fields?: Fields;
  /** Takes what else is needed, once the instance is the task's. @throws Refusal, and the instance is as it was */
  readonly take?: () => Promise<void>;
}

/**
 * Takes an instance for a task, so that no other one works on it.
 * @param step what is to be seen of it
 * @param check refuses, before anything is written
 * @returns the instance as it was before
 */
export function seize(
  job: Job,
  id: string,
  step: string,
  check: (instance: Stored) => Promise<Taking> | Taking,
): Promise<Stored> {
  const { store, task } = job;
  return job.exclusively(async () => {
    const instance = await idle(job, id);
    const { fields = {}, take } = await check(instance);
    const held = { ...fields, task: step, taskId: task, changedBy: task, updated: job.now() };
    if (!(await store.update('instances', { ...asSeen(instance), taskId: instance.taskId ?? null }, held)))
      throw new Refusal(`Instance ${id} was changed meanwhile. Try again.`);
    try {
      await take?.();
    } catch (error) {
      if (error instanceof Refusal) await release(job, id, { status: word(instance, 'status') });
      throw error;
    }
    return instance;
  });
}

/** An instance that no task holds; one whose task has died is abandoned first. @throws Refusal when it is busy */
async function idle({ store, working }: Job, id: string): Promise<Stored> {
  const instance = await store.get('instances', 'instance', id);
  const holder = word(instance, 'taskId');
  if (holder === '') return instance;
  if (await working(holder))
    throw new Refusal(`Instance ${id} is busy (${word(instance, 'task')}). Try again when that is done.`);
  await abandon(store, holder, STOPPED);
  return store.get('instances', 'instance', id);
}

/**
 * Changes an instance that this task holds.
 * @throws Refusal when it does not any more
 */
export async function change(job: Job, id: string, fields: Fields): Promise<void> {
  const changed = { ...fields, changedBy: job.task, updated: job.now() };
  if (await job.store.update('instances', { _id: id, taskId: job.task }, changed)) return;
  throw new Refusal(`Instance ${id} was taken away from this task.`);
}

/** Ends the work on an instance. */
export function release(job: Job, id: string, fields: Fields): Promise<void> {
  return change(job, id, { ...fields, task: '', taskId: '' });
}
