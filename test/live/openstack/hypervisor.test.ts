/** Hypervisors and hosts. */
import { describe, expect, test } from 'vitest';
import { compare, prepare, reads } from '../harness/compare.ts';

/** What other tests change while these run. */
const USED = [
  'current_workload',
  'free_disk_gb',
  'free_ram_mb',
  'local_gb_used',
  'memory_mb_used',
  'running_vms',
  'vcpus_used',
  'vCPUs Used',
  'Memory MB Used',
  'disk_available_least',
];

describe('hypervisors', () => {
  test('list', async () => {
    await reads('list', 'hypervisor list');
    await reads('list', 'hypervisor list --long --os-compute-api-version 2.50 --matching compute1');
    await compare('usage', 'hypervisor list --long --os-compute-api-version 2.87 -f json', undefined, {
      code: 0,
      fields: USED,
    });
    await compare('pages', 'hypervisor list --limit 1', undefined, { code: 0 });
    await compare('one', 'hypervisor list --limit 1 --max-items 1', undefined, { code: 0 });
    await compare('matching', 'hypervisor list --matching compute2 -f value', undefined, { code: 0 });
  });
  test('show', async () => {
    await reads('show', 'hypervisor show compute1');
    const [first] = [await prepare('hypervisor list --matching compute2 -f json')].flat();
    const id = typeof first === 'object' && first !== null && 'ID' in first ? String(first.ID) : '';
    await compare('by ID', `hypervisor show ${id}`, undefined, { code: 0 });
    for (const version of ['2.1', '2.27', '2.52', '2.87']) {
      for (const format of ['table', 'json']) {
        const line = `hypervisor show compute1 --os-compute-api-version ${version} -f ${format}`;
        await compare(version, line, undefined, { code: 0, fields: USED });
      }
    }
  });
  test('stats', async () => {
    for (const format of ['table', 'json', 'shell']) {
      await compare('stats', `hypervisor stats show -f ${format}`, undefined, { code: 0, fields: USED });
    }
    await compare('newest', 'hypervisor stats show --os-compute-api-version 2.90', undefined, {
      fields: USED,
    });
  });
  test.each([
    'hypervisor show nosuch',
    'hypervisor show',
    'hypervisor list --matching nosuch',
    'hypervisor list --matching a --limit 1',
    'hypervisor list --marker nosuch',
    'hypervisor list --limit 1 --os-compute-api-version 2.32',
    'hypervisor list --marker 1 --os-compute-api-version 2.32',
  ])('%s', async line => {
    const { peer } = await compare('fails', line);
    expect(peer.code).not.toBe(0);
  });
  test.each(['hypervisor list', 'hypervisor show compute1', 'hypervisor stats show'])(
    '%s, without rights',
    async line => {
      await compare('forbidden', line, undefined, { user: 'demo', code: 1 });
    },
  );
});

describe('hosts', () => {
  test('list', async () => {
    await reads('list', 'host list -c "Host Name" -c Service');
    await compare('in a zone', 'host list --zone internal', undefined, { code: 0 });
    await compare('in none', 'host list --zone nosuch', undefined, { code: 0 });
  });
  test('show', { retry: 5 }, () => reads('list', 'host show compute2'));
  test('set', async () => {
    await compare('nothing', 'host set compute1', undefined, { code: 0 });
    await compare('enable', 'host set --enable compute1');
    await compare('no such host', 'host set --disable nosuch', undefined, { code: 1 });
    await compare('both', 'host set --disable --enable compute1', undefined, { code: 2 });
  });
  test.each(['host list', 'host show compute1', 'host set --enable compute1'])(
    '%s, without rights',
    async line => {
      await compare('forbidden', line, undefined, { user: 'demo', code: 1 });
    },
  );
  test('no such host', async () => {
    await compare('not found', 'host show nosuch', undefined, { code: 1 });
  });
});
