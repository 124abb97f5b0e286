/** An engine that fails, dies or stands still at any write of any operation: nothing is at two instances, nothing stays taken. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/clients/json.ts';
import { tidy } from '../../src/engine/orphans.ts';
import { type Fault, type Mode, Region } from './memory.ts';

const FLAVOR = { vcpus: 1, memory: 1024, disk: 10 };
const BOOT = { name: 'new', flavor: 'small', image: 'cirros' };
const PORTS = ['p1', 'p2', 'p3'];

/** A region with one instance, `old`, that has the port p1 and the volume v1. */
async function newRegion(): Promise<{ region: Region; old: string }> {
  const region = new Region();
  for (const name of ['h1', 'h2'])
    region.put('hosts', { _id: name, name, zone: 'z', state: 'up', vcpus: 2, memory: 4096, disk: 100 });
  region.put('flavors', { _id: 'small', name: 'small', ...FLAVOR });
  region.put('images', { _id: 'cirros', name: 'cirros' });
  for (const _id of PORTS) region.put('ports', { _id, name: _id, tenant: 't', instance: '' });
  for (const _id of ['v1', 'v2'])
    region.put('volumes', { _id, name: _id, size: 1, status: 'available', instance: '' });
  const booted = await region.run('boot', { ...BOOT, name: 'old', ports: ['p1'] });
  const old = booted?.result ?? '';
  await region.run('attach-volume', { instance: old, volume: 'v1' });
  return { region, old };
}

/** Every operation that writes, on what a region has. */
const OPERATIONS: readonly (readonly [action: string, args: (old: string) => JsonObject])[] = [
  ['boot', () => ({ ...BOOT, ports: ['p2', 'p3'], volume: 'v2' })],
  ['boot', () => ({ ...BOOT, ports: ['p2'], volumeSize: 5 })],
  ['stop', instance => ({ instance })],
  ['rebuild', instance => ({ instance, image: 'cirros' })],
  ['reset', instance => ({ instance })],
  ['reset', instance => ({ instance, rootDevice: 'v2' })],
  ['attach-volume', instance => ({ instance, volume: 'v2' })],
  ['detach-volume', instance => ({ instance, volume: 'v1' })],
  ['attach-interface', instance => ({ instance, port: 'p2' })],
  ['detach-interface', () => ({ port: 'p1' })],
  ['delete', instance => ({ instance, hard: false })],
  ['delete', instance => ({ instance, hard: true })],
  ['create-volume', () => ({ name: 'data', size: 1 })],
  ['delete-volume', () => ({ volume: 'v2' })],
];

/** How many writes an operation has when nothing goes wrong. */
async function writesOf(action: string, args: (old: string) => JsonObject): Promise<number> {
  const { region, old } = await newRegion();
  const store = region.store();
  expect(await region.run(action, args(old), store), action).toMatchObject({ state: 'done' });
  return store.writes();
}

/** The invariant of docs/gostack-backend.md, but for what points at instances that are gone. */
function sound(region: Region): void {
  for (const volume of region.all('volumes'))
    expect(volume.status === 'in-use', `${volume._id} is ${volume.status}`).toBe(
      (volume.instance ?? '') !== '',
    );
  for (const instance of region.all('instances')) {
    if (instance.status === 'ERROR' || instance.taskId !== '') continue;
    if (instance.rootVolume !== '')
      expect(region.get('volumes', String(instance.rootVolume))?.instance).toBe(instance._id);
  }
}

/** That nothing points at an instance that is gone. */
function tidied(region: Region): void {
  for (const { _id, instance } of [...region.all('ports'), ...region.all('volumes')])
    if (instance !== '') expect(region.get('instances', String(instance)), `${_id}'s instance`).toBeDefined();
}

