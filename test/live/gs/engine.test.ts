/** The reference engine and the gostack backend on a real etcd (three members) and a real MongoDB-compatible server. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Backend, Change, Instance } from '../../../src/clients/gostack/backend.ts';
import { keysOf } from '../../../src/clients/gostack/contract.ts';
import {
  ForeignRegion,
  StoreAuthError,
  StoreUnavailable,
  TaskFailed,
  TaskLost,
  TooLarge,
} from '../../../src/clients/gostack/errors.ts';
import { createEtcd, type Etcd } from '../../../src/clients/gostack/etcd.ts';
import { openGostack } from '../../../src/clients/gostack/region.ts';
import type { RegionSettings } from '../../../src/clients/gostack/settings.ts';
import { createHttp } from '../../../src/clients/http.ts';
import { ostk } from '../harness/compare.ts';
import { type Engine, missing, type Region, startRegion, until } from './region.ts';

const why = missing();
if (why !== undefined) console.warn(`The tests of a gostack region are skipped: ${why}`);
const SMALL = { action: 'boot', flavor: 's7.small.1', image: 'cirros', ports: [] } as const;
const keys = keysOf();

describe.skipIf(why !== undefined)(why === undefined ? 'a gostack region' : `skipped: ${why}`, () => {
  const http = createHttp({ idleTimeout: 0, connections: 1000 });
  let region: Region;
  let backend: Backend;
  let etcd: Etcd;
  let engine: Engine;

  beforeAll(async () => {
    region = await startRegion();
    backend = openGostack(region.settings, http);
    etcd = createEtcd(region.settings.etcd, http);
  });
  afterAll(async () => {
    await backend?.close();
    if (process.env.OSTK_TEST_MONGO_URL !== undefined) await dropDatabase(region.settings);
    await region?.end();
    await http.close();
  });

  async function done(change: Change, timeout = 120): Promise<string> {
    const pending = await backend.change(change, { wait: true, timeout });
    return (await pending.wait()).id;
  }
  const tasks = async () => (await etcd.range(keys.tasks, { prefix: true })).keys.map(({ value }) => value);
  async function all(filter = {}): Promise<Instance[]> {
    const found: Instance[] = [];
    for await (const each of backend.instances(filter)) found.push(each);
    return found;
  }
  const remove = async () => {
    for (const { id } of [...(await all()), ...(await all({ status: 'SOFT_DELETED' }))])
      await done({ action: 'delete', instance: id, hard: true, ignore: true });
  };
  const other = (part: Partial<RegionSettings['etcd']>, mongo: Partial<RegionSettings['mongo']> = {}) =>
    openGostack(
      { etcd: { ...region.settings.etcd, ...part }, mongo: { ...region.settings.mongo, ...mongo } },
      http,
    );

  test('without the marker nothing is read or changed, and the engine does not start on what is not empty', async () => {
    await expect(all()).rejects.toThrow(ForeignRegion);
    await expect(backend.change({ ...SMALL, name: 'x' }, { wait: true })).rejects.toThrow(ForeignRegion);
    await etcd.transact([], [{ put: '/somebody/else', value: '1' }]);
    const refused = region.engine();
    expect(await refused.ended).toBe(1);
    expect(refused.said()).toContain("somebody's region: etcd holds keys (/somebody/else)");
    const { keys: left } = await etcd.range('', { prefix: true });
    expect(left.map(({ key }) => key)).toEqual(['/somebody/else']);
    await etcd.transact([], [{ remove: '/somebody/else' }]);
  });

  test('an empty one is seeded, and found again', async () => {
    engine = await region.started('--step', '200');
    expect(engine.said()).toContain('made a new region');
    const hosts = [];
    for await (const host of backend.hosts()) hosts.push(host);
    expect(hosts.map(({ name, zone, state }) => [name, zone, state])).toEqual([
      ['compute1', 'SERIES-7-ZONE', 'up'],
      ['compute2', 'SERIES-7-ZONE', 'up'],
    ]);
    expect((await backend.templates()).map(({ key }) => key)).toContain('/template/network/default');
  });

  test('the states of a life', async () => {
    const port = 'port-ustdivjyb0';
    const seen = new Set<string>();
    const pending = await backend.change(
      { ...SMALL, name: 'life', ports: [port], host: 'compute2', volumeSize: 5 },
      { wait: true },
    );
    let booting = true;
    const result = pending.wait().finally(() => {
      booting = false;
    });
    while (booting)
      for (const { status, task } of await all({ name: 'life' })) seen.add(`${status} ${task}`.trim());
    const { id } = await result;
    expect([...seen].filter(state => state.startsWith('BUILD')).length).toBeGreaterThan(0);
    const instance = await backend.instance(id);
    expect(instance).toMatchObject({
      status: 'ACTIVE',
      task: '',
      host: 'compute2',
      ports: [port],
      flavor: 's7.small.1',
    });
    const status = async () => (await backend.instance(id)).status;

    await done({ action: 'stop', instance: id });
    expect(await status()).toBe('SHUTOFF');
    await expect(done({ action: 'stop', instance: id })).rejects.toThrow(
      'is SHUTOFF; it can be stopped only when it is ACTIVE',
    );
    await done({ action: 'start', instance: id });
    await done({ action: 'password', instance: id, username: 'root', password: 'very-secret' });
    expect((await tasks()).join()).not.toContain('very-secret');
    await done({ action: 'rebuild', instance: id, image: 'centOS_6.8' });
    expect(await backend.instance(id)).toMatchObject({ status: 'ACTIVE', image: 'centOS_6.8' });

    const volume = await done({ action: 'create-volume', size: 3, name: 'data' });
    await done({ action: 'attach-volume', instance: id, volume });
    expect(await backend.volume(volume)).toMatchObject({ status: 'in-use', instance: id });
    await expect(done({ action: 'delete-volume', volume })).rejects.toThrow(TaskFailed);
    await done({ action: 'detach-volume', instance: id, volume });
    await done({ action: 'delete-volume', volume });
    await done({ action: 'detach-interface', port });
    await done({ action: 'attach-interface', instance: id, port });
    expect((await backend.instance(id)).ports).toEqual([port]);

    await done({ action: 'delete', instance: id, hard: false, ignore: false });
    expect(await status()).toBe('SOFT_DELETED');
    expect(await all({ name: 'life' })).toEqual([]);
    await done({ action: 'delete', instance: id, hard: true, ignore: false });
    await expect(backend.instance(id)).rejects.toThrow(id);
    await done({ ...SMALL, name: 'again', ports: [port] });
    await remove();
  });

  test('what is made is the tenant’s that the credentials name, and nobody’s without', async () => {
    const nobody = { OS_PROJECT_ID: undefined, OS_PROJECT_NAME: undefined };
    const gs = async (line: string, env = {}) => {
      const around = { cwd: region.home, env: { GS_AZ: 'az1', ...nobody, ...env } };
      const { code, stdout, stderr } = await ostk(line, around, 'gs');
      expect([code, line, stderr.replace(/^.*chmod 600.*\n/m, '')]).toEqual([0, line, '']);
      return stdout;
    };
    const make = async (name: string, env = {}) => {
      await gs(`instance boot --flavor s7.small.1 --image cirros --name ${name} --volume-size 1 --wait`, env);
      await gs(`cinder create 1 --name ${name}-data --wait`, env);
    };
    await make('mine', { OS_PROJECT_ID: 'of-me', OS_PROJECT_NAME: 'me' });
    await make('nobodys');
    expect(await gs('instance list --tenant of-me -f value -c Name')).toBe('mine\n');
    expect(await gs('virsh list --tenant of-me -f value -c Status')).toBe('ACTIVE\n');
    const volumes = await gs('cinder list --tenant of-me -f value -c Name --sort-column Name');
    expect(volumes).toBe('mine-data\nmine-root\n');
    expect((await all()).map(({ name, tenant }) => [name, tenant]).sort()).toEqual([
      ['mine', 'of-me'],
      ['nobodys', ''],
    ]);
    await remove();
    for await (const { id } of backend.volumes({})) await done({ action: 'delete-volume', volume: id });
  });

  test('what is refused leaves nothing', async () => {
    await expect(done({ ...SMALL, name: 'x', flavor: 'none' })).rejects.toThrow("There is no flavor 'none'.");
    await expect(done({ ...SMALL, name: 'x', ports: ['port-none'] })).rejects.toThrow(
      "There is no port 'port-none'.",
    );
    const big = { ...SMALL, flavor: 's2.2xlarge.2', host: 'compute1' };
    for (let n = 0; n < 4; n++) await done({ ...big, name: `big${n}` });
    await expect(done({ ...big, name: 'big4' })).rejects.toThrow("Host 'compute1' has no room for 8 vCPUs");
    expect(await all()).toHaveLength(4);
    await remove();
  });

  test('20 boots at once, several engines: each is done once, where there is room', async () => {
    const second = await region.started('--step', '100');
    const booted = await Promise.all(
      Array.from({ length: 20 }, (_, n) => done({ ...SMALL, name: `web${n}` })),
    );
    expect(new Set(booted).size).toBe(20);
    const found = await all();
    expect(found.map(({ name }) => name).sort()).toEqual(
      Array.from({ length: 20 }, (_, n) => `web${n}`).sort(),
    );
    expect(new Set(found.map(({ status }) => status))).toEqual(new Set(['ACTIVE']));
    for await (const { id } of backend.hosts()) {
      const host = await backend.host(id);
      expect(host.vcpusUsed).toBeLessThanOrEqual(host.vcpus);
    }
    await remove();
    second.kill('SIGTERM');
    expect(await second.ended).toBe(0);
  });

  test('the first etcd is down', async () => {
    await region.service('stop', 'etcd1');
    const began = Date.now();
    await done({ ...SMALL, name: 'failover' });
    expect(Date.now() - began).toBeLessThan(30_000);
    await region.service('start', 'etcd1');
    await remove();
  });

  test('one store is enough where the other is not needed', async () => {
    await expect(other({ endpoints: ['127.0.0.1:1'] }).host('compute1')).resolves.toMatchObject({
      name: 'compute1',
    });
    const templates = await other({}, { endpoints: ['127.0.0.1:1'] }).templates();
    expect(templates.length).toBeGreaterThan(0);
  });

  test('wrong passwords, oversized values', async () => {
    await expect(other({ password: 'wrong' }).templates()).rejects.toThrow(StoreAuthError);
    const mongo = other({}, { password: 'wrong' });
    await expect(mongo.host('compute1')).rejects.toThrow(StoreAuthError);
    await mongo.close();
    const before = (await tasks()).length;
    const large = { ...SMALL, name: 'x'.repeat(3_000_000) };
    await expect(backend.change(large, { wait: true })).rejects.toThrow(TooLarge);
    await expect(other({ maxSend: 100_000 }).change(large, { wait: true })).rejects.toThrow(
      'MaxCallSendMsgSize',
    );
    expect(await tasks()).toHaveLength(before);
  });

  test('an engine that dies at work, and the one after it', async () => {
    engine.kill('SIGTERM');
    expect(await engine.ended).toBe(0);
    const slow = await region.started('--step', '60000');
    const boot = { ...SMALL, name: 'torn', ports: ['port-k3vwq8hnr1'], volumeSize: 1 };
    const pending = await backend.change(boot, { wait: true, timeout: 120 });
    await until('the instance has all that it needs', async () => {
      const [begun] = await all({ name: 'torn' });
      return begun !== undefined && (await backend.instance(begun.id)).volumes.length === 1;
    });
    slow.kill('SIGKILL');
    const failure = expect(pending.wait()).rejects.toThrow('stopped while it worked');
    engine = await region.started('--step', '100');
    await failure;
    const [torn] = await all({ name: 'torn' });
    expect(torn).toMatchObject({ status: 'ERROR', task: '' });
    const instance = torn?.id ?? '';
    await expect(done({ action: 'delete', instance, hard: true, ignore: false })).rejects.toThrow('--ignore');
    // It keeps what it has until it is deleted.
    await expect(done({ ...boot, name: 'second' })).rejects.toThrow(`is in use by instance ${instance}`);
    await remove();
    await done({ ...boot, name: 'second' });
    await remove();
  });

  test('no engine: the task is withdrawn; a lease that is lost', async () => {
    engine.kill('SIGTERM');
    expect(await engine.ended).toBe(0);
    const before = (await tasks()).length;
    await expect(done({ ...SMALL, name: 'late' }, 2)).rejects.toThrow(
      /not done within 2 s: no engine is running. It was withdrawn/,
    );
    expect(await tasks()).toHaveLength(before);

    const pending = await backend.change({ ...SMALL, name: 'lost' }, { wait: true, timeout: 60 });
    const failure = expect(pending.wait()).rejects.toThrow(TaskLost);
    const { keys: found } = await etcd.range(keys.task(pending.id));
    await etcd.revoke(found[0]?.lease ?? '');
    await failure;
    expect(await all()).toEqual([]);
  });

  test.skipIf(process.env.OSTK_TEST_MONGO_URL !== undefined)('MongoDB is down', async () => {
    await region.service('stop', 'mongo');
    const alone = other({});
    await expect(alone.host('compute1')).rejects.toThrow(StoreUnavailable);
    await alone.close();
    await region.service('start', 'mongo');
  });
});

async function dropDatabase({ mongo }: RegionSettings): Promise<void> {
  const { MongoClient } = await import('mongodb');
  const { username = '', password = '' } = mongo;
  const auth = username === '' ? {} : { auth: { username, password }, authSource: 'admin' };
  const client = new MongoClient(`mongodb://${mongo.endpoints.join(',')}/`, {
    ...auth,
    directConnection: true,
  });
  await client.db(mongo.database).dropDatabase();
  await client.close();
}
