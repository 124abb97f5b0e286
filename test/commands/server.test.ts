import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/clients/json.ts';
import { runLine } from '../harness/run.ts';
import { type Stub, VERSIONS } from '../harness/stub.ts';

const idOf = (name: string): string => `00000000-0000-0000-0000-${name.padStart(12, '0')}`;

const server = (name: string, fields: { readonly [key: string]: Json } = {}): JsonObject => ({
  id: idOf(name),
  name,
  status: 'ACTIVE',
  'OS-EXT-STS:power_state': 1,
  'OS-EXT-STS:task_state': null,
  addresses: { private: [{ addr: '10.0.0.9' }, { addr: '10.0.0.10' }] },
  image: { id: 'i1' },
  flavor: { original_name: 'm1.nano', vcpus: 1, ram: 128, disk: 1, ephemeral: 0, swap: 0, extra_specs: {} },
  metadata: {},
  tags: [],
  ...fields,
});

const detail = (servers: readonly JsonObject[], query = {}): Stub => ({
  path: '/servers/detail',
  query: { deleted: 'False', ...query },
  microversion: '2.93',
  reply: { servers },
});
/** The look-up of a server's ID by its name. */
const named = (name: string, fields: { readonly [key: string]: Json } = {}): Stub => ({
  path: '/servers',
  query: { name: `^${name}$` },
  reply: { servers: [server(name, fields)] },
});
/** The look-up of a whole server by its name. */
const whole = (...about: Parameters<typeof named>): Stub => ({ ...named(...about), path: '/servers/detail' });
const images = (list: readonly (readonly [string, string])[], next?: string): Stub => ({
  service: 'image',
  path: '/images',
  query: { limit: '100' },
  reply: { images: list.map(([id, name]) => ({ id, name })), ...(next ? { next } : {}) },
});
const image: Stub = { service: 'image', path: '/images/i1', reply: { id: 'i1', name: 'cirros' } };

describe('server list', () => {
  test('names of images come with the same round trip', async () => {
    const { depth, stdout } = await runLine('server list -f value', {
      stubs: [detail([server('a'), server('b', { image: '' })]), images([['i1', 'cirros']])],
    });
    expect(stdout).toBe(
      `${idOf('a')} a ACTIVE {'private': ['10.0.0.9', '10.0.0.10']} cirros m1.nano\n` +
        `${idOf('b')} b ACTIVE {'private': ['10.0.0.9', '10.0.0.10']} N/A (booted from volume) m1.nano\n`,
    );
    expect(depth).toBe(1);
  });

  test('only images in use are asked for when the first page does not hold them', async () => {
    const { depth, stdout } = await runLine('server list -f value -c Image', {
      stubs: [
        detail([server('a'), server('b', { image: { id: 'i2' } }), server('c', { image: { id: 'gone' } })]),
        images([['i1', 'cirros']], '/v2/images?marker=i1'),
        {
          service: 'image',
          path: '/images',
          query: { id: 'in:i2,gone' },
          reply: { images: [{ id: 'i2', name: 'old' }] },
        },
      ],
    });
    expect({ depth, stdout }).toEqual({ depth: 2, stdout: 'cirros\nold\n\n' });
  });

  test('no names are looked up for columns that do not show them', async () => {
    const { stdout } = await runLine('server list -f value -c name', { stubs: [detail([server('a')])] });
    expect(stdout).toBe('a\n');
  });

  test('an image service that is down costs the names only', async () => {
    const { code, stdout } = await runLine('server list -f value -c Image -c Name', {
      stubs: [detail([server('a')]), { ...images([]), status: 500, reply: 'down', times: 1 }],
    });
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'a \n' });
  });

  test('a server in a cell that does not answer', async () => {
    const partial = { id: 'x', status: 'UNKNOWN', tenant_id: 'p', created: '2030', links: [] };
    const { stdout } = await runLine('server list -f json --long', {
      stubs: [detail([partial]), images([])],
    });
    expect(JSON.parse(stdout)).toEqual([
      {
        ID: 'x',
        Name: null,
        Status: 'UNKNOWN',
        'Task State': null,
        'Power State': null,
        Networks: {},
        'Image Name': '',
        'Image ID': null,
        Flavor: '',
        'Availability Zone': null,
        Host: null,
        Properties: {},
      },
    ]);
  });

  test('columns of newer services', async () => {
    const versions = { ...VERSIONS, 'http://compute.test/v2.1/': { min: '2.1', max: '2.103' } };
    const item = server('a', {
      pinned_availability_zone: 'nova',
      'OS-SCH-HNT:scheduler_hints': { group: ['g'] },
    });
    const { stdout } = await runLine(
      'server list --long -f value -c Scheduler_Hints -c pinned_availability_zone',
      {
        stubs: [{ ...detail([item]), microversion: '2.100' }],
        versions,
      },
    );
    expect(stdout).toBe("nova {'group': ['g']}\n");
  });

  test('every name on the line is looked up at once', async () => {
    const { depth, code } = await runLine(
      'server list -n --project p --user u --flavor f --image i --marker m -f value -c ID',
      {
        stubs: [
          { service: 'identity', path: '/projects/p', status: 404, reply: {} },
          {
            service: 'identity',
            path: '/projects',
            query: { name: 'p' },
            reply: { projects: [{ id: 'P', name: 'p' }] },
          },
          { service: 'identity', path: '/users/u', status: 404, reply: {} },
          {
            service: 'identity',
            path: '/users',
            query: { name: 'u' },
            reply: { users: [{ id: 'U', name: 'u' }] },
          },
          { path: '/flavors/f', status: 404, reply: {} },
          { path: '/flavors', reply: { flavors: [{ id: 'F', name: 'f' }] } },
          {
            service: 'image',
            path: '/images',
            query: { name: 'i' },
            reply: { images: [{ id: 'I', name: 'i' }] },
          },
          named('m'),
          detail([], {
            project_id: 'P',
            user_id: 'U',
            flavor: 'F',
            image: 'I',
            marker: idOf('m'),
            all_tenants: 'True',
          }),
        ],
      },
    );
    expect({ code, depth }).toEqual({ code: 0, depth: 2 });
  });

  test('a status has its colour on a terminal only', async () => {
    const stubs = [detail([server('a', { status: 'ERROR' })])];
    const options = { stubs, name: 'ostk', isTTY: true };
    expect((await runLine('server list -c Status', options)).stdout).toMatch(/\x1b\[\d+mERROR/);
    expect((await runLine('server list -c Status', { ...options, isTTY: false })).stdout).not.toContain(
      '\x1b',
    );
    expect((await runLine('server list -c Status', { stubs, isTTY: true })).stdout).not.toContain('\x1b');
  });
});

