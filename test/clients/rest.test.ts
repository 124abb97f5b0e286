import { describe, expect, test } from 'vitest';
import { errorDetail } from '../../src/clients/error-body.ts';
import { HttpError, MalformedResponse } from '../../src/clients/errors.ts';
import { parseJson } from '../../src/clients/json.ts';
import { encodeQuery, pathPart } from '../../src/clients/query.ts';
import { createSession } from '../../src/clients/session.ts';
import { WaitTimeout, wait } from '../../src/clients/wait.ts';
import { fake, type Reply, SETTINGS } from './fake.ts';

function service(handle: (line: string) => Reply, truncated: string[] = []) {
  const transport = fake(({ method }, url) => handle(`${method} ${url.pathname}${url.search}`));
  const settings = {
    ...SETTINGS,
    authType: 'admin_token',
    auth: { endpoint: 'http://c.test/v2.1', token: 'T' },
  };
  const deps = { transport, clock: { now: () => 0 }, truncated: (key: string) => truncated.push(key) };
  return { transport, compute: createSession(settings, deps).service('compute') };
}

describe('collections', () => {
  test.each<[string, (query: string) => object]>([
    [
      '<key>_links',
      query => ({ things_links: [{ rel: 'next', href: `http://inside:1/v9/things?${query}` }] }),
    ],
    [
      'links.next',
      query => ({ links: { self: 'x', previous: null, next: `http://inside/things?${query}` } }),
    ],
    ['next', query => ({ next: `/v2/things?${query}` })],
    ['a list of links', query => ({ links: [{ rel: 'next', href: `/v2/things?${query}` }] })],
  ])('are followed by %s to the end', async (_name, next) => {
    const { transport, compute } = service(line => {
      const page = Number(/marker=(\d)/.exec(line)?.[1] ?? 0);
      const link = page < 2 ? next(`limit=1&marker=${page + 1}`) : {};
      return { body: parseJson(JSON.stringify({ things: [{ id: page }], ...link })) };
    });
    expect(await compute.list('/things', 'things', { query: { limit: 1 } })).toEqual([
      { id: 0 },
      { id: 1 },
      { id: 2 },
    ]);
    expect(transport.lines).toEqual([
      'GET http://c.test/v2.1/things?limit=1',
      'GET http://c.test/v2.1/things?limit=1&marker=1',
      'GET http://c.test/v2.1/things?limit=1&marker=2',
    ]);
  });

  test('end at the limit, at an empty page, and at a page that was there before', async () => {
    const links = [{ rel: 'next', href: '/things?marker=1' }];
    const endless = service(() => ({ body: { things: [{ id: 1 }, { id: 2 }], things_links: links } }));
    expect(await endless.compute.list('/things', 'things', { limit: 3 })).toHaveLength(3);
    expect(endless.transport.sent).toHaveLength(2);
    expect(await endless.compute.list('/things', 'things')).toHaveLength(4);
    const empty = service(() => ({ body: { things: [], things_links: links } }));
    expect(await empty.compute.list('/things', 'things')).toEqual([]);
    expect(empty.transport.sent).toHaveLength(1);
  });

  test('that a service cut short are told of', async () => {
    const body = { users: [{ id: 1 }], truncated: true };
    const next = { self: 'x', previous: null, next: 'http://inside/users?marker=1' };
    const told = async (handle: (line: string) => Reply, limit?: number): Promise<string[]> => {
      const truncated: string[] = [];
      await service(handle, truncated).compute.list('/users', 'users', limit === undefined ? {} : { limit });
      return truncated;
    };
    expect(await told(() => ({ body }))).toEqual(['users']);
    // What was asked for is there in full, with the next page or without it.
    expect(await told(() => ({ body }), 1)).toEqual([]);
    const last = { users: [{ id: 2 }] };
    expect(await told(line => ({ body: line.includes('marker') ? last : { ...body, links: next } }))).toEqual(
      [],
    );
  });
});

