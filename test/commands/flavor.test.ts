import { describe, expect, test } from 'vitest';
import { runLine } from '../harness/run.ts';
import type { Stub } from '../harness/stub.ts';

const flavor = (id: string, name: string, isPublic = true) => ({
  id,
  name,
  ram: 512,
  disk: 1,
  vcpus: 1,
  swap: 0,
  rxtx_factor: 1,
  description: null,
  extra_specs: { 'hw:cpu_policy': 'shared' },
  links: [],
  'OS-FLV-DISABLED:disabled': false,
  'OS-FLV-EXT-DATA:ephemeral': 0,
  'os-flavor-access:is_public': isPublic,
});

const missing = (name: string): Stub => ({
  path: `/flavors/${name}`,
  status: 404,
  reply: { itemNotFound: { code: 404, message: `Flavor ${name} could not be found.` } },
});

const everyFlavor: Stub = {
  path: '/flavors/detail',
  query: { is_public: 'None' },
  microversion: '2.61',
  reply: { flavors: [flavor('1', 'small'), flavor('2', 'large'), flavor('3', 'secret', false)] },
};

describe('round trips with a cached token', () => {
  test('flavor list: 1', async () => {
    const { code, depth, stdout } = await runLine('flavor list -f value -c ID -c Name', {
      stubs: [{ ...everyFlavor, query: { is_public: 'True' } }],
    });
    expect({ code, depth, stdout }).toEqual({ code: 0, depth: 1, stdout: '1 small\n2 large\n3 secret\n' });
  });

  test('flavor show NAME of a public flavor: 1', async () => {
    const { depth, stdout } = await runLine('flavor show small -f value -c id -c properties', {
      stubs: [missing('small'), everyFlavor],
    });
    expect(stdout).toBe("1\n{'hw:cpu_policy': 'shared'}\n");
    expect(depth).toBe(1);
  });

  test('flavor show NAME of a private flavor: 2', async () => {
    const access = [{ flavor_id: '3', tenant_id: 'p1' }];
    const { depth, stdout } = await runLine('flavor show secret -f value -c access_project_ids', {
      stubs: [
        missing('secret'),
        everyFlavor,
        { path: '/flavors/3/os-flavor-access', reply: { flavor_access: access } },
      ],
    });
    expect(stdout).toBe("['p1']\n");
    expect(depth).toBe(2);
  });

  test('what is named twice is gone the second time', async () => {
    const { code, stderr } = await runLine('flavor delete small small', {
      stubs: [
        missing('small'),
        { ...everyFlavor, path: '/flavors' },
        { method: 'DELETE', path: '/flavors/1', status: 202 },
        missing('small'),
        { ...everyFlavor, path: '/flavors', reply: { flavors: [] } },
      ],
    });
    expect(code).toBe(1);
    expect(stderr).toBe(
      "Failed to delete flavor with name or ID 'small': No Flavor found for small\n" +
        '1 of 2 flavors failed to delete.\n',
    );
  });

  test('flavor delete a b c: 2', async () => {
    const names = ['small', 'large', 'secret'];
    const deletions: Stub[] = ['1', '2', '3'].map(id => ({
      method: 'DELETE',
      path: `/flavors/${id}`,
      status: 202,
    }));
    const { code, depth } = await runLine(['flavor', 'delete', ...names], {
      stubs: [...names.map(missing), { ...everyFlavor, path: '/flavors', times: 3 }, ...deletions],
    });
    expect({ code, depth }).toEqual({ code: 0, depth: 2 });
  });
});

test('one of several flavors that cannot be deleted is named, the others are deleted', async () => {
  const { code, stderr } = await runLine('flavor delete small nosuch', {
    stubs: [
      missing('small'),
      missing('nosuch'),
      { ...everyFlavor, path: '/flavors', times: 2 },
      { method: 'DELETE', path: '/flavors/1', status: 202 },
    ],
  });
  expect(code).toBe(1);
  expect(stderr).toBe(
    "Failed to delete flavor with name or ID 'nosuch': No Flavor found for nosuch\n1 of 2 flavors failed to delete.\n",
  );
});
