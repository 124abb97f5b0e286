/** Where the data of an image come from. */
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Content } from '../transport.ts';

/** How much is read at once: enough that a gigabyte takes few turns, little enough to hold two. */
const PIECE = 1024 * 1024;

/** Data to be uploaded. */
export interface Source extends Content {
  /** Bytes in all; undefined where nobody knows before the end, as with a pipe. */
  readonly size: number | undefined;
}

/** A file that is open. */
export interface FileSource extends Source {
  close(): Promise<void>;
}

/**
 * Opens a file to be uploaded; what is no regular file (a pipe by name, a device) is read once, to its end.
 * @param path as the system takes it
 * @throws the system's error: ENOENT, EACCES, EISDIR …
 */
export async function openSource(path: string): Promise<FileSource> {
  const handle = await open(path, constants.O_RDONLY);
  try {
    const info = await handle.stat();
    // The system opens a directory, and says only now what it is.
    if (info.isDirectory()) await handle.read(Buffer.alloc(1), 0, 1, null);
    const regular = info.isFile();
    return {
      size: regular ? info.size : undefined,
      repeatable: regular,
      [Symbol.asyncIterator]: () => pieces(handle, regular),
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/**
 * Data that come by themselves, such as those of a pipe.
 * @param content read once
 * @param size where it is known beforehand
 */
export function streamSource(content: AsyncIterable<Uint8Array>, size?: number): Source {
  return { size, repeatable: false, [Symbol.asyncIterator]: () => content[Symbol.asyncIterator]() };
}

/**
 * A file from its beginning. The next piece is read while the last one is sent, and lies where the one before that lay:
 * what is asked for a piece has sent the one before it.
 */
async function* pieces(handle: FileHandle, regular: boolean): AsyncGenerator<Uint8Array> {
  let position = regular ? 0 : null;
  let [free, busy] = [Buffer.allocUnsafeSlow(PIECE), Buffer.allocUnsafeSlow(PIECE)];
  const read = async (): Promise<Uint8Array> => {
    const { bytesRead, buffer } = await handle.read(free, 0, PIECE, position);
    if (position !== null) position += bytesRead;
    // A short one may still wait in the socket's own buffer when the next is asked for.
    [free, busy] = [bytesRead < PIECE ? Buffer.allocUnsafeSlow(PIECE) : busy, buffer];
    return buffer.subarray(0, bytesRead);
  };
  let next = read();
  for (;;) {
    const piece = await next;
    if (piece.length === 0) return;
    next = read();
    // A failure is told when its turn comes.
    next.catch(() => {});
    yield piece;
  }
}
