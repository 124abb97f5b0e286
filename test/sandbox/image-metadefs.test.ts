import { describe, expect, it } from 'vitest';
import { children } from '../../src/clients/json.ts';
import { testCloud } from './cloud.ts';

const SPACES = '/image/v2/metadefs/namespaces';

/** A cloud with a namespace of the administrator's, and short words for requests to it. */
async function withSpace(fields: Record<string, unknown> = {}) {
  const cloud = testCloud();
  const body = { namespace: 'acme', ...JSON.parse(JSON.stringify(fields)) };
  expect((await cloud.ask('admin', 'POST', SPACES, body)).status).toBe(201);
  const ask = (method: string, path = '', sent?: Parameters<typeof cloud.ask>[3], user = 'admin') =>
    cloud.ask(user, method, `${SPACES}/acme${path}`, sent);
  return { cloud, ask };
}

describe('namespaces of metadata definitions', () => {
  it('are a few at first, and everybody sees them', async () => {
    const { ask } = testCloud();
    const { body } = await ask('demo', 'GET', SPACES);
    expect(children(body, 'namespaces').map(({ namespace }) => namespace)).toEqual([
      'OS::Software::Runtimes',
      'OS::Compute::Watchdog',
    ]);
    const flavors = await ask('demo', 'GET', `${SPACES}?resource_types=OS::Nova::Flavor`);
    expect(children(flavors.body, 'namespaces')).toHaveLength(1);
    const one = await ask('demo', 'GET', `${SPACES}/OS::Compute::Watchdog`);
    expect(one.body).toMatchObject({ protected: true, properties: { watchdog_action: { type: 'string' } } });
    expect((await ask('demo', 'GET', `${SPACES}?visibility=shared`)).status).toBe(400);
  });

  it('come in pages', async () => {
    const { ask } = testCloud();
    const first = await ask('demo', 'GET', `${SPACES}?limit=1`);
    expect(first.body.next).toBe(`/v2/metadefs/namespaces?limit=1&marker=OS%3A%3ASoftware%3A%3ARuntimes`);
    const next = await ask('demo', 'GET', `${SPACES}?limit=1&marker=OS::Software::Runtimes`);
    expect(children(next.body, 'namespaces')).toMatchObject([{ namespace: 'OS::Compute::Watchdog' }]);
    expect((await ask('demo', 'GET', `${SPACES}?marker=nosuch`)).status).toBe(404);
  });

  it('are private, and reset by what changes them', async () => {
    const { ask } = await withSpace({ description: 'text' });
    expect((await ask('GET', '', undefined, 'demo')).status).toBe(404);
    expect((await ask('PUT', '', { namespace: 'acme', visibility: 'public' })).body).not.toHaveProperty(
      'description',
    );
    expect((await ask('GET', '', undefined, 'demo')).body).toMatchObject({
      namespace: 'acme',
      visibility: 'public',
    });
    const refused = await ask('PUT', '', { namespace: 'acme' }, 'demo');
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('You are not authorized to complete modify_metadef_namespace action.');
  });

  it.each([
    [{ namespace: 'acme' }, 409, 'The metadata definition namespace=acme already exists.'],
    [{}, 400, 'is a required property'],
    [{ namespace: 'x', colour: 1 }, 400, 'Additional properties are not allowed'],
    [{ namespace: 'x', visibility: 'shared' }, 400, 'is not one of'],
    [{ namespace: 'x', protected: 'yes' }, 400, 'is not of type'],
    [{ namespace: 'x', created_at: 'now' }, 403, 'is read-only.'],
  ])('refuse %j', async (body, status, words) => {
    const { cloud } = await withSpace();
    const refused = await cloud.ask('admin', 'POST', SPACES, body);
    expect(refused.status).toBe(status);
    expect(refused.text).toContain(words);
  });

  it('that are protected keep what they have', async () => {
    const { ask } = await withSpace({ protected: true });
    await ask('POST', '/resource_types', { name: 'OS::Acme::Thing', prefix: 'a_' });
    for (const path of ['', '/objects', '/resource_types/OS::Acme::Thing'])
      expect((await ask('DELETE', path)).status).toBe(403);
    await ask('PUT', '', { namespace: 'acme' });
    expect((await ask('DELETE', '/resource_types/OS::Acme::Thing')).status).toBe(204);
    expect((await ask('DELETE', '/resource_types/OS::Acme::Thing')).status).toBe(404);
    expect((await ask('DELETE')).status).toBe(204);
    expect((await ask('DELETE')).status).toBe(404);
  });

  it('make types of resources known', async () => {
    const { cloud, ask } = await withSpace();
    const made = await ask('POST', '/resource_types', {
      name: 'OS::Acme::Thing',
      properties_target: 'image',
    });
    expect(made).toMatchObject({
      status: 201,
      body: { name: 'OS::Acme::Thing', properties_target: 'image' },
    });
    expect((await ask('POST', '/resource_types', { name: 'OS::Acme::Thing' })).status).toBe(409);
    const { body } = await cloud.ask('demo', 'GET', '/image/v2/metadefs/resource_types');
    expect(children(body, 'resource_types').map(({ name }) => name)).toContain('OS::Acme::Thing');
  });
});

