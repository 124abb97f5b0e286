/** What a command of libvirt's shell says when something fails: its own sentence first, then the daemon's. */
import { CommandError } from '../errors.ts';

/** Something could not be done; the cause is told on a line of its own. */
export class Failure extends CommandError {
  constructor(message: string, cause?: unknown) {
    super(message, 1, { cause });
  }
}

/**
 * Does something that may fail.
 * @param sentence what is said before the daemon's words, such as `Failed to start domain 'web'`
 * @throws Failure with the error as its cause
 */
export async function orFail<T>(sentence: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new Failure(sentence, error);
  }
}
