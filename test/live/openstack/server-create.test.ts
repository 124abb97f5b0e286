/** `server create`: what is asked for, what is shown, what is refused. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attempt, compare, ostk, peer, prepare } from '../harness/compare.ts';
import { type Twins, twins } from '../harness/twins.ts';

const IMAGE = '--image cirros-0.6.2-x86_64-disk';
const MACHINE = `--flavor m1.nano ${IMAGE}`;
const RUN = `cmp-create-${Date.now().toString(36)}`;

/** What depends on the host that the scheduler chose. */
const PLACE = [
  'OS-EXT-SRV-ATTR:host',
  'OS-EXT-SRV-ATTR:hypervisor_hostname',
  'OS-EXT-AZ:availability_zone',
  'hostId',
  'host_status',
];
/** What changes while a server is built. */
const PROGRESS = [
  ...PLACE,
  'OS-EXT-SRV-ATTR:root_device_name',
  'OS-EXT-STS:task_state',
  'OS-EXT-STS:vm_state',
  'OS-EXT-STS:power_state',
  'OS-SRV-USG:launched_at',
  'addresses',
  'security_groups',
  'status',
  'updated',
  'volumes_attached',
];

const made: Twins[] = [];
function pairOf(name: string): Twins {
  const pair = twins(name);
  made.push(pair);
  return pair;
}

let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ostk-create-'));
  writeFileSync(join(folder, 'user-data'), '#!/bin/sh\necho ünïcode\n');
  writeFileSync(join(folder, 'broken.json'), '{"uuid": ');
  writeFileSync(join(folder, 'unknown.json'), '{"colour": "red"}');
  writeFileSync(join(folder, 'blank.json'), '{"source_type": "blank", "volume_size": 1, "boot_index": -1}');
  await Promise.all([
    prepare(`keypair create --public-key ${publicKey()} ${RUN}`),
    prepare(`security group create ${RUN}`),
    prepare(`server group create --policy anti-affinity ${RUN}`),
    prepare(`server group create --policy soft-anti-affinity ${RUN}-soft`),
    prepare(`port create --network private ${RUN}-peer`),
    prepare(`port create --network private ${RUN}-ostk`),
  ]);
});
afterAll(async () => {
  await Promise.all(made.map(pair => pair.remove('server delete --force --wait {}')));
  await Promise.all([
    attempt(`keypair delete ${RUN}`),
    attempt(`security group delete ${RUN}`),
    attempt(`server group delete ${RUN} ${RUN}-soft`),
    attempt(`port delete ${RUN}-peer ${RUN}-ostk`),
  ]);
  rmSync(folder, { recursive: true });
});

function publicKey(): string {
  const path = join(folder, 'key.pub');
  const blob = Buffer.concat(
    [Buffer.from('ssh-ed25519'), Buffer.alloc(32, 7)].flatMap(part => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      return [length, part];
    }),
  );
  writeFileSync(path, `ssh-ed25519 ${blob.toString('base64')} test\n`);
  return path;
}

