import { describe, expect, it } from 'vitest';
import { child, children, text } from '../../src/clients/json.ts';
import { addFault } from '../../src/sandbox/faults.ts';
import { testCloud } from './cloud.ts';
import { boot, nova } from './nova.ts';

describe('servers', () => {
  it('come up step by step, and go away', async () => {
    const cloud = testCloud();
    const server = await boot(cloud);
    const seen = [];
    for (let at = 0; at < 9; at++) {
      const { 'OS-EXT-STS:task_state': task, status } = await server.show();
      seen.push(`${status} ${task}`);
      cloud.pass(0.5);
    }
    expect([...new Set(seen)]).toEqual([
      'BUILD scheduling',
      'BUILD networking',
      'BUILD block_device_mapping',
      'BUILD spawning',
      'ACTIVE null',
    ]);
    expect(await server.show('admin')).toMatchObject({
      'OS-EXT-SRV-ATTR:host': 'compute1',
      'OS-EXT-SRV-ATTR:instance_name': 'instance-00000001',
      'OS-SRV-USG:launched_at': '2030-01-01T00:00:04.000000',
      'OS-EXT-STS:power_state': 1,
    });
    expect((await server.ask('DELETE', `/servers/${server.id}`)).status).toBe(204);
    expect((await server.show())['OS-EXT-STS:task_state']).toBe('deleting');
    cloud.pass(2);
    const gone = await server.ask('GET', `/servers/${server.id}`);
    expect(gone.body).toEqual({
      itemNotFound: { code: 404, message: `Instance ${server.id} could not be found.` },
    });
  });

  it('end in ERROR when a fault is asked for, or when no host has room', async () => {
    const cloud = testCloud();
    await cloud.sandbox.change(state => addFault(state, { kind: 'boot', service: undefined, times: 1 }));
    const server = await boot(cloud);
    cloud.pass(1);
    const { status, fault } = await server.show();
    expect(status).toBe('ERROR');
    expect(fault).toEqual({
      code: 500,
      created: '2030-01-01T00:00:00Z',
      message: 'No valid host was found. ',
    });
    const admin = nova(cloud, 'admin');
    const big = { name: 'huge', ram: 100000, vcpus: 1, disk: 1 };
    const { body } = await admin('POST', '/flavors', { flavor: big });
    const huge = text(child(body, 'flavor'), 'id');
    await admin('PUT', `/os-quota-sets/${await adminProject(cloud)}`, { quota_set: { ram: -1 } });
    const other = await boot(cloud, { flavorRef: huge }, 'admin');
    cloud.pass(1);
    expect((await other.show()).status).toBe('ERROR');
  });

  it('are refused beyond the quota, in the words of the service', async () => {
    const cloud = testCloud();
    const ask = nova(cloud);
    await boot(cloud, { max_count: 10, min_count: 10 });
    const { image, flavor } = await boot.parts(cloud);
    const server = { name: 'x', imageRef: image, flavorRef: flavor, networks: 'none' };
    const { status, body } = await ask('POST', '/servers', { server });
    expect([status, child(body, 'forbidden').message]).toEqual([
      403,
      'Quota exceeded for instances: Requested 1, but already used 10 of 10 instances',
    ]);
  });

  it('are refused when the request makes no sense', async () => {
    const ask = nova(testCloud());
    const sent = async (body: Parameters<typeof ask>[2]) => {
      const answer = await ask('POST', '/servers', body);
      return [answer.status, child(answer.body, 'badRequest').message];
    };
    expect(await sent({})).toEqual([400, "'server' is a required property"]);
    expect(await sent({ server: {} })).toEqual([
      400,
      "Invalid input for field/attribute server. Value: {}. 'name' is a required property",
    ]);
    expect(await sent({ server: { name: '', flavorRef: '1' } })).toEqual([
      400,
      "Invalid input for field/attribute name. Value: . '' is too short",
    ]);
    expect(await sent({ server: { name: 'x', flavorRef: 'nope', networks: 'none' } })).toEqual([
      400,
      'Flavor nope could not be found.',
    ]);
  });

  it('are listed to their project, and to admins all', async () => {
    const cloud = testCloud();
    await boot(cloud, { name: 'one' });
    await boot(cloud, { name: 'two' }, 'admin');
    const names = async (user: string, query: string) =>
      children((await nova(cloud, user)('GET', `/servers${query}`)).body, 'servers').map(each => each.name);
    expect(await names('demo', '')).toEqual(['one']);
    expect(await names('admin', '?all_tenants=1')).toEqual(['two', 'one']);
    expect(await names('admin', '?all_tenants=1&name=on')).toEqual(['one']);
    expect(await names('admin', '?all_tenants=1&limit=1')).toEqual(['two']);
    for (const [path, rule] of [
      ['/servers', 'index'],
      ['/servers/detail', 'detail'],
    ]) {
      const { body } = await nova(cloud)('GET', `${path}?all_tenants=1`);
      expect(child(body, 'forbidden').message).toBe(
        `Policy doesn't allow os_compute_api:servers:${rule}:get_all_tenants to be performed.`,
      );
    }
  });
});

async function adminProject(cloud: ReturnType<typeof testCloud>): Promise<string> {
  const { body } = await cloud.ask('admin', 'GET', '/identity/v3/projects?name=admin');
  return text(children(body, 'projects')[0] ?? {}, 'id');
}
