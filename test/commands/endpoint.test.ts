/** Services, regions, endpoints and their groups. */
import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/clients/json.ts';
import { runLine } from '../harness/run.ts';
import type { Stub } from '../harness/stub.ts';

const identity = (stub: Omit<Stub, 'service'>): Stub => ({ service: 'identity', ...stub });

const missing = (path: string, method = 'GET'): Stub =>
  identity({
    method,
    path,
    status: 404,
    reply: { error: { code: 404, title: 'Not Found', message: 'Could not find it.' } },
  });

const GLANCE = 'a'.repeat(32);
const ENDPOINT = 'e'.repeat(32);
const PROJECT = 'd'.repeat(32);

const glance = { id: GLANCE, name: 'glance', type: 'image', enabled: true, description: null };
const place = {
  id: ENDPOINT,
  interface: 'public',
  region_id: 'RegionOne',
  service_id: GLANCE,
  url: 'http://controller:9292',
  enabled: true,
};

const services = (found: Json[], query?: Record<string, string>): Stub =>
  identity({ path: '/services', ...(query ? { query } : {}), reply: { services: found } });

/** The three requests of a look-up of a service by its type. */
const byType = (type: string, found: Json[] = [glance]): Stub[] => [
  missing(`/services/${type}`),
  services([], { name: type }),
  services(found, { type }),
];

const region = identity({ path: '/regions/RegionOne', reply: { region: { id: 'RegionOne' } } });

describe('services', () => {
  test('list follows links.next', async () => {
    const next = 'http://elsewhere.test/v3/services?marker=2';
    const { stdout } = await runLine('service list -f value -c Name', {
      stubs: [
        identity({ path: '/services', reply: { services: [glance], links: { next } } }),
        identity({ path: '/services', query: { marker: '2' }, reply: { services: [glance] } }),
      ],
    });
    expect(stdout).toBe('glance\nglance\n');
  });

  test('show by type: 1', async () => {
    const { stdout, depth } = await runLine('service show image -f value -c id', { stubs: byType('image') });
    expect({ stdout, depth }).toEqual({ stdout: `${GLANCE}\n`, depth: 1 });
  });

  test('several of one type are told by ostk with their IDs', async () => {
    const others = [glance, { ...glance, id: 'other' }];
    const said = "Multiple service matches found for 'image', use an ID to be more specific.";
    const peer = await runLine('service show image', { stubs: byType('image', others) });
    expect(peer.stderr).toBe(`${said}\n`);
    const ostk = await runLine('service show image', { name: 'ostk', stubs: byType('image', others) });
    expect(ostk.stderr).toContain(`${said} Their IDs: ${GLANCE}, other`);
  });

  test('delete by ID: no look-up; one that fails is named', async () => {
    const { code, stderr, depth } = await runLine(`service delete ${GLANCE} nosuch`, {
      stubs: [identity({ method: 'DELETE', path: `/services/${GLANCE}` }), ...byType('nosuch', [])],
    });
    expect({ code, depth }).toEqual({ code: 1, depth: 1 });
    expect(stderr).toBe(
      "Failed to delete consumer with type, name or ID 'nosuch': No service with a type, name or ID of 'nosuch' exists.\n" +
        '1 of 2 services failed to delete.\n',
    );
  });

  test('create without a name: null under the name of the peer, nothing under its own', async () => {
    const rest = { type: 'image', description: null, enabled: true };
    const created = (body: Json): Stub =>
      identity({ method: 'POST', path: '/services', body: { service: body }, reply: { service: glance } });
    const line = 'service create image -f value -c id';
    const peer = await runLine(line, { stubs: [created({ name: null, ...rest })] });
    const ostk = await runLine(line, { name: 'ostk', stubs: [created(rest)] });
    expect([peer.stdout, ostk.stdout]).toEqual([`${GLANCE}\n`, `${GLANCE}\n`]);
  });
});