describe('bodies', () => {
  test('are sent as JSON and come back parsed', async () => {
    const { transport, compute } = service(() => ({
      status: 202,
      headers: { location: '/x' },
      body: { ok: 1 },
    }));
    expect(await compute.post('/servers', { server: { id: 12345678901234567890n } })).toEqual({ ok: 1 });
    expect(transport.sent[0]?.body).toMatch(/^{"server":{"id":1234567890123456\d{4}}}$/);
    expect(transport.sent[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-auth-token': 'T',
    });
    expect(await compute.request('PATCH', '/a', { body: [] })).toMatchObject({
      status: 202,
      body: { ok: 1 },
    });
  });

  test('may be missing', async () => {
    const { compute } = service(() => ({ status: 204 }));
    expect(await compute.post('/a', {})).toEqual({});
    await compute.delete('/a');
    expect(await compute.request('GET', '/a')).toMatchObject({ body: null });
  });

  test.each<[string, Reply]>([
    ['nothing instead of JSON', {}],
    ['nothing instead of JSON', { body: 'null' }],
    ["a JSON object with a list 'things' was expected", { body: {} }],
    ["a JSON object with a list 'things' was expected", { body: { things: 'none' } }],
  ])('that have no list are no empty list: %s', async (message, reply) => {
    const refused = service(() => reply).compute.list('/things', 'things');
    await expect(refused).rejects.toThrow(MalformedResponse);
    await expect(refused).rejects.toThrow(message);
  });

  test.each<[string, Reply]>([
    ['nothing instead of JSON', {}],
    ['HTML instead of JSON', { headers: { 'content-type': 'text/html' }, body: '<html>Login</html>' }],
    ['HTML instead of JSON', { body: '<html>Login</html>' }],
    ['JSON that is incomplete or damaged', { body: '{"servers": [{"id": 1}' }],
    ['a JSON object was expected', { body: '[1]' }],
  ])('that are no JSON object are refused: %s', async (message, reply) => {
    const error = await service(() => reply)
      .compute.get('/a')
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(MalformedResponse);
    expect(error).toMatchObject({ message, url: 'http://c.test/v2.1/a', requestId: 'req-1' });
  });
});

test('redirects are followed for GET, without the token to other servers', async () => {
  const { transport, compute } = service(line => {
    if (line === 'GET /v2.1/a') return { status: 302, headers: { location: '/v2.1/a/' } };
    if (line === 'GET /v2.1/a/') return { status: 307, headers: { location: 'http://other.test/b' } };
    return { status: line.startsWith('POST') ? 308 : 200, headers: { location: '/x' }, body: {} };
  });
  await compute.get('/a');
  await compute.post('/a', {});
  expect(transport.lines.slice(1)).toEqual([
    'GET http://c.test/v2.1/a/',
    'GET http://other.test/b',
    'POST http://c.test/v2.1/a',
  ]);
  expect(transport.sent.map(({ headers }) => headers['x-auth-token'])).toEqual(['T', 'T', undefined, 'T']);
});

test('queries are encoded as requests does', () => {
  const query = { a: undefined, b: true, c: 1, d: ['x y', 'ü&='], e: "it's~ok" };
  expect(encodeQuery(query)).toBe('b=True&c=1&d=x+y&d=%C3%BC%26%3D&e=it%27s~ok');
  expect(encodeQuery({})).toBe('');
});

