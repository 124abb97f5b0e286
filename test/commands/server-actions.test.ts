import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/clients/json.ts';
import { runLine } from '../harness/run.ts';
import type { Stub } from '../harness/stub.ts';

const idOf = (name: string): string => `00000000-0000-0000-0000-${name.padStart(12, '0')}`;

/** The look-up of a server's ID by its name. */
const named = (name: string, fields: { readonly [key: string]: Json } = {}): Stub => ({
  path: '/servers',
  query: { name: `^${name}$` },
  microversion: '2.93',
  reply: { servers: [{ id: idOf(name), name, status: 'ACTIVE', image: { id: 'i' }, ...fields }] },
});
/** The look-up of a whole server by its name. */
const whole = (...about: Parameters<typeof named>): Stub => ({ ...named(...about), path: '/servers/detail' });
const missing = (name: string): Stub => ({ ...named(name), reply: { servers: [] } });
const action = (name: string, body: Json, more: Partial<Stub> = {}): Stub => ({
  method: 'POST',
  path: `/servers/${idOf(name)}/action`,
  body,
  microversion: '2.93',
  status: 202,
  ...more,
});
const seen = (name: string, fields: { readonly [key: string]: Json }): Stub => ({
  path: `/servers/${idOf(name)}`,
  reply: { server: { id: idOf(name), name, ...fields } },
});

describe('several servers', () => {
  test('ten go side by side: 2 round trips', async () => {
    const names = [...'abcdef0123'];
    const { code, depth } = await runLine(`server pause ${names.join(' ')}`, {
      stubs: names.flatMap(name => [named(name), action(name, { pause: null })]),
    });
    expect({ code, depth }).toEqual({ code: 0, depth: 2 });
  });

  test.each([
    ['pause', '/servers/detail'],
    ['start', '/servers'],
  ])('%s tells the refusal of the list that the peer asks for', async (verb, path) => {
    const refused = (stub: Stub): Stub => ({
      ...stub,
      status: 400,
      reply: { badRequest: { message: 'no' } },
    });
    const stubs = [named('a'), ...(path === '/servers' ? [] : [whole('a')])];
    const { code, stderr } = await runLine(`server ${verb} a`, { stubs: stubs.map(refused) });
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(`${path}?name=`) });
  });

  test('a missing name ends the line; those before it are done, those after it not', async () => {
    const { code, stderr } = await runLine('server stop a b c', {
      stubs: [named('a'), missing('b'), named('c'), action('a', { 'os-stop': null })],
    });
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'No Server found for b\n' });
  });

  test('the first refusal in the order of the names is told', async () => {
    const refused = {
      status: 409,
      reply: { conflictingRequest: { code: 409, message: 'while it is stopped' } },
    };
    const { code, stderr } = await runLine('server stop a b', {
      stubs: [
        named('a'),
        named('b'),
        action('a', { 'os-stop': null }, refused),
        action(
          'b',
          { 'os-stop': null },
          { ...refused, status: 403, reply: { forbidden: { message: 'no' } } },
        ),
      ],
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^ConflictException: 409: .*while it is stopped\n$/);
  });

  test('under its own name ostk goes on and names each failure', async () => {
    const { code, stderr } = await runLine('server stop a b c', {
      name: 'ostk',
      stubs: [
        named('a'),
        missing('b'),
        named('c'),
        action('a', { 'os-stop': null }),
        action('c', { 'os-stop': null }),
      ],
    });
    expect(code).toBe(1);
    expect(stderr).toBe(
      "Failed to stop server with name or ID 'b': No Server found for b\n1 of 3 servers failed to stop.\n",
    );
  });
});

test('ALL_PROJECTS in the environment is --all-projects', async () => {
  const everywhere = { name: '^a$', all_tenants: 'True' };
  const stubs = [{ ...named('a'), query: everywhere }, action('a', { 'os-start': null })];
  expect((await runLine('server start a', { env: { ALL_PROJECTS: 'yes' }, stubs })).code).toBe(0);
  expect((await runLine('server start --all-projects a', { stubs })).code).toBe(0);
});

