/** The `gs` tree on the real cloud: Nova, Cinder and Neutron as a region's backend. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Around, attempt, ostk, prepare } from '../harness/compare.ts';
import { ostkOnTerminal } from '../harness/terminal.ts';
import { until } from './region.ts';

const name = `gs-${randomBytes(3).toString('hex')}`;
const FLAVOR = 'm1.nano';
const IMAGE = 'cirros-0.6.2-x86_64-disk';

/** Runs a line of gs. */
const run = (line: string, around: Around = {}) =>
  ostk(`--backend openstack ${line}`, { timeout: 150, ...around }, 'gs');

/** Runs a line of gs that has to work. @returns stdout */
async function gs(line: string, around: Around = {}): Promise<string> {
  const { code, stdout, stderr } = await run(line, around);
  expect([code, stderr], `gs ${line}`).toEqual([0, '']);
  return stdout;
}

/** Runs a line of gs that has to fail. @returns stderr */
async function fails(line: string, around: Around = {}): Promise<string> {
  const { code, stdout, stderr } = await run(line, around);
  expect([code, stdout], `gs ${line}`).toEqual([1, '']);
  return stderr;
}

const cell = async (line: string, column: string, around: Around = {}): Promise<string> =>
  (await gs(`${line} -f value -c ${column}`, around)).trim();

/** Removes what a test's networks had. */
const gone = (network: string, ...ports: readonly string[]) =>
  until('the network is gone', async () => {
    for (const each of ports) await attempt(`port delete ${each}`);
    return (await attempt(`network delete ${network}`)) || !(await attempt(`network show ${network}`));
  });

describe('instances', () => {
  let id = '';

  beforeAll(async () => {
    await prepare(`network create ${name}`);
    await prepare(`subnet create --network ${name} --subnet-range 10.77.0.0/24 ${name}`);
    for (const port of [name, `${name}-2`]) await prepare(`port create --network ${name} ${port}`);
    const line = `instance boot --flavor ${FLAVOR} --image ${IMAGE} --port ${name} --port ${name}-2 --name ${name}`;
    id = await cell(`${line} --host compute1 --zone nova --wait`, 'ID');
  });
  afterAll(async () => {
    await ostk(`--backend openstack instance delete ${id} --hard --ignore --wait`, {}, 'gs');
    await gone(name, name, `${name}-2`);
  });

  test('are where they were asked for, and listed so', async () => {
    const row = `${id},${name},ACTIVE,compute1,nova,${FLAVOR},${IMAGE}\n`;
    const list = `instance list --name ${name} --host compute1 --status active --tenant admin -f csv --quote none`;
    expect(await gs(list)).toBe(`ID,Name,Status,Host,Zone,Flavor,Image\n${row}`);
    const domain = JSON.parse(await gs('virsh list -f json')).find(
      (each: Record<string, string>) => each['Instance ID'] === id,
    );
    const server: unknown = await prepare(`server show ${id} -f json`);
    expect(server).toMatchObject({
      'OS-EXT-SRV-ATTR:instance_name': domain.Domain,
      'OS-EXT-SRV-ATTR:host': domain.Host,
      status: domain.Status,
    });
    expect(await cell('host show compute1', 'State')).toBe('up');
    expect((await cell('host list', 'Name')).split('\n')).toContain('compute1');
    expect(JSON.parse(await gs(`instance show ${id} -f json`)).Ports).toHaveLength(2);
    await gs(`instance detach-interface --port ${name}-2 --wait`);

    expect((await cell('instance list --limit 1', 'ID')).split('\n')).toHaveLength(1);
    expect((await cell('virsh list --limit 1 --status active', 'Domain')).split('\n')).toHaveLength(1);
    expect(await cell(`instance list --name ${name} --host compute2`, 'ID')).toBe('');
    expect(await cell(`instance list --name ${name} --tenant demo`, 'ID')).toBe('');
    expect(await cell('virsh list --tenant demo', "'Instance ID'")).not.toContain(id);
    expect(await fails('instance boot --flavor x --name x --image x')).toContain('x');
    expect(await fails('template list')).toContain('OpenStack keeps no templates');
  });

  test('get a password, also one that is asked for', async () => {
    await gs(`instance password ${id} --password secret`);
    expect(await fails(`instance password --username joe ${id} --password secret`)).toContain('not of joe');
    const asked = await ostkOnTerminal(
      `--backend openstack instance password ${id}`,
      [
        ['New Password:', 'tops3\r'],
        ['Repeat New Password:', 'tops3\r'],
      ],
      {},
      'gs',
    );
    expect([asked.code, asked.stdout]).toEqual([0, '']);
    expect(asked.terminal).not.toContain('tops3');
  });

  test('stop, are rebuilt, start and are reset', async () => {
    await gs(`instance stop ${id} --wait`);
    expect(await cell(`instance show ${id}`, 'Status')).toBe('SHUTOFF');
    await gs(`instance ${id} rebuild --image ${IMAGE} --wait`);
    expect(await cell(`instance show ${id}`, 'Status')).toBe('SHUTOFF');
    await gs(`instance start ${id} --wait`);
    await prepare(`server set --auto-approve --state error ${id}`);
    expect(await fails(`instance delete ${id}`)).toContain('--ignore');
    await gs(`instance reset ${id} --wait`);
    expect(await cell(`instance show ${id}`, 'Status')).toBe('ACTIVE');
  });

  test('get volumes and ports, and give them back', async () => {
    const volume = await cell(`cinder create 1 --name ${name} --wait`, 'ID');
    try {
      await gs(`instance attach-volume ${id} --volume-id ${volume} --wait`);
      expect(await gs(`cinder list --name ${name} --status in-use -f value`)).toBe(
        `${volume} ${name} in-use 1\n`,
      );
      expect(await fails(`cinder delete ${volume}`)).toContain('Invalid volume');
      await gs(`instance detach-volume --volume-id ${volume} ${id} --wait`);
      const mine = `cinder list --name ${name} --status available`;
      expect(await cell(`${mine} --tenant admin --limit 1`, 'ID')).toBe(volume);
      expect(await cell(`${mine} --tenant demo`, 'ID')).toBe('');
    } finally {
      await gs(`cinder delete ${volume} --wait`);
    }
    await gs(`vnetops vpc port-detach ${name} --tenant-id admin --wait`);
    expect(await cell(`instance show ${id}`, 'Ports')).toBe('[]');
    await gs(`instance attach-interface --port ${name} ${id} --wait`);
    await gs(`instance detach-interface --port ${name} --wait`);
  });
});

