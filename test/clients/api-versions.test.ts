import { describe, expect, test } from 'vitest';
import { listVersions } from '../../src/clients/api-versions.ts';
import type { Json } from '../../src/clients/json.ts';
import { fake, type Reply } from './fake.ts';

const PROJECT = 'b554364235844cf3b558277eb08d1a83';
const version = (
  id: string,
  href: string,
  more: { [key: string]: string } = {},
): { [key: string]: Json } => ({
  id,
  status: 'CURRENT',
  links: [
    { rel: 'describedby', href: 'http://docs.test/' },
    { rel: 'self', href },
  ],
  ...more,
});

async function ask(url: string, answers: { readonly [url: string]: Reply }) {
  const transport = fake(({ url: asked }) => answers[asked] ?? { status: 404, body: 'none' });
  const found = await listVersions({ transport, headers: {}, token: 'secret' }, url, PROJECT);
  return { found, transport };
}

describe('where versions are asked for', () => {
  const answer = { body: { versions: [version('v2.0', 'http://h.test/v2/')] } };

  test.each([
    [`http://h.test/v2/${PROJECT}`, 'http://h.test/'],
    [`http://h.test/a/v2.1/${PROJECT}/`, 'http://h.test/a/'],
    ['http://h.test/v2', 'http://h.test/'],
    ['http://h.test', 'http://h.test'],
    ['http://h.test/a', 'http://h.test/a'],
  ])('%s: %s', async (url, asked) => {
    const { transport, found } = await ask(url, { [asked]: answer });
    expect(transport.lines).toEqual([`GET ${asked}`]);
    expect(found).toHaveLength(1);
  });

  test('without a project in the token', async () => {
    const transport = fake(() => answer);
    await listVersions({ transport, headers: {}, token: '' }, 'http://h.test/v2/x', undefined);
    expect(transport.lines).toEqual(['GET http://h.test/']);
  });

  test('at the endpoint itself, when there is nothing above', async () => {
    const { transport } = await ask('http://h.test/v2', { 'http://h.test/v2': answer });
    expect(transport.lines).toEqual(['GET http://h.test/', 'GET http://h.test/v2']);
  });

  test('the token is sent only where it is asked for', async () => {
    const transport = fake(({ headers }) => ('x-auth-token' in headers ? answer : { status: 401, body: {} }));
    await listVersions({ transport, headers: {}, token: 'secret' }, 'http://h.test', PROJECT);
    expect(transport.sent.map(({ headers }) => headers['x-auth-token'])).toEqual([undefined, 'secret']);
  });
});

describe('what they are', () => {
  const at = async (body: Json, url = 'http://h.test') => (await ask(url, { [url]: { body } })).found;

  test('sorted, with microversions', async () => {
    const found = await at({
      versions: [
        version('v2.10', '/v2/'),
        version('v2.9', 'v2/', { status: 'supported', version: '', min_version: '' }),
        version('v3', 'http://h.test/v3/', { status: 'stable', min_version: '3.0', max_version: '3.70' }),
        version('v1', '/v1', { status: 'DEPRECATED', version: '1.5' }),
        version('v4', '/v4', { status: 'EXPERIMENTAL' }),
        { id: 'v5', status: 'CURRENT', links: [] },
      ],
    });
    expect(found).toEqual([
      { version: '1.0', status: 'DEPRECATED', url: 'http://h.test/v1', min: null, max: '1.5' },
      { version: '2.9', status: 'SUPPORTED', url: 'http://h.test/v2/', min: null, max: null },
      { version: '2.10', status: 'CURRENT', url: 'http://h.test/v2/', min: null, max: null },
      { version: '3.0', status: 'CURRENT', url: 'http://h.test/v3/', min: '3.0', max: '3.70' },
    ]);
  });

  test.each([
    ['http://wrong.test/v2/', 'https://h.test/api', 'https://h.test/api/v2/'],
    ['http://wrong.test:9696/v2.0', 'https://h.test', 'https://h.test/v2.0'],
    ['http://h.test/v2/', 'https://h.test', 'https://h.test/v2/'],
    ['', 'http://h.test', 'http://h.test/'],
  ])('a link to %s at %s is %s', async (href, url, expected) => {
    const [found] = await at({ versions: { values: [version('v2', href)] } }, url);
    expect(found?.url).toBe(expected);
  });

  test('one document, and one whose range is in headers', async () => {
    expect(await at({ version: version('v3.14', 'http://h.test/v3/') })).toHaveLength(1);
    const headers = { 'x-openstack-ironic-api-maximum-version': '1.80' };
    const { found } = await ask('http://h.test/', { 'http://h.test/': { body: version('v1', ''), headers } });
    expect(found).toMatchObject([{ version: '1.0', max: '1.80', status: 'CURRENT' }]);
  });

  test.each([[[]], [{}], ['<html>']])('an answer that is none: %j', async body => {
    expect(await at(body, `http://h.test/v1/AUTH_${PROJECT}`)).toEqual([
      { version: '1.0', status: 'CURRENT', url: 'http://h.test/v1/', min: null, max: null },
    ]);
    expect(await at(body, 'http://h.test/x')).toMatchObject([{ version: null, url: 'http://h.test/x/' }]);
  });
});