describe('--wait', () => {
  const reboot = [named('a'), action('a', { reboot: { type: 'HARD' } })];

  test('prints Complete, and under the peer name the progress', async () => {
    const stubs = [
      ...reboot,
      seen('a', { status: 'HARD_REBOOT', progress: 40 }),
      seen('a', { status: 'ACTIVE' }),
    ];
    const { code, stdout } = await runLine('server reboot --hard --wait a', { stubs });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '\rProgress: 40Complete\n' });
    expect((await runLine('server reboot --hard --wait a', { stubs, name: 'ostk' })).stdout).toBe(
      'Complete\n',
    );
  });

  test('ERROR fails; ostk tells the fault', async () => {
    const stubs = [...reboot, seen('a', { status: 'ERROR', fault: { code: 500, message: 'No host' } })];
    const sentence = `Error rebooting server: ${idOf('a')}`;
    const line = 'server reboot --hard --wait a';
    expect(await runLine(line, { stubs })).toMatchObject({ code: 1, stdout: '', stderr: `${sentence}\n` });
    expect((await runLine(line, { stubs, name: 'ostk' })).stderr).toBe(`${sentence}: No host\n`);
  });

  test('a server that goes away is the service sentence', async () => {
    const gone = {
      ...seen('a', {}),
      status: 404,
      reply: { itemNotFound: { message: 'Instance could not be found.' } },
    };
    const { code, stderr } = await runLine('server reboot --hard --wait a', { stubs: [...reboot, gone] });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^NotFoundException: 404: .*Instance could not be found\.\n$/);
  });
});

test('resize looks up server and flavor at once, and warns of a server on a volume', async () => {
  const { depth, stderr } = await runLine('server resize --flavor big a', {
    stubs: [
      whole('a', { image: '' }),
      { path: '/flavors/big', status: 404, reply: { itemNotFound: { message: 'no' } } },
      { path: '/flavors', reply: { flavors: [{ id: '7', name: 'big' }] } },
      action('a', { resize: { flavorRef: '7' } }),
    ],
  });
  expect(depth).toBe(2);
  expect(stderr).toContain('The root disk size in flavor will not be applied');
});

describe('migrate', () => {
  const live = (host: string | null): Stub =>
    action('a', { 'os-migrateLive': { host, block_migration: 'auto' } }, { microversion: '2.30' });

  for (const line of [
    'server migrate --live-migration --host h a',
    'server migrate --live h a',
    'server migrate a --live h',
    'server migrate --live=h a',
  ]) {
    test(line, async () => {
      const { code, depth } = await runLine(line, { stubs: [named('a'), live('h')] });
      expect({ code, depth }).toEqual({ code: 0, depth: 2 });
    });
  }

  test('--live with one word is a prefix of --live-migration', async () => {
    expect((await runLine('server migrate --live a', { stubs: [named('a'), live(null)] })).code).toBe(0);
    expect((await runLine('server migrate a --live', { stubs: [named('a'), live(null)] })).code).toBe(0);
  });

  test('other lines with a word too many stay wrong', async () => {
    for (const line of ['server migrate --live-m h a', 'server migrate --live h a b', 'server migrate h a']) {
      const { code, stderr } = await runLine(line);
      expect(code).toBe(2);
      expect(stderr).toContain('unrecognized arguments: ');
    }
  });
});

describe('migrations', () => {
  const uuid = '37b36aa7-358f-4a3a-afa5-d0dcdd4bf6de';
  const item = { id: 7, uuid, status: 'running', dest_host: 'h', user_id: 'u', project_id: 'p' };

  test('of a server: 2 round trips', async () => {
    const { depth, stdout } = await runLine('server migration list --server a -f csv -c Id -c Type', {
      stubs: [
        named('a'),
        {
          path: '/os-migrations',
          query: { instance_uuid: idOf('a') },
          microversion: '2.80',
          reply: { migrations: [{ ...item, migration_type: 'migration' }] },
        },
      ],
    });
    expect({ depth, stdout }).toEqual({ depth: 2, stdout: '"Id","Type"\n7,"migration"\n' });
  });

  test('show by number and by UUID', async () => {
    const path = `/servers/${idOf('a')}/migrations`;
    const byNumber = { path: `${path}/7`, microversion: '2.80', reply: { migration: item } };
    const all = { path, microversion: '2.80', reply: { migrations: [{ ...item, id: 6, uuid: 'x' }, item] } };
    const columns = '-f value -c ID -c UUID -c Status';
    const expected = `7\nrunning\n${uuid}\n`;
    expect(
      (await runLine(`server migration show a 7 ${columns}`, { stubs: [named('a'), byNumber] })).stdout,
    ).toBe(expected);
    expect(
      (await runLine(`server migration show a ${uuid} ${columns}`, { stubs: [named('a'), all] })).stdout,
    ).toBe(expected);
  });

  test('abort and force complete by UUID', async () => {
    const path = `/servers/${idOf('a')}/migrations`;
    const all = { path, reply: { migrations: [item] } };
    const gone = { method: 'DELETE', path: `${path}/7`, microversion: '2.80', status: 202 };
    const forced = { method: 'POST', path: `${path}/7/action`, body: { force_complete: null }, status: 202 };
    expect((await runLine(`server migration abort a ${uuid}`, { stubs: [named('a'), all, gone] })).code).toBe(
      0,
    );
    expect(
      (await runLine(`server migration force complete a ${uuid}`, { stubs: [named('a'), all, forced] })).code,
    ).toBe(0);
  });
});

