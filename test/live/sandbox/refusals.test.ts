/** What the sandbox refuses, and how, against what the real cloud says to the same request. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorDetail } from '../../../src/clients/error-body.ts';
import { isObject, type Json, parseJson, text } from '../../../src/clients/json.ts';
import { login, type TestCloud, testCloud } from '../../sandbox/cloud.ts';
import { openrc, type User } from '../harness/credentials.ts';

interface Request {
  readonly user: User;
  readonly method: string;
  /** Below the service's place, such as `/v3/projects`. */
  readonly path: string;
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Refused {
  readonly status: number;
  readonly message: string;
}

/** Where the services are: in the sandbox by prefix, in the real cloud by port. */
const PLACES = { identity: ['/identity', 5000], image: ['/image', 9292] } as const;

/** Without IDs, which both sides make anew, and without the schemas that Python prints behind its sentence. */
const mask = (message: string) =>
  message.replace(/\b[0-9a-f]{32}\b/g, 'ID').split(/(?:\n\n|: )Failed validating/)[0] ?? '';

let cloud: TestCloud;
const tokens = new Map<User, string>();

beforeAll(async () => {
  cloud = testCloud();
  for (const user of ['admin', 'demo'] as const) {
    const { OS_AUTH_URL = '', OS_PASSWORD } = openrc(user);
    const body = JSON.stringify(login(user, user, OS_PASSWORD));
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${OS_AUTH_URL}/auth/tokens`, { method: 'POST', headers, body });
    tokens.set(user, response.headers.get('x-subject-token') ?? '');
  }
});

afterAll(() => rmSync(cloud.dir, { recursive: true, force: true }));

async function really(port: number, { user, method, path, body, headers }: Request): Promise<Refused> {
  const token = tokens.get(user);
  const auth: Record<string, string> = token === undefined ? {} : { 'x-auth-token': token };
  const content = body === undefined ? null : JSON.stringify(body);
  const type = { 'content-type': 'application/json' };
  const all = { ...type, ...auth, ...headers };
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers: all, body: content });
  const said = await response.text();
  return {
    status: response.status,
    message: mask(errorDetail(response.headers.get('content-type') ?? '', said)),
  };
}

async function inSandbox(prefix: string, { user, method, path, body, headers }: Request): Promise<Refused> {
  const who = user === 'none' ? '' : user;
  const type = { 'content-type': 'application/json' };
  const answer = await cloud.ask(who, method, prefix + path, body, { ...type, ...headers });
  return {
    status: answer.status,
    message: mask(errorDetail(answer.headers['content-type'] ?? '', answer.text)),
  };
}

function same(service: keyof typeof PLACES, requests: readonly Request[]): void {
  const [prefix, port] = PLACES[service];
  test.each(requests)('$user $method $path $body', async request => {
    expect(await inSandbox(prefix, request)).toEqual(await really(port, request));
  });
}

describe('identity', () => {
  same('identity', [
    { user: 'none', method: 'GET', path: '/v3/projects' },
    { user: 'demo', method: 'GET', path: '/v3/projects' },
    { user: 'demo', method: 'GET', path: '/v3/users' },
    { user: 'demo', method: 'GET', path: '/v3/projects/nosuch' },
    { user: 'admin', method: 'GET', path: '/v3/projects/nosuch' },
    { user: 'admin', method: 'GET', path: '/v3/users/nosuch' },
    { user: 'admin', method: 'GET', path: '/v3/roles/nosuch' },
    { user: 'admin', method: 'GET', path: '/v3/domains/nosuch' },
    { user: 'admin', method: 'GET', path: '/v3/services/nosuch' },
    { user: 'admin', method: 'GET', path: '/v3/nosuch' },
    { user: 'admin', method: 'POST', path: '/v3/projects', body: { project: { name: 'demo' } } },
    { user: 'admin', method: 'POST', path: '/v3/projects', body: { project: {} } },
    { user: 'admin', method: 'POST', path: '/v3/users', body: { user: { name: 'demo' } } },
    { user: 'demo', method: 'POST', path: '/v3/projects', body: { project: { name: 'x' } } },
    { user: 'none', method: 'POST', path: '/v3/auth/tokens', body: { auth: {} } },
    { user: 'none', method: 'POST', path: '/v3/auth/tokens', body: login('demo', 'demo', 'wrong') },
    { user: 'none', method: 'POST', path: '/v3/auth/tokens', body: login('demo', 'admin') },
    { user: 'none', method: 'POST', path: '/v3/auth/tokens', body: login('nobody', undefined) },
    {
      user: 'none',
      method: 'POST',
      path: '/v3/auth/tokens',
      body: { auth: { identity: { methods: ['nope'] } } },
    },
  ]);
});

describe('image', () => {
  const patch = { 'content-type': 'application/json' };
  same('image', [
    { user: 'none', method: 'GET', path: '/v2/images' },
    { user: 'demo', method: 'GET', path: '/v2/images/nosuch' },
    { user: 'demo', method: 'DELETE', path: '/v2/images/nosuch' },
    { user: 'demo', method: 'PATCH', path: '/v2/images/nosuch', body: [], headers: patch },
    { user: 'demo', method: 'GET', path: '/v2/nosuch' },
    { user: 'demo', method: 'GET', path: '/v2/images?limit=x' },
    { user: 'demo', method: 'GET', path: '/v2/images?marker=nosuch' },
    { user: 'demo', method: 'GET', path: '/v2/images?sort=bad:asc' },
    { user: 'demo', method: 'GET', path: '/v2/images?visibility=bad' },
    { user: 'demo', method: 'GET', path: '/v2/images?os_hidden=bad' },
    { user: 'demo', method: 'POST', path: '/v2/images', body: { disk_format: 'nope' } },
    { user: 'demo', method: 'POST', path: '/v2/images', body: { container_format: 'nope' } },
    { user: 'demo', method: 'POST', path: '/v2/images', body: { visibility: 'nope' } },
    { user: 'demo', method: 'POST', path: '/v2/images', body: { visibility: 'public' } },
    { user: 'demo', method: 'POST', path: '/v2/images', body: { status: 'active' } },
    { user: 'demo', method: 'POST', path: '/v2/images', body: { protected: 'yes' } },
    { user: 'demo', method: 'POST', path: '/v2/images', body: { min_disk: -1 } },
    { user: 'demo', method: 'POST', path: '/v2/images', body: { colour: 1 } },
    { user: 'demo', method: 'POST', path: '/v2/images', body: { id: 'x' } },
    { user: 'demo', method: 'POST', path: '/v2/images', body: { owner: 'x' } },
  ]);

  test('a member deletes what is not its own', async () => {
    const list = '/v2/images?visibility=public&limit=1';
    const token = { 'x-auth-token': tokens.get('demo') ?? '' };
    const body = parseJson(await (await fetch(`http://127.0.0.1:9292${list}`, { headers: token })).text());
    const idIn = (found: Json) => {
      const images = isObject(found) && Array.isArray(found.images) ? found.images : [];
      return isObject(images[0]) ? text(images[0], 'id') : '';
    };
    const real = await really(9292, { user: 'demo', method: 'DELETE', path: `/v2/images/${idIn(body)}` });
    const own = idIn((await cloud.ask('demo', 'GET', `/image${list}`)).body);
    expect(await inSandbox('/image', { user: 'demo', method: 'DELETE', path: `/v2/images/${own}` })).toEqual(
      real,
    );
  });
});
