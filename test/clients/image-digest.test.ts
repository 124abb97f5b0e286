/** The hash of an image's data, on this thread and on one of its own. */
import { createHash, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { type Digest, digest } from '../../src/clients/image/digest.ts';

const MANY = 64 * 1024 * 1024;

/** Feeds data in pieces of a length that fits no buffer, all in one piece of memory that is used again. */
async function feed(made: Digest, data: Uint8Array, length: number): Promise<string> {
  const piece = Buffer.alloc(length);
  for (let at = 0; at < data.length; at += length) {
    const part = data.subarray(at, at + length);
    piece.set(part);
    await made.update(piece.subarray(0, part.length));
    piece.fill(0);
  }
  return made.hex();
}

for (const [where, size] of [
  ['this thread', undefined],
  ['a thread of its own', MANY],
] as const) {
  it.each([
    ['sha512', 9 * 1024 * 1024 + 1],
    ['md5', 4 * 1024 * 1024],
    ['sha256', 7],
    ['sha512', 0],
  ])(`is the same on ${where}: %s of %i bytes`, async (algorithm, length) => {
    const data = randomBytes(length);
    const made = digest(algorithm, size);
    try {
      expect(await feed(made, data, 65_521)).toBe(createHash(algorithm).update(data).digest('hex'));
    } finally {
      made.close();
    }
  });
}

it('tells what goes wrong on the thread', async () => {
  const made = digest('no-such-hash', MANY);
  await made.update(Buffer.alloc(10));
  await expect(made.hex()).rejects.toThrow(/digest method/i);
});

it('can be given up with pieces on their way', async () => {
  const made = digest('sha512', MANY);
  await made.update(Buffer.alloc(3 * 1024 * 1024));
  made.close();
});
