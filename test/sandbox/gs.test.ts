/** The `gs` tree on the sandbox: OpenStack as a region's backend, whole command lines in process. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { domainGetState, domainLookupByName } from '../../src/clients/libvirt/protocol/domain.ts';
import { domainOpenConsole } from '../../src/clients/libvirt/protocol/domain-device.ts';
import { answer, listen } from '../clients/libvirt/listening.ts';
import { type RunOptions, runLine } from '../harness/run.ts';

/** Runs lines as `gs` on the sandbox, with a state of their own; a wait takes no time. */
function region(name = 'gs') {
  const state = mkdtempSync(join(tmpdir(), 'ostk-state-'));
  let now = Date.parse('2030-01-01T00:00:00Z');
  const sleep = async (milliseconds: number) => {
    now += milliseconds;
  };
  const run = (line: string, program = name, more: RunOptions = {}) =>
    runLine(`--os-cloud sandbox ${line}`, {
      ...more,
      name: program,
      cold: true,
      clock: { now: () => now, sleep },
      env: { XDG_STATE_HOME: state },
    });
  const ok = async (line: string, program = name) => {
    const { code, stdout, stderr } = await run(line, program);
    expect([code, stderr], line).toEqual([0, '']);
    return stdout;
  };
  const boot = async (rest = '') => {
    const line = `instance boot --flavor m1.tiny --image cirros --name web1 --wait -f json ${rest}`.trim();
    const made: { ID: string; Ports: string[]; Volumes: string[] } = JSON.parse(await ok(line));
    return made;
  };
  return { run, ok, boot };
}

