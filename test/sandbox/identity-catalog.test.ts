/** The catalogue, who sees what of it, limits and policies. */
import { describe, expect, it } from 'vitest';
import { child, children, text } from '../../src/clients/json.ts';
import { ORIGIN } from '../../src/sandbox/cloud.ts';
import { keystone, member, password, said } from './keystone.ts';

describe('the catalogue of tokens', () => {
  it('is made of the services and endpoints that are there', async () => {
    const service = keystone();
    const { id } = await service.make('POST /services', { service: { type: 'dns', name: 'designate' } });
    const url = 'http://dns.example/v2/%(project_id)s/$(user_id)s';
    const endpoint = { service_id: id ?? null, interface: 'public', region: 'RegionTwo', url };
    await service.make('POST /endpoints', { endpoint });
    await service.make('POST /endpoints', { endpoint: { ...endpoint, interface: 'admin', enabled: false } });
    const { user, project } = await member(service, 'ann');
    const { body } = await service.ask('GET /auth/catalog', undefined, 'ann');
    const [entry] = children(body, 'catalog').filter(each => each.type === 'dns');
    expect(entry).toMatchObject({ name: 'designate', id });
    expect(children(entry ?? {}, 'endpoints')).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        interface: 'public',
        region_id: 'RegionTwo',
        region: 'RegionTwo',
        url: `http://dns.example/v2/${project}/${user}`,
      },
    ]);
    expect((await service.ask('GET /regions/RegionTwo')).status).toBe(200);
    await service.ask(`DELETE /services/${id}`);
    const types = children((await service.ask('GET /auth/catalog')).body, 'catalog').map(each => each.type);
    expect(types).not.toContain('dns');
    expect(types).toContain('identity');
    const none = await service.ask(`GET /endpoints?service_id=${id}`);
    expect(none.body.endpoints).toEqual([]);
  });

  it('has the sandbox’s own services where it is', async () => {
    const service = keystone();
    const { body } = await service.ask('GET /services?type=compute');
    const [compute] = children(body, 'services');
    expect(compute).toMatchObject({ type: 'compute', name: 'nova', enabled: true });
    const { body: listed } = await service.ask(`GET /endpoints?service_id=${compute?.id}&interface=public`);
    const [endpoint] = children(listed, 'endpoints');
    expect(text(endpoint ?? {}, 'url')).toBe(`${ORIGIN}/compute/v2.1`);
    const moved = { endpoint: { url: 'http://elsewhere.example/compute' } };
    expect((await service.ask(`PATCH /endpoints/${endpoint?.id}`, moved)).status).toBe(200);
    const { body: seen } = await service.ask('GET /auth/catalog');
    const [entry] = children(seen, 'catalog').filter(each => each.type === 'compute');
    expect(children(entry ?? {}, 'endpoints').map(each => each.url)).toContain(
      'http://elsewhere.example/compute',
    );
  });

  it('is a project’s own where endpoints or endpoint groups were given to it', async () => {
    const service = keystone();
    const { project } = await member(service, 'ann');
    const [image] = children((await service.ask('GET /services?type=image')).body, 'services');
    const { body } = await service.ask(`GET /endpoints?service_id=${image?.id}&interface=public`);
    const [endpoint] = children(body, 'endpoints');
    const single = `/OS-EP-FILTER/projects/${project}/endpoints/${endpoint?.id}`;
    expect((await service.ask(`PUT ${single}`)).status).toBe(204);
    const catalog = async () => {
      const seen = await service.ask('GET /auth/catalog', undefined, 'ann');
      return children(seen.body, 'catalog').map(each => [each.type, children(each, 'endpoints').length]);
    };
    expect(await catalog()).toEqual([['image', 1]]);
    const group = text(
      await service.make('POST /OS-EP-FILTER/endpoint_groups', {
        endpoint_group: { name: 'of images', filters: { service_id: image?.id ?? null } },
      }),
      'id',
    );
    const grouped = `/OS-EP-FILTER/endpoint_groups/${group}/projects/${project}`;
    expect((await service.ask(`PUT ${grouped}`)).status).toBe(204);
    expect(await catalog()).toEqual([['image', 3]]);
    expect((await service.ask(`DELETE ${single}`)).status).toBe(204);
    expect((await service.ask(`DELETE /OS-EP-FILTER/endpoint_groups/${group}`)).status).toBe(204);
    expect((await catalog()).length).toBeGreaterThan(3);
  });
});

it('regions have others in them, and go when they have none', async () => {
  const service = keystone();
  await service.make('POST /regions', { region: { id: 'top' } });
  await service.make('POST /regions', { region: { id: 'inner', parent_region_id: 'top' } });
  const { body } = await service.ask('GET /regions?parent_region_id=top');
  expect(children(body, 'regions').map(each => each.id)).toEqual(['inner']);
  const loop = await service.ask('PATCH /regions/top', { region: { parent_region_id: 'inner' } });
  expect(loop.status).toBe(400);
  expect((await service.ask('DELETE /regions/top')).status).toBe(204);
  expect((await service.ask('POST /regions', { region: { parent_region_id: 'nosuch' } })).status).toBe(404);
});

describe('limits', () => {
  it('of projects are where one is registered, and hold it', async () => {
    const service = keystone();
    await service.login('root', password('admin', 'secret'), { system: { all: true } });
    const { id } = await service.make('POST /services', { service: { type: 'dns', name: 'designate' } });
    const { project } = await member(service, 'ann');
    const about = { service_id: id ?? null, resource_name: 'zones' };
    const limit = { ...about, project_id: project, resource_limit: 5 };
    const early = await service.ask('POST /limits', { limits: [limit] }, 'root');
    expect(said(early)).toBe('Unable to create a limit that has no corresponding registered limit.');
    const registered = { registered_limits: [{ ...about, default_limit: 10 }] };
    const made = await service.ask('POST /registered_limits', registered, 'root');
    const [first] = children(made.body, 'registered_limits');
    expect((await service.ask('POST /limits', { limits: [limit] }, 'root')).status).toBe(201);
    expect((await service.ask('POST /limits', { limits: [limit] }, 'root')).status).toBe(409);
    const used = await service.ask(`DELETE /registered_limits/${first?.id}`, undefined, 'root');
    expect(used.status).toBe(403);
    const { body } = await service.ask('GET /limits', undefined, 'ann');
    expect(children(body, 'limits').map(each => each.resource_limit)).toEqual([5]);
    expect(children((await service.ask('GET /limits', undefined, 'demo')).body, 'limits')).toEqual([]);
    const { body: model } = await service.ask('GET /limits/model', undefined, 'demo');
    expect(child(model, 'model').name).toBe('flat');
  });
});

it('policies are kept as they came', async () => {
  const service = keystone();
  const policy = { type: 'application/json', blob: '{"a": ["b"]}', colour: 'red' };
  const { id } = await service.make('POST /policies', { policy });
  const { body } = await service.ask(`GET /policies/${id}`);
  expect(child(body, 'policy')).toMatchObject(policy);
});
