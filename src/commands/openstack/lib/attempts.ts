/** Several changes of one command: each is tried, failures are told and counted. */
import type { Context } from '../../../kernel/context.ts';
import { CommandError, sentence } from '../../../kernel/errors.ts';

export interface Attempts {
  /** Tries a change; tells `failure: reason` when it fails. */
  attempt(failure: string, work: () => Promise<unknown>): Promise<void>;
  /** Ends the command. @throws CommandError with `message` when an attempt failed */
  settle(message: string): void;
}

/** Begins a series of changes that do not depend on each other. */
export function attempts(context: Context): Attempts {
  let failures = 0;
  return {
    async attempt(failure, work) {
      try {
        await work();
      } catch (error) {
        failures++;
        context.log.error(`${failure}: ${sentence(error, context.manners)}`);
      }
    },
    settle(message) {
      if (failures > 0) throw new CommandError(message);
    },
  };
}
