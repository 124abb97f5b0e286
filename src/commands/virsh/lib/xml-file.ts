/** XML that the user has in a file. */
import { Buffer } from 'node:buffer';
import { systemWords } from '../../../clients/libvirt/system-error.ts';
import type { Context } from '../../../kernel/context.ts';
import { Failure } from '../../../kernel/vsh/failure.ts';

/** Reads a file as text. @throws Failure in libvirt's words (virFileReadAll) */
export async function readXmlFile(context: Context, path: string): Promise<string> {
  try {
    return Buffer.from(await context.readFile(path)).toString('utf8');
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    throw new Failure(`Failed to open file '${path}': ${systemWords(cause)}`);
  }
}
