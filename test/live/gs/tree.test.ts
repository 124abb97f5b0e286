/** The `gs` tree on a gostack region: a real etcd and a real MongoDB-compatible server, and the reference engine. */
import { chmodSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ostk } from '../harness/compare.ts';
import { missing, type Region, startRegion } from './region.ts';

const why = missing();

/** Whose the ports of a new region are. */
const TENANT = '7c1e2d0b5a4f4b0f9d3a6e8c1f2b3a4d';

describe.skipIf(why !== undefined)(why === undefined ? 'gs in a gostack region' : `skipped: ${why}`, () => {
  let region: Region;

  beforeAll(async () => {
    region = await startRegion();
    chmodSync(region.gsinitrc, 0o600);
  });
  afterAll(() => region?.end());

  const run = (line: string) => ostk(line, { cwd: region.home, env: { GS_AZ: 'az1' } }, 'gs');

  async function gs(line: string): Promise<string> {
    const { code, stdout, stderr } = await run(line);
    expect([code, stderr], `gs ${line}`).toEqual([0, '']);
    return stdout;
  }

  test('a region without the marker: nothing but templates and configuration', async () => {
    const { code, stdout, stderr } = await run('instance list');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('does not carry the marker');
    expect(await gs('template list -f value')).toBe('');
    expect(await gs('config show -f json')).toContain('"AppInfo.Password": "<redacted>"');
  });

  test('every verb on an instance of the reference engine', async () => {
    await region.started('--step', '50');
    const hosts: { Name: string; Zone: string; State: string }[] = JSON.parse(await gs('host list -f json'));
    expect(hosts.map(({ Zone, State }) => [Zone, State])).toEqual([
      ['SERIES-7-ZONE', 'up'],
      ['SERIES-7-ZONE', 'up'],
    ]);
    const host = hosts[1]?.Name ?? '';
    const line = `instance boot --flavor s7.small.1 --image cirros --zone SERIES-7-ZONE --host ${host} --name web1`;
    const made = JSON.parse(await gs(`${line} --port port-ustdivjyb0 --wait -f json`));
    const id: string = made.ID;
    expect(made).toMatchObject({ Name: 'web1', Status: 'ACTIVE', Host: host, Ports: ['port-ustdivjyb0'] });
    expect(JSON.parse(await gs('virsh list -f json'))).toMatchObject([{ 'Instance ID': id, Host: host }]);

    const status = async () => (await gs(`instance show ${id} -f value -c Status`)).trim();
    await gs(`instance stop ${id} --wait`);
    expect(await status()).toBe('SHUTOFF');
    await gs(`instance start ${id} --wait`);
    await gs(`instance ${id} rebuild --image centOS_6.8 --wait`);
    await gs(`instance password ${id} --username root --password secret --wait`);
    await gs(`instance reset ${id} --wait`);
    expect(await status()).toBe('ACTIVE');

    const volume: string = JSON.parse(await gs('cinder create 1 --name data --wait -f json')).ID;
    await gs(`instance attach-volume ${id} --volume-id ${volume} --wait`);
    expect(await gs(`cinder list --name dat --status in-use -f value`)).toBe(`${volume} data in-use 1\n`);
    await gs(`instance detach-volume ${id} --volume-id ${volume} --wait`);
    await gs(`cinder delete ${volume} --wait`);
    await gs('instance detach-interface --port port-ustdivjyb0 --wait');
    await gs(`instance attach-interface ${id} --port port-ustdivjyb0 --wait`);
    const foreign = await run('vnetops vpc port-detach port-ustdivjyb0 --tenant-id nobody --wait');
    expect([foreign.code, foreign.stderr]).toEqual([1, expect.stringContaining('tenant nobody')]);
    await gs(`vnetops vpc port-detach --tenant-id ${TENANT} port-ustdivjyb0 --wait`);
    expect(await gs(`instance show ${id} -f value -c Ports`)).toBe('[]\n');

    const [small, on] = ['--flavor s7.small.1 --image cirros --volume-size 2', `--host ${host}`];
    const second = JSON.parse(await gs(`instance boot ${small} ${on} --name web2 --wait -f json`));
    await gs(`instance stop ${id} ${second.ID} --wait`);
    const names = async (filter: string) =>
      (await gs(`instance list -f value -c Name ${filter}`)).split('\n');
    expect((await names('--status shutoff')).sort()).toEqual(['', 'web1', 'web2']);
    expect(await names(`--host ${host} --name b2`)).toEqual(['web2', '']);
    expect(await names('--limit 1')).toHaveLength(2);
    expect(await names('--tenant nobody')).toEqual(['']);
    await gs(`instance reset ${second.ID} --root-device-id ${second.Volumes[0]} --wait`);
    await gs(`instance delete ${second.ID} --wait`);
    expect(await names('')).toEqual(['web1', '']);
    expect(await gs('virsh list --status soft_deleted -f value -c "Instance ID"')).toBe(`${second.ID}\n`);
    await gs(`instance delete --hard ${second.ID} --wait`);
    expect(await gs('cinder list -f value')).toBe('');

    // Without --wait the task's ID is all that is known.
    expect(await gs(`instance delete ${id} --hard`)).toMatch(/^[0-9a-f-]{36}\n$/);
    await expect.poll(() => gs('instance list -f value'), { timeout: 60_000 }).toBe('');
    expect(await gs('template get -f json')).toContain('"Key": "/template');
    const refused = await run(`${line} --port no-such-port --wait`);
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toContain('no-such-port');
  });
});
