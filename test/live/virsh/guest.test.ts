/** A guest that is alive: its serial console over a stream of the client. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Libvirt } from '../../../src/clients/libvirt/connection.ts';
import { openLibvirt } from '../../../src/clients/libvirt/open.ts';
import {
  domainCreateXml,
  domainDestroy,
  domainResume,
} from '../../../src/clients/libvirt/protocol/domain.ts';
import { domainOpenConsole } from '../../../src/clients/libvirt/protocol/domain-device.ts';
import { echoDisk, insideOne, LIBVIRT_HOME } from '../harness/libvirt.ts';

const folder = mkdtempSync(join(tmpdir(), 'ostk-live-guest-'));
const disk = join(folder, 'disk.img');
let libvirt: Libvirt;

beforeAll(async () => {
  insideOne('/');
  // QEMU runs as a user of its own
  chmodSync(folder, 0o755);
  writeFileSync(disk, echoDisk('the guest is up'));
  const socket = join(LIBVIRT_HOME, 'one', 'run', 'libvirt-sock');
  libvirt = await openLibvirt(`qemu+unix:///system?socket=${socket}`, { env: {} });
});

afterAll(async () => {
  await libvirt?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a serial console says what it has to and echoes', async () => {
  const xmlDesc = `<domain type='qemu'>
    <name>ostk-guest-${process.pid}</name>
    <memory unit='MiB'>16</memory>
    <os><type arch='x86_64'>hvm</type></os>
    <devices>
      <disk type='file'>
        <driver name='qemu' type='raw'/><source file='${disk}'/><target dev='hda' bus='ide'/>
      </disk>
      <serial type='pty'/>
    </devices>
  </domain>`;
  const START_PAUSED = 1;
  const { dom } = await libvirt.call(domainCreateXml, { xmlDesc, flags: START_PAUSED });
  try {
    const { stream } = await libvirt.stream(domainOpenConsole, { dom, devName: undefined, flags: 0 });
    await libvirt.call(domainResume, { dom });
    let seen = '';
    for await (const bytes of stream) {
      const had = seen.includes('the guest is up');
      seen += Buffer.from(bytes).toString('latin1');
      if (!had && seen.includes('the guest is up')) await stream.write(Buffer.from('echo?'));
      if (seen.includes('echo?')) break;
    }
    expect(seen).toContain('the guest is up\r\n');
    expect(seen).toContain('echo?');
    await stream.abort();
  } finally {
    await libvirt.call(domainDestroy, { dom });
  }
});
