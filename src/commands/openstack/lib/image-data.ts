/** The data that an image gets: from a file, or from stdin. */
import { type FileSource, openSource, type Source, streamSource } from '../../../clients/image/source.ts';
import type { Context } from '../../../kernel/context.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { quoted } from '../../../kernel/params.ts';
import { osError } from './os-error.ts';

/**
 * Opens the file that a command line names.
 * @param word as it was typed
 * @throws CommandError with the peer's sentence for what is not there, and with the system's for what cannot be read
 */
export async function openNamed(context: Context, word: string): Promise<FileSource> {
  const path = await context.path(word);
  try {
    return await openSource(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new CommandError(`${quoted(word)} is not a valid file`, 1, { cause: error });
    const reason = osError(error, word, context.manners);
    const message = context.manners === 'peer' ? reason : `${word}: ${reason}`;
    throw new CommandError(message, 1, { cause: error });
  }
}

/** The data that stdin brings; undefined where it is a terminal, or there is none. */
export function stdinData({ stdin }: Context): Source | undefined {
  if (stdin.isTTY || stdin.isClosed?.()) return undefined;
  return streamSource(stdin);
}
