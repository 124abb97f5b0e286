import { expect, test } from 'vitest';
import { ConnectionError } from '../../src/clients/errors.ts';
import { retrying } from '../../src/clients/retry.ts';
import type { RequestBody, TransportResponse } from '../../src/clients/transport.ts';

type Turn = { status: number; after?: string } | ConnectionError['kind'];

function reply(status: number, after?: string): TransportResponse {
  const headers: Record<string, string> = after === undefined ? {} : { 'retry-after': after };
  async function* body() {}
  return { status, reason: '', headers, body: body(), text: async () => '' };
}

async function run(method: string, turns: Turn[], body?: RequestBody) {
  const waits: number[] = [];
  let sent = 0;
  const transport = retrying(
    {
      async send({ url }) {
        const turn = turns[sent++];
        if (turn === undefined) throw new Error('sent too often');
        if (typeof turn === 'string') throw new ConnectionError(url, turn, turn);
        return reply(turn.status, turn.after);
      },
    },
    {
      sleep: async milliseconds => {
        waits.push(milliseconds);
      },
      now: () => Date.parse('2026-01-01T00:00:00Z'),
      random: () => 0.5,
    },
  );
  const outcome = await transport.send({ method, url: 'http://a.test/', headers: {}, body }).then(
    answer => answer.status,
    (error: unknown) => (error instanceof ConnectionError ? error.kind : error),
  );
  return { outcome, sent, waits };
}

test.each(['GET', 'HEAD', 'PUT', 'DELETE'])(
  '%s is sent again when the service is busy, four times at most',
  async method => {
    const busy = [429, 502, 503, 504].map(status => ({ status }));
    expect(await run(method, busy)).toEqual({ outcome: 504, sent: 4, waits: [375, 750, 1500] });
    expect(await run(method, [{ status: 503 }, { status: 200 }])).toEqual({
      outcome: 200,
      sent: 2,
      waits: [375],
    });
  },
);

test('Retry-After is obeyed, in seconds or as a date, up to a minute', async () => {
  expect((await run('GET', [{ status: 429, after: '7' }, { status: 200 }])).waits).toEqual([7000]);
  const date = 'Thu, 01 Jan 2026 00:00:03 GMT';
  expect((await run('GET', [{ status: 503, after: date }, { status: 200 }])).waits).toEqual([3000]);
  expect(await run('GET', [{ status: 503, after: '3600' }])).toEqual({ outcome: 503, sent: 1, waits: [] });
});

test('other answers are final', async () => {
  for (const status of [200, 400, 401, 404, 409, 500]) expect((await run('GET', [{ status }])).sent).toBe(1);
});

test('POST and PATCH are only sent again when nothing was sent', async () => {
  for (const method of ['POST', 'PATCH']) {
    expect(await run(method, [{ status: 503 }])).toMatchObject({ outcome: 503, sent: 1 });
    expect(await run(method, ['broken'])).toMatchObject({ outcome: 'broken', sent: 1 });
    expect(await run(method, ['refused', { status: 202 }])).toEqual({ outcome: 202, sent: 2, waits: [75] });
  }
});

test('broken connections are tried again, time-outs, unknown hosts and TLS failures are not', async () => {
  expect(await run('GET', ['broken', 'refused', { status: 200 }])).toMatchObject({
    outcome: 200,
    waits: [75, 150],
  });
  for (const kind of ['timeout', 'dns', 'tls'] as const)
    expect((await run('GET', [kind])).outcome).toBe(kind);
});

test('a stream is never sent twice', async () => {
  async function* stream() {
    yield new Uint8Array(1);
  }
  expect(await run('PUT', [{ status: 503 }], stream())).toMatchObject({ outcome: 503, sent: 1 });
  expect(await run('PUT', ['refused'], stream())).toMatchObject({ outcome: 'refused', sent: 1 });
});
