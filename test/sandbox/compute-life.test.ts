import { describe, expect, it } from 'vitest';
import { child, children, type JsonObject, text } from '../../src/clients/json.ts';
import { type TestCloud, testCloud } from './cloud.ts';
import { type Booted, boot, nova } from './nova.ts';

async function running(cloud: TestCloud, given: JsonObject = {}): Promise<Booted> {
  const server = await boot(cloud, given);
  cloud.pass(5);
  return server;
}

async function hosts(cloud: TestCloud): Promise<JsonObject> {
  const { body } = await nova(cloud, 'admin')('GET', '/os-hypervisors/detail', undefined, '2.53');
  return Object.fromEntries(
    children(body, 'hypervisors').map(each => [text(each, 'hypervisor_hostname'), each.memory_mb_used]),
  );
}

async function events(server: Booted, action: string, cloud: TestCloud): Promise<(string | undefined)[]> {
  const admin = nova(cloud, 'admin');
  const { body } = await admin('GET', `/servers/${server.id}/os-instance-actions`);
  const found = children(body, 'instanceActions').find(each => each.action === action) ?? {};
  const { body: one } = await admin(
    'GET',
    `/servers/${server.id}/os-instance-actions/${text(found, 'request_id')}`,
  );
  return children(child(one, 'instanceAction'), 'events').map(each => `${each.event} ${each.result}`);
}

describe('switching servers', () => {
  it('goes through every state and back', async () => {
    const cloud = testCloud();
    const server = await running(cloud);
    const rounds: readonly [string, JsonObject | null, string, string][] = [
      ['os-stop', null, 'powering-off', 'SHUTOFF'],
      ['os-start', null, 'powering-on', 'ACTIVE'],
      ['pause', null, 'pausing', 'PAUSED'],
      ['unpause', null, 'unpausing', 'ACTIVE'],
      ['suspend', null, 'suspending', 'SUSPENDED'],
      ['resume', null, 'resuming', 'ACTIVE'],
      ['reboot', { type: 'SOFT' }, 'rebooting', 'ACTIVE'],
      ['reboot', { type: 'HARD' }, 'rebooting_hard', 'ACTIVE'],
      ['shelve', null, 'shelving', 'SHELVED_OFFLOADED'],
      ['unshelve', null, 'unshelving', 'ACTIVE'],
      ['unrescue', null, '', ''],
    ];
    for (const [action, about, task, status] of rounds) {
      const answer = await server.act(action, about);
      if (task === '') {
        expect(child(answer.body, 'conflictingRequest').message).toBe(
          `Cannot 'unrescue' instance ${server.id} while it is in vm_state active`,
        );
        continue;
      }
      expect([action, answer.status]).toEqual([action, 202]);
      expect((await server.show())['OS-EXT-STS:task_state']).toBe(task);
      cloud.pass(4);
      expect([action, (await server.show()).status]).toEqual([action, status]);
    }
    expect(await events(server, 'stop', cloud)).toEqual(['compute_stop_instance Success']);
    expect(await hosts(cloud)).toEqual({ compute1: 1024, compute2: 512 });
  });

  it('is refused while something else is done, when locked, and when there is no such action', async () => {
    const cloud = testCloud();
    const server = await running(cloud);
    await server.act('os-stop');
    const busy = await server.act('pause');
    expect([busy.status, child(busy.body, 'conflictingRequest').message]).toEqual([
      409,
      `Cannot 'pause' instance ${server.id} while it is in task_state powering-off`,
    ]);
    cloud.pass(2);
    await server.act('lock', { locked_reason: 'mine' });
    expect(await server.show()).toMatchObject({ locked: true, locked_reason: 'mine' });
    const locked = await server.act('os-start');
    expect(child(locked.body, 'conflictingRequest').message).toBe(`Instance ${server.id} is locked`);
    expect((await server.ask('DELETE', `/servers/${server.id}`)).status).toBe(409);
    expect((await server.act('unlock')).status).toBe(202);
    const bogus = await server.act('bogus');
    expect([bogus.status, child(bogus.body, 'badRequest').message]).toEqual([
      400,
      'There is no such action: bogus',
    ]);
    const state = await server.act('os-resetState', { state: 'error' });
    expect(child(state.body, 'forbidden').message).toBe(
      "Policy doesn't allow os_compute_api:os-admin-actions:reset_state to be performed.",
    );
  });
});

