/** What goes wrong in a gostack region, as a user of the `gs` tree sees it: one clear line, exit 1, nothing half done. */
import { spawn } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { keysOf } from '../../../src/clients/gostack/contract.ts';
import { createEtcd, type Etcd } from '../../../src/clients/gostack/etcd.ts';
import { createHttp } from '../../../src/clients/http.ts';
import { ostk } from '../harness/compare.ts';
import { type Engine, missing, type Region, startRegion, until } from './region.ts';

const why = missing();
const keys = keysOf();
const BOOT = 'instance boot --flavor s7.small.1 --image cirros --name';

describe.skipIf(why !== undefined)(why === undefined ? 'faults of a region' : `skipped: ${why}`, () => {
  const http = createHttp({ idleTimeout: 0, connections: 100 });
  let region: Region;
  let etcd: Etcd;
  let engine: Engine;

  beforeAll(async () => {
    region = await startRegion();
    chmodSync(region.gsinitrc, 0o600);
    etcd = createEtcd(region.settings.etcd, http);
    engine = await region.started('--step', '50');
  });
  afterAll(async () => {
    await region?.end();
    await http.close();
  });

  const run = (line: string) => ostk(line, { cwd: region.home, env: { GS_AZ: 'az1' } }, 'gs');
  const tasks = async () =>
    (await etcd.range(keys.tasks, { prefix: true })).keys.filter(({ value }) =>
      /"(pending|running)"/.test(value),
    );

  /** Runs a line that has to fail. @returns what it says, which is one line */
  async function fails(line: string, code = 1): Promise<string> {
    const result = await run(line);
    expect([result.code, result.stdout], line).toEqual([code, '']);
    expect(result.stderr.trimEnd().split('\n'), line).toHaveLength(1);
    return result.stderr;
  }

  /** The gsinitrc with something else in it, under a zone of its own. @returns the option that names it */
  function changed(zone: string, change: (text: string) => string): string {
    const path = join(region.home, `gsinitrc.yml-${zone}`);
    writeFileSync(path, change(readFileSync(region.gsinitrc, 'utf8')), { mode: 0o600 });
    return `--gsinitrc ${path}`;
  }
  const port = (of: 'etcd' | 'mongo') =>
    new RegExp(
      `(EndPoint: ")${(of === 'etcd' ? region.settings.etcd : region.settings.mongo).endpoints[0]}`,
      'g',
    );

  test('the first etcd is down: the second one serves', async () => {
    await region.service('stop', 'etcd1');
    const began = Date.now();
    const { code, stderr } = await run(`${BOOT} failover --wait --timeout 60`);
    expect([code, stderr]).toEqual([0, '']);
    expect(Date.now() - began).toBeLessThan(30_000);
    await region.service('start', 'etcd1');
  });

  test('wrong passwords', async () => {
    const etcdWrong = changed('etcd-wrong', text =>
      text.replace(/(AppInfo:[\s\S]*?Password: ")[^"]*/, '$1wrong'),
    );
    expect(await fails(`template list ${etcdWrong}`)).toMatch(/password/i);
    const mongoWrong = changed('mongo-wrong', text =>
      text.replace(/(MongoConf:[\s\S]*Password: ")[^"]*/, '$1wrong'),
    );
    expect(await fails(`instance list ${mongoWrong}`)).toMatch(/refused the user/);
  });

  test('a store that is not needed may be away', async () => {
    const noEtcd = changed('no-etcd', text =>
      text.replace(port('etcd'), '$1127.0.0.1:1').replace(/ *BakEndPoint.*\n/, ''),
    );
    expect((await run(`host list -f value -c Name ${noEtcd}`)).stdout).toBe('compute1\ncompute2\n');
    expect(await fails(`${BOOT} none --wait ${noEtcd}`)).toContain('127.0.0.1:1');
    const noMongo = changed('no-mongo', text =>
      text.replace(/MongoConf:[\s\S]*$/, 'MongoConf:\n  EndPoint: "127.0.0.1:1"\n'),
    );
    expect((await run(`template list -f value ${noMongo}`)).stdout).toContain('/template/');
    expect(await fails(`instance list ${noMongo}`)).toContain('cannot be reached at 127.0.0.1:1');
  });

  test('options of an endpoint of MongoDB reach the driver', async () => {
    const { endpoints, username, password, database } = region.settings.mongo;
    const [host] = endpoints;
    const asked = (zone: string, endpoint: string) => {
      const user = username === undefined ? '' : `  Username: "${username}"\n  Password: "${password}"\n`;
      const base = database === undefined ? '' : `  Database: "${database}"\n`;
      return changed(zone, text =>
        text.replace(/MongoConf:[\s\S]*$/, `MongoConf:\n  EndPoint: "${endpoint}"\n${user}${base}`),
      );
    };
    const taken = asked('options', `mongodb://${host}/?appName=test&connectTimeoutMS=9000`);
    expect((await run(`host list -f value -c Name ${taken}`)).stdout).toBe('compute1\ncompute2\n');
    const set = asked('set', `mongodb://${host}/?replicaSet=no-such-set&serverSelectionTimeoutMS=1500`);
    expect(await fails(`host list ${set}`)).toContain('timed out after 1500 ms');
    expect(await fails(`host list ${asked('odd', `${host}/?nosuch=1`)}`)).toContain('nosuch');
    expect(await fails(`host list ${asked('http', `http://${host}`)}`)).toContain('http://');
  });

  test('a message that is too large is not sent', async () => {
    const small = changed('small', text =>
      text.replace(/MaxCallSendMsgSize: \d+/, 'MaxCallSendMsgSize: 1000'),
    );
    expect(await fails(`${BOOT} ${'x'.repeat(2000)} --wait ${small}`)).toContain('MaxCallSendMsgSize');
    expect(await tasks()).toEqual([]);
  });

  test('no engine: the task is withdrawn, by the clock and by Ctrl-C', async () => {
    engine.kill('SIGTERM');
    await engine.ended;
    expect(await fails(`${BOOT} late --wait --timeout 2`)).toMatch(
      /not done within 2 s: no engine is running. It was withdrawn; nothing was changed/,
    );
    expect(await tasks()).toEqual([]);

    const words = [inject('ostkProgram'), '--as', 'gs', ...BOOT.split(' '), 'stopped', '--wait'];
    const child = spawn(process.execPath, words, { cwd: region.home, env: { ...process.env, GS_AZ: 'az1' } });
    let said = '';
    child.stderr.on('data', piece => {
      said += piece;
    });
    const ended = new Promise(resolve => child.once('close', resolve));
    await until('the task is there', async () => (await tasks()).length === 1);
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(said).toMatch(
      /^[^\n]*was interrupted: no engine is running. It was withdrawn; nothing was changed.\n$/,
    );
    expect(await tasks()).toEqual([]);
    engine = await region.started('--step', '50');
    expect(JSON.parse((await run('instance list -f json -c Name')).stdout)).toEqual([{ Name: 'failover' }]);
  });

  test('a lease that is lost: nothing was changed', async () => {
    engine.kill('SIGTERM');
    await engine.ended;
    const line = fails(`${BOOT} lost --wait --timeout 60`);
    await until('the task is there', async () => (await tasks()).length === 1);
    const [task] = await tasks();
    await etcd.revoke(task?.lease ?? '');
    expect(await line).toContain('its lease ended before an engine took it. Nothing was changed.');
    engine = await region.started('--step', '50');
  });

  test('20 boots at once all end ACTIVE, each on a host that had room', async () => {
    const names = Array.from({ length: 20 }, (_, n) => `many${n}`);
    const outcomes = await Promise.all(
      names.map(name => run(`${BOOT} ${name} --wait --timeout 240 -f json`)),
    );
    expect(outcomes.map(({ code, stderr }) => [code, stderr])).toEqual(names.map(() => [0, '']));
    expect(outcomes.map(({ stdout }) => JSON.parse(stdout).Status)).toEqual(names.map(() => 'ACTIVE'));
    const hosts: { Name: string }[] = JSON.parse((await run('host list -f json')).stdout);
    for (const { Name } of hosts) {
      const host = JSON.parse((await run(`host show ${Name} -f json`)).stdout);
      expect(host['vCPUs Used']).toBeLessThanOrEqual(host.vCPUs);
      expect(host['Memory MiB Used']).toBeLessThanOrEqual(host['Memory MiB']);
    }
  });
});