describe('server show', () => {
  test('by name: 2 round trips', async () => {
    const { depth, stdout } = await runLine('server show a -f value -c image -c name', {
      stubs: [whole('a'), image],
    });
    expect({ depth, stdout }).toEqual({ depth: 2, stdout: 'cirros (i1)\na\n' });
  });

  test('an image that is gone leaves its ID', async () => {
    const { stdout } = await runLine('server show a -f value -c image', {
      stubs: [whole('a'), { ...image, status: 404, reply: {} }],
    });
    expect(stdout).toBe('i1\n');
  });

  test('a fault, and attachments without what is null', async () => {
    const fields = {
      fault: { code: 500, message: "it's broken" },
      'os-extended-volumes:volumes_attached': [{ id: 'v', delete_on_termination: true }],
    };
    const { stdout } = await runLine('server show a -f value -c fault -c volumes_attached', {
      stubs: [whole('a', fields), image],
    });
    expect(stdout).toBe(
      `{'code': 500, 'message': "it's broken"}\n[{'id': 'v', 'delete_on_termination': True}]\n`,
    );
  });
});

const gone = (name: string, more: Partial<Stub> = {}): Stub => ({
  path: `/servers/${idOf(name)}`,
  status: 404,
  reply: { itemNotFound: { code: 404, message: 'gone' } },
  ...more,
});
const deletion = (name: string): Stub => ({ ...gone(name), method: 'DELETE', status: 204, reply: '' });

describe('server delete', () => {
  test('ten at once: 2 round trips', async () => {
    const names = [...'abcdefghij'];
    const { depth, code } = await runLine(`server delete ${names.join(' ')}`, {
      stubs: names.flatMap(name => [named(name), deletion(name)]),
    });
    expect({ depth, code }).toEqual({ depth: 2, code: 0 });
  });

  test('--wait looks until the servers are gone, then tells of those that failed', async () => {
    const { code, stderr } = await runLine('server delete --wait a nosuch', {
      stubs: [
        named('a'),
        { ...named('nosuch'), reply: { servers: [] } },
        deletion('a'),
        gone('a', { status: 200, reply: { server: server('a') } }),
        // Lists still have it then.
        gone('a', { status: 200, reply: { server: { ...server('a'), status: 'DELETED' } } }),
        gone('a'),
      ],
    });
    expect(code).toBe(1);
    expect(stderr).toBe(
      "Failed to delete server with name or ID 'nosuch': No Server found for nosuch\n" +
        '1 of 2 servers failed to delete.\n',
    );
  });

  test('one that somebody else deleted counts as deleted', async () => {
    const stubs = [named('a'), { ...gone('a'), method: 'DELETE' }];
    expect((await runLine('server delete a', { stubs })).code).toBe(0);
  });
});