describe('resizing servers', () => {
  it('waits to be confirmed, and holds both machines until then', async () => {
    const cloud = testCloud();
    const server = await running(cloud);
    expect((await server.act('resize', { flavorRef: '2' })).status).toBe(202);
    expect((await server.show()).status).toBe('RESIZE');
    cloud.pass(5);
    expect(await server.show('admin')).toMatchObject({
      status: 'VERIFY_RESIZE',
      flavor: { original_name: 'm1.small' },
      'OS-EXT-SRV-ATTR:host': 'compute2',
    });
    expect(await hosts(cloud)).toEqual({ compute1: 1024, compute2: 2560 });
    const again = await server.act('resize', { flavorRef: '3' });
    expect(child(again.body, 'conflictingRequest').message).toBe(
      `Cannot 'resize' instance ${server.id} while it is in vm_state resized`,
    );
    expect((await server.act('confirmResize')).status).toBe(204);
    const twice = await server.act('confirmResize');
    expect(child(twice.body, 'badRequest').message).toBe('Instance has not been resized.');
    cloud.pass(2);
    expect((await server.show()).status).toBe('ACTIVE');
    expect(await hosts(cloud)).toEqual({ compute1: 512, compute2: 2560 });
    expect(await events(server, 'resize', cloud)).toEqual([
      'compute_finish_resize Success',
      'compute_resize_instance Success',
      'compute_prep_resize Success',
      'cold_migrate Success',
      'conductor_migrate_server Success',
    ]);
    const { body } = await nova(cloud, 'admin')('GET', `/os-migrations?instance_uuid=${server.id}`);
    expect(children(body, 'migrations')).toMatchObject([
      { status: 'confirmed', migration_type: 'resize', source_compute: 'compute1', dest_compute: 'compute2' },
    ]);
  });

  it('can be taken back', async () => {
    const cloud = testCloud();
    const server = await running(cloud);
    await server.act('os-stop');
    cloud.pass(2);
    await server.act('resize', { flavorRef: '2' });
    cloud.pass(5);
    expect((await server.act('revertResize')).status).toBe(202);
    expect((await server.show()).status).toBe('REVERT_RESIZE');
    cloud.pass(3);
    expect(await server.show('admin')).toMatchObject({
      status: 'SHUTOFF',
      flavor: { original_name: 'm1.tiny' },
      'OS-EXT-SRV-ATTR:host': 'compute1',
    });
    expect(await hosts(cloud)).toEqual({ compute1: 1024, compute2: 512 });
    const { body } = await server.ask('GET', '/limits');
    expect(child(child(body, 'limits'), 'absolute')).toMatchObject({ totalRAMUsed: 512, totalCoresUsed: 1 });
  });

  it('is refused for the same flavor, an unknown one and beyond the quota', async () => {
    const cloud = testCloud();
    const server = await running(cloud);
    const said = async (flavorRef: string) => {
      const { body } = await server.act('resize', { flavorRef });
      return child(body, 'badRequest').message ?? child(body, 'forbidden').message;
    };
    expect(await said('1')).toBe('When resizing, instances must change flavor!');
    expect(await said('nope')).toBe('Flavor nope could not be found.');
    const flavor = { id: 'huge', name: 'huge', ram: 60000, vcpus: 1, disk: 1 };
    await nova(cloud, 'admin')('POST', '/flavors', { flavor });
    expect(await said('huge')).toBe(
      'Quota exceeded for ram: Requested 59488, but already used 512 of 51200 ram',
    );
  });

  it('gives everything back when the server is deleted in the middle', async () => {
    for (const moment of [0, 1, 2, 3, 5]) {
      const cloud = testCloud();
      const server = await running(cloud);
      await server.act('resize', { flavorRef: '2' });
      cloud.pass(moment);
      await server.ask('DELETE', `/servers/${server.id}`);
      cloud.pass(3);
      expect([moment, await hosts(cloud)]).toEqual([moment, { compute1: 512, compute2: 512 }]);
      const { body } = await server.ask('GET', '/limits');
      expect(child(child(body, 'limits'), 'absolute')).toMatchObject({
        totalRAMUsed: 0,
        totalCoresUsed: 0,
        totalInstancesUsed: 0,
      });
    }
  });
});

