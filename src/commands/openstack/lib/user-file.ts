/** Files whose content goes into a request. */
import type { Context } from '../../../kernel/context.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { osError } from './os-error.ts';

/**
 * Reads a file for a request.
 * @returns its content as Base64
 * @throws CommandError `Can't open 'PATH': REASON`
 */
export async function base64File(context: Context, path: string): Promise<string> {
  try {
    return Buffer.from(await context.readFile(path)).toString('base64');
  } catch (error) {
    const reason = osError(error, path, context.manners);
    throw new CommandError(`Can't open '${path}': ${reason}`, 1, { cause: error });
  }
}