describe('what a namespace holds', () => {
  it('objects', async () => {
    const { ask } = await withSpace();
    expect((await ask('POST', '/objects', { name: 'one' })).body).not.toHaveProperty('properties');
    expect((await ask('POST', '/objects', { name: 'one' })).status).toBe(409);
    await ask('POST', '/objects', { name: 'two', description: 'text' });
    expect((await ask('PUT', '/objects/two', { name: 'one' })).status).toBe(409);
    expect((await ask('PUT', '/objects/two', { name: 'three' })).body).not.toHaveProperty('description');
    expect((await ask('GET', '/objects/three')).body).toMatchObject({ properties: {}, required: [] });
    expect((await ask('GET', '/objects/two')).status).toBe(404);
    expect((await ask('DELETE', '/objects/three')).status).toBe(204);
    expect(children((await ask('GET', '/objects')).body, 'objects')).toMatchObject([{ name: 'one' }]);
    expect((await ask('DELETE', '/objects')).status).toBe(204);
    expect((await ask('GET', '/objects')).body).toMatchObject({ objects: [] });
  });

  it('properties', async () => {
    const { ask } = await withSpace();
    const one = { name: 'one', title: 'One', type: 'string', enum: ['a'] };
    expect(await ask('POST', '/properties', one)).toMatchObject({ status: 201, body: one });
    expect((await ask('POST', '/properties', one)).status).toBe(409);
    expect((await ask('POST', '/properties', { ...one, type: 'text' })).status).toBe(400);
    expect((await ask('POST', '/properties', { name: 'two' })).status).toBe(400);
    expect((await ask('PUT', '/properties/one', { ...one, name: 'two' })).status).toBe(200);
    expect((await ask('GET', '/properties')).body).toEqual({
      properties: { two: { title: 'One', type: 'string', enum: ['a'] } },
    });
    expect((await ask('GET', '/properties/one')).text).toContain('Could not find property one');
    expect((await ask('DELETE', '/properties/two')).status).toBe(204);
    expect((await ask('DELETE', '/properties', undefined, 'demo')).status).toBe(404);
  });

  it('tags, whatever their case', async () => {
    const { ask } = await withSpace();
    expect((await ask('POST', '/tags/a')).status).toBe(201);
    expect((await ask('POST', '/tags/A')).status).toBe(409);
    await ask('POST', '/tags', { tags: [{ name: 'x' }, { name: 'y' }] });
    expect((await ask('GET', '/tags')).body).toEqual({ tags: [{ name: 'y' }, { name: 'x' }] });
    expect((await ask('PUT', '/tags/y', { name: 'z' })).body).toMatchObject({ name: 'z' });
    expect((await ask('GET')).body).toMatchObject({ tags: [{ name: 'z' }, { name: 'x' }] });
    expect((await ask('DELETE', '/tags/y')).status).toBe(404);
    expect((await ask('DELETE', '/tags/z')).status).toBe(204);
    expect((await ask('DELETE', '/tags')).status).toBe(204);
    expect((await ask('GET')).body).not.toHaveProperty('tags');
  });
});
