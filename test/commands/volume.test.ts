import { describe, expect, test } from 'vitest';
import { runLine } from '../harness/run.ts';
import type { Stub } from '../harness/stub.ts';

const data = { id: 'v1', name: 'data', size: 3, status: 'available', metadata: {}, attachments: [] };
const named = (name: string, item: { [key: string]: string | number }): Stub => ({
  service: 'volume',
  path: '/volumes',
  query: { name },
  microversion: '3.70',
  reply: { volumes: [{ ...data, name, ...item }] },
});

const nothing = {
  snapshot_id: null,
  description: null,
  volume_type: null,
  availability_zone: null,
  metadata: null,
  imageRef: null,
  source_volid: null,
  consistencygroup_id: null,
  backup_id: null,
};

describe('volume create', () => {
  test('looks everything up at once; the size is at least the source has', async () => {
    const line =
      'volume create --source data --size 1 --consistency-group g --hint same_host=a --hint same_host=b --hint c=d new';
    const { code, depth } = await runLine(line, {
      stubs: [
        { ...named('data', {}), path: '/volumes/detail' },
        {
          service: 'volume',
          path: '/consistencygroups/g',
          reply: { consistencygroup: { id: 'g1' } },
        },
        {
          method: 'POST',
          service: 'volume',
          path: '/volumes',
          microversion: '3.70',
          body: {
            volume: { ...nothing, size: 3, name: 'new', source_volid: 'v1', consistencygroup_id: 'g1' },
            'OS-SCH-HNT:scheduler_hints': { same_host: ['a', 'b'], c: 'd' },
          },
          reply: { volume: data },
        },
      ],
    });
    expect({ code, depth }).toEqual({ code: 0, depth: 2 });
  });

  test('waits once before it is made bootable and read-only', async () => {
    const one = (status: string): Stub => ({
      service: 'volume',
      path: '/volumes/v1',
      reply: { volume: { ...data, status } },
    });
    const action = (body: { [key: string]: { [key: string]: boolean } }): Stub => ({
      method: 'POST',
      service: 'volume',
      path: '/volumes/v1/action',
      body,
    });
    const { code, stderr } = await runLine('volume create --size 1 --bootable --read-only', {
      stubs: [
        {
          method: 'POST',
          service: 'volume',
          path: '/volumes',
          body: { volume: { ...nothing, size: 1, name: null } },
          reply: { volume: data },
        },
        one('creating'),
        one('available'),
        action({ 'os-set_bootable': { bootable: true } }),
        action({ 'os-update_readonly_flag': { readonly: true } }),
      ],
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('a volume that fails is told for each, and is shown', async () => {
    const { code, stderr, stdout } = await runLine('volume create --size 1 --bootable --read-only -f json', {
      stubs: [
        {
          method: 'POST',
          service: 'volume',
          path: '/volumes',
          body: { volume: { ...nothing, size: 1, name: null } },
          reply: { volume: data },
        },
        { service: 'volume', path: '/volumes/v1', reply: { volume: { ...data, status: 'error' } } },
      ],
    });
    expect(code).toBe(0);
    expect(stderr).toBe(
      'Failed to set volume bootable property: Volume status is not available for setting boot state\n' +
        'Failed to set volume read-only access mode flag: Volume status is not available for setting itread only.\n',
    );
    expect(JSON.parse(stdout)).toMatchObject({ id: 'v1', name: 'data' });
  });

  test('manages a volume that exists', async () => {
    const line = 'volume create --remote-source source-name=lun1 --host h@b#p --bootable found';
    const { code, depth } = await runLine(line, {
      stubs: [
        {
          method: 'POST',
          service: 'volume',
          path: '/manageable_volumes',
          microversion: '3.70',
          body: {
            volume: {
              host: 'h@b#p',
              ref: { 'source-name': 'lun1' },
              name: 'found',
              description: null,
              volume_type: null,
              availability_zone: null,
              metadata: null,
              bootable: true,
            },
          },
          reply: { volume: data },
        },
      ],
    });
    expect({ code, depth }).toEqual({ code: 0, depth: 1 });
  });
});

test('volume delete looks all names up at once', async () => {
  const gone = (id: string): Stub => ({
    method: 'DELETE',
    service: 'volume',
    path: `/volumes/${id}`,
    query: { cascade: 'True', force: 'False' },
    microversion: '3.70',
  });
  const { code, depth } = await runLine('volume delete --cascade a b c', {
    stubs: [
      named('a', { id: 'va' }),
      named('b', { id: 'vb' }),
      named('c', { id: 'vc' }),
      gone('va'),
      gone('vb'),
      gone('vc'),
    ],
  });
  expect({ code, depth }).toEqual({ code: 0, depth: 2 });
});

test('an old service is forced by an action', async () => {
  const { code } = await runLine('volume delete --force a', {
    versions: { 'http://volume.test/v3/': { min: '3.0', max: '3.22' } },
    stubs: [
      { ...named('a', { id: 'va' }), microversion: '3.22' },
      { method: 'POST', service: 'volume', path: '/volumes/va/action', body: { 'os-force_delete': null } },
    ],
  });
  expect(code).toBe(0);
});

describe('volume list', () => {
  const listed = (status: string): Stub => ({
    service: 'volume',
    path: '/volumes/detail',
    reply: {
      volumes: [{ ...data, status, attachments: [{ server_id: 's1', device: '/dev/vdb' }] }],
    },
  });
  const line = ['volume', 'list', '--all-projects', '--property', 'a=b', '--property', "it's=x", '-f', 'csv'];

  test('asks for servers only where a volume is in use', async () => {
    const stub = {
      ...listed('available'),
      query: { metadata: `{'a': 'b', "it's": 'x'}`, all_tenants: 'True' },
    };
    const { depth, stdout } = await runLine(line, { stubs: [stub] });
    expect(depth).toBe(1);
    expect(stdout).toContain("'server_id': 's1'");
  });

  test('does without the names of servers', async () => {
    const { code, stdout } = await runLine('volume list', {
      stubs: [listed('in-use'), { path: '/servers', status: 403, reply: { forbidden: { message: 'no' } } }],
    });
    expect(code).toBe(0);
    expect(stdout).toContain('Attached to s1 on /dev/vdb ');
  });
});
