/** What a domain does, where it can be met and how far its job is, beside the real virsh. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare, type Options, peer, prepare } from '../harness/compare.ts';
import { onTestDriver } from '../harness/virsh.ts';

const VIRSH = { program: 'virsh' } as const;
const folder = mkdtempSync(join(tmpdir(), 'ostk-live-stats-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('on the test driver', () => {
  test.each([
    'domstats; domstats test; domstats test test; domstats --domain test --state --raw; domstats --list-inactive',
    'domstats nosuch; domstats test nosuch; domstats ""; domstats --enforce --vm; domstats --nosuch',
    'destroy test; domstats; domstats --list-active; domstats --list-shutoff --state; domstats --nowait --backing',
    'domifaddr test; domifaddr test --full; domifaddr test --source agent; domifaddr test testnet0 --source arp',
    'domifaddr test --interface nosuch; domifaddr test --source nosuch; domifaddr test --source ""; domifaddr nosuch',
    'destroy test; domifaddr test; domdisplay test; ttyconsole test',
    'domdisplay test; domdisplay test --all; domdisplay test vnc; domdisplay test --type x --all; domdisplay nosuch',
    'ttyconsole nosuch; domjobinfo nosuch; domjobabort nosuch; domjobabort; ttyconsole',
    'domjobinfo test; domjobinfo test --rawstats; domjobinfo test --keep-completed; domjobinfo test --completed',
    'domjobabort test; domjobabort test --postcopy',
    'ttyconsole test',
  ])('%s', async line => {
    await onTestDriver(line);
  });

  test('a quiet run has no header', async () => {
    const line = ['-q', 'domifaddr test'];
    const [here, there] = ['test:///default', 'test+unix:///default'];
    await compare('quiet', ['-c', here, ...line], ['-c', there, ...line], { ...VIRSH, mask: [] });
  });

  const DISPLAYS: readonly (readonly [name: string, graphics: string])[] = [
    ['a port', "<graphics type='vnc' port='5907' listen='127.0.0.1'/>"],
    ['everywhere', "<graphics type='vnc' port='5900' listen='0.0.0.0'/>"],
    ['IPv6', "<graphics type='vnc' port='5901' listen='fe80::1'/>"],
    ['everywhere in IPv6', "<graphics type='vnc' port='5901' listen='::'/>"],
    ['a password', "<graphics type='vnc' port='5902' passwd='secret'/>"],
    ['a socket', "<graphics type='vnc' socket='/run/vnc.sock' passwd='secret'/>"],
    ['no port yet', "<graphics type='vnc' autoport='yes'/>"],
    ['TLS', "<graphics type='spice' port='5903' tlsPort='5904' passwd='a&amp;b' listen='h.example.org'/>"],
    ['TLS alone', "<graphics type='spice' tlsPort='5904'/>"],
    ['RDP', "<graphics type='rdp' port='3389'/>"],
    ['a bus', "<graphics type='dbus' address='unix:path=/run/bus.sock'/>"],
    ['a bus elsewhere', "<graphics type='dbus' address='tcp:host=h'/>"],
    ['two', "<graphics type='spice' port='5903'/><graphics type='vnc' port='5999'/>"],
    ['two, one elsewhere', "<graphics type='dbus' address='tcp:host=h'/><graphics type='vnc' port='5999'/>"],
  ];
  test.each(DISPLAYS)('a display: %s', async (name, graphics) => {
    const file = join(folder, `${name.replaceAll(/\W/g, '-')}.xml`);
    writeFileSync(
      file,
      `<domain type='test'>
        <name>seen</name><memory unit='MiB'>16</memory><os><type>hvm</type></os>
        <devices>${graphics}</devices>
      </domain>`,
    );
    const lines = ['', '--all', '--include-password', '--include-password --all', '--type spice', 'dbus'];
    await onTestDriver([`create ${file}`, ...lines.map(line => `domdisplay seen ${line}`)].join('; '));
  });
});

describe('a domain of QEMU', () => {
  const NAME = `ostk-stats-${process.pid}`;
  const qemu = (line: string) => ['-c', 'qemu:///system', ...line.split(' ')];
  /** Both look at the same domain; numbers of the moment are left out. */
  const same = (line: string, options: Options = {}) =>
    compare('qemu', qemu(line), undefined, { ...VIRSH, mask: [], ...options });
  const withoutNumbers = (stdout: string): string => stdout.replaceAll(/=\d+$/gm, '=…');

  beforeAll(async () => {
    const file = join(folder, 'qemu.xml');
    writeFileSync(
      file,
      `<domain type='qemu'>
        <name>${NAME}</name><memory unit='MiB'>16</memory>
        <os><type arch='x86_64' machine='pc'>hvm</type></os>
        <devices>
          <disk type='file' device='cdrom'><target dev='hdc' bus='ide'/></disk>
          <interface type='user'/>
          <serial type='pty'/>
          <graphics type='vnc' autoport='yes' listen='127.0.0.1'/>
        </devices>
      </domain>`,
    );
    await prepare(qemu(`create ${file} --paused`), VIRSH);
  });
  afterAll(() => peer(qemu(`destroy ${NAME}`), VIRSH));

  test.each([
    `domstats ${NAME} --state --interface --block --nowait`,
    `domstats ${NAME} --state --block --backing --raw`,
    `domstats --enforce --perf ${NAME}`,
    `domifaddr ${NAME}`,
    `domifaddr ${NAME} --source arp`,
    `domifaddr ${NAME} --source agent`,
    `domdisplay ${NAME}`,
    `domdisplay ${NAME} --all --include-password`,
    `domdisplay ${NAME} --type spice`,
    `ttyconsole ${NAME}`,
    `domjobinfo ${NAME}`,
    `domjobinfo ${NAME} --rawstats`,
    `domjobinfo ${NAME} --completed`,
    `domjobinfo ${NAME} --anystats`,
    `domjobabort ${NAME}`,
    `domjobabort ${NAME} --postcopy`,
  ])('%s', async line => {
    await same(line);
  });

  test('all of its numbers', async () => {
    await same(`domstats ${NAME}`, { edit: withoutNumbers });
  });

  test('a job that is over', async () => {
    await prepare(qemu(`dump ${NAME} ${join(folder, 'dump')} --live`), VIRSH);
    for (const how of ['', ' --anystats', ' --rawstats']) {
      const { ostk } = await same(`domjobinfo ${NAME} --completed --keep-completed${how}`);
      expect(ostk.stdout).toMatch(/^(?:Operation: +Dump|operation: 8)/m);
    }
    await same(`domjobinfo ${NAME} --keep-completed`);
  });
});