describe('what is asked for', () => {
  test('waiting for a server with almost everything', async () => {
    const pair = pairOf('all');
    const options = [
      `${MACHINE} --nic net-id=private --key-name ${RUN} --security-group ${RUN}`,
      "--property a=b --property 'c=d e' --tag y --tag x --description 'a server' --hostname cmp-host",
      `--user-data ${folder}/user-data --use-config-drive --host compute1`,
      `--hint reservation=x --hint other=y --hint other=z --server-group ${RUN}-soft`,
    ].join(' ');
    await pair.compare(`server create ${options} --wait {}`, {
      code: 0,
      fields: ['addresses', 'server_groups'],
    });
    await pair.reads('show', 'server show {}', { fields: ['addresses', 'server_groups'] });
    await pair.remove('server delete --force --wait {}');
  });

  test.each([
    ['json', `${MACHINE} --no-network -f json`],
    ['auto', `${MACHINE} --auto-network`],
    ['nicauto', `${MACHINE} --nic auto`],
    ['nicnone', `${MACHINE} --nic none --availability-zone nova:compute1`],
    ['net', `${MACHINE} --network private --nic net-id=private,tag=second --no-security-group`],
    ['several', `${MACHINE} --nic none --min 1 --max 2`],
    ['password', `${MACHINE} --nic none --password secret --config-drive True`],
    [
      'disks',
      `${MACHINE} --nic none --block-device source_type=blank,destination_type=volume,volume_size=1,delete_on_termination=true`,
    ],
    ['bfv', `${MACHINE} --nic none --boot-from-volume 1 --delete-on-termination`],
    ['old', `${MACHINE} --network private --os-compute-api-version 2.1`],
    ['older', `${MACHINE} --nic none --os-compute-api-version 2.46 --description x`],
  ])('%s: %s', async (name, options) => {
    const pair = pairOf(name);
    const fields = options.includes('--max') ? [...PROGRESS, 'name'] : PROGRESS;
    // A cloud with one network gives it, one with more says that they are several.
    const code = options.includes('auto') ? {} : { code: 0 };
    await pair.compare(`server create ${options} {}`, { ...code, fields });
    await pair.remove('server delete --force {}');
    if (options.includes('--max')) await pair.remove('server delete --force {}-1 {}-2');
  });

  test('a port, and a fixed address', async () => {
    const pair = pairOf('port');
    const [forPeer, forOstk] = pair.both(`server create ${MACHINE} {}`);
    const own = {
      peer: (text: string): string => text.replaceAll(pair.peer, pair.ostk),
      ostk: (text: string): string => text,
    };
    const ports = { peer: `${RUN}-peer`, ostk: `${RUN}-ostk` };
    await compare(
      'port',
      [...forPeer, '--port', ports.peer, '--wait'],
      [...forOstk, '--port', ports.ostk, '--wait'],
      { code: 0, own, fields: [...PLACE, 'addresses'] },
    );
    for (const side of ['peer', 'ostk'] as const) {
      const { stdout } = await peer(`server list --name ${pair[side]} -f json`);
      const { stdout: port } = await peer(`port show ${ports[side]} -f value -c fixed_ips`);
      const address = /\d+(?:\.\d+){3}/.exec(port)?.[0] ?? 'no address';
      expect(stdout).toContain(address);
    }
  });

  test('a block device from a file', async () => {
    const pair = pairOf('file');
    const line = `server create ${MACHINE} --nic none --flavor m1.nano --block-device ${folder}/blank.json {}`;
    await pair.compare(line, { fields: PROGRESS });
  });

  test('an address outside of the network', async () => {
    const pair = pairOf('address');
    const line = `server create ${MACHINE} --nic net-id=private,v4-fixed-ip=192.0.2.1 --wait {}`;
    await pair.compare(line, { code: 1 });
  });

  test('an image by its properties', async () => {
    const pair = pairOf('property');
    const line = 'server create --flavor m1.nano --nic none --image-property disk_format=raw {}';
    await pair.compare(line, { fields: [...PROGRESS, 'image'] });
  });

  test('a server that cannot be placed ends with an error', async () => {
    const pair = pairOf('error');
    const line = `server create ${MACHINE} --nic none --hypervisor-hostname nosuch --wait {}`;
    await pair.compare(line, { code: 1 });
    const big = pairOf('big');
    const crowded = `server create --flavor m1.nano ${IMAGE} --nic none --hint different_cell=x --hint group=x {}`;
    await big.compare(crowded, { code: 1 });
  });

  test('under its own name the fault is told', async () => {
    const name = `${RUN}-fault`;
    const line = `server create ${MACHINE} --nic none --server-group ${RUN} --wait`;
    try {
      for (const n of [1, 2]) await prepare(`${line} ${name}-${n}`);
      const third = await ostk(`${line} ${name}-3`, {}, '');
      expect(third.code).toBe(1);
      expect(third.stderr).toMatch(/^Error creating server: \S+-3: No valid host was found/);
      const compared = pairOf('crowd');
      await compared.compare(`${line} {}`, { code: 1 });
    } finally {
      await attempt(`server delete --force --wait ${name}-1 ${name}-2 ${name}-3`);
    }
  });
});

