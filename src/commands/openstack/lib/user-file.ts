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

/**
 * Reads a text for a request, without the blanks around it (osc-lib's read_blob_file_contents).
 * @throws CommandError `Error occurred trying to read from file PATH`, under ostk's own name with the reason
 */
export async function blobFile(context: Context, path: string): Promise<string> {
  try {
    const content = Buffer.from(await context.readFile(path)).toString('utf8');
    return content.replace(/\r\n?/g, '\n').trim();
  } catch (error) {
    const reason = context.manners === 'peer' ? '' : `: ${osError(error, path, context.manners)}`;
    throw new CommandError(`Error occurred trying to read from file ${path}${reason}`, 1, { cause: error });
  }
}