/** Deletes all instances, and uses and deletes all that is left. */
async function useAll(region: Region): Promise<void> {
  for (const { _id } of region.all('instances'))
    expect(await region.run('delete', { instance: _id, hard: true, ignore: true })).toMatchObject({
      state: 'done',
    });
  const boots = { ...BOOT, name: 'last', ports: PORTS };
  const booted = await region.run('boot', boots);
  expect(booted).toMatchObject({ state: 'done' });
  const instance = booted?.result ?? '';
  for (const { _id, status } of region.all('volumes')) {
    const attached = await region.run('attach-volume', { instance, volume: _id });
    if (status === 'available' || status === 'in-use') {
      expect(attached, `${_id}, ${status}`).toMatchObject({ state: 'done' });
      await region.run('detach-volume', { instance, volume: _id });
    }
    expect(await region.run('delete-volume', { volume: _id })).toMatchObject({ state: 'done' });
  }
  await region.run('delete', { instance, hard: true });
  expect(region.all('ports').map(port => port.instance)).toEqual(['', '', '']);
  expect([region.all('instances'), region.all('volumes')]).toEqual([[], []]);
  expect([region.used('h1').vcpus, region.used('h2').vcpus]).toEqual([0, 0]);
}

const next = (region: Region) => tidy(region.store(), async () => []);

describe.each(OPERATIONS)('%s %#', (action, args) => {
  let writes = 0;
  beforeEach(async () => {
    writes = await writesOf(action, args);
    expect(writes).toBeGreaterThan(0);
  });

  /** Has the operation end at each of its writes in turn. */
  async function atEach(
    mode: Mode,
    after: (region: Region, land: () => void, old: string) => Promise<void>,
  ): Promise<void> {
    for (let at = 1; at <= writes; at++) {
      const { region, old } = await newRegion();
      const fault: Fault = { at, mode };
      const store = region.store(fault);
      const ended = await region.run(action, args(old), store);
      expect(ended?.state, `write ${at}`).toBe(mode.startsWith('fail') ? 'failed' : undefined);
      await after(region, store.land, old);
    }
  }

  it.each(['fail', 'fail-late', 'die', 'die-late'] as const)(
    'that comes to nothing (%s): the next engine brings it right',
    mode =>
      atEach(mode, async region => {
        await next(region);
        sound(region);
        tidied(region);
        for (const { taskId, status } of region.all('instances'))
          expect([taskId, status]).toEqual([
            '',
            expect.stringMatching(/^(ACTIVE|SHUTOFF|ERROR|SOFT_DELETED)$/),
          ]);
        await useAll(region);
      }),
  );

  it.each(['fail', 'fail-late', 'die', 'die-late'] as const)(
    'that comes to nothing (%s): whoever finds what is left can use it, too',
    mode => atEach(mode, useAll),
  );

  it.each(['before', 'behind'] as const)('a write that comes late, and %s it what is free is used', when =>
    atEach('stall', async (region, land) => {
      if (when === 'behind') await next(region);
      const volumes = region.all('volumes').filter(({ status }) => status === 'available');
      const ports = region.all('ports').flatMap(({ _id, instance }) => (instance === '' ? [_id] : []));
      const other = await region.run('boot', { ...BOOT, name: 'other', ports });
      expect(other).toMatchObject({ state: 'done' });
      const instance = other?.result ?? '';
      for (const { _id: volume } of volumes) await region.run('attach-volume', { instance, volume });
      land();
      for (const port of ports) expect(region.get('ports', port)?.instance, port).toBe(instance);
      for (const { _id } of volumes)
        expect(region.get('volumes', _id), _id).toMatchObject({ instance, status: 'in-use' });
      expect(region.get('instances', instance)).toMatchObject({ status: 'ACTIVE', taskId: '' });
      sound(region);
      await next(region);
      sound(region);
      tidied(region);
      await useAll(region);
    }),
  );

  it('a write that comes when its instance has been reset changes nothing of it', () =>
    atEach('stall', async (region, land, old) => {
      await next(region);
      const status = region.get('instances', old)?.status;
      const all = (name: 'ports' | 'volumes') =>
        region.all(name).flatMap(({ _id, instance }) => (instance === old ? [_id] : []));
      const before = [...all('ports'), ...all('volumes')];
      if (status === 'ERROR')
        expect(await region.run('reset', { instance: old })).toMatchObject({ state: 'done' });
      land();
      if (status === 'ERROR') {
        expect(region.get('instances', old)).toMatchObject({ status: 'ACTIVE', taskId: '' });
        expect([...all('ports'), ...all('volumes')]).toEqual(expect.arrayContaining(before));
      }
      await useAll(region);
    }));

  it.each([false, true])('a write that comes when all has been deleted (tidied: %s)', tidies =>
    atEach('stall', async (region, land) => {
      for (const { _id } of region.all('instances'))
        await region.run('delete', { instance: _id, hard: true, ignore: true });
      land();
      if (tidies) {
        await next(region);
        tidied(region);
      }
      await useAll(region);
    }),
  );
});

