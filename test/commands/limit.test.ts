/** Unified limits and policies. */
import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/clients/json.ts';
import { runLine } from '../harness/run.ts';
import type { Stub } from '../harness/stub.ts';

const identity = (stub: Omit<Stub, 'service'>): Stub => ({ service: 'identity', ...stub });

const refused = (path: string, status: number, message: string, method = 'DELETE'): Stub =>
  identity({ method, path, status, reply: { error: { code: status, title: 'No', message } } });

const limit = { id: 'l', project_id: 'p', service_id: 's', resource_name: 'size', resource_limit: 5 };
const registered = { id: 'r', service_id: 's', resource_name: 'size', default_limit: 5 };

const byName = (key: string, name: string, found: Json): Stub[] => [
  refused(`/${key}/${name}`, 404, 'Could not find it.', 'GET'),
  identity({ path: `/${key}`, query: { name }, reply: { [key]: [found] } }),
];

const glance: Stub[] = [
  ...byName('services', 'glance', { id: 's', name: 'glance' }),
  identity({ path: '/services', query: { type: 'glance' }, reply: { services: [] } }),
];

describe('limits of projects', () => {
  test('create: project, service and region together, then the request', async () => {
    const line =
      'limit create --project demo --service glance --region RegionOne --resource-limit 5 size -f value -c id';
    const sent = {
      resource_name: 'size',
      resource_limit: 5,
      project_id: 'p',
      service_id: 's',
      region_id: 'RegionOne',
    };
    const { stdout, depth } = await runLine(line, {
      stubs: [
        ...byName('projects', 'demo', { id: 'p', name: 'demo' }),
        ...glance,
        identity({ path: '/regions/RegionOne', reply: { region: { id: 'RegionOne' } } }),
        identity({ method: 'POST', path: '/limits', body: { limits: [sent] }, reply: { limits: [limit] } }),
      ],
    });
    expect({ stdout, depth }).toEqual({ stdout: 'l\n', depth: 2 });
  });

  test('list of a service: 2', async () => {
    const { stdout, depth } = await runLine('limit list --service glance -f value -c ID', {
      stubs: [
        ...glance,
        identity({ path: '/limits', query: { service_id: 's' }, reply: { limits: [limit] } }),
      ],
    });
    expect({ stdout, depth }).toEqual({ stdout: 'l\n', depth: 2 });
  });

  test('set without a change shows only the ID under the name of the peer, the limit under its own', async () => {
    const line = 'limit set l -f value -c id -c resource_limit';
    const peer = await runLine(line);
    const ostk = await runLine(line, {
      name: 'ostk',
      stubs: [identity({ path: '/limits/l', reply: { limit } })],
    });
    expect([peer.stdout, ostk.stdout]).toEqual(['l\nNone\n', 'l\n5\n']);
  });

  test('one that never was counts as deleted under the name of the peer, and is told by ostk', async () => {
    const stubs = [refused('/limits/l', 404, 'Could not find it.')];
    const peer = await runLine('limit delete l', { stubs });
    expect(peer).toMatchObject({ code: 0, stderr: '' });
    const ostk = await runLine('limit delete l', { name: 'ostk', stubs });
    expect(ostk.code).toBe(1);
    expect(ostk.stderr).toContain("Failed to delete limit with ID 'l': Could not find it. (HTTP 404)");
  });
});

describe('registered limits', () => {
  const stubs = [
    refused('/registered_limits/a', 403, 'There are project limits.'),
    refused('/registered_limits/b', 404, 'Could not find it.'),
  ];

  test('the class of each failure is printed in their order, as by the peer', async () => {
    const { code, stdout, stderr } = await runLine('registered limit delete a b', { stubs });
    expect(code).toBe(1);
    expect(stdout).toBe(
      "<class 'openstack.exceptions.ForbiddenException'>\n<class 'openstack.exceptions.NotFoundException'>\n",
    );
    expect(stderr.split('\n').at(-2)).toBe('2 of 2 registered limits failed to delete.');
  });

  test('nothing is printed by ostk', async () => {
    const { code, stdout } = await runLine('registered limit delete a b', { name: 'ostk', stubs });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });

  test('0 is sent by ostk', async () => {
    const line = 'registered limit set --default-limit 0 r -f value -c default_limit';
    const peer = await runLine(line);
    const ostk = await runLine(line, {
      name: 'ostk',
      stubs: [
        identity({
          method: 'PATCH',
          path: '/registered_limits/r',
          body: { registered_limit: { default_limit: 0 } },
          reply: { registered_limit: { ...registered, default_limit: 0 } },
        }),
      ],
    });
    expect([peer.stdout, ostk.stdout]).toEqual(['None\n', '0\n']);
  });
});

test('a policy is read from a file before anything is sent', async () => {
  const policy = { blob: '{}', type: 'application/json' };
  const { stdout } = await runLine('policy create rules.json -f value -c rules', {
    files: { 'rules.json': '\n{}\n' },
    stubs: [
      identity({
        method: 'POST',
        path: '/policies',
        body: { policy },
        reply: { policy: { ...policy, id: '1' } },
      }),
    ],
  });
  expect(stdout).toBe('{}\n');
  const peer = await runLine('policy create nosuch');
  expect(peer).toMatchObject({ code: 1, stderr: 'Error occurred trying to read from file nosuch\n' });
  const ostk = await runLine('policy create nosuch', { name: 'ostk' });
  expect(ostk.stderr).toContain('Error occurred trying to read from file nosuch: No such file or directory');
});
