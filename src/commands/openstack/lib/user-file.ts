/** Files whose content goes into a request. */
import type { Context } from '../../../kernel/context.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { osError } from './os-error.ts';
import { utf8Fault } from './utf8.ts';

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
  return (await textFile(context, path, `Error occurred trying to read from file ${path}`)).trim();
}

/**
 * Reads a text for a request.
 * @param unreadable what is said of a file that cannot be read; under ostk's own name the reason follows
 * @returns its content with `\n` between its lines
 * @throws CommandError, also for what is no UTF-8
 */
export async function textFile(context: Context, path: string, unreadable: string): Promise<string> {
  const bytes = await context.readFile(path).catch(error => {
    const reason = context.manners === 'peer' ? '' : `: ${osError(error, path, context.manners)}`;
    throw new CommandError(`${unreadable}${reason}`, 1, { cause: error });
  });
  const fault = utf8Fault(bytes);
  if (fault !== undefined) {
    throw new CommandError(context.manners === 'peer' ? fault : `${path} is no text: ${fault}`);
  }
  return Buffer.from(bytes).toString('utf8').replace(/\r\n?/g, '\n');
}
