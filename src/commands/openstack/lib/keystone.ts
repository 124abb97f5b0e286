/** Requests that the peer makes with python-keystoneclient, whose errors read otherwise than the SDK's. */
import { HttpError } from '../../../clients/errors.ts';
import type { Context } from '../../../kernel/context.ts';
import { CommandError, keystoneSentence } from '../../../kernel/errors.ts';

/**
 * Does what the peer does with keystoneclient.
 * @throws CommandError `Could not find role: x. (HTTP 404) (Request-ID: req-…)` under a peer's name for an HttpError;
 *   everything else, and under ostk's own name HttpError too, as it comes
 */
export async function keystone<T>(context: Context, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof HttpError) || context.manners === 'ostk') throw error;
    throw new CommandError(keystoneSentence(error.failure), 1, { cause: error });
  }
}
