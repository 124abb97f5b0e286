import { describe, expect, test } from 'vitest';
import type { CacheEntry, TokenCache } from '../../src/clients/auth/cache.ts';
import { EndpointNotFound, HttpError, UnsupportedMicroversion } from '../../src/clients/errors.ts';
import { createSession, type SessionSettings } from '../../src/clients/session.ts';
import { type Fake, fake, type Reply, SETTINGS, tokenReply } from './fake.ts';

const ZED = {
  version: {
    id: 'v2.1',
    version: '2.93',
    min_version: '2.1',
    links: [{ rel: 'self', href: 'http://x/v2.1/' }],
  },
};

/** A cache that lives as long as the test. */
function memory(): TokenCache & { readonly entries: Map<string, CacheEntry> } {
  const entries = new Map<string, CacheEntry>();
  return {
    entries,
    load: key => entries.get(key),
    store: (key, entry) => {
      entries.set(key, entry);
    },
    remove: key => {
      entries.delete(key);
    },
    list: () => [],
    clear: () => 0,
  };
}

/** A cloud that gives token-1, token-2 …, and says whatever `rest` says. */
function cloud(rest: (line: string, token: string) => Reply = () => ({ body: {} })): Fake {
  let tokens = 0;
  return fake((request, url) => {
    if (url.pathname.endsWith('/auth/tokens')) return tokenReply(`token-${++tokens}`);
    return rest(`${request.method} ${request.url}`, request.headers['x-auth-token'] ?? '');
  });
}

function open(transport: Fake, settings: Partial<SessionSettings> = {}, cache?: TokenCache) {
  const deps = { transport, cache, clock: { now: () => 0 } };
  return createSession({ ...SETTINGS, ...settings }, deps);
}

const TOKENS = 'POST http://id.test/v3/auth/tokens';

