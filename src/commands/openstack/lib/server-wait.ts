/** Waiting for a server's status (`--wait`). */
import { HttpError } from '../../../clients/errors.ts';
import { child, type JsonObject, text } from '../../../clients/json.ts';
import { server } from '../../../clients/resources/compute.ts';
import { fetchById } from '../../../clients/resources/find.ts';
import { wait } from '../../../clients/wait.ts';
import type { Context } from '../../../kernel/context.ts';
import { CommandError } from '../../../kernel/errors.ts';

/** What is waited for. */
export interface ServerWait {
  readonly id: string;
  /** What the spinner calls the server. */
  readonly name: string;
  /** The wanted statuses, in capitals. */
  readonly success: readonly string[];
  /** The sentence for ERROR, such as `Error resizing server: ID`. */
  readonly failure: string;
}

/**
 * Looks at a server until it has one of the wanted statuses.
 * A spinner shows status and task on a terminal; under the peer's name a progress that the service tells goes to
 * stdout, as there (osc-lib's wait_for_status with the commands' callback).
 * @returns the server as it was seen last
 * @throws CommandError with `failure` when it goes to ERROR, under ostk's own name with the fault's message;
 *   HttpError when the server goes away
 */
export async function waitForServer(context: Context, options: ServerWait): Promise<JsonObject> {
  const { id, name, success, failure } = options;
  const compute = await context.compute();
  let gone: unknown;
  const observe = async (): Promise<JsonObject> => {
    try {
      return await fetchById(compute, server, id);
    } catch (error) {
      if (error instanceof HttpError) gone = error;
      throw error;
    }
  };
  const status = (seen: JsonObject): string => text(seen, 'status').toUpperCase();
  const told: Promise<void>[] = [];
  const { outcome, last } = await context.progress(`${name}: waiting`, update =>
    wait(observe, {
      sleep: ms => context.clock.sleep(ms),
      done: seen => seen !== undefined && success.includes(status(seen)),
      failed: seen => seen === undefined || status(seen) === 'ERROR',
      progress: seen => {
        if (seen === undefined) return;
        update(`${name}: ${status(seen)}${task(seen)}`);
        const under =
          context.manners === 'peer' && !success.includes(status(seen)) && status(seen) !== 'ERROR';
        if (under && seen.progress) told.push(context.stdout.write(`\rProgress: ${seen.progress}`));
      },
    }),
  );
  await Promise.all(told);
  if (last === undefined) throw gone;
  if (outcome === 'done') return last;
  const fault = text(child(last, 'fault'), 'message');
  throw new CommandError(context.manners === 'ostk' && fault ? `${failure}: ${fault}` : failure);
}

function task(seen: JsonObject): string {
  const state = text(seen, 'OS-EXT-STS:task_state');
  return state === '' ? '' : ` (${state})`;
}
