/** The data of images: files next to the state, named by nobody until their image is. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonObject } from '../../clients/json.ts';
import { remove } from '../lock.ts';

/** How much is made up at once of data that is in no file. */
const PIECE = 64 * 1024;

export interface Blobs {
  /** Keeps a stream. @returns `blob` (its name), `size`, `checksum`, `os_hash_value` */
  receive(content: AsyncIterable<Uint8Array>): Promise<JsonObject>;
  /** Reads from a blob; `end` is the last byte. */
  read(blob: string, start: number, end: number): AsyncIterable<Uint8Array>;
  remove(blob: string): void;
}

/** @param dir made when the first data come */
export function createBlobs(dir: string): Blobs {
  return {
    async receive(content) {
      mkdirSync(dir, { recursive: true, mode: 0o700 });
      const blob = randomUUID();
      const md5 = createHash('md5');
      const sha512 = createHash('sha512');
      let size = 0;
      const file = await open(join(dir, blob), 'wx', 0o600);
      try {
        for await (const piece of content) {
          await file.write(piece);
          md5.update(piece);
          sha512.update(piece);
          size += piece.length;
        }
        await file.sync();
      } catch (error) {
        remove(join(dir, blob));
        throw error;
      } finally {
        await file.close();
      }
      return { blob, size, checksum: md5.digest('hex'), os_hash_value: sha512.digest('hex') };
    },
    read: (blob, start, end) =>
      blob === '' ? zeros(end - start + 1) : createReadStream(join(dir, blob), { start, end }),
    remove: blob => remove(join(dir, blob)),
  };
}

/** The data of the image that a new cloud has: as large as the real one, and nothing in it. */
async function* zeros(length: number): AsyncGenerator<Uint8Array> {
  const piece = new Uint8Array(PIECE);
  for (let left = length; left > 0; left -= PIECE) yield left < PIECE ? piece.subarray(0, left) : piece;
}
