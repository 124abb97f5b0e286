/** The `gs` tree on the real cloud: Nova, Cinder and Neutron as a region's backend. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attempt, ostk, prepare } from '../harness/compare.ts';
import { until } from './region.ts';

const name = `gs-${randomBytes(3).toString('hex')}`;
const FLAVOR = 'm1.nano';
const IMAGE = 'cirros-0.6.2-x86_64-disk';

/** Runs a line of gs that has to work. @returns stdout */
async function gs(line: string): Promise<string> {
  const { code, stdout, stderr } = await ostk(`--backend openstack ${line}`, { timeout: 150 }, 'gs');
  expect([code, stderr], `gs ${line}`).toEqual([0, '']);
  return stdout;
}

const cell = async (line: string, column: string): Promise<string> =>
  (await gs(`${line} -f value -c ${column}`)).trim();

describe('instances', () => {
  let id = '';

  beforeAll(async () => {
    await prepare(`network create ${name}`);
    await prepare(`subnet create --network ${name} --subnet-range 10.77.0.0/24 ${name}`);
    await prepare(`port create --network ${name} ${name}`);
    const line = `instance boot --flavor ${FLAVOR} --image ${IMAGE} --port ${name} --name ${name} --host compute1`;
    id = await cell(`${line} --wait`, 'ID');
  });
  afterAll(async () => {
    await ostk(`--backend openstack instance delete ${id} --hard --ignore --wait`, {}, 'gs');
    await until('the network is gone', async () => {
      await attempt(`port delete ${name}`);
      return (await attempt(`network delete ${name}`)) || !(await attempt(`network show ${name}`));
    });
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
  });

  test('stop, are rebuilt, start and are reset', async () => {
    await gs(`instance stop ${id} --wait`);
    expect(await cell(`instance show ${id}`, 'Status')).toBe('SHUTOFF');
    await gs(`instance ${id} rebuild --image ${IMAGE} --wait`);
    expect(await cell(`instance show ${id}`, 'Status')).toBe('SHUTOFF');
    await gs(`instance start ${id} --wait`);
    await prepare(`server set --auto-approve --state error ${id}`);
    const refused = await ostk(`--backend openstack instance delete ${id}`, {}, 'gs');
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('--ignore')]);
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
      await gs(`instance detach-volume --volume-id ${volume} ${id} --wait`);
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
      await until('the network is gone', async () => {
        await attempt(`port delete ${name}-v`);
        return (await attempt(`network delete ${name}-v`)) || !(await attempt(`network show ${name}-v`));
      });
    }
  });
});
