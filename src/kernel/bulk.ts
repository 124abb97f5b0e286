/** One verb on several resources: side by side, each failure named, the rest done. */
import { UnsupportedMicroversion } from '../clients/errors.ts';
import type { Context } from './context.ts';
import { CommandError, Interrupted, sentence } from './errors.ts';

/** At most so many at once: enough to hide the distance to a cloud, few enough to be a good guest. */
export const BATCH = 10;

/** How a bulk verb speaks of what it works on. */
export interface BulkSentences {
  /** The line for one failure. */
  failed(name: string, reason: string): string;
  /** The last line, when some failed. */
  summary(failures: number, total: number): string;
}

/**
 * The peer's usual sentences for deleting.
 * @param noun singular, such as `server`
 * @param plural default: noun + s
 */
export function deleting(noun: string, plural: string = `${noun}s`): BulkSentences {
  return {
    failed: (name, reason) => `Failed to delete ${noun} with name or ID '${name}': ${reason}`,
    summary: (failures, total) => `${failures} of ${total} ${plural} failed to delete.`,
  };
}

/**
 * Runs `work` for each name, ten at a time, and goes on after a failure.
 * Failures are told in the order of the names.
 * @throws CommandError with the summary when at least one failed; after an Interrupted no other is begun, and those that
 *   were not are named; UnsupportedMicroversion, which holds for all of them
 */
export async function forEach(
  context: Pick<Context, 'log' | 'manners'>,
  names: readonly string[],
  work: (name: string) => Promise<unknown>,
  sentences: BulkSentences,
): Promise<void> {
  let failures = 0;
  for (let start = 0; start < names.length; start += BATCH) {
    const batch = names.slice(start, start + BATCH);
    const outcomes = await Promise.allSettled(sideBySide(batch, work));
    for (const outcome of outcomes) {
      // Nothing was sent, and nothing would be for the others.
      if (outcome.status === 'rejected' && outcome.reason instanceof UnsupportedMicroversion)
        throw outcome.reason;
    }
    let interrupted: Interrupted | undefined;
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.status === 'fulfilled') continue;
      failures++;
      if (outcome.reason instanceof Interrupted) interrupted = outcome.reason;
      const reason = sentence(outcome.reason, context.manners);
      context.log.error(sentences.failed(batch[index] ?? '', reason));
    }
    if (interrupted) {
      const left = names.slice(start + BATCH);
      const rest = left.length > 0 ? ` Not begun: ${left.join(', ')}.` : '';
      throw new CommandError(sentences.summary(failures, start + batch.length) + rest, interrupted.code);
    }
  }
  if (failures > 0) throw new CommandError(sentences.summary(failures, names.length));
}

/** Begins work on all names; what is named twice waits for the first time, as a later look-up has to see what it did. */
function sideBySide(names: readonly string[], work: (name: string) => Promise<unknown>): Promise<unknown>[] {
  const last = new Map<string, Promise<unknown>>();
  return names.map(name => {
    const before = last.get(name);
    const begun = before ? before.catch(unlessInterrupted).then(() => work(name)) : work(name);
    last.set(name, begun);
    return begun;
  });
}

function unlessInterrupted(reason: unknown): void {
  if (reason instanceof Interrupted) throw reason;
}
