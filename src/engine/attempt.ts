/** A task from its beginning to its end, but for what etcd is told of it. */
import type { Task } from '../clients/gostack/contract.ts';
import type { Job } from './operation.ts';
import { OPERATIONS } from './operations/index.ts';
import { abandon } from './orphans.ts';
import { Fenced, Refusal } from './store.ts';

/** How a task ended. */
export type Ended = Pick<Task, 'state' | 'result' | 'error'>;

/**
 * Does what a task asks for. What breaks off is marked; what is refused has left nothing.
 * @throws Fenced when the engine has lost its lease
 */
export async function attempt(action: string, job: Job): Promise<Ended> {
  const operation = OPERATIONS.get(action);
  try {
    if (!operation) throw new Refusal(`The engine does not know how to '${action}'.`);
    return { state: 'done', result: await operation(job) };
  } catch (error) {
    if (error instanceof Fenced) throw error;
    // Where even that fails, it is done by who next finds it held by a task that has ended.
    if (!(error instanceof Refusal)) await abandon(job.store, job.task, messageOf(error)).catch(() => {});
    return { state: 'failed', error: messageOf(error) };
  }
}

/** What an error says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
