import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SaveOptions, saveImage } from '../../src/clients/image/part-file.ts';
import { openSource } from '../../src/clients/image/source.ts';
import { IntegrityError } from '../../src/clients/image/verify.ts';
import type { JsonObject } from '../../src/clients/json.ts';
import { bytes, cut, ID, type ImageServer, imageServer, recordOf, serveData } from './image-server.ts';

const DATA = bytes(2_600_000);

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ostk-image-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function save(
  { service }: ImageServer,
  path: string,
  options: Partial<SaveOptions> = {},
  image: JsonObject = recordOf(DATA),
) {
  return saveImage(service, image, path, { sleep: async () => {}, ...options });
}

const whole = () => imageServer({ 'GET file': (q, r) => serveData(q, r, DATA) });

describe('an image saved in a file', () => {
  test('gets its name once it is whole', async () => {
    const path = join(dir, 'a.raw');
    await using server = await imageServer({
      'GET file': (q, r) => {
        expect(existsSync(path)).toBe(false);
        expect(existsSync(`${path}.part`)).toBe(true);
        serveData(q, r, DATA);
      },
    });
    await save(server, path);
    expect(readFileSync(path).equals(DATA)).toBe(true);
    expect(existsSync(`${path}.part`)).toBe(false);
  });

  test('replaces a file, with its permissions, and leaves a link to it', async () => {
    await using server = await whole();
    const path = join(dir, 'a.raw');
    writeFileSync(path, 'old', { mode: 0o640 });
    chmodSync(path, 0o640);
    symlinkSync('a.raw', join(dir, 'link'));
    await save(server, join(dir, 'link'));
    expect(lstatSync(join(dir, 'link')).isSymbolicLink()).toBe(true);
    expect(readFileSync(path).equals(DATA)).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  test('goes straight into what is no file', async () => {
    await using server = await whole();
    expect(await save(server, '/dev/null')).toMatchObject({ size: DATA.length });
    expect(existsSync('/dev/null.part')).toBe(false);
    mkdirSync(join(dir, 'd'));
    await expect(save(server, join(dir, 'd'))).rejects.toMatchObject({ code: 'EISDIR' });
    await expect(save(server, join(dir, 'no', 'a'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('leaves nothing when the data are wrong, and what was there before', async () => {
    await using server = await whole();
    const path = join(dir, 'a.raw');
    writeFileSync(path, 'old');
    const image = { ...recordOf(DATA), os_hash_value: 'f00' };
    await expect(save(server, path, {}, image)).rejects.toBeInstanceOf(IntegrityError);
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(existsSync(`${path}.part`)).toBe(false);
  });

  test('leaves the part after a fault, and a later run goes on from there', async () => {
    await using server = await imageServer({
      'GET file': (q, r, turn) =>
        turn === 1 ? cut(r, DATA, 0, 1_500_000) : turn < 4 ? void r.destroy() : serveData(q, r, DATA),
    });
    const path = join(dir, 'a.raw');
    // Two tries of the download, each of which the transport tries again where nothing came.
    await expect(save(server, path, { tries: 1 })).rejects.toMatchObject({ kind: 'broken' });
    const { size } = statSync(`${path}.part`);
    expect(existsSync(path)).toBe(false);
    expect(size).toBe(1_500_000);
    await save(server, path, { resume: true });
    expect(server.asked.at(-1)).toContain('bytes=1500000-');
    expect(readFileSync(path).equals(DATA)).toBe(true);
  });

  test('begins anew without `resume`, and where the part is longer than the image', async () => {
    await using server = await whole();
    const path = join(dir, 'a.raw');
    writeFileSync(`${path}.part`, DATA.subarray(0, 1000));
    await save(server, path);
    expect(server.asked[0]).not.toContain('bytes=');
    writeFileSync(`${path}.part`, Buffer.concat([DATA, DATA]));
    await save(server, path, { resume: true });
    expect(server.asked[1]).not.toContain('bytes=');
    expect(readFileSync(path).equals(DATA)).toBe(true);
  });

  test('is none when there are no data, unless an empty one is wanted', async () => {
    await using server = await imageServer({ 'GET file': (_, r) => void r.writeHead(204).end() });
    const path = join(dir, 'a.raw');
    const image = { id: ID, size: null };
    expect(await save(server, path, {}, image)).toMatchObject({ hasData: false });
    expect(existsSync(path) || existsSync(`${path}.part`)).toBe(false);
    await save(server, path, { empty: true }, image);
    expect(readFileSync(path).length).toBe(0);
  });
});

describe('a file as a source', () => {
  test('is read in pieces, as often as it is asked for', async () => {
    const path = join(dir, 'in');
    writeFileSync(path, DATA);
    const source = await openSource(path);
    expect(source).toMatchObject({ size: DATA.length, repeatable: true });
    for (let turn = 0; turn < 2; turn++) {
      const read: Buffer[] = [];
      for await (const piece of source) read.push(Buffer.from(piece));
      expect(Buffer.concat(read).equals(DATA)).toBe(true);
      expect(read.length).toBe(3);
    }
    await source.close();
  });

  test('is none when it is not there, or a directory', async () => {
    await expect(openSource(join(dir, 'no'))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(openSource(dir)).rejects.toMatchObject({ code: 'EISDIR' });
  });

  test('that is a device has no size', async () => {
    const source = await openSource('/dev/null');
    expect(source).toMatchObject({ size: undefined, repeatable: false });
    for await (const piece of source) expect(piece).toBeUndefined();
    await source.close();
  });
});
