import { describe, expect, test } from 'vitest';
import { ConnectionError, HttpError } from '../../src/clients/errors.ts';
import { type Source, streamSource } from '../../src/clients/image/source.ts';
import { sendOrTidy, UploadBroken, type UploadOptions, upload } from '../../src/clients/image/upload.ts';
import { bytes, type Handler, ID, type ImageServer, imageServer } from './image-server.ts';

const DATA = bytes(300_000);

async function* pieces(data: Buffer = DATA, size = 50_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < data.length; at += size) yield data.subarray(at, at + size);
}

/** As a file is: of a known size, and there as often as it is wanted. */
const file: Source = {
  size: DATA.length,
  repeatable: true,
  [Symbol.asyncIterator]: () => pieces(),
};

const pipe = (): Source => streamSource(pieces());

/** Takes everything and gives each body to `took`. */
function taking(
  took: (body: Buffer, headers: NodeJS.Dict<string | string[]>) => void,
  status = 204,
): Handler {
  return async (request, response) => {
    const body: Buffer[] = [];
    for await (const chunk of request) body.push(chunk);
    took(Buffer.concat(body), request.headers);
    response.writeHead(status).end();
  };
}

/** Time that passes only as much as it must. */
const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, Math.min(ms, 30)));

function send(server: ImageServer, source: Source, options: Partial<UploadOptions> = {}): Promise<number> {
  return upload(server.service, ID, source, { sleep, ...options });
}

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
}

describe('an upload', () => {
  test('of a file has its length, of a pipe comes in chunks', async () => {
    const seen: { body: Buffer; headers: NodeJS.Dict<string | string[]> }[] = [];
    await using server = await imageServer({
      'PUT file': taking((body, headers) => void seen.push({ body, headers })),
      'PUT stage': taking((body, headers) => void seen.push({ body, headers })),
    });
    const told: number[] = [];
    expect(await send(server, file, { announced: 5, progress: done => void told.push(done) })).toBe(
      DATA.length,
    );
    await send(server, pipe(), { into: 'stage', headers: { 'x-image-meta-store': 'cheap' } });
    expect(seen.map(({ body }) => body.equals(DATA))).toEqual([true, true]);
    expect(seen[0]?.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': '300000',
      'x-openstack-image-size': '5',
    });
    expect(seen[1]?.headers).toMatchObject({
      'transfer-encoding': 'chunked',
      'x-image-meta-store': 'cheap',
    });
    expect(seen[1]?.headers).not.toHaveProperty('x-openstack-image-size');
    expect(server.asked).toEqual([`PUT /v2/images/${ID}/file`, `PUT /v2/images/${ID}/stage`]);
    expect(told).toEqual([0, 50_000, 100_000, 150_000, 200_000, 250_000, 300_000]);
  });

  test('of a file is sent again while the service is busy, of a pipe it is not', async () => {
    const busy: Handler = async (request, response, turn) => {
      for await (const _ of request);
      response.writeHead(turn % 3 === 0 ? 204 : 503).end();
    };
    await using server = await imageServer({ 'PUT file': busy });
    expect(await send(server, file)).toBe(DATA.length);
    expect(server.asked.length).toBe(3);
    expect(await failure(send(server, pipe()))).toMatchObject({ status: 503 });
    expect(server.asked.length).toBe(4);
  });

  test('that breaks off is not sent again', async () => {
    await using server = await imageServer({
      'PUT file': async request => {
        for await (const _ of request) request.socket.destroy();
      },
    });
    const error = await failure(send(server, file));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(server.asked.length).toBe(1);
  });

  test('that is refused at once has the sentence of the service', async () => {
    await using server = await imageServer({
      'PUT file': (_, response) =>
        void response
          .writeHead(413, { 'content-type': 'text/html', 'x-openstack-request-id': 'req-1' })
          .end('<h1>413</h1>\nThe quota is used up'),
    });
    const error = await failure(send(server, file));
    expect(error).toBeInstanceOf(HttpError);
    expect(error).toMatchObject({ status: 413, failure: { detail: '413: The quota is used up' } });
  });

  test('ends when the service takes no more', async () => {
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      for (;;) yield Buffer.alloc(1_000_000);
    };
    await using server = await imageServer({ 'PUT file': request => void request.pause() });
    const error = await failure(send(server, streamSource(endless()), { stall: 100 }));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ kind: 'timeout', message: 'the server takes no more data' });
  });

  test('waits for a source that is slow', async () => {
    const slow = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from('a');
      await new Promise(resolve => setTimeout(resolve, 200));
      yield Buffer.from('b');
    };
    await using server = await imageServer({ 'PUT file': taking(() => {}) });
    expect(await send(server, streamSource(slow()), { stall: 10 })).toBe(2);
  });

  test('throws what the source throws', async () => {
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from('a');
      throw Object.assign(new Error('read error'), { code: 'EIO' });
    };
    await using server = await imageServer({ 'PUT file': taking(() => {}) });
    expect(await failure(send(server, streamSource(broken())))).toMatchObject({ code: 'EIO' });
  });
});

