/** Streams into files that the user named, with the peer's sentences where something fails. */

import type { StorageVol } from '../../../clients/libvirt/protocol/types.ts';
import type { LibvirtStream } from '../../../clients/libvirt/stream.ts';
import { createFile, receiveFile } from '../../../clients/libvirt/stream-file.ts';
import type { Context } from '../../../kernel/context.ts';
import { naming } from '../../../kernel/params.ts';
import { Failure, orFail } from '../../../kernel/vsh/failure.ts';
import { data, flag, number, word } from '../../../kernel/vsh/params.ts';

/** What is said of each step that fails. */
export interface Sentences {
  readonly create: string;
  readonly receive: string;
  readonly finish: string;
}

/**
 * Writes a stream to a file. A file that was not there before does not stay when it fails.
 * @throws Failure
 */
export async function receiveInto(
  context: Context,
  stream: LibvirtStream,
  path: string,
  sentences: Sentences,
): Promise<void> {
  const created = await createFile(await context.path(path)).catch(async () => {
    await stream.abort();
    // As the peer: the system's reason is not told.
    throw new Failure(sentences.create);
  });
  const { file, discard } = created;
  try {
    await orFail(sentences.receive, receiveFile(stream, file));
    await orFail(sentences.finish, stream.finish());
  } catch (error) {
    await discard();
    throw error;
  } finally {
    await file.close();
  }
}

/** virStorageVolUploadFlags, virStorageVolDownloadFlags. */
const SPARSE = 1;

const BYTES = { bare: true, most: Number.MAX_SAFE_INTEGER };

/** What a transfer of a volume is told. */
export const transferParams = {
  vol: naming('libvirt-volume', data('--vol', "The volume's name, key or path")),
  file: data('--file', 'The file on this side'),
  pool: naming('libvirt-pool', word('--pool', 'The pool that the volume is in: its name or UUID')),
  offset: number('--offset', 'Where in the volume to begin, in bytes', BYTES),
  length: number('--length', 'How many bytes at most', { ...BYTES, least: Number.MIN_SAFE_INTEGER }),
  sparse: flag('--sparse', 'Keep holes as holes'),
};

/**
 * The arguments of a transfer.
 * @param values what was given; a length below zero is a very large one, as for the peer
 */
export function transferArgs(
  vol: StorageVol,
  values: {
    readonly offset: number | undefined;
    readonly length: number | undefined;
    readonly sparse: boolean;
  },
) {
  return {
    vol,
    offset: BigInt(values.offset ?? 0),
    length: BigInt.asUintN(64, BigInt(values.length ?? 0)),
    flags: values.sparse ? SPARSE : 0,
  };
}
