/** Data that come from a file or from standard input (get_data_file in glanceclient's common/utils.py). */
import type { Context } from '../../../kernel/context.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { fileError } from './errors.ts';

/** Whether data may come from standard input: it is there, and no terminal. */
export function hasInput({ stdin }: Context): boolean {
  return !stdin.isTTY && stdin.isClosed?.() !== true;
}

/**
 * Reads a text.
 * @param file standard input when it is not given, or empty
 * @returns undefined when there is nothing to read from
 * @throws CommandError with the system's words
 */
export async function inputText(context: Context, file: string | undefined): Promise<string | undefined> {
  if (file) {
    const bytes = await context.readFile(file).catch(error => {
      throw fileError(context, error, file);
    });
    return Buffer.from(bytes).toString('utf8');
  }
  if (!hasInput(context)) return undefined;
  const chunks: Uint8Array[] = [];
  for await (const chunk of context.stdin) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Refuses to send nothing at all, under ostk's own name: the peer makes an image without a byte of it.
 * @throws CommandError
 */
export function demandData(context: Context, file: string | undefined): void {
  if (file || hasInput(context) || context.manners === 'peer') return;
  throw new CommandError('There are no data: name a file with --file, or pipe them in.');
}
