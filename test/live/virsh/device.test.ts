/** Devices that come and go, beside the real virsh: on the test driver, and of a domain of QEMU that is off. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { domainTwins, onTestDriver } from '../harness/virsh.ts';

const folder = mkdtempSync(join(tmpdir(), 'ostk-live-device-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const FILES = {
  disk: "<disk type='file'><source file='/x &amp; y'/><target dev='vdb' bus='virtio'/></disk>",
  cdrom: "<disk type='file' device='cdrom'><source file='/other'/><target dev='hdc' bus='ide'/></disk>",
  broken: "<disk type='file'>",
};
for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, `${name}.xml`), text);
const withFiles = (line: string): string => line.replaceAll('@', `${folder}/`);

describe('on the test driver', () => {
  test.each([
    'attach-device test @disk.xml; domblklist test; attach-device test @disk.xml',
    'attach-device test @disk.xml --live; attach-device test @disk.xml --config; attach-device test @disk.xml --current',
    'attach-device test @disk.xml --persistent; domblklist test --inactive',
    'attach-device test @broken.xml; attach-device test /nosuch; attach-device nosuch /nosuch; attach-device test',
    'attach-device test @disk.xml --current --persistent --live; attach-device test @disk.xml --config --current',
    'detach-device test @disk.xml; update-device test @disk.xml; update-device test @disk.xml --force --live',
    'detach-device test @disk.xml --current --live; update-device test /nosuch; detach-device nosuch @disk.xml',
    'detach-device-alias test disk0; detach-device-alias test disk0 --live --config; detach-device-alias nosuch disk0',
    'detach-device-alias test disk0 --live --current; detach-device-alias test',
    'attach-disk test /a vdb; attach-disk test /a vdb --live --config; domblklist test',
    'attach-disk test /a vdb --current --persistent; attach-disk nosuch /a vdb; attach-disk test /a',
    'attach-interface test network default; attach-interface test network default --live; domiflist test',
    'attach-interface nosuch network default; attach-interface test network',
    'detach-disk test vda --print-xml; detach-disk test /guest/diskimage1 --print-xml --config; detach-disk test vda',
    'detach-disk test nosuch; detach-disk nosuch vda; detach-disk test vda --current --config',
    'detach-interface test network --print-xml; detach-interface test network --print-xml --config --live',
    'detach-interface test network --mac aa:bb:cc:dd:ee:ff --print-xml; detach-interface test network --mac AA:BB:CC:dd:0ee:ff --print-xml',
    'detach-interface test network --mac 00:00:00:00:00:00; detach-interface test bridge; detach-interface test network',
    'detach-interface test network --config; detach-interface test network --persistent; detach-interface nosuch network',
    'detach-interface test bridge --print-xml; detach-interface test network --live --current',
  ])('%s', async line => {
    await onTestDriver(withFiles(line));
  });
});

describe('descriptions of disks', () => {
  test.each([
    '/a vdb',
    '/dev/null vdb',
    '"" vdb --type cdrom --mode readonly',
    "'/a & <b>' sda --targetbus scsi --driver qemu --subdriver qcow2 --cache none --io native --iothread 2",
    '/a vdb virtio qemu raw 1 none threads disk readonly',
    '/a vdb --shareable --rawio --serial abc --alias ua-x --wwn 5000c50015ea71ad',
    '/a vdb --wwn 0x5000C50015EA71AD; attach-disk test --print-xml /a vdb --wwn 123',
    '/a vdb --address pci:0000.00.0x0a.1 --multifunction; attach-disk test --print-xml /a vdb --address ccw:0xfe.0.12',
    '/a sda --address scsi:1.0.12; attach-disk test --print-xml /a sda --address sata:0.1.2 --multifunction',
    '/a sda --address usb:1.2; attach-disk test --print-xml /a hda --address ide:0.1.0',
    '/a sda --address pci:0.0.1.0; attach-disk test --print-xml /a vda --address ide:0.0.1',
    '/a hda --address usb:1.1; attach-disk test --print-xml /a xvda --address usb:1.1',
    '/a vda --address nosuch:1; attach-disk test --print-xml /a vda --address 1; attach-disk test --print-xml /a vda --address pci:x.0.0.0',
    '/a vda --address pci:0.0.-1.0; attach-disk test --print-xml /a vda --address pci:0.0.fffffffff.0',
    '/a vda --sourcetype block; attach-disk test --print-xml /a vda --sourcetype file',
    '/a vda --sourcetype tape; attach-disk test --print-xml /a vda --sourcetype network; attach-disk test --print-xml /a vda --mode nosuch',
    'pool/image vda --source-protocol rbd --source-host-name mon:6789',
    'pool/image vda --source-protocol rbd --source-host-name mon --source-host-transport rdma --sourcetype network',
    'image vda --source-protocol nbd --source-host-transport unix --source-host-socket /socket',
    'image vda --source-protocol nbd',
    'image vda --source-protocol nbd --sourcetype file',
    '/a vda --source-host-name mon; attach-disk test --print-xml /a vda --source-host-transport tcp',
    '/a vda --source-host-socket /s; attach-disk test --print-xml /a vda --source-protocol nbd --source-host-socket /s',
    'i vda --source-protocol nbd --source-host-socket /s --source-host-transport unix --source-host-name h',
    '/a vda --driver ""; attach-disk test --print-xml /a',
  ])('%s', async words => {
    await onTestDriver(`attach-disk test --print-xml ${words}`);
  });
});

describe('descriptions of interfaces', () => {
  test.each([
    'network default',
    'bridge br0 --target tap7 --mac 52:54:00:00:00:01 --script /x --model virtio --alias ua-net',
    'direct eth0 tap0 52:54:00:00:00:01 /script e1000 ua-x 1,2 3,4',
    'hostdev 0000:03:0a.1 --managed; attach-interface test --print-xml hostdev nosuch',
    'vhostuser /socket --source-mode server; attach-interface test --print-xml vhostuser /socket',
    'vhostuser /socket --source-mode nobody; attach-interface test --print-xml user x; attach-interface test --print-xml nosuch x',
    'network default --inbound 1000,2000,3000,4 --outbound 5,,6',
    'network default --inbound ,,,7; attach-interface test --print-xml network default --outbound ,5',
    'network default --inbound ,5; attach-interface test --print-xml network default --outbound 1,2,3,4',
    'network default --inbound 1,2,3,4,5; attach-interface test --print-xml network default --inbound x',
    'network default --inbound 1,-2; attach-interface test --print-xml network default --outbound 1,2,18446744073709551616',
    'network "a&b" --mac ""; attach-interface test --print-xml network',
  ])('%s', async words => {
    await onTestDriver(`attach-interface test --print-xml ${words}`);
  });
});

describe('a domain of QEMU that is off', () => {
  const twins = domainTwins('device');
  beforeAll(async () => {
    for (const name of Object.values(twins.names)) {
      const devices = `
        <disk type='file' device='cdrom'><source file='/one'/><target dev='hdc' bus='ide'/></disk>
        <interface type='user'><mac address='52:54:00:11:22:33'/></interface>
        <interface type='user'><mac address='52:54:00:11:22:34'/></interface>`;
      writeFileSync(
        join(folder, `${name}.xml`),
        `<domain type='qemu'>
          <name>${name}</name><memory unit='MiB'>16</memory>
          <os><type arch='x86_64' machine='pc'>hvm</type></os>
          <devices>${devices}</devices>
        </domain>`,
      );
    }
    await twins.prepare(`define ${folder}/{}.xml`);
  });
  afterAll(() => twins.prepare('undefine {}'));

  test.each([
    'attach-device {} @disk.xml --config; domblklist {}; detach-device {} @disk.xml --config; domblklist {}',
    'attach-disk {} /a vdb --persistent --subdriver raw; dumpxml {} --xpath //disk; detach-disk {} vdb --persistent',
    'attach-interface {} user x; attach-interface {} bridge br0 --config --mac 52:54:00:11:22:35; domiflist {}',
    'detach-interface {} bridge --config; domiflist {}; detach-interface {} user --config',
    'detach-interface {} user --mac 52:54:00:11:22:99; detach-interface {} user --print-xml --mac 52:54:0:11:22:34',
    'update-device {} @cdrom.xml; domblklist {}; update-device {} @cdrom.xml --live; update-device {} @cdrom.xml --config --force',
    'attach-device {} @disk.xml --live; detach-disk {} hdc --live; detach-device {} @disk.xml; detach-device-alias {} ide0-1-0 --config',
  ])('%s', async template => {
    await twins.compare(withFiles(template));
  });
});