describe('instances', () => {
  it('boot on the host that is asked for, and are listed by name, host, status and tenant', async () => {
    const { ok, boot } = region();
    const { ID: id } = await boot('--host compute2');
    const columns = '-f csv --quote none';
    const all = 'ID,Name,Status,Host,Zone,Flavor,Image\n';
    const row = `${id},web1,ACTIVE,compute2,nova,m1.tiny,cirros\n`;
    for (const filter of ['', ' --name eb', ' --host compute2', ' --status active', ' --tenant admin'])
      expect(await ok(`instance list ${columns}${filter}`), filter).toBe(all + row);
    for (const filter of [' --name w.b1', ' --host compute1', ' --status ERROR', ' --tenant demo'])
      expect(await ok(`instance list ${columns}${filter}`), filter).toBe(all);
    expect(await ok(`virsh list -f value`)).toBe(`${id} instance-00000001 compute2 ACTIVE\n`);
  });

  it('of a member: the own project’s, and nothing else is said to be what was asked for', async () => {
    const { run, ok, boot } = region();
    await boot();
    const member = '--os-cloud sandbox-demo';
    const line = `${member} instance boot --flavor m1.tiny --image cirros --name mine --wait -f value -c ID`;
    const id = (await ok(line)).trim();
    const project = (await ok('project show demo -f value -c id', 'openstack')).trim();
    for (const filter of ['', ' --tenant demo', ` --tenant ${project}`, ' --name in --limit 1'])
      expect(await ok(`${member} instance list -f value -c ID${filter}`), filter).toBe(`${id}\n`);
    for (const tree of ['instance', 'virsh', 'cinder']) {
      const refused = await run(`${member} ${tree} list --tenant admin`);
      expect([refused.code, refused.stdout]).toEqual([1, '']);
      expect(refused.stderr).toBe('Only an administrator can select by tenant admin\n');
    }
    const refused = await run(`${member} instance list --host compute1`);
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toContain('can select them by --host');
    const { code, stderr } = await run(`${member} vpc port-detach nope --tenant-id admin`, 'vnetops');
    expect([code, stderr]).toEqual([1, expect.stringContaining('nope')]);
  });

  it('are not kept to a time that nobody waits for, and that is said once', async () => {
    const { run, ok, boot } = region();
    const [{ ID: one }, { ID: two }] = [await boot(), await boot()];
    await ok(`instance stop ${one} ${two} --wait --timeout 50`);
    const { code, stderr } = await run(`instance start ${one} ${two} --timeout 5`);
    expect([code, stderr.split('\n')]).toEqual([0, [expect.stringContaining('--timeout has no effect'), '']]);
  });

  it('stop, start, and are rebuilt in both orders of words', async () => {
    const { ok, boot } = region();
    const { ID: id } = await boot();
    const status = () => ok(`instance show ${id} -f value -c Status`);
    await ok(`instance stop ${id} --wait`);
    expect(await status()).toBe('SHUTOFF\n');
    await ok(`instance rebuild --image cirros ${id} --wait`);
    expect(await status()).toBe('SHUTOFF\n');
    await ok(`instance start --wait ${id}`);
    await ok(`instance ${id} rebuild --image cirros --wait`);
    expect(await status()).toBe('ACTIVE\n');
  });

  it('are deleted one by one, and failures are named', async () => {
    const { run, boot } = region();
    const { ID: id } = await boot();
    const { code, stderr } = await run(`instance delete ${id} nope --hard --wait`);
    expect(code).toBe(1);
    expect(stderr).toContain("Failed to delete instance with name or ID 'nope': No Instance found for nope");
    expect(stderr).toContain('1 of 2 instances failed to delete.');
    expect((await run('instance list -f value')).stdout).toBe('');
  });

  it('in ERROR are only deleted with --ignore', async () => {
    const { run, ok, boot } = region();
    const { ID: id } = await boot();
    await ok(`server set --auto-approve --state error ${id}`, 'openstack');
    const refused = await run(`instance delete ${id}`);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('--ignore')]);
    expect(await ok('instance list -f value -c Status')).toBe('ERROR\n');
    await ok(`instance delete ${id} --ignore --wait`);
  });

  it('keep their boot volume in a reset', async () => {
    const { run, ok, boot } = region();
    const { ID: id, Volumes: volumes } = await boot('--volume-size 1');
    await ok(`server set --auto-approve --state error ${id}`, 'openstack');
    await ok(`instance reset ${id} --root-device-id ${volumes[0]} --wait`);
    expect(await ok(`instance show ${id} -f value -c Status`)).toBe('ACTIVE\n');
    expect((await run(`instance reset ${id} --root-device-id nope`)).code).toBe(1);
  });

  it("get a password for the image's user only", async () => {
    const { run, ok, boot } = region();
    const { ID: id } = await boot();
    await ok(`instance password ${id} --password secret`);
    const refused = await run(`instance password ${id} --username joe --password secret`);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('not of joe')]);
  });
});

describe('volumes and ports', () => {
  it('come to an instance and go from it', async () => {
    const { ok, boot } = region();
    const { ID: id } = await boot();
    const volume = JSON.parse(await ok('cinder create 1 --name data --wait -f json')).ID;
    await ok(`instance attach-volume ${id} --volume-id ${volume} --wait`);
    expect(await ok('cinder list --status in-use --name at -f value')).toBe(`${volume} data in-use 1\n`);
    await ok(`instance detach-volume --volume-id ${volume} ${id} --wait`);
    await ok(`cinder delete ${volume} --wait`);
    expect(await ok('cinder list -f value')).toBe('');
    await ok('port create --network private p2', 'openstack');
    await ok(`instance attach-interface ${id} --port p2 --wait`);
    await ok('instance detach-interface --port p2 --wait');
  });

  it('a port is detached under the name vnetops where it is the tenant’s', async () => {
    const { run, ok, boot } = region();
    const { ID: id, Ports: ports } = await boot();
    const refused = await run(`vnetops vpc port-detach ${ports[0]} --tenant-id demo`);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('nothing was detached')]);
    await ok(`vpc port-detach ${ports[0]} --tenant-id admin --wait`, 'vnetops');
    expect(await ok(`instance show ${id} -f json -c Ports`)).toBe('{\n  "Ports": []\n}\n');
  });
});