describe('floating address', () => {
  const floating: Stub = {
    service: 'network',
    path: '/floatingips',
    query: { floating_ip_address: '192.0.2.1' },
    reply: { floatingips: [{ id: 'f', floating_ip_address: '192.0.2.1' }] },
  };
  const ports = (...ids: string[]): Stub => ({
    service: 'network',
    path: '/ports',
    query: { device_id: idOf('a') },
    reply: { ports: ids.map(id => ({ id, fixed_ips: [{ ip_address: `10.0.0.${id}` }] })) },
  });
  const lead = (floatingip: Json, status = 200): Stub => ({
    service: 'network',
    method: 'PUT',
    path: '/floatingips/f',
    body: { floatingip },
    status,
    reply:
      status === 200
        ? { floatingip: {} }
        : { NeutronError: { message: 'no way out', type: 'x', detail: '' } },
  });

  test('the first port that leads outside gets it', async () => {
    const stubs = [
      floating,
      named('a'),
      ports('1', '2'),
      lead({ port_id: '1' }, 404),
      lead({ port_id: '2' }),
    ];
    expect((await runLine('server add floating ip a 192.0.2.1', { stubs })).code).toBe(0);
  });

  test('none does: the last refusal is told', async () => {
    const stubs = [floating, named('a'), ports('1'), lead({ port_id: '1' }, 404)];
    const { code, stderr } = await runLine('server add floating ip a 192.0.2.1', { stubs });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^NotFoundException: 404: .*no way out\n$/);
  });

  test("for one of the server's addresses", async () => {
    const line = 'server add floating ip a 192.0.2.1 --fixed-ip-address';
    const chosen = lead({ fixed_ip_address: '10.0.0.2', port_id: '2' });
    const stubs = [floating, named('a'), ports('1', '2')];
    expect((await runLine(`${line} 10.0.0.2`, { stubs: [...stubs, chosen] })).code).toBe(0);
    expect((await runLine(`${line} 10.0.0.9`, { stubs })).stderr).toBe(
      'No port found for fixed IP address 10.0.0.9\n',
    );
  });

  test('a server without ports', async () => {
    const { stderr } = await runLine('server add floating ip a 192.0.2.1', {
      stubs: [floating, named('a'), ports()],
    });
    expect(stderr).toBe('No attached ports found to associate floating IP with\n');
  });
});

test('removing a network takes all its ports, and minds none that went before', async () => {
  const interfaces = `/servers/${idOf('a')}/os-interface`;
  const { code } = await runLine('server remove network a net', {
    stubs: [
      named('a'),
      {
        service: 'network',
        path: '/networks',
        query: { name: 'net' },
        reply: { networks: [{ id: 'n', name: 'net' }] },
      },
      {
        path: interfaces,
        microversion: '2.70',
        reply: {
          interfaceAttachments: [
            { port_id: '1', net_id: 'n' },
            { port_id: '2', net_id: 'other' },
            { port_id: '3', net_id: 'n' },
          ],
        },
      },
      {
        method: 'DELETE',
        path: `${interfaces}/1`,
        status: 404,
        reply: { itemNotFound: { message: 'gone' } },
      },
      { method: 'DELETE', path: `${interfaces}/3`, status: 202 },
    ],
  });
  expect(code).toBe(0);
});