describe('an instance on a volume', () => {
  test('keeps it in a reset, and is rebuilt on it', async () => {
    await prepare(`network create ${name}-v`);
    await prepare(`subnet create --network ${name}-v --subnet-range 10.78.0.0/24 ${name}-v`);
    await prepare(`port create --network ${name}-v ${name}-v`);
    const line = `instance boot --flavor ${FLAVOR} --image ${IMAGE} --volume-size 1 --port ${name}-v --name ${name}-v`;
    try {
      const { ID: id, Volumes: volumes } = JSON.parse(await gs(`${line} --wait -f json`));
      await prepare(`server set --auto-approve --state error ${id}`);
      await gs(`instance reset ${id} --root-device-id ${volumes[0]} --wait`);
      expect(await cell(`instance show ${id}`, 'Status')).toBe('ACTIVE');
      expect(await cell(`cinder show ${volumes[0]}`, 'Status')).toBe('in-use');
      await gs(`instance delete ${id} --hard --wait`);
    } finally {
      await attempt(`server delete --force --wait ${name}-v`);
      await gone(`${name}-v`, `${name}-v`);
    }
  });
});

describe('an instance on a volume that is there', () => {
  test('leaves it when it is deleted, in ERROR as well', async () => {
    const own = `${name}-w`;
    await prepare(`network create ${own}`);
    await prepare(`subnet create --network ${own} --subnet-range 10.79.0.0/24 ${own}`);
    await prepare(`port create --network ${own} ${own}`);
    const volume = await cell(`cinder create 1 --name ${own} --wait`, 'ID');
    try {
      await prepare(`volume set --bootable ${volume}`);
      const line = `instance boot --flavor ${FLAVOR} --volume ${volume} --port ${own} --name ${own}`;
      const id = await cell(`${line} --wait`, 'ID');
      expect(await fails(`instance stop ${id} nope-${own} --wait`)).toContain(
        '1 of 2 instances were not stopped.',
      );
      await gs(`instance start --wait ${id}`);
      await prepare(`server set --auto-approve --state error ${id}`);
      expect(await fails(`instance delete --hard ${id}`)).toContain('--ignore');
      await gs(`instance delete ${id} --ignore --wait`);
      expect(await fails(`instance reset ${id}`)).toContain(id);
      await until(
        'the volume is free',
        async () => (await cell(`cinder show ${volume}`, 'Status')) === 'available',
      );
    } finally {
      await attempt(`server delete --force --wait ${own}`);
      await run(`cinder delete ${volume} --wait`);
      await gone(own, own);
    }
  });
});

describe('a member', () => {
  const demo = { user: 'demo' } as const;

  test('sees what is of the own project, and is refused what services would ignore', async () => {
    const own = `${name}-m`;
    await prepare(`port create --network private ${own}`, demo);
    try {
      const line = `instance boot --flavor ${FLAVOR} --image ${IMAGE} --port ${own} --name ${own}`;
      const id = await cell(`${line} --wait`, 'ID', demo);
      for (const filter of ['', ' --tenant demo', ' --status active --limit 5'])
        expect(await cell(`instance list --name ${own}${filter}`, 'ID', demo), filter).toBe(id);
      expect(await cell(`instance list --name ${own} --tenant demo`, 'ID')).toBe(id);
      expect(await fails('instance list --host compute1', demo)).toContain('can select them by --host');
      for (const tree of ['instance', 'virsh', 'cinder'])
        expect(await fails(`${tree} list --tenant admin`, demo)).toBe(
          'Only an administrator can select by tenant admin\n',
        );
      await gs(`vnetops vpc port-detach ${own} --tenant-id demo --wait`, demo);
      await gs(`instance delete ${id} --hard --wait`, demo);
    } finally {
      await attempt(`server delete --wait ${own}`, demo);
      await attempt(`port delete ${own}`, demo);
    }
  });
});
