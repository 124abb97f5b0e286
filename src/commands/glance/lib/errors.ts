/** What is said of failures that a command speaks of itself. */
import { HttpError } from '../../../clients/errors.ts';
import type { Context } from '../../../kernel/context.ts';
import { CommandError, sentence } from '../../../kernel/errors.ts';
import { httpSentence } from '../../../trees/glance-errors.ts';
import { osError } from '../../openstack/lib/os-error.ts';

/** A refusal as it is quoted within a sentence: as the peer's `str()` has it, or as ostk says it. */
export function refusal({ manners }: Context, error: HttpError): string {
  return manners === 'peer' ? httpSentence(error.failure) : sentence(error, manners);
}

/** Whether a service answered with a status. */
export function hasStatus(error: unknown, status: number): error is HttpError {
  return error instanceof HttpError && error.status === status;
}

/**
 * Puts a sentence in the place of a 404.
 * @returns a handler for `catch`
 */
export function instead(message: string): (error: unknown) => never {
  return error => {
    throw hasStatus(error, 404) ? new CommandError(message, 1, { cause: error }) : error;
  };
}

/** A file that cannot be used, in the system's words. */
export function fileError({ manners }: Context, error: unknown, path: string): CommandError {
  const plain = error instanceof Error ? error.message : String(error);
  const message = manners === 'peer' ? osError(error, path, manners) : plain;
  return new CommandError(message, 1, { cause: error });
}

/**
 * Refuses empty words where the peer asks for them again.
 * @param what such as `create member`
 * @param names as the peer names them, such as `image_id and member_id`
 * @throws CommandError
 */
export function demandWords(what: string, names: string, words: readonly string[]): void {
  if (words.every(word => word !== '')) return;
  throw new CommandError(`Unable to ${what}. Specify ${names}`);
}
