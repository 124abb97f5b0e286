/** XML from a file of the user's (virFileReadAll). */
import { Buffer } from 'node:buffer';
import type { Context } from '../../../kernel/context.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { Failure } from '../../../kernel/vsh/failure.ts';
import { data, flag } from '../../../kernel/vsh/params.ts';

/** The most that a description may have, in bytes. */
const MOST = 10 * 1024 * 1024;

/** The parameters of a command that takes a description. */
export const fileParams = {
  file: data('--file', 'A file with an XML description'),
  validate: flag('--validate', 'Have the XML checked against its schema'),
};

/** Reads a file. @throws Failure with the system's reason */
export async function readXml(context: Context, path: string): Promise<string> {
  const bytes = await context.readFile(path).catch((error: unknown) => {
    if (!(error instanceof CommandError)) throw error;
    const reason = error.message.slice(path.length + 2);
    throw new Failure(`Failed to ${reason === 'Is a directory' ? 'read' : 'open'} file '${path}': ${reason}`);
  });
  if (bytes.length > MOST)
    throw new Failure(`Failed to read file '${path}': Value too large for defined data type`);
  return Buffer.from(bytes).toString('utf8');
}