describe('regions', () => {
  test('one that never was counts as deleted under the name of the peer', async () => {
    const { code, stderr } = await runLine('region delete nosuch', {
      stubs: [missing('/regions/nosuch', 'DELETE')],
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('are deleted one after the other: a region takes its parts with it', async () => {
    const { code, depth, sent } = await runLine('region delete part whole', {
      stubs: [
        identity({ method: 'DELETE', path: '/regions/part' }),
        identity({ method: 'DELETE', path: '/regions/whole' }),
      ],
    });
    expect({ code, depth }).toEqual({ code: 0, depth: 2 });
    expect(sent.map(({ url }) => url.split('/').at(-1))).toEqual(['part', 'whole']);
  });

  test('one that never was is told by ostk', async () => {
    const { code, stderr } = await runLine('region delete nosuch RegionOne', {
      name: 'ostk',
      stubs: [missing('/regions/nosuch'), region, identity({ method: 'DELETE', path: '/regions/RegionOne' })],
    });
    expect(code).toBe(1);
    expect(stderr).toContain("Failed to delete region with ID 'nosuch': Could not find it. (HTTP 404)");
    expect(stderr).toContain('1 of 2 regions failed to delete.');
  });
});

describe('endpoints', () => {
  test('create: service by type and region together, then the request', async () => {
    const line =
      'endpoint create --region RegionOne image public http://controller:9292 -f value -c service_name';
    const { id: _id, ...sent } = place;
    const { stdout, depth } = await runLine(line, {
      stubs: [
        ...byType('image'),
        region,
        identity({
          method: 'POST',
          path: '/endpoints',
          body: { endpoint: sent },
          status: 201,
          reply: { endpoint: place },
        }),
      ],
    });
    expect({ stdout, depth }).toEqual({ stdout: 'glance\n', depth: 2 });
  });

  test('list: services and endpoints together', async () => {
    const { stdout, depth } = await runLine('endpoint list -f value -c ID -c URL', {
      stubs: [identity({ path: '/endpoints', reply: { endpoints: [place] } }), services([glance])],
    });
    expect({ stdout, depth }).toEqual({ stdout: `${ENDPOINT} http://controller:9292\n`, depth: 1 });
  });

  test('list of a region: the region is checked meanwhile', async () => {
    const { code, depth } = await runLine('endpoint list --region RegionOne', {
      stubs: [
        region,
        identity({ path: '/endpoints', query: { region_id: 'RegionOne' }, reply: { endpoints: [] } }),
        services([]),
      ],
    });
    expect({ code, depth }).toEqual({ code: 0, depth: 1 });
  });

  test('a service that came after the list is asked for', async () => {
    const { stdout, depth } = await runLine(['endpoint', 'list', '-f', 'value', '-c', 'Service Name'], {
      stubs: [
        identity({ path: '/endpoints', reply: { endpoints: [place] } }),
        services([]),
        identity({ path: `/services/${GLANCE}`, reply: { service: glance } }),
      ],
    });
    expect({ stdout, depth }).toEqual({ stdout: 'glance\n', depth: 2 });
  });

  test('show: 1', async () => {
    const { stdout, depth } = await runLine(`endpoint show ${ENDPOINT} -f value -c service_type`, {
      stubs: [identity({ path: `/endpoints/${ENDPOINT}`, reply: { endpoint: place } }), services([glance])],
    });
    expect({ stdout, depth }).toEqual({ stdout: 'image\n', depth: 1 });
  });

  test('set by ID: no look-up; with a service: endpoint and service together', async () => {
    const change = (endpoint: Json): Stub =>
      identity({ method: 'PATCH', path: `/endpoints/${ENDPOINT}`, body: { endpoint }, reply: {} });
    const plain = await runLine(`endpoint set --disable ${ENDPOINT}`, {
      stubs: [change({ enabled: false })],
    });
    expect(plain.depth).toBe(1);
    const moved = await runLine(`endpoint set --service image ${ENDPOINT}`, {
      stubs: [
        identity({ path: `/endpoints/${ENDPOINT}`, reply: { endpoint: place } }),
        ...byType('image'),
        change({ service_id: GLANCE }),
      ],
    });
    expect(moved.depth).toBe(2);
  });

  test('add project: 2 by name, 1 by ID', async () => {
    const added = identity({
      method: 'PUT',
      path: `/OS-EP-FILTER/projects/${PROJECT}/endpoints/${ENDPOINT}`,
    });
    const named = await runLine(`endpoint add project ${ENDPOINT} demo`, {
      stubs: [
        identity({ path: `/endpoints/${ENDPOINT}`, reply: { endpoint: place } }),
        missing('/projects/demo'),
        identity({
          path: '/projects',
          query: { name: 'demo' },
          reply: { projects: [{ id: PROJECT, name: 'demo' }] },
        }),
        added,
      ],
    });
    const byId = await runLine(`endpoint add project ${ENDPOINT} ${PROJECT}`, { stubs: [added] });
    expect([named.depth, byId.depth]).toEqual([2, 1]);
  });
});

describe('endpoint groups', () => {
  const group = { id: 'g', name: 'all', filters: { interface: 'public' }, description: 'text' };
  const found: Stub[] = [
    missing('/OS-EP-FILTER/endpoint_groups/all'),
    identity({
      path: '/OS-EP-FILTER/endpoint_groups',
      query: { name: 'all' },
      reply: { endpoint_groups: [group] },
    }),
  ];
  const change = (endpoint_group: Json): Stub =>
    identity({
      method: 'PATCH',
      path: '/OS-EP-FILTER/endpoint_groups/g',
      body: { endpoint_group },
      reply: { endpoint_group: group },
    });

  test('set sends all three under the name of the peer, what was typed under its own', async () => {
    const line = 'endpoint group set --name every all';
    const peer = await runLine(line, {
      stubs: [...found, change({ name: 'every', filters: null, description: '' })],
    });
    const ostk = await runLine(line, { name: 'ostk', stubs: [...found, change({ name: 'every' })] });
    expect([peer.depth, ostk.depth]).toEqual([2, 2]);
  });

  test('filters are read from a file before anything is sent', async () => {
    const made = { name: 'all', filters: { interface: 'public' }, description: null };
    const { stdout } = await runLine('endpoint group create all f.json -f value -c filters', {
      files: { 'f.json': '{"interface": "public"}\n' },
      stubs: [
        identity({
          method: 'POST',
          path: '/OS-EP-FILTER/endpoint_groups',
          body: { endpoint_group: made },
          reply: { endpoint_group: group },
        }),
      ],
    });
    expect(stdout).toBe("{'interface': 'public'}\n");
    const { code, stderr } = await runLine('endpoint group create all f.json', { files: { 'f.json': '{x' } });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr:
        'An error occurred when reading filters from file f.json: ' +
        'Expecting property name enclosed in double quotes: line 1 column 2 (char 1)\n',
    });
  });

  test('a project is looked for in the domain as it was typed, by ostk in the one that is meant', async () => {
    const line = 'endpoint group remove project --project-domain Heat all demo';
    const project = (domain_id: string): Stub[] => [
      missing('/projects/demo'),
      identity({
        path: '/projects',
        query: { domain_id, name: 'demo' },
        reply: { projects: domain_id === 'h' ? [{ id: 'p', name: 'demo' }] : [] },
      }),
    ];
    const peer = await runLine(line, { stubs: [...found, ...project('Heat')] });
    expect(peer).toMatchObject({ code: 1, stderr: 'No Project found for demo\n' });
    const domains = [{ id: 'h', name: 'Heat' }];
    const ostk = await runLine(line, {
      name: 'ostk',
      stubs: [
        ...found,
        missing('/domains/Heat'),
        identity({ path: '/domains', query: { name: 'Heat' }, reply: { domains } }),
        ...project('h'),
        identity({ method: 'DELETE', path: '/OS-EP-FILTER/endpoint_groups/g/projects/p' }),
      ],
    });
    expect(ostk).toMatchObject({ code: 0, depth: 3 });
  });
});
