/** Devices: which of the daemon's calls is made, and addresses. */
import { expect, it, test } from 'vitest';
import {
  domainGetXmlDesc,
  domainIsActive,
  domainLookupByName,
} from '../../../src/clients/libvirt/protocol/domain.ts';
import {
  domainAttachDevice,
  domainAttachDeviceFlags,
  domainDetachDeviceFlags,
  domainUpdateDeviceFlags,
} from '../../../src/clients/libvirt/protocol/domain-device.ts';
import { parseAddress } from '../../../src/commands/virsh/lib/address.ts';
import { findDisk } from '../../../src/commands/virsh/lib/disk.ts';
import { writtenText, Xml } from '../../../src/commands/virsh/lib/xml.ts';
import { answer, listen } from '../../clients/libvirt/listening.ts';
import { runLine } from '../../harness/run.ts';

const dom = { name: 'vm', uuid: new Uint8Array(16), id: 7 };
const DOMAIN = `<domain><devices>
  <disk type="file" device="cdrom">
    <source file="/a &amp; b"/>
    <backingStore type="file"><source file="/below"/></backingStore>
    <target dev='hdc'/>
  </disk>
  <disk device='disk'><target dev='vda'/></disk>
  <interface type='network'><mac address='52:54:00:00:00:01'/></interface>
  <interface type='network'><mac address='52:54:00:00:00:01'/></interface>
</devices></domain>`;

/** Runs a line on a domain. @returns what came of it, and the calls that changed something */
async function virsh(line: string, active: number) {
  const calls: unknown[] = [];
  const done = (name: string) => (args: { readonly flags?: number; readonly xml: string }) => {
    calls.push([name, args.flags, args.xml]);
    return {};
  };
  const daemon = await listen([
    answer(domainLookupByName, () => ({ dom })),
    answer(domainIsActive, () => ({ active })),
    answer(domainGetXmlDesc, ({ flags }) => {
      calls.push(['describe', flags]);
      return { xml: DOMAIN };
    }),
    answer(domainAttachDevice, done('attach')),
    answer(domainAttachDeviceFlags, done('attach')),
    answer(domainDetachDeviceFlags, done('detach')),
    answer(domainUpdateDeviceFlags, done('update')),
  ]);
  try {
    const options = { name: 'virsh', files: { 'd.xml': '<disk/>' } };
    const { code, stdout, stderr } = await runLine(['-c', daemon.uri, line], options);
    return { code, stdout, stderr, calls };
  } finally {
    daemon.close();
  }
}

test.each([
  ['', 1, undefined],
  ['--current', 1, 0],
  ['--live', 1, 1],
  ['--config', 1, 2],
  ['--live --config', 1, 3],
  ['--persistent', 1, 3],
  ['--persistent', 0, 2],
])('attach-device %s where the domain runs: %s', async (options, active, flags) => {
  expect(await virsh(`attach-device vm d.xml ${options}`, active)).toEqual({
    code: 0,
    stdout: 'Device attached successfully\n\n',
    stderr: '',
    calls: [['attach', flags, '<disk/>']],
  });
});

it('update-device has a flag of its own', async () => {
  const { calls } = await virsh('update-device vm d.xml --force --live', 1);
  expect(calls).toEqual([['update', 5, '<disk/>']]);
});

it('detach-disk sends the disk as it was described, and nothing of what it is built on', async () => {
  const { calls } = await virsh('detach-disk vm hdc --persistent', 1);
  const xml =
    '<disk type="file" device="cdrom">\n    <source file="/a &amp; b"/>\n    \n    <target dev="hdc"/>\n  </disk>';
  expect(calls).toEqual([
    ['describe', 2],
    ['detach', 3, xml],
  ]);
});

it('detach-interface does not guess', async () => {
  expect((await virsh('detach-interface vm network', 1)).stderr).toBe(
    'error: Domain has 2 interfaces. Please specify which one to detach using --mac\n' +
      'error: Failed to detach interface\n',
  );
  const same = await virsh('detach-interface vm network --mac 52:54:0:0:0:1', 1);
  expect(same.stderr).toMatch(/^error: Domain has multiple interfaces matching MAC address 52:54:0:0:0:1\./);
  expect(same.calls).toEqual([['describe', 0]]);
});

test.each([
  ['pci:0000.00.0x0a.1', { domain: '0x0000', bus: '0x00', slot: '0x0a', function: '0x1' }],
  ['ccw:0xfe.0.12', { cssid: '0xfe', ssid: '0x0', devno: '0x0012' }],
  ['scsi:1.0.18446744073709551615', { controller: '1', bus: '0', unit: '18446744073709551615' }],
  ['usb:1.2', { bus: '1', port: '2' }],
  ['usb:1.4294967296', undefined],
  ['usb:1', undefined],
  ['pci:-1.0.0.0', undefined],
  ['toString:1', undefined],
  ['', undefined],
])('%s is an address, or none', (text, parts) => {
  expect(parseAddress(text)?.parts).toEqual(parts);
});

test('a medium that changes is a drive, and no disk', () => {
  const xml = new Xml(DOMAIN);
  expect(writtenText(findDisk(xml, '/a & b', true))).toContain('hdc');
  expect(() => findDisk(xml, 'vda', true)).toThrow('No disk found whose source path or target is vda');
});
