import { describe, expect, test } from 'vitest';
import { ConnectionError, HttpError, MalformedResponse } from '../../src/clients/errors.ts';
import { type DownloadOptions, download, type Target } from '../../src/clients/image/download.ts';
import { IntegrityError } from '../../src/clients/image/verify.ts';
import type { JsonObject } from '../../src/clients/json.ts';
import { bytes, cut, ID, type ImageServer, imageServer, recordOf, serveData } from './image-server.ts';

const DATA = bytes(300_000);

interface Memory extends Target {
  data(): Buffer;
}

function memory(before: Buffer = Buffer.alloc(0)): Memory {
  const written: Buffer[] = [];
  return {
    length: before.length,
    async *stored() {
      yield before;
    },
    write: chunk => void written.push(Buffer.from(chunk)),
    data: () => Buffer.concat([before, ...written]),
  };
}

function receive(
  server: ImageServer,
  target: Target,
  image: JsonObject = recordOf(DATA),
  options: Partial<DownloadOptions> = {},
) {
  return download(server.service, image, target, { sleep: async () => {}, ...options });
}

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
}

describe('a download', () => {
  test('is one request, verified by the hash of the record', async () => {
    await using server = await imageServer({ 'GET file': (q, r) => serveData(q, r, DATA) });
    const target = memory();
    const seen: (readonly [number, number | undefined])[] = [];
    const outcome = await receive(server, target, recordOf(DATA), {
      prefer: ['fast', 'cheap'],
      progress: (done, total) => seen.push([done, total]),
    });
    expect(outcome).toEqual({ size: DATA.length, hasData: true, verifiedBy: 'sha512' });
    expect(target.data().equals(DATA)).toBe(true);
    expect(server.asked).toEqual([`GET /v2/images/${ID}/file?prefer=fast%2Ccheap`]);
    expect(seen[0]).toEqual([0, DATA.length]);
    expect(seen.at(-1)).toEqual([DATA.length, DATA.length]);
  });

  test.each([
    ['the MD5 of the record', { os_hash_algo: null, os_hash_value: null }, {}, 'md5'],
    ['the MD5 where the algorithm is unknown', { os_hash_algo: 'blake9' }, {}, 'md5'],
    [
      'the MD5 of the answer',
      { os_hash_algo: null, os_hash_value: null, checksum: null },
      { 'content-md5': recordOf(DATA).checksum },
      'md5',
    ],
    ['its length alone', { os_hash_algo: null, os_hash_value: null, checksum: null }, {}, 'length'],
  ])('is verified by %s', async (_, changes, headers, verifiedBy) => {
    await using server = await imageServer({
      'GET file': (q, r) => {
        for (const [name, value] of Object.entries(headers)) r.setHeader(name, String(value));
        serveData(q, r, DATA);
      },
    });
    const image: JsonObject = { ...recordOf(DATA), ...changes };
    expect(await receive(server, memory(), image)).toMatchObject({ verifiedBy });
    const other: JsonObject = { ...image, checksum: image.checksum && 'no' };
    if (verifiedBy === 'md5' && image.checksum !== null)
      expect(await failure(receive(server, memory(), other))).toBeInstanceOf(IntegrityError);
  });

  test('of other data fails', async () => {
    const other = Buffer.from(DATA);
    other[1000] = (other[1000] ?? 0) ^ 1;
    await using server = await imageServer({ 'GET file': (q, r) => serveData(q, r, other) });
    const error = await failure(receive(server, memory()));
    expect(error).toBeInstanceOf(IntegrityError);
    expect(error).toMatchObject({
      algorithm: 'sha512',
      expected: recordOf(DATA).os_hash_value,
      actual: recordOf(other).os_hash_value,
    });
  });

  test('of more data than the record has fails', async () => {
    await using server = await imageServer({ 'GET file': (q, r) => serveData(q, r, DATA) });
    const image = recordOf(DATA.subarray(0, 1000));
    expect(await failure(receive(server, memory(), image))).toMatchObject({
      algorithm: 'length',
      message: 'the image has 1000 bytes, 300000 arrived',
    });
  });

  test('of an image without data says so', async () => {
    await using server = await imageServer({ 'GET file': (_, r) => void r.writeHead(204).end() });
    const image = { id: ID, size: null, status: 'queued' };
    expect(await receive(server, memory(), image)).toEqual({
      size: 0,
      hasData: false,
      verifiedBy: undefined,
    });
  });

  test('of an image of no bytes is whole at once', async () => {
    await using server = await imageServer({
      'GET file': (q, r) => serveData(q, r, Buffer.alloc(0)),
    });
    const outcome = await receive(server, memory(), recordOf(Buffer.alloc(0)));
    expect(outcome).toEqual({ size: 0, hasData: true, verifiedBy: 'sha512' });
  });

  test('that is refused throws what the service says', async () => {
    await using server = await imageServer({
      'GET file': (_, r) =>
        void r
          .writeHead(403, { 'content-type': 'text/html', 'x-openstack-request-id': 'req-1' })
          .end('<h1>403 Forbidden</h1>\nNot yours<br />'),
    });
    const error = await failure(receive(server, memory()));
    expect(error).toBeInstanceOf(HttpError);
    expect(error).toMatchObject({ status: 403, failure: { detail: '403 Forbidden: Not yours' } });
  });
});