describe('what is taken by another task in between', () => {
  it.each([
    ['boot', { ...BOOT, ports: ['p2', 'p3'], volume: 'v2' }, 'Port p3 was changed meanwhile. Try again.'],
    ['attach-interface', { port: 'p3' }, 'Port p3 was changed meanwhile. Try again.'],
  ] as const)('%s is refused, and leaves nothing', async (action, args, error) => {
    const { region, old } = await newRegion();
    const store = region.store();
    const before = [...region.all('instances'), ...region.all('volumes')].length;
    const intrude = () => {
      const port = region.get('ports', 'p3');
      if (port) region.put('ports', { ...port, instance: 'another', changedBy: 'another' });
    };
    const intruded = {
      ...store,
      insert: async (...words: Parameters<typeof store.insert>) => {
        await store.insert(...words);
        intrude();
      },
      update: async (...words: Parameters<typeof store.update>) => {
        const done = await store.update(...words);
        intrude();
        return done;
      },
    };
    const ended = await region.run(action, { ...args, instance: old }, intruded);
    expect(ended).toEqual({ state: 'failed', error });
    expect([...region.all('instances'), ...region.all('volumes')]).toHaveLength(before);
    expect(region.get('instances', old)).toMatchObject({ status: 'ACTIVE', task: '', taskId: '' });
    expect(region.all('ports').map(({ instance }) => instance)).toEqual([old, '', 'another']);
    expect(region.get('volumes', 'v2')?.status).toBe('available');
  });
});

describe('room', () => {
  it('of a host is not given to two when an instance comes late', async () => {
    const { region } = await newRegion();
    const store = region.store({ at: 1, mode: 'stall' });
    await region.run('boot', { ...BOOT, ports: [], host: 'h2' }, store);
    for (const name of ['a', 'b'])
      expect(await region.run('boot', { ...BOOT, name, ports: [], host: 'h2' })).toMatchObject({
        state: 'done',
      });
    store.land();
    await next(region);
    expect(region.used('h2').vcpus).toBe(2);
    const late = region.all('instances').find(({ name }) => name === 'new');
    expect(late).toMatchObject({ status: 'ERROR', host: '' });
    expect(await region.run('reset', { instance: late?._id ?? '' })).toMatchObject({
      error: expect.stringContaining('never came to a host'),
    });
  });

  it.each([
    [{}, [], 'The region has no host.'],
    [{ zone: 'other' }, ['up'], "There is no zone 'other'."],
    [{ host: 'h1' }, ['down'], "Host 'h1' is down."],
    [{}, ['down', 'down'], 'No host is up.'],
    [{ zone: 'z' }, ['down'], "No host in zone 'z' is up."],
    [{ host: 'h1', zone: 'other' }, ['down'], "Host 'h1' is not in zone 'other'."],
    [{ host: 'h1' }, ['up'], "Host 'h1' has no room for 1 vCPUs, 1024 MiB of memory and 10 GiB of disk."],
    [{}, ['up', 'down'], 'No host has room for 1 vCPUs, 1024 MiB of memory and 10 GiB of disk.'],
  ] as const)('%j with hosts that are %j: %s', async (args, states, error) => {
    const region = new Region();
    region.put('flavors', { _id: 'small', name: 'small', ...FLAVOR });
    region.put('images', { _id: 'cirros', name: 'cirros' });
    for (const [n, state] of states.entries())
      region.put('hosts', { _id: `h${n + 1}`, name: `h${n + 1}`, zone: 'z', state, vcpus: 0 });
    expect(await region.run('boot', { ...BOOT, ...args })).toEqual({ state: 'failed', error });
  });
});

describe('a task that lives', () => {
  it('keeps its instance', async () => {
    const { region, old } = await newRegion();
    region.running.add('elsewhere');
    const before = region.get('instances', old);
    if (before) region.put('instances', { ...before, taskId: 'elsewhere', task: 'powering-off' });
    expect(await region.run('stop', { instance: old })).toMatchObject({
      error: expect.stringContaining('is busy (powering-off)'),
    });
    region.running.delete('elsewhere');
    expect(await region.run('stop', { instance: old })).toMatchObject({
      error: expect.stringContaining('is ERROR; it can be stopped only when it is ACTIVE'),
    });
  });
});
