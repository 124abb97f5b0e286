/** Files to and from streams: volumes and pictures of screens. */
import { type FileHandle, open, unlink } from 'node:fs/promises';
import type { LibvirtStream } from './stream.ts';

/** Bytes read at once, and the grain in which zeros are looked for; as large as a message may be, whole pages. */
const PIECE = 256 * 1024 - 4096;

/** A file that could not be created, read or written; the caller says what it was for. */
export class FileFailure extends Error {}

/**
 * Opens a file to be written anew.
 * @returns the file, and what takes it away again if it was not there before
 * @throws FileFailure
 */
export async function createFile(path: string): Promise<{ file: FileHandle; discard(): Promise<void> }> {
  try {
    return { file: await open(path, 'wx', 0o666), discard: () => unlink(path).catch(() => {}) };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      throw new FileFailure(path, { cause: error });
    }
  }
  try {
    // 'r+' and not 'w': a device, or a file that cannot be made, is not made.
    const file = await open(path, 'r+');
    if ((await file.stat()).isFile()) await file.truncate(0);
    return { file, discard: async () => {} };
  } catch (error) {
    throw new FileFailure(path, { cause: error });
  }
}

/** Writes what a stream brings, holes as holes, and agrees that it is over. @returns bytes, holes included */
export async function receiveFile(stream: LibvirtStream, file: FileHandle): Promise<number> {
  let at = 0;
  let isSparse = false;
  for await (const part of stream.sparse()) {
    if ('hole' in part) {
      at += Number(part.hole);
      isSparse = true;
    } else {
      for (let done = 0; done < part.length; ) {
        const { bytesWritten } = await file.write(part, done, part.length - done, at + done);
        done += bytesWritten;
      }
      at += part.length;
    }
  }
  if (isSparse && (await file.stat()).isFile()) await file.truncate(at);
  return at;
}

/**
 * Sends a file from its beginning.
 * @param isSparse whether runs of zeros are sent as holes
 */
export async function sendFile(stream: LibvirtStream, file: FileHandle, isSparse: boolean): Promise<void> {
  const buffer = Buffer.allocUnsafe(PIECE);
  let hole = 0n;
  for (let at = 0; ; ) {
    const { bytesRead } = await file.read(buffer, 0, PIECE, at);
    if (bytesRead === 0) break;
    at += bytesRead;
    const piece = buffer.subarray(0, bytesRead);
    if (isSparse && isZero(piece)) hole += BigInt(bytesRead);
    else {
      if (hole > 0n) await stream.skip(hole);
      hole = 0n;
      await stream.write(piece);
    }
  }
  if (hole > 0n) await stream.skip(hole);
}

const ZEROS = Buffer.alloc(PIECE);

function isZero(piece: Buffer): boolean {
  return piece.equals(ZEROS.subarray(0, piece.length));
}
