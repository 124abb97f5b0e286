/** Asking for a change, and what is told of it. */
import type { Change } from '../../../clients/gostack/backend.ts';
import type { Context } from '../../../kernel/context.ts';
import { Interrupted, Quiet, sentence } from '../../../kernel/errors.ts';
import { ArgumentError, converted, flag, integer } from '../../../kernel/params.ts';
import { interruption } from '../../../kernel/transfer.ts';

/** A whole number from 1 on. @throws ArgumentError */
export function positive(word: string): number {
  const value = integer(word);
  if (value < 1) throw new ArgumentError(`must be at least 1: '${word}'`);
  return value;
}

/** Options of everything that changes something. */
export const waiting = {
  wait: flag('--wait', 'End when it is done; with an error if that fails'),
  timeout: converted(
    '--timeout <seconds>',
    positive,
    'Seconds in which it has to be done (default 300); without --wait only a gostack region keeps to it',
  ),
};

export interface Waiting {
  readonly wait: boolean;
  readonly timeout: number | undefined;
}

/** What is known of a change when a command ends. */
export interface Asked {
  /** The ID of what was made or changed, where it is known. */
  readonly id: string | undefined;
  /** The task that does it, where nobody waited for one. */
  readonly task: string | undefined;
}

/**
 * Asks for a change, and waits for its end where that is asked for.
 * @throws what the region refuses; Interrupted when the user ends the waiting
 */
export async function ask(context: Context, change: Change, { wait, timeout }: Waiting): Promise<Asked> {
  const region = await context.region();
  // Listened to before there is anything to withdraw.
  const signal = wait ? interruption(context) : undefined;
  const pending = await region.change(change, { wait, timeout });
  if (!signal) return { id: pending.made, task: pending.made === undefined ? pending.id : undefined };
  try {
    const { id } = await context.progress(`${change.action}: waiting`, () => pending.wait(signal));
    return { id, task: undefined };
  } catch (error) {
    if (!(signal.reason instanceof Quiet)) throw error;
    throw new Interrupted(sentence(error, context.manners), signal.reason.code, { cause: error });
  }
}

/** As `ask`, for commands that show nothing: a task that goes on is printed. */
export async function askAndTell(context: Context, change: Change, values: Waiting): Promise<undefined> {
  const { task } = await ask(context, change, values);
  if (task !== undefined) await context.stdout.write(`${task}\n`);
  return undefined;
}
