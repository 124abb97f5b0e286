/** A guest that is alive: its serial console over a stream of the client. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
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
import { GREETING, insideOne, LIBVIRT_HOME, writeEchoGuest } from '../harness/libvirt.ts';

const folder = mkdtempSync(join(tmpdir(), 'ostk-live-guest-'));
let libvirt: Libvirt;

beforeAll(async () => {
  insideOne('/');
  const socket = join(LIBVIRT_HOME, 'one', 'run', 'libvirt-sock');
  libvirt = await openLibvirt(`qemu+unix:///system?socket=${socket}`, { env: {} });
});

afterAll(async () => {
  await libvirt?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a serial console says what it has to and echoes', async () => {
  const xmlDesc = readFileSync(writeEchoGuest(folder, `ostk-guest-${process.pid}`), 'utf8');
  const START_PAUSED = 1;
  const { dom } = await libvirt.call(domainCreateXml, { xmlDesc, flags: START_PAUSED });
  try {
    const { stream } = await libvirt.stream(domainOpenConsole, { dom, devName: undefined, flags: 0 });
    await libvirt.call(domainResume, { dom });
    let seen = '';
    for await (const bytes of stream) {
      const had = seen.includes(GREETING);
      seen += Buffer.from(bytes).toString('latin1');
      if (!had && seen.includes(GREETING)) await stream.write(Buffer.from('echo?'));
      if (seen.includes('echo?')) break;
    }
    expect(seen).toContain(`${GREETING}\r\n`);
    expect(seen).toContain('echo?');
    await stream.abort();
  } finally {
    await libvirt.call(domainDestroy, { dom });
  }
});