describe('endpoints', () => {
  test.each([
    ['compute', 'http://compute.test/v2.1'],
    ['image', 'http://image.test/v2'],
    ['network', 'http://network.test/v2.0'],
    ['volume', 'http://volume.test/v3/p1'],
    ['block-storage', 'http://volume.test/v3/p1'],
    ['block_storage', 'http://volume.test/v3/p1'],
    ['identity', 'http://id.test/v3'],
    ['placement', 'http://placement.test/placement'],
  ])('%s is at %s', async (type, url) => {
    expect(await open(cloud()).service(type).endpoint()).toBe(url);
  });

  test('region, interface and overrides choose', async () => {
    const at = (settings: Partial<SessionSettings>) => open(cloud(), settings).service('compute').endpoint();
    expect(await at({ region: 'R2' })).toBe('http://compute.two/v2.1');
    expect(await at({ interface: 'internalURL' })).toBe('http://compute.internal/v2.1');
    expect(await at({ interface: 'admin,internal' })).toBe('http://compute.internal/v2.1');
    expect(await at({ endpoints: { compute: 'http://mine.test/' } })).toBe('http://mine.test/v2.1');
    const error = await at({ region: 'R9' }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(EndpointNotFound);
    expect(error).toHaveProperty('message', 'public endpoint for compute service in R9 region not found');
  });

  test('none and admin_token know their endpoint and ask nobody', async () => {
    const transport = cloud();
    const none = open(transport, { authType: 'none', auth: { endpoint: 'http://bare.test/v1' } });
    await none.service('placement').get('/x');
    const admin = open(transport, {
      authType: 'admin_token',
      auth: { endpoint: 'http://id.test/v3', token: 'T' },
    });
    await admin.service('identity').get('/users');
    expect(transport.lines).toEqual(['GET http://bare.test/v1/x', 'GET http://id.test/v3/users']);
    expect(transport.sent.map(({ headers }) => headers['x-auth-token'])).toEqual([undefined, 'T']);
  });

  test('a version that was guessed wrong is looked up once, and kept', async () => {
    const links = [{ rel: 'self', href: 'http://inside/img/v2/' }];
    const transport = cloud(line => {
      if (line === 'GET http://image.test/')
        return { status: 300, body: { versions: [{ id: 'v2.9', links }] } };
      return line.includes('/img/v2/')
        ? { body: { id: 'i' } }
        : { status: 404, headers: { 'x-openstack-request-id': '' } };
    });
    const cache = memory();
    const image = open(transport, {}, cache).service('image');
    await image.get('/images/i');
    await image.get('/images/i');
    await open(transport, {}, cache).service('image').get('/images/i');
    expect(transport.lines).toEqual([
      TOKENS,
      'GET http://image.test/v2/images/i',
      'GET http://image.test/',
      'GET http://image.test/img/v2/images/i',
      'GET http://image.test/img/v2/images/i',
      'GET http://image.test/img/v2/images/i',
    ]);
  });

  test('a 404 of the API itself asks for no versions', async () => {
    const transport = cloud(() => ({ status: 404, body: {} }));
    await expect(open(transport).service('image').get('/images/x')).rejects.toMatchObject({ status: 404 });
    expect(transport.lines).toHaveLength(2);
  });
});

describe('tokens', () => {
  test('one is enough for requests side by side', async () => {
    const transport = cloud();
    const session = open(transport);
    await Promise.all([
      session.service('image').get('/a'),
      session.service('network').get('/b'),
      session.whoami(),
    ]);
    expect(transport.lines).toHaveLength(3);
    expect(await session.whoami()).toMatchObject({ userId: 'u1', projectId: 'p1', roles: ['member'] });
    expect((await session.catalog()).find(entry => entry.type === 'compute')?.name).toBe('compute-name');
  });

  test('the next run takes it from the cache, with its password or without', async () => {
    const transport = cloud();
    const cache = memory();
    await open(transport, {}, cache).service('image').get('/a');
    const { password: _password, ...auth } = SETTINGS.auth;
    await open(transport, { auth }, cache).service('image').get('/a');
    expect(transport.lines.filter(line => line === TOKENS)).toHaveLength(1);
  });

  test('another identity, scope or trust in the server takes another', async () => {
    const transport = cloud();
    const cache = memory();
    const changes: Partial<SessionSettings>[] = [
      {},
      { verify: false },
      { cacert: '/ca.pem' },
      { auth: { ...SETTINGS.auth, project_name: 'q' } },
      { auth: { ...SETTINGS.auth, username: 'v' } },
    ];
    for (const change of changes) await open(transport, change, cache).whoami();
    expect(cache.entries.size).toBe(changes.length);
    expect(transport.lines).toHaveLength(changes.length);
  });

  test('one that the user brought is not kept', async () => {
    const cache = memory();
    await open(
      cloud(),
      { authType: 'token', auth: { auth_url: 'http://id.test/v3', token: 'T' } },
      cache,
    ).whoami();
    expect(cache.entries.size).toBe(0);
  });

  test('a catalogue that was kept is asked for anew where it has to be right', async () => {
    const transport = cloud();
    const cache = memory();
    await open(transport, {}, cache).whoami();
    const session = open(transport, {}, cache);
    await session.catalog();
    expect(transport.lines).toEqual([TOKENS]);
    expect((await session.catalog(true)).length).toBeGreaterThan(0);
    expect(transport.lines).toEqual([TOKENS, TOKENS]);
    await session.catalog(true);
    expect(transport.lines).toHaveLength(2);
  });

  test('a service that a kept catalogue does not have is looked for once more', async () => {
    const transport = cloud();
    const cache = memory();
    await open(transport, {}, cache).whoami();
    const [[key, entry] = ['', undefined]] = cache.entries;
    if (!entry) throw new Error('nothing was kept');
    cache.store(key, { ...entry, catalog: entry.catalog.filter(({ type }) => type !== 'compute') });
    expect(await open(transport, {}, cache).service('compute').endpoint()).toBe('http://compute.test/v2.1');
    expect(transport.lines).toEqual([TOKENS, TOKENS]);
    await expect(open(transport, { region: 'R9' }, cache).service('compute').endpoint()).rejects.toThrow(
      EndpointNotFound,
    );
    expect(transport.lines).toHaveLength(3);
  });

  test('a 401 is answered with a new one, once for all requests under way', async () => {
    const transport = cloud((_line, token) => (token === 'token-1' ? { status: 401 } : { body: { ok: 1 } }));
    const cache = memory();
    const session = open(transport, {}, cache);
    const answers = await Promise.all(['/a', '/b', '/c'].map(path => session.service('image').get(path)));
    expect(answers).toEqual([{ ok: 1 }, { ok: 1 }, { ok: 1 }]);
    expect(transport.lines.filter(line => line === TOKENS)).toHaveLength(2);
    expect([...cache.entries.values()].map(entry => entry.identity.token)).toEqual(['token-2']);
  });

  test('a second 401 is an error', async () => {
    const transport = cloud(() => ({ status: 401, body: { error: { message: 'no' } } }));
    await expect(open(transport).service('image').get('/a')).rejects.toMatchObject({
      status: 401,
      message: 'no',
    });
    expect(transport.lines).toHaveLength(4);
  });

  test('a failure to authenticate is not remembered', async () => {
    let refusals = 1;
    const transport = fake(() => (refusals-- > 0 ? { status: 401 } : tokenReply('t')));
    const session = open(transport);
    await expect(session.whoami()).rejects.toThrow(/HTTP 401/);
    expect(await session.whoami()).toMatchObject({ token: 't' });
  });
});

describe('microversions', () => {
  const answering = () => cloud(line => (line.endsWith('/v2.1/') ? { body: ZED } : { body: {} }));

  test('the lower of both sides’ newest is sent, and asked for only once', async () => {
    const transport = answering();
    const cache = memory();
    const compute = open(transport, {}, cache).service('compute');
    await Promise.all([
      compute.get('/a', { microversion: '2.96' }),
      compute.get('/b', { microversion: '2.61' }),
    ]);
    await open(transport, {}, cache).service('compute').get('/c', { microversion: 'latest' });
    await compute.get('/d');
    const versions = Object.fromEntries(
      transport.sent.map(({ url, headers }) => [new URL(url).pathname, headers['openstack-api-version']]),
    );
    expect(versions).toEqual({
      '/v3/auth/tokens': undefined,
      '/v2.1/': undefined,
      '/v2.1/a': 'compute 2.93',
      '/v2.1/b': 'compute 2.61',
      '/v2.1/c': 'compute 2.93',
      '/v2.1/d': undefined,
    });
    expect(transport.sent).toHaveLength(6);
    expect(await compute.versions()).toEqual({ min: '2.1', max: '2.93' });
  });

  test.each([
    ['2.53', '2.53'],
    ['2.1', '2.1'],
    ['2', '2.90'],
    ['2.latest', '2.90'],
  ])('asked for as %s, %s is sent', async (asked, sent) => {
    const transport = answering();
    const compute = open(transport, { apiVersions: { compute: asked } }).service('compute');
    await compute.get('/a', { microversion: '2.90' });
    const headers = transport.sent.at(-1)?.headers;
    expect(headers).toMatchObject({
      'openstack-api-version': `compute ${sent}`,
      'x-openstack-nova-api-version': sent,
    });
  });

  test.each(['2.0', '2.94', '3.1'])('%s, which the service does not have, is not sent', async asked => {
    const transport = answering();
    const compute = open(transport, { apiVersions: { compute: asked } }).service('compute');
    const refused = compute.delete('/a');
    await expect(refused).rejects.toThrow(UnsupportedMicroversion);
    await expect(refused).rejects.toThrow(`microversions from 2.1 to 2.93, not ${asked}.`);
    expect(transport.lines).toHaveLength(2);
  });

  test('a service without microversions is not asked for them', async () => {
    const transport = cloud();
    await open(transport, { apiVersions: { image: '2.9' } })
      .service('image')
      .get('/v2/images');
    expect(transport.lines).toHaveLength(2);
  });

  test('block storage says volume and is asked without the project', async () => {
    const body = { versions: [{ id: 'v3.0', version: '3.70', min_version: '3.0', links: [] }] };
    const transport = cloud(line => (line.endsWith('/v3/') ? { body } : { body: {} }));
    await open(transport).service('volume').get('/volumes', { microversion: '3.71' });
    expect(transport.lines.slice(1)).toEqual([
      'GET http://volume.test/v3/',
      'GET http://volume.test/v3/p1/volumes',
    ]);
    expect(transport.sent.at(-1)?.headers).toMatchObject({ 'openstack-api-version': 'volume 3.70' });
  });

  test('a service without any is sent none', async () => {
    const transport = cloud(() => ({ body: { versions: [{ id: 'v2.0', links: [] }] } }));
    await open(transport).service('network').get('/a', { microversion: '2.5' });
    expect(transport.sent.at(-1)?.headers).not.toHaveProperty('openstack-api-version');
    expect(await open(transport).service('network').negotiate('2.5')).toBeUndefined();
  });
});

test('errors know their request', async () => {
  const body = { itemNotFound: { code: 404, message: 'Instance x could not be found.' } };
  const transport = cloud(() => ({ status: 404, reason: 'Not Found', body }));
  const error = await open(transport)
    .service('compute')
    .get('/servers/x')
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(HttpError);
  expect(error).toMatchObject({
    failure: {
      status: 404,
      method: 'GET',
      url: 'http://compute.test/v2.1/servers/x',
      detail: 'Instance x could not be found.',
      reason: 'Not Found',
      requestId: 'req-1',
      service: 'compute',
    },
  });
});
