import { describe, expect, test } from 'vitest';
import { runLine } from '../harness/run.ts';
import type { Stub } from '../harness/stub.ts';

const PATH = '/metadefs/namespaces/acme';
const SPACE = {
  namespace: 'acme',
  display_name: 'Acme',
  description: 'text',
  visibility: 'public',
  protected: true,
  owner: 'o',
  created_at: '2030-01-01T00:00:00Z',
  self: '/v2/metadefs/namespaces/acme',
};
const OTHER = {
  display_name: 'Acme',
  description: 'text',
  visibility: 'public',
  protected: true,
  owner: 'o',
};

const at = (method: string, path: string, more: Partial<Stub> = {}): Stub => ({
  service: 'image',
  method,
  path: PATH + path,
  ...more,
});
const get = (path: string, reply: NonNullable<Stub['reply']>): Stub => at('GET', path, { reply });
const put = (path: string, body: NonNullable<Stub['body']>): Stub => at('PUT', path, { body, reply: {} });

describe('what is not changed', () => {
  const set = 'image metadef namespace set --description new acme';
  test('of a namespace is reset under the peer’s name, as the peer does: 1 round trip', async () => {
    const stubs = [put('', { namespace: 'acme', description: 'new' })];
    expect(await runLine(set, { stubs })).toMatchObject({ code: 0, depth: 1 });
  });
  test('of a namespace stays under the own name', async () => {
    const stubs = [get('', SPACE), put('', { namespace: 'acme', ...OTHER, description: 'new' })];
    expect(await runLine(set, { name: 'ostk', stubs })).toMatchObject({ code: 0, depth: 2 });
  });
  test.each([
    ['openstack', { name: 'b' }],
    ['ostk', { name: 'b', description: 'd', properties: { p: { type: 'string' } } }],
  ])('of an object, %s', async (name, body) => {
    const found = {
      name: 'a',
      description: 'd',
      properties: { p: { type: 'string' } },
      created_at: '2030-01-01T00:00:00Z',
    };
    const stubs = [get('/objects/a', found), put('/objects/a', body)];
    expect(await runLine('image metadef object update acme a --name b', { name, stubs })).toMatchObject({
      code: 0,
    });
  });
  test.each([
    ['openstack', {}],
    ['ostk', { readonly: true, minLength: 2 }],
  ])('of a property, %s', async (name, kept) => {
    const found = { name: 'p', title: 'P', type: 'string', readonly: true, minLength: 2, enum: ['a'] };
    const body = { name: 'p', title: 'New', type: 'string', enum: ['a'], maxLength: 9, ...kept };
    const stubs = [get('/properties/p', found), put('/properties/p', body)];
    const line = ['image', 'metadef', 'property', 'set', '--title', 'New', '--schema', '{"max_length": 9}'];
    expect(await runLine([...line, 'acme', 'p'], { name, stubs })).toMatchObject({ code: 0 });
  });
});

describe('a protected namespace', () => {
  const refused = at('DELETE', '/resource_types/x', { status: 403, reply: {} });
  test('is left alone without --force under the own name', async () => {
    const line = 'image metadef resource type association delete acme x';
    const { code, stderr } = await runLine(line, { name: 'ostk', stubs: [get('', SPACE), refused] });
    expect(code).toBe(1);
    expect(stderr).toContain('1 of 1 resource type failed to delete.');
  });
  test('is protected again after --force, with all that it has', async () => {
    const line = 'image metadef resource type association delete --force acme x';
    const whole = { namespace: 'acme', ...OTHER };
    const stubs = [
      get('', SPACE),
      get('', SPACE),
      put('', { ...whole, protected: false }),
      at('DELETE', '/resource_types/x', { status: 204 }),
      get('', SPACE),
      put('', whole),
    ];
    expect(await runLine(line, { name: 'ostk', stubs })).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('several at once', () => {
  test('delete a b: 1 round trip', async () => {
    const gone = (name: string): Stub => ({
      service: 'image',
      method: 'DELETE',
      path: `/metadefs/namespaces/${name}`,
      status: 204,
    });
    const stubs = ['OS::A', 'b'].map(gone);
    expect(await runLine('image metadef namespace delete OS::A b', { stubs })).toMatchObject({
      code: 0,
      depth: 1,
    });
  });
  test('failures are counted by letters under the peer’s name, by parts under the own one', async () => {
    const missing = (): Stub[] => [at('DELETE', '/properties/x', { status: 404, reply: {} })];
    const line = 'image metadef property delete acme x';
    expect((await runLine(line, { stubs: missing() })).stderr).toContain('1 of 4 properties failed');
    expect((await runLine(line, { name: 'ostk', stubs: missing() })).stderr).toContain(
      '1 of 1 properties failed',
    );
  });
  test('why a tag failed is told under the own name', async () => {
    const stubs = [
      get('', SPACE),
      put('', { namespace: 'acme', ...OTHER }),
      at('POST', '/tags/a', { status: 409, reply: { message: 'There is one.' } }),
    ];
    const { stderr } = await runLine('image metadef namespace set --tag a acme', { name: 'ostk', stubs });
    expect(stderr).toContain('Tag set failed for tag a: There is one. (HTTP 409)');
    expect(stderr).toContain('Failed to set 1 of 1 tags.');
  });
});

test('a schema has to be an object', async () => {
  const create = [
    'image',
    'metadef',
    'property',
    'create',
    '--name',
    'p',
    '--title',
    'P',
    '--type',
    'string',
  ];
  const run = (name: string, schema: string) => runLine([...create, '--schema', schema, 'acme'], { name });
  expect((await run('ostk', '5')).stderr).toContain('The schema has to be a JSON object.');
  expect((await run('openstack', '5')).stderr).toBe("'int' object is not iterable\n");
  expect((await run('openstack', '{')).stderr).toContain(
    'Failed to load JSON schema: Expecting property name',
  );
});
