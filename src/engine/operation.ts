/** What an operation gets and how it works on an instance: one at a time, in steps that can be seen. */

import type { Stored } from '../clients/gostack/records.ts';
import type { JsonObject } from '../clients/json.ts';
import { type Fields, Refusal, type Store, word } from './store.ts';

export interface Job {
  /** The task's ID. */
  readonly task: string;
  readonly args: JsonObject;
  readonly store: Store;
  /** Decides alone, among all engines of the region. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
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

/**
 * Takes an instance for a task, so that no other one works on it.
 * @param step what is to be seen of it
 * @param check refuses; may also take ports and volumes, since it is alone
 * @returns the instance as it was before
 */
export function seize(
  job: Job,
  id: string,
  step: string,
  check: (instance: Stored) => Promise<Fields> | Fields,
): Promise<Stored> {
  return job.exclusively(async () => {
    const instance = await job.store.get('instances', 'instance', id);
    if (word(instance, 'taskId') !== '')
      throw new Refusal(`Instance ${id} is busy (${word(instance, 'task')}). Try again when that is done.`);
    const fields = await check(instance);
    await change(job, id, { ...fields, task: step, taskId: job.task }, '');
    return instance;
  });
}

/**
 * Changes an instance that this task holds.
 * @param holder the task that must hold it (default: this one)
 * @throws Refusal when it does not any more
 */
export async function change(job: Job, id: string, fields: Fields, holder: string = job.task): Promise<void> {
  const query = { _id: id, taskId: holder };
  const found = await job.store.update('instances', query, { ...fields, updated: job.now() });
  if (!found) throw new Refusal(`Instance ${id} was taken away from this task.`);
}

/** Ends the work on an instance. */
export function release(job: Job, id: string, fields: Fields): Promise<void> {
  return change(job, id, { ...fields, task: '', taskId: '' });
}