describe('server create', () => {
  const found: readonly Stub[] = [
    { path: '/flavors/f', status: 404, reply: {} },
    { path: '/flavors', reply: { flavors: [{ id: 'F', name: 'f' }] } },
    { service: 'image', path: '/images', query: { name: 'i' }, reply: { images: [{ id: 'i1', name: 'i' }] } },
  ];
  const disk = {
    uuid: 'i1',
    boot_index: 0,
    source_type: 'image',
    destination_type: 'local',
    delete_on_termination: true,
  };
  const post = (fields: JsonObject, hints?: JsonObject): Stub => ({
    method: 'POST',
    path: '/servers',
    microversion: '2.93',
    body: {
      server: {
        name: 'a',
        imageRef: 'i1',
        flavorRef: 'F',
        min_count: 1,
        max_count: 1,
        block_device_mapping_v2: [disk],
        networks: 'auto',
        ...fields,
      },
      ...(hints ? { 'OS-SCH-HNT:scheduler_hints': hints } : {}),
    },
    status: 202,
    reply: { server: { id: idOf('a'), adminPass: 'pw', security_groups: [{ name: 'default' }], links: [] } },
  });
  const seen = (fields: { readonly [key: string]: Json } = {}): Stub => ({
    path: `/servers/${idOf('a')}`,
    reply: { server: server('a', fields) },
  });

  test('names are looked up in one round trip; the image is not asked for again', async () => {
    const line =
      'server create --flavor f --image i --network n --port p --security-group s --server-group g ' +
      '--hint x=1 --hint x=2 --key-name k --property a=b -f value -c adminPass -c image -c properties a';
    const { depth, stdout, sent } = await runLine(line, {
      stubs: [
        ...found,
        {
          service: 'network',
          path: '/networks',
          query: { name: 'n' },
          reply: { networks: [{ id: 'N', name: 'n' }] },
        },
        {
          service: 'network',
          path: '/ports',
          query: { name: 'p' },
          reply: { ports: [{ id: 'P', name: 'p' }] },
        },
        {
          service: 'network',
          path: '/security-groups',
          query: { name: 's' },
          reply: { security_groups: [{ id: 'S', name: 's' }] },
        },
        { path: '/os-server-groups', reply: { server_groups: [{ id: 'G', name: 'g' }] } },
        post(
          {
            networks: [{ uuid: 'N' }, { port: 'P' }],
            security_groups: [{ name: 'S' }],
            key_name: 'k',
            metadata: { a: 'b' },
          },
          { x: ['1', '2'], group: 'G' },
        ),
        seen(),
      ],
    });
    expect(stdout).toBe("pw\ni (i1)\n{'a': 'b'}\n");
    expect(sent.find(({ method }) => method === 'POST')?.level).toBe(2);
    expect(depth).toBe(3);
  });

  test('--wait shows the progress that the service tells, and the server as it was seen last', async () => {
    const { stdout } = await runLine('server create --flavor f --image i --wait -f value -c status a', {
      stubs: [...found, post({}), seen({ status: 'BUILD', progress: 50 }), seen()],
    });
    expect(stdout).toBe('\rProgress: 50ACTIVE\n');
  });

  test.each([
    ['openstack', 'Error creating server: a\n'],
    ['ostk', 'Error creating server: a: No valid host was found.\n'],
  ])('--wait ends with an error when the server does (%s)', async (name, stderr) => {
    const fields = { status: 'ERROR', fault: { message: 'No valid host was found.' } };
    const lookUps =
      name === 'ostk'
        ? found.map(each => (each.path === '/flavors' ? { ...each, query: { is_public: 'None' } } : each))
        : found;
    const outcome = await runLine('server create --flavor f --image i --wait a', {
      name,
      stubs: [...lookUps, post({}), seen(fields)],
    });
    expect({ code: outcome.code, stderr: outcome.stderr }).toEqual({ code: 1, stderr });
  });

  test('all disks, in the order of the peer', async () => {
    const blank = {
      boot_index: -1,
      source_type: 'blank',
      destination_type: 'local',
      delete_on_termination: true,
    };
    const line =
      'server create --flavor f --image i --boot-from-volume 5 --delete-on-termination --swap 64 ' +
      '--ephemeral size=2,format=ext4 --block-device-mapping vdb=v:volume:3:true ' +
      '--block-device source_type=blank,boot_index=-1 --block-device uuid=u,source_type=volume,delete_on_termination=no a';
    const { code } = await runLine(line, {
      stubs: [
        ...found,
        {
          service: 'volume',
          path: '/volumes',
          query: { name: 'v' },
          reply: { volumes: [{ id: 'V', name: 'v' }] },
        },
        post({
          imageRef: '',
          block_device_mapping_v2: [
            { ...disk, destination_type: 'volume', volume_size: 5 },
            { ...blank, guest_format: 'swap', volume_size: 64 },
            { ...blank, volume_size: '2', guest_format: 'ext4' },
            {
              device_name: 'vdb',
              uuid: 'V',
              source_type: 'volume',
              destination_type: 'volume',
              volume_size: '3',
              delete_on_termination: 'true',
            },
            { source_type: 'blank', boot_index: -1, destination_type: 'local', delete_on_termination: true },
            { uuid: 'u', source_type: 'volume', destination_type: 'volume', delete_on_termination: false },
          ],
        }),
        seen({ image: '' }),
      ],
    });
    expect(code).toBe(0);
  });

  test('files of old services', async () => {
    const { code } = await runLine(
      'server create --flavor f --image i --file /etc/motd=motd --user-data data ' +
        '--os-compute-api-version 2.36 a',
      {
        files: { motd: 'hello', data: 'x' },
        stubs: [
          ...found,
          {
            ...post({
              personality: [{ path: '/etc/motd', contents: 'aGVsbG8=' }],
              user_data: 'eA==',
              networks: [],
            }),
            microversion: '2.36',
          },
          seen(),
        ],
      },
    );
    expect(code).toBe(0);
  });
});