describe('a download that breaks off', () => {
  test('goes on behind what came, again and again', async () => {
    const waits: number[] = [];
    await using server = await imageServer({
      'GET file': (q, r, turn) => {
        const start = Number(/\d+/.exec(q.headers.range ?? '0')?.[0]);
        if (turn <= 3) cut(r, DATA, start, 50_000);
        else serveData(q, r, DATA);
      },
    });
    const target = memory();
    await receive(server, target, recordOf(DATA), { sleep: async ms => void waits.push(ms), tries: 2 });
    expect(target.data().equals(DATA)).toBe(true);
    expect(server.asked.map(line => line.split(' ')[2])).toEqual([
      undefined,
      'bytes=50000-',
      'bytes=100000-',
      'bytes=150000-',
    ]);
    // There was progress each time, so that patience began anew.
    expect(waits).toEqual([500, 500, 500]);
  });

  test('begins anew, unseen, where the service takes no ranges', async () => {
    await using server = await imageServer({
      'GET file': (q, r, turn) => {
        if (turn === 1) return cut(r, DATA, 0, 70_000);
        q.headers.range = undefined;
        serveData(q, r, DATA);
      },
    });
    const target = memory();
    await receive(server, target);
    expect(target.data().equals(DATA)).toBe(true);
  });

  test('does not take another part for the one that was asked for', async () => {
    await using server = await imageServer({
      'GET file': (_, r, turn) => cut(r, DATA, turn === 1 ? 0 : 99_000, 70_000),
    });
    expect(await failure(receive(server, memory()))).toBeInstanceOf(MalformedResponse);
  });

  test('gives up where nothing comes any more', async () => {
    const waits: number[] = [];
    await using server = await imageServer({
      'GET file': (_, r, turn) => (turn === 1 ? cut(r, DATA, 0, 1000) : void r.destroy()),
    });
    const error = await failure(
      receive(server, memory(), recordOf(DATA), { sleep: async ms => void waits.push(ms), tries: 3 }),
    );
    expect(error).toBeInstanceOf(ConnectionError);
    expect(waits).toEqual([500, 1000]);
  });

  test('goes on after a time of silence', async () => {
    await using server = await imageServer(
      {
        'GET file': (q, r, turn) => {
          if (turn > 1) return serveData(q, r, DATA);
          r.writeHead(200, { 'content-length': DATA.length });
          r.write(DATA.subarray(0, 9000));
        },
      },
      { idleTimeout: 300 },
    );
    const target = memory();
    await receive(server, target);
    expect(target.data().equals(DATA)).toBe(true);
    expect(server.asked[1]).toContain('bytes=9000-');
  });

  test('is tried again while the service is busy', async () => {
    await using server = await imageServer({
      'GET file': (q, r, turn) => (turn < 3 ? void r.writeHead(503).end() : serveData(q, r, DATA)),
    });
    const target = memory();
    await receive(server, target);
    expect(target.data().equals(DATA)).toBe(true);
  });

  test('ends with the reason of the signal', async () => {
    const controller = new AbortController();
    await using server = await imageServer({
      'GET file': (_, r) => {
        r.writeHead(200, { 'content-length': DATA.length });
        r.write(DATA.subarray(0, 9000), () => setTimeout(() => controller.abort(new Error('enough')), 20));
      },
    });
    const error = await failure(receive(server, memory(), recordOf(DATA), { signal: controller.signal }));
    expect(error).toMatchObject({ message: 'enough' });
  });

  test('throws what the target throws', async () => {
    await using server = await imageServer({ 'GET file': (q, r) => serveData(q, r, DATA) });
    const full: Target = {
      ...memory(),
      write: () => Promise.reject(new Error('no space')),
    };
    expect(await failure(receive(server, full))).toMatchObject({ message: 'no space' });
  });
});

describe('a download that was begun before', () => {
  test('asks for the rest, and hashes all of it', async () => {
    await using server = await imageServer({ 'GET file': (q, r) => serveData(q, r, DATA) });
    const target = memory(DATA.subarray(0, 120_000));
    const outcome = await receive(server, target);
    expect(outcome).toMatchObject({ size: DATA.length, verifiedBy: 'sha512' });
    expect(target.data().equals(DATA)).toBe(true);
    expect(server.asked[0]).toContain('bytes=120000-');
  });

  test('asks for nothing when all is there', async () => {
    await using server = await imageServer({});
    await receive(server, memory(DATA));
    expect(server.asked).toEqual([]);
  });

  test('fails when what is there is of something else', async () => {
    await using server = await imageServer({ 'GET file': (q, r) => serveData(q, r, DATA) });
    const target = memory(Buffer.alloc(120_000));
    expect(await failure(receive(server, target))).toBeInstanceOf(IntegrityError);
  });
});
