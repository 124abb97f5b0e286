/** A download on its way into a file: NAME.part, which becomes NAME once it is whole. */
import { constants, createReadStream } from 'node:fs';
import { access, type FileHandle, open, realpath, rename, stat, unlink } from 'node:fs/promises';
import type { JsonObject } from '../json.ts';
import type { Service } from '../service.ts';
import { type Downloaded, type DownloadOptions, download, type Target } from './download.ts';
import { IntegrityError } from './verify.ts';

/** How many bytes are written at once. */
const BATCH = 1024 * 1024;

/** How much of an earlier download is read at once. */
const PIECE = 256 * 1024;

export interface SaveOptions extends DownloadOptions {
  /** Whether what an earlier download left in NAME.part is kept and continued. */
  readonly resume?: boolean;
  /** Whether an image that has no data yet makes an empty file (default: no file, and NAME.part is removed). */
  readonly empty?: boolean;
}

/**
 * Downloads an image to a file. The data go to NAME.part, which is renamed once they are verified; NAME is what it was
 * until then. After a fault NAME.part stays, for `resume`; data that are not the image's are removed. What is there and
 * no regular file (a device, a pipe by name) is written to directly.
 * @param image its record, as for `download`
 * @param path where to; a link is followed
 * @throws what `download` throws, the system's errors
 */
export async function saveImage(
  service: Service,
  image: JsonObject,
  path: string,
  options: SaveOptions,
): Promise<Downloaded> {
  const place = await placeOf(path);
  const size = typeof image.size === 'number' ? image.size : undefined;
  const file = await openTarget(place, options.resume === true, size);
  try {
    const outcome = await download(service, image, file, options);
    if (outcome.hasData || options.empty) await file.finish();
    else await file.abandon(true);
    return outcome;
  } catch (error) {
    await file.abandon(error instanceof IntegrityError);
    throw error;
  }
}

/** What is at a path, and where links lead to. */
interface Place {
  readonly path: string;
  /** The permissions of a file that is replaced. */
  readonly mode: number | undefined;
  readonly special: boolean;
}

async function placeOf(path: string): Promise<Place> {
  const real = await realpath(path).catch(() => path);
  const info = await stat(real).catch(() => undefined);
  if (!info) return { path: real, mode: undefined, special: false };
  // To replace it one need not be allowed to write it, but it would be a surprise.
  await access(real, constants.W_OK);
  // A directory is opened, so that the system says what is wrong.
  return { path: real, mode: info.mode & 0o777, special: !info.isFile() };
}

interface FileTarget extends Target {
  /** Writes what waits and gives the file its name. */
  finish(): Promise<void>;
  /** Closes what is not whole. @param worthless whether nothing can be made of it any more */
  abandon(worthless: boolean): Promise<void>;
}

async function openTarget(place: Place, resume: boolean, size: number | undefined): Promise<FileTarget> {
  const part = place.special ? place.path : `${place.path}.part`;
  const { handle, length } = place.special
    ? { handle: await open(part, 'w'), length: 0 }
    : await openPart(part, resume, size);
  const out = batches(handle);
  return {
    length,
    stored: () => createReadStream(part, { end: length - 1, highWaterMark: PIECE }),
    write: out.write,
    async finish() {
      await out.end();
      if (place.mode !== undefined && !place.special) await handle.chmod(place.mode);
      await handle.close();
      if (!place.special) await rename(part, place.path);
    },
    async abandon(worthless) {
      // The error that led here is the one to be told.
      await out.end().catch(() => {});
      const kept = await handle.stat().catch(() => undefined);
      await handle.close();
      if (!place.special && (worthless || !kept || kept.size === 0)) await unlink(part).catch(() => {});
    },
  };
}

/** Opens NAME.part at its end, or anew: what is longer than the image is not of it. */
async function openPart(
  part: string,
  resume: boolean,
  size: number | undefined,
): Promise<{ handle: FileHandle; length: number }> {
  if (resume) {
    const handle = await open(part, 'a');
    const { size: length } = await handle.stat();
    if (size === undefined || length <= size) return { handle, length };
    await handle.truncate(0);
    return { handle, length: 0 };
  }
  return { handle: await open(part, 'w'), length: 0 };
}

/**
 * Writes in batches, each while the next one is gathered. What comes is copied, so that the pieces of a stream are done
 * with at once: V8 keeps what lives longer for long.
 */
function batches(handle: FileHandle): { write: Target['write']; end(): Promise<void> } {
  let [filling, other] = [Buffer.allocUnsafeSlow(BATCH), Buffer.allocUnsafeSlow(BATCH)];
  let filled = 0;
  let writing: Promise<void> = Promise.resolve();

  async function flush(): Promise<void> {
    const full = filling.subarray(0, filled);
    await writing;
    writing = writeAll(handle, full);
    // It is told when the next batch is due, or at the end.
    writing.catch(() => {});
    [filling, other] = [other, filling];
    filled = 0;
  }

  return {
    async write(chunk) {
      for (let at = 0; at < chunk.length; ) {
        const taken = chunk.subarray(at, at + BATCH - filled);
        filling.set(taken, filled);
        filled += taken.length;
        at += taken.length;
        if (filled === BATCH) await flush();
      }
    },
    async end() {
      await flush();
      await writing;
    },
  };
}

/** The system may take less than it is given. */
async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done);
    done += bytesWritten;
  }
}
