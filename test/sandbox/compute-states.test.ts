/** What becomes of servers on the way: every state, whose lock it is, what is left when they go. */
import { describe, expect, it } from 'vitest';
import { child, children, type JsonObject, text } from '../../src/clients/json.ts';
import { type TestCloud, testCloud } from './cloud.ts';
import { type Booted, boot, nova } from './nova.ts';

/** All that a server is until nothing is being done with it. */
async function states(cloud: TestCloud, server: Booted): Promise<string[]> {
  const seen: string[] = [];
  for (let turn = 0; turn < 100; turn++) {
    const { status, 'OS-EXT-STS:task_state': task } = await server.show();
    const state = `${status} ${task}`;
    if (seen.at(-1) !== state) seen.push(state);
    if (task === null && status !== 'BUILD') break;
    cloud.pass(0.1);
  }
  return seen;
}

async function running(cloud: TestCloud, given: JsonObject = {}): Promise<Booted> {
  const server = await boot(cloud, given);
  cloud.pass(5);
  return server;
}

async function actions(cloud: TestCloud, server: Booted): Promise<(string | undefined)[]> {
  const path = `/servers/${server.id}/os-instance-actions`;
  const { body } = await nova(cloud, 'admin')('GET', path);
  return children(body, 'instanceActions').map(each => text(each, 'action'));
}

async function images(cloud: TestCloud): Promise<string[]> {
  const { body } = await cloud.ask('demo', 'GET', '/image/v2/images?visibility=private');
  return children(body, 'images').map(each => text(each, 'name'));
}

describe('servers', () => {
  it('go through the states that real ones go through', async () => {
    const cloud = testCloud();
    const server = await boot(cloud);
    const build = ['scheduling', 'null', 'networking', 'block_device_mapping', 'spawning'];
    expect(await states(cloud, server)).toEqual([...build.map(task => `BUILD ${task}`), 'ACTIVE null']);
    await server.act('resize', { flavorRef: '2' });
    const resize = ['prep', 'migrating', 'migrated', 'finish'].map(task => `RESIZE resize_${task}`);
    expect(await states(cloud, server)).toEqual([...resize, 'VERIFY_RESIZE null']);
    await server.act('revertResize');
    cloud.pass(5);
    await server.act('reboot', { type: 'HARD' });
    const reboot = ['rebooting_hard', 'reboot_pending_hard', 'reboot_started_hard'];
    expect(await states(cloud, server)).toEqual([
      ...reboot.map(task => `HARD_REBOOT ${task}`),
      'ACTIVE null',
    ]);
  });

  it('are confirmed before they are deleted, and leave no migrations', async () => {
    const cloud = testCloud();
    const server = await running(cloud);
    await server.act('resize', { flavorRef: '2' });
    cloud.pass(5);
    await server.ask('DELETE', `/servers/${server.id}`);
    expect(await server.show()).toMatchObject({ status: 'ACTIVE', 'OS-EXT-STS:task_state': null });
    cloud.pass(2);
    expect(await actions(cloud, server)).toEqual(['delete', 'confirmResize', 'resize', 'create']);
    const { body } = await nova(cloud, 'admin')('GET', `/os-migrations?instance_uuid=${server.id}`);
    expect(children(body, 'migrations')).toEqual([]);
  });

  it('are unlocked by whose lock it is, and by admins', async () => {
    const cloud = testCloud();
    const server = await running(cloud);
    await server.act('lock', { locked_reason: 'mine' });
    await server.act('lock', { locked_reason: 'again' });
    expect((await server.show()).locked_reason).toBe('mine');
    await server.act('lock', { locked_reason: 'theirs' }, 'admin');
    const refused = await server.act('unlock');
    expect(child(refused.body, 'forbidden').message).toBe(
      "Policy doesn't allow os_compute_api:os-lock-server:unlock:unlock_override to be performed.",
    );
    expect((await server.act('unlock', null, 'admin')).status).toBe(202);
    expect((await server.show()).locked).toBe(false);
  });

  it('give back the image that they were shelved to', async () => {
    const cloud = testCloud();
    const server = await running(cloud);
    await server.act('shelve');
    cloud.pass(5);
    expect(await images(cloud)).toEqual(['web-shelved']);
    const stop = await server.act('os-stop');
    expect(child(stop.body, 'conflictingRequest').message).toBe(`Instance ${server.id} is not ready`);
    await server.act('unshelve');
    cloud.pass(5);
    expect(await images(cloud)).toEqual([]);
    await server.act('shelve');
    cloud.pass(5);
    await server.ask('DELETE', `/servers/${server.id}`);
    expect(await images(cloud)).toEqual([]);
  });

  it('keep as many backups as were asked for', async () => {
    const cloud = testCloud();
    const server = await running(cloud);
    for (const name of ['one', 'two', 'three']) {
      await server.act('createBackup', { name, backup_type: 'daily', rotation: 2 });
      cloud.pass(5);
    }
    expect((await images(cloud)).sort()).toEqual(['three', 'two']);
  });
});

describe('bodies', () => {
  it('are looked at before the server', async () => {
    const cloud = testCloud();
    const ask = nova(cloud);
    const { status, body } = await ask('POST', '/servers/nosuch/action', { reboot: {} });
    expect([status, child(body, 'badRequest').message]).toEqual([
      400,
      "Invalid input for field/attribute reboot. Value: {}. 'type' is a required property",
    ]);
    const stop = await ask('POST', '/servers/nosuch/action', { 'os-stop': null });
    expect(child(stop.body, 'itemNotFound').message).toBe('Instance nosuch has no mapping to a cell.');
  });
});

describe('names', () => {
  it('are found without regard to case, and as they are', async () => {
    const cloud = testCloud();
    for (const name of ['Web.1', 'web-1', 'web.10']) await boot(cloud, { name });
    const named = async (pattern: string) => {
      const { body } = await nova(cloud)('GET', `/servers?name=${encodeURIComponent(pattern)}`);
      return children(body, 'servers')
        .map(each => text(each, 'name'))
        .sort();
    };
    expect(await named('^web\\.1$')).toEqual(['Web.1']);
    expect(await named('^web.1$')).toEqual(['Web.1', 'web-1']);
    expect(await named('web\\.1')).toEqual(['Web.1', 'web.10']);
    expect(await named('^nosuch$')).toEqual([]);
  });
});