describe('what is refused', () => {
  test.each([
    [`${MACHINE} --nic foo`, 2],
    [`${MACHINE} --nic net-id=`, 2],
    [`${MACHINE} --nic net-id=a,port-id=b`, 2],
    [`${MACHINE} --nic v4-fixed-ip=a,v6-fixed-ip=b`, 2],
    [`${MACHINE} --network a=b`, 2],
    [`${MACHINE} --port a,b`, 2],
    [`${MACHINE} --nic none --nic auto`, 1],
    [`${MACHINE} --no-network --network private`, 1],
    [`${MACHINE} --network nosuch`, 1],
    [`${MACHINE} --port nosuch`, 1],
    [`${MACHINE} --nic auto --os-compute-api-version 2.36`, 1],
    [`${MACHINE} --nic net-id=private,tag=x --os-compute-api-version 2.42`, 1],
    [`${MACHINE} --security-group nosuch`, 1],
    [`${MACHINE} --security-group x --no-security-group`, 2],
    [`${MACHINE} --server-group nosuch`, 1],
    [`${MACHINE} --key-name nosuch`, 1],
    [`${MACHINE} --min 2`, 1],
    [`${MACHINE} --min 0`, 1],
    [`${MACHINE} --min x`, 2],
    [`${MACHINE} --file a=b`, 1],
    [`${MACHINE} --user-data /nonexistent`, 1],
    [`${MACHINE} --user-data /`, 1],
    [`${MACHINE} --delete-on-termination`, 1],
    [`${MACHINE} --boot-from-volume x`, 2],
    [`${MACHINE} --swap x`, 2],
    [`${MACHINE} --ephemeral 1`, 2],
    [`${MACHINE} --ephemeral format=ext4`, 2],
    [`${MACHINE} --ephemeral size=1 --nic none`, 1],
    [`${MACHINE} --hint x`, 2],
    [`${MACHINE} --property x`, 2],
    [`${MACHINE} --block-device x`, 2],
    [`${MACHINE} --block-device boot_index=x`, 1],
    [`${MACHINE} --block-device source_type=x`, 1],
    [`${MACHINE} --block-device destination_type=x`, 1],
    [`${MACHINE} --block-device delete_on_termination=x`, 1],
    [`${MACHINE} --block-device tag=x --os-compute-api-version 2.41`, 1],
    [`${MACHINE} --block-device volume_type=x --os-compute-api-version 2.66`, 1],
    [`${MACHINE} --block-device uuid=x --nic none`, 1],
    [`${MACHINE} --block-device-mapping vdb`, 2],
    [`${MACHINE} --block-device-mapping vdb=a:b`, 2],
    [`${MACHINE} --block-device-mapping vdb=a:volume:1:true:x`, 2],
    [`${MACHINE} --block-device-mapping vdb=nosuch`, 1],
    [`${MACHINE} --block-device-mapping vdb=nosuch:snapshot`, 1],
    [`${MACHINE} --block-device-mapping vdb=nosuch:image`, 1],
    [`${MACHINE} --host x --os-compute-api-version 2.73`, 1],
    [`${MACHINE} --hypervisor-hostname x --os-compute-api-version 2.73`, 1],
    [`${MACHINE} --hostname x --os-compute-api-version 2.89`, 1],
    [`${MACHINE} --tag x --os-compute-api-version 2.51`, 1],
    [`${MACHINE} --trusted-image-cert x --os-compute-api-version 2.62`, 1],
    [`${MACHINE} --description x --os-compute-api-version 2.18`, 1],
    [`${MACHINE} --trusted-image-cert x --boot-from-volume 1`, 1],
    [`${MACHINE} --volume x`, 2],
    ['--flavor m1.nano', 1],
    ['--flavor m1.nano --image nosuch', 1],
    ['--flavor m1.nano --volume nosuch', 1],
    ['--flavor m1.nano --snapshot nosuch', 1],
    ['--flavor m1.nano --volume nosuch --boot-from-volume 1', 1],
    ['--flavor m1.nano --snapshot nosuch --boot-from-volume 1', 1],
    ['--flavor m1.nano --boot-from-volume 1', 1],
    ['--flavor m1.nano --image-property nosuch=x', 1],
    [`--flavor nosuch ${IMAGE}`, 1],
    [IMAGE, 2],
  ])('%s', async (options, code) => {
    const line = `server create ${options} ${RUN}-refused`;
    await compare('refused', line, line, { code });
  });

  test('files that are no block device', async () => {
    const line = (name: string): string =>
      `server create ${MACHINE} --block-device ${join(folder, name)} ${RUN}-refused`;
    await compare('broken', line('broken.json'), undefined, { code: 1 });
    const sides = await Promise.all([peer(line('unknown.json')), ostk(line('unknown.json'))]);
    for (const { code, stderr } of sides) {
      expect(code).toBe(2);
      expect(stderr).toContain('argument --block-device: Invalid keys colour specified.\nValid keys are: ');
    }
  });
});