describe('an upload that is broken off', () => {
  const controller = () => {
    const made = new AbortController();
    const abort = (): void => made.abort(new Error('Ctrl-C'));
    return { signal: made.signal, abort };
  };

  /** An image whose upload the service has not given up for so many looks. */
  const saving =
    (looks: number): Handler =>
    (_, response, turn) =>
      void response.end(JSON.stringify({ id: ID, status: turn <= looks ? 'saving' : 'queued' }));

  const interrupted =
    (abort: () => void): Handler =>
    async request => {
      request.once('data', abort);
      request.once('error', () => {});
    };

  test('takes the image with it that was made for it', async () => {
    const { signal, abort } = controller();
    await using server = await imageServer({
      'PUT file': interrupted(abort),
      'DELETE show': (_, response) => void response.writeHead(204).end(),
    });
    const work = () => send(server, file, { signal });
    const error = await failure(
      sendOrTidy(server.service, ID, work, { created: true, keep: false }, { sleep, signal }),
    );
    expect(error).toBeInstanceOf(UploadBroken);
    expect(error).toMatchObject({
      imageId: ID,
      state: 'deleted',
      message: `The upload of image ${ID} was interrupted; the image was deleted.`,
      cause: { message: 'Ctrl-C' },
    });
    expect(server.asked.at(-1)).toBe(`DELETE /v2/images/${ID}`);
  });

  test.each([
    ['that was there before', { created: false, keep: false }],
    ['that is to be kept', { created: true, keep: true }],
  ])('leaves an image %s, and tells the state that it comes to', async (_, fate) => {
    const { signal, abort } = controller();
    await using server = await imageServer({ 'PUT file': interrupted(abort), 'GET show': saving(2) });
    const work = () => send(server, file, { signal });
    const error = await failure(sendOrTidy(server.service, ID, work, fate, { sleep, signal }));
    expect(error).toMatchObject({
      state: 'queued',
      message: `The upload of image ${ID} was interrupted; the image is in state queued.`,
    });
    expect(server.asked.length).toBe(4);
  });

  test('says why when it was a fault', async () => {
    await using server = await imageServer({
      'PUT file': async request => {
        for await (const _ of request) request.socket.destroy();
      },
      'DELETE show': (_, response) => void response.writeHead(500, { 'x-openstack-request-id': 'r' }).end(),
    });
    const error = await failure(
      sendOrTidy(server.service, ID, () => send(server, file), { created: true, keep: false }, { sleep }),
    );
    expect(error).toMatchObject({ state: 'unknown' });
    expect(error).toMatchObject({
      message: expect.stringMatching(/failed: .+; the image is in state unknown/),
    });
  });

  test('is left to the caller when it was refused', async () => {
    await using server = await imageServer({ 'PUT file': taking(() => {}, 409) });
    const error = await failure(
      sendOrTidy(server.service, ID, () => send(server, file), { created: true, keep: false }, { sleep }),
    );
    expect(error).toMatchObject({ status: 409 });
    expect(server.asked.length).toBe(1);
  });
});