describe('moving servers', () => {
  it('moves a running one to the other machine', async () => {
    const cloud = testCloud();
    const server = await running(cloud);
    const live = { host: null, block_migration: 'auto' };
    const forbidden = await server.act('os-migrateLive', live);
    expect(forbidden.status).toBe(403);
    expect((await server.act('os-migrateLive', live, 'admin')).status).toBe(202);
    expect((await server.show()).status).toBe('MIGRATING');
    cloud.pass(2);
    const { body } = await nova(cloud, 'admin')('GET', `/servers/${server.id}/migrations`);
    expect(children(body, 'migrations')).toMatchObject([{ status: 'running', dest_compute: 'compute2' }]);
    cloud.pass(4);
    expect(await server.show('admin')).toMatchObject({
      status: 'ACTIVE',
      'OS-EXT-SRV-ATTR:host': 'compute2',
    });
    expect(await hosts(cloud)).toEqual({ compute1: 512, compute2: 1024 });
    const nowhere = await server.act('os-migrateLive', { ...live, host: 'nope' }, 'admin');
    expect(child(nowhere.body, 'badRequest').message).toBe('Compute host nope could not be found.');
  });

  it('gives up a live migration that is aborted', async () => {
    const cloud = testCloud();
    const server = await running(cloud);
    await server.act('os-migrateLive', { host: null, block_migration: 'auto' }, 'admin');
    cloud.pass(2);
    const admin = nova(cloud, 'admin');
    expect((await admin('DELETE', `/servers/${server.id}/migrations/1`)).status).toBe(202);
    cloud.pass(5);
    expect(await server.show('admin')).toMatchObject({
      status: 'ACTIVE',
      'OS-EXT-SRV-ATTR:host': 'compute1',
    });
    expect(await hosts(cloud)).toEqual({ compute1: 1024, compute2: 512 });
  });

  it('does not move to a machine that is disabled', async () => {
    const cloud = testCloud();
    const server = await running(cloud);
    const admin = nova(cloud, 'admin');
    const { body } = await admin('GET', '/os-services?host=compute2');
    const id = text(children(body, 'services')[0] ?? {}, 'id');
    const disabled = await admin('PUT', `/os-services/${id}`, { status: 'disabled', disabled_reason: 'x' });
    expect(child(disabled.body, 'service')).toMatchObject({ status: 'disabled', disabled_reason: 'x' });
    expect((await server.act('migrate', null, 'admin')).status).toBe(202);
    cloud.pass(5);
    expect(await server.show('admin')).toMatchObject({
      status: 'ACTIVE',
      'OS-EXT-SRV-ATTR:host': 'compute1',
    });
    expect(await events(server, 'migrate', cloud)).toEqual([
      'cold_migrate Error',
      'conductor_migrate_server Error',
    ]);
  });
});

describe('servers and volumes', () => {
  it('have volumes that are in use', async () => {
    const cloud = testCloud();
    const server = await running(cloud);
    const { body: projects } = await cloud.ask('demo', 'GET', '/identity/v3/auth/projects');
    const base = `/volume/v3/${text(children(projects, 'projects')[0] ?? {}, 'id')}`;
    const made = await cloud.ask('demo', 'POST', `${base}/volumes`, { volume: { size: 1 } });
    const id = text(child(made.body, 'volume'), 'id');
    cloud.pass(2);
    const volume = async () =>
      child((await cloud.ask('demo', 'GET', `${base}/volumes/${id}`)).body, 'volume');
    const path = `/servers/${server.id}/os-volume_attachments`;
    const { body, status } = await server.ask('POST', path, { volumeAttachment: { volumeId: id } });
    expect([status, child(body, 'volumeAttachment')]).toMatchObject([
      200,
      { device: '/dev/vdb', volumeId: id },
    ]);
    expect(await volume()).toMatchObject({ status: 'in-use', attachments: [{ server_id: server.id }] });
    const refused = await cloud.ask('demo', 'DELETE', `${base}/volumes/${id}`);
    expect(refused.status).toBe(400);
    expect((await server.ask('POST', path, { volumeAttachment: { volumeId: id } })).status).toBe(400);
    expect((await server.ask('DELETE', `${path}/${id}`)).status).toBe(202);
    expect((await volume()).status).toBe('available');
  });

  it('boot from volumes, which go with them when that was asked for', async () => {
    const cloud = testCloud();
    const { image } = await boot.parts(cloud);
    const disk = {
      ...{ boot_index: 0, uuid: image, source_type: 'image', destination_type: 'volume' },
      ...{ volume_size: 2, delete_on_termination: true },
    };
    const server = await running(cloud, { imageRef: '', block_device_mapping_v2: [disk] });
    const shown = await server.show();
    expect(shown).toMatchObject({ status: 'ACTIVE', image: '' });
    const [volume = {}] = children(shown, 'os-extended-volumes:volumes_attached');
    const { body } = await cloud.ask('demo', 'GET', '/identity/v3/auth/projects');
    const path = `/volume/v3/${text(children(body, 'projects')[0] ?? {}, 'id')}/volumes/${text(volume, 'id')}`;
    expect(child((await cloud.ask('demo', 'GET', path)).body, 'volume')).toMatchObject({
      status: 'in-use',
      bootable: 'true',
      size: 2,
    });
    await server.ask('DELETE', `/servers/${server.id}`);
    cloud.pass(2);
    expect((await cloud.ask('demo', 'GET', path)).status).toBe(404);
  });
});
