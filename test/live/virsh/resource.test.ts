/** Devices of the host, leases of networks and volumes made from words, beside the real virsh. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { compare, prepare } from '../harness/compare.ts';
import { LIBVIRT_HOME } from '../harness/libvirt.ts';
import { onTestDriver } from '../harness/virsh.ts';

describe('on the test driver', () => {
  test.each([
    'nodedev-list; nodedev-list --tree; nodedev-list --cap system,pci; nodedev-list --cap nosuch; nodedev-list --cap ""',
    'nodedev-list --all; nodedev-list --inactive; nodedev-list --all --inactive; nodedev-list --tree --inactive',
    'nodedev-list --tree --cap net; nodedev-list --tree --all; nodedev-list --cap net,,pci',
    'nodedev-dumpxml computer; nodedev-dumpxml computer --xpath //vendor; nodedev-dumpxml computer --xpath //uuid --wrap',
    'nodedev-dumpxml nosuch; nodedev-dumpxml; nodedev-dumpxml a,b; nodedev-dumpxml a,b,c; nodedev-dumpxml a,',
    'nodedev-dumpxml 2000000012341234,1000000012341234; nodedev-dumpxml 2000000012341234,b',
    'net-dhcp-leases default; net-dhcp-leases default --mac x; net-dhcp-leases nosuch; net-dhcp-leases',
    'vol-create-as default-pool v 1M; vol-create-as default-pool v 1M; vol-info v default-pool; vol-list default-pool',
    'vol-create-as default-pool v 10kb 1k raw --prealloc-metadata; vol-create-as nosuch v 1; vol-create-as default-pool v',
    'vol-create-as default-pool v x; vol-create-as default-pool v 1 --allocation x; vol-create-as default-pool v -1',
    'vol-create-as default-pool v 1 --backing-vol nosuch; vol-create-as default-pool v 1 --format nosuch',
    'vol-create-as default-pool v 1G --print-xml; vol-create-as default-pool v 1 2 --print-xml --format qcow2; vol-list default-pool',
    'vol-create-as default-pool v 1Mib; vol-create-as default-pool w 1 --backing-vol v --backing-vol-format raw --print-xml --allocation ""',
    'vol-create-as default-pool v 1; vol-create-as default-pool w 1 --backing-vol v --format qcow2 --print-xml; vol-create-as default-pool w 1 --backing-vol /default-pool/v --print-xml',
  ])('%s', async line => {
    await onTestDriver(line);
  });
});

/** The same line on the host's own daemon. */
const onQemu = (line: string) =>
  compare('qemu', ['-c', 'qemu:///system', line], ['-c', 'qemu:///system', line], {
    program: 'virsh',
    mask: [],
  });

describe("the host's devices", () => {
  // Interfaces come and go with what runs beside this test.
  test.each([
    'nodedev-list --cap system; nodedev-list --cap pci; nodedev-list --cap storage,pci,system; nodedev-list --inactive',
    'nodedev-dumpxml computer --xpath //name; nodedev-dumpxml net_lo_00_00_00_00_00_00; nodedev-dumpxml nosuch',
    'nodedev-dumpxml 2000000012341234,1000000012341234; nodedev-list --cap vpd,ap_matrix',
  ])('%s', async line => {
    await onQemu(line);
  });

  test('are drawn as a tree', async () => {
    const edit = (stdout: string): string => stdout.replaceAll(/^ .*\bnet_(?!lo_).*\n/gm, '');
    await compare(
      'qemu',
      ['-c', 'qemu:///system', 'nodedev-list --tree'],
      ['-c', 'qemu:///system', 'nodedev-list --tree'],
      { program: 'virsh', mask: [], edit },
    );
  });
});

describe('leases of a network', () => {
  const name = `ostk-leases-${process.pid}`;
  const bridge = `ostkl${process.pid}`;
  // What dnsmasq's helper writes when an address is lent.
  const lent = join(LIBVIRT_HOME, 'one/lib/dnsmasq');
  const status = join(lent, `${bridge}.status`);
  const folder = mkdtempSync(join(tmpdir(), 'ostk-live-leases-'));
  beforeAll(async () => {
    const file = join(folder, 'net.xml');
    writeFileSync(
      file,
      `<network><name>${name}</name><bridge name='${bridge}'/><ip address='192.0.2.1' prefix='24'>
        <dhcp><range start='192.0.2.2' end='192.0.2.9'/></dhcp></ip></network>`,
    );
    const never = { 'expiry-time': 4_000_000_000 };
    const leases = [
      { ...never, 'ip-address': '192.0.2.3', 'mac-address': '52:54:00:00:00:0B', hostname: 'b' },
      { ...never, 'ip-address': '192.0.2.2', 'mac-address': '52:54:00:00:00:0a', 'client-id': '01:52:54' },
      { 'expiry-time': 1, 'ip-address': '192.0.2.4', 'mac-address': '52:54:00:00:00:0c' },
    ];
    mkdirSync(lent, { recursive: true });
    writeFileSync(status, JSON.stringify(leases));
    await prepare(['-c', 'qemu:///system', `net-define ${file}`], { program: 'virsh' });
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    rmSync(status, { force: true });
    await prepare(['-c', 'qemu:///system', `net-undefine ${name}`], { program: 'virsh' });
  });

  test('are listed by MAC address', async () => {
    await onQemu(
      `net-dhcp-leases ${name}; net-dhcp-leases ${name} 52:54:00:00:00:0b; net-dhcp-leases ${name} --mac x`,
    );
  });
});