describe('the sentence of an error', () => {
  test.each([
    ['compute', '{"badRequest": {"code": 400, "message": "Bad image"}}', 'Bad image'],
    ['network', '{"NeutronError": {"type": "X", "message": "No such net", "detail": ""}}', 'No such net'],
    ['identity', '{"error": {"code": 403, "message": "Forbidden.", "title": "F"}}', 'Forbidden.'],
    ['flat', '{"message": "gone<br />", "code": "404 Not Found", "title": "Not Found"}', 'gone<br />'],
    ['fault', '{"error_message": {"faultcode": "Client", "faultstring": "no node"}}', 'no node'],
    ['double', '{"error_message": "{\\"faultstring\\": \\"old\\"}"}', 'old'],
    ['several', '{"a": {"message": "1"}, "b": {"message": "2"}}', '1\n2'],
    ['none', '{"errors": [{"title": "x"}]}', ''],
    ['a list', '[1]', '[1]'],
    ['broken', '{"a"', '{"a"'],
  ])('JSON, %s', (_name, body, detail) =>
    expect(errorDetail('application/json; charset=UTF-8', body)).toBe(detail),
  );

  test('HTML, text and nothing', () => {
    const html =
      '<html>\n <head>\n  <title>403 Forbidden</title>\n </head>\n <body>\n  <h1>403 Forbidden</h1>\n  Access denied.<br /><br />\n </body>\n</html>';
    expect(errorDetail('text/html; charset=UTF-8', html)).toBe('403 Forbidden: Access denied.');
    expect(errorDetail('text/plain', 'x')).toBe('');
    expect(errorDetail('application/json', '')).toBe('');
  });

  test('a plain text is kept apart', async () => {
    const reply = {
      status: 429,
      reason: 'Too Many',
      headers: { 'content-type': 'text/plain' },
      body: 'slow down\n',
    };
    const error = await service(() => reply)
      .compute.get('/a')
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      message: 'slow down',
      failure: { detail: '', plain: 'slow down', reason: 'Too Many' },
    });
  });
});

describe('waiting', () => {
  async function run(states: (string | 404 | 500)[], timeout?: number) {
    const pauses: number[] = [];
    const seen: unknown[] = [];
    let now = 0;
    const result = await wait(
      async () => {
        const state = states.shift();
        if (typeof state === 'number')
          throw new HttpError({ status: state, method: 'GET', url: 'u', detail: '', reason: '' });
        return state;
      },
      {
        done: state => state === 'ACTIVE' || state === undefined,
        failed: state => state === 'ERROR',
        progress: state => seen.push(state),
        sleep: async milliseconds => {
          pauses.push(milliseconds);
          now += milliseconds;
        },
        now: () => now,
        ...(timeout === undefined ? {} : { timeout }),
      },
    );
    return { ...result, pauses, seen };
  }

  test('ends with the state, the pauses growing', async () => {
    const build = ['BUILD', 'BUILD', 'BUILD', 'BUILD', 'BUILD', 'BUILD', 'BUILD', 'BUILD'];
    const { outcome, last, pauses } = await run([...build, 'ACTIVE']);
    expect({ outcome, last }).toEqual({ outcome: 'done', last: 'ACTIVE' });
    expect(pauses.slice(0, 3)).toEqual([500, 750, 1125]);
    expect(pauses.at(-1)).toBe(5000);
  });

  test('a resource that is gone is a state, a failing service is not', async () => {
    expect(await run(['DELETING', 404])).toMatchObject({ outcome: 'done', last: undefined });
    expect(await run(['BUILD', 'ERROR'])).toMatchObject({
      outcome: 'failed',
      last: 'ERROR',
      seen: ['BUILD', 'ERROR'],
    });
    await expect(run(['BUILD', 500])).rejects.toBeInstanceOf(HttpError);
  });

  test('a time limit ends it, 0 after one look', async () => {
    await expect(run(['BUILD', 'BUILD', 'BUILD'], 600)).rejects.toBeInstanceOf(WaitTimeout);
    await expect(run(['BUILD'], 0)).rejects.toMatchObject({ last: 'BUILD' });
    expect(await run(['ACTIVE'], 0)).toMatchObject({ outcome: 'done' });
  });
});

test('parts of paths keep what does not end them', () => {
  expect(pathPart("a,b:c@d+e&f;$!*()~='")).toBe("a,b:c@d+e&f;$!*()~='");
  expect(pathPart('a/b?c#d%e[f] ü')).toBe('a%2Fb%3Fc%23d%25e%5Bf%5D%20%C3%BC');
});