describe('changes', () => {
  const action = (body: JsonObject, reply: Json = null): Stub => ({
    method: 'POST',
    path: `/servers/${idOf('a')}/action`,
    body,
    status: 202,
    ...(reply === null ? {} : { reply }),
  });

  test('set: independent changes go together, tags after the state', async () => {
    const line = 'server set --name b --property x=y --state active --tag t a';
    const { depth, code } = await runLine(line, {
      stdin: 'yes\n',
      stubs: [
        named('a'),
        { method: 'PUT', path: `/servers/${idOf('a')}`, body: { server: { name: 'b' } }, reply: {} },
        {
          method: 'POST',
          path: `/servers/${idOf('a')}/metadata`,
          body: { metadata: { x: 'y' } },
          microversion: null,
          reply: {},
        },
        action({ 'os-resetState': { state: 'active' } }),
        { method: 'PUT', path: `/servers/${idOf('a')}/tags/t`, status: 201, reply: '' },
      ],
    });
    expect({ depth, code }).toEqual({ depth: 4, code: 0 });
  });

  test('rebuild shows the user data that it was given', async () => {
    const { stdout } = await runLine('server rebuild --user-data f -f value -c OS-EXT-SRV-ATTR:user_data a', {
      files: { f: 'hi' },
      stubs: [
        whole('a', { 'OS-EXT-SRV-ATTR:user_data': 'b2xk' }),
        image,
        action(
          { rebuild: { imageRef: 'i1', user_data: 'aGk=' } },
          { server: { ...server('a'), user_data: 'aGk=' } },
        ),
      ],
    });
    expect(stdout).toBe('aGk=\n');
  });

  test('rebuild --wait: the peer says when it is complete', async () => {
    const { stdout } = await runLine('server rebuild --no-key-name --wait -f value -c status a', {
      stubs: [
        whole('a', { status: 'SHUTOFF' }),
        image,
        action(
          { rebuild: { imageRef: 'i1', key_name: null } },
          { server: server('a', { status: 'REBUILD' }) },
        ),
        { path: `/servers/${idOf('a')}`, reply: { server: server('a', { status: 'REBUILD' }) } },
        { path: `/servers/${idOf('a')}`, reply: { server: server('a', { status: 'SHUTOFF' }) } },
      ],
    });
    expect(stdout).toBe('Complete\nREBUILD\n');
  });

  test.each([
    ['active', 0, '\nqueued->active\n', ''],
    ['killed', 1, '', "('Error creating server image: %s', 'a')\n"],
  ])('image create --wait: %s', async (status, code, out, stderr) => {
    const queued = { id: 'new', name: 'a', status: 'queued' };
    const path = '/images/new';
    const outcome = await runLine('server image create --wait -f value -c status a', {
      stubs: [
        whole('a'),
        { ...action({ createImage: { name: 'a' } }, { image_id: 'new' }), microversion: '2.45' },
        { service: 'image', path, reply: queued },
        { service: 'image', path, reply: { ...queued, status } },
      ],
    });
    expect(outcome.code).toBe(code);
    expect(outcome.stdout).toBe(out.replace('queued->', ''));
    expect(outcome.stderr).toBe(stderr);
  });

  test('control characters of a console do not reach the terminal', async () => {
    const stubs = [named('a'), action({ 'os-getConsoleOutput': {} }, { output: 'boot\r\n\x1b[2Jx' })];
    expect((await runLine('console log show a', { stubs, isTTY: true })).stdout).toBe('boot\n\\x1b[2Jx\n');
    expect((await runLine('console log show a', { stubs })).stdout).toBe('boot\r\n\x1b[2Jx\n');
  });
});