describe('domains', () => {
  it('have their console on the terminal, until the escape key', async () => {
    const { run, boot } = region();
    const { ID: id } = await boot();
    const asked: string[] = [];
    const daemon = await listen([
      answer(domainLookupByName, ({ name }) => {
        asked.push(name);
        return { dom: { name, uuid: new Uint8Array(16), id: 7 } };
      }),
      answer(domainGetState, () => ({ state: 1, reason: 1 })),
      answer(domainOpenConsole, (_, client) => {
        client.data('login: ');
        return {};
      }),
    ]);
    async function* keys() {
      yield Buffer.from('root\r');
      await expect.poll(() => daemon.received.length).toBe(1);
      yield Buffer.from('\x1d');
    }
    try {
      const line = `virsh console ${id} --libvirt-uri ${daemon.uri}`;
      const { code, stdout, stderr } = await run(line, 'gs', { secrets: [], stdin: keys() });
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain('login: ');
      expect(asked).toEqual(['instance-00000001']);
      expect(daemon.received).toEqual(['root\r']);
    } finally {
      daemon.close();
    }
  });

  it('are on a host whose daemon is named where it is not reached', async () => {
    const { run, boot } = region();
    const { ID: id } = await boot('--host compute2');
    const { code, stderr } = await run(
      `virsh console ${id} --libvirt-uri qemu+tcp://127.0.0.1:1/system?x=HOST`,
    );
    expect([code, stderr]).toEqual([1, expect.stringContaining('system?x=compute2: ')]);
  });
});

describe('the backend', () => {
  const gsinitrc =
    'AppInfo:\n  EndPoint: 10.0.0.1:2379\n  Username: root\n  Password: hush\nMongoConf:\n  EndPoint: 10.0.0.1:27017\n  Password: hush\n';
  const files = { 'gsinitrc.yml-az1': gsinitrc, 'gsinitrc.yml': 'AppInfo: 1\n' };

  it('a zone has its own gsinitrc, which is shown without passwords', async () => {
    const { code, stdout } = await runLine('--az az1 config show -f json', { name: 'gs', files });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      File: expect.stringMatching(/gsinitrc\.yml-az1$/),
      'AppInfo.EndPoint': '10.0.0.1:2379',
      'AppInfo.Password': '<redacted>',
    });
    expect(stdout).not.toContain('hush');
  });

  it('options of the other backend are said to have no effect', async () => {
    const { run } = region();
    const { code, stderr } = await run('--az az1 --gsinitrc /nope-az1 instance list');
    expect([code, stderr.trim().split('\n')]).toEqual([
      0,
      ['--gsinitrc has no effect on OpenStack', '--az has no effect on OpenStack'],
    ]);
  });

  it('a zone without a gsinitrc is an error: another file would be another region', async () => {
    const { code, stderr } = await runLine('--az az2 instance list', { name: 'gs', files });
    expect([code, stderr]).toEqual([1, expect.stringContaining('gsinitrc.yml-az2')]);
  });

  it('a gsinitrc that is there is used, and its mistakes have a place', async () => {
    const { code, stderr } = await runLine('instance list', { name: 'gs', files });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/gsinitrc\.yml:1:1/)]);
  });

  it('a gsinitrc that others can read is warned of first, also where it cannot be used', async () => {
    const readable = expect.stringMatching(/^\S*gsinitrc\.yml.* can be read by others/);
    const wrong = await runLine('config show', {
      name: 'gs',
      files: { 'gsinitrc.yml': 'AppInfo: 1\nX: 1\n' },
    });
    const [first, second, ...rest] = wrong.stderr.split('\n');
    expect([wrong.code, first, second]).toEqual([1, readable, expect.stringContaining('unknown key X')]);
    expect(rest.join()).toMatch(/gsinitrc\.yml:1:1: AppInfo must hold keys/);
    const text = gsinitrc.replace('Password: hush', 'Password: !hush hush');
    const odd = await runLine('config show', { name: 'gs', files: { 'gsinitrc.yml': text } });
    expect([odd.code, odd.stderr.split('\n')]).toEqual([
      0,
      [readable, expect.stringMatching(/gsinitrc\.yml:4:13: unknown tag/), ''],
    ]);
    expect(odd.stderr + odd.stdout).not.toContain('hush');
  });
});
