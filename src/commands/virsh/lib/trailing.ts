/** A command's own sentence behind what went wrong, where the peer has it there. */
import type { Context } from '../../../kernel/context.ts';
import { CommandError, Quiet } from '../../../kernel/errors.ts';
import { Failure } from '../../../kernel/vsh/failure.ts';

/**
 * Says what went wrong in this program, as the peer does, before the sentence; what the daemon says comes behind it.
 * @returns the error to throw
 */
export function trailing({ log }: Context, error: unknown, sentence: string): Failure {
  if (error instanceof Quiet) return new Failure(sentence);
  if (!(error instanceof CommandError)) return new Failure(sentence, error);
  log.error(`error: ${error.message}`);
  return new Failure(sentence, error.cause);
}
