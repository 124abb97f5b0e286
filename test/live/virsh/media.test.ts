/** Media in drives, beside the real virsh: on the test driver, and of a domain of QEMU that is off. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { domainTwins, onTestDriver } from '../harness/virsh.ts';

test.each([
  'change-media test vda; change-media test vda --eject; change-media nosuch vda; change-media test',
  'change-media test vda /x --eject --insert; change-media test vda --eject --update; change-media test vda --update --insert',
  'change-media test vda --eject --block; change-media test vda --live --current; change-media test vda --config --current',
])('on the test driver: %s', async line => {
  await onTestDriver(line);
});

describe('a domain of QEMU that is off', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ostk-live-media-'));
  const twins = domainTwins('media');
  beforeAll(async () => {
    for (const name of Object.values(twins.names)) {
      const devices = `
        <disk type='file' device='cdrom'>
          <source file='/a &amp; b' startupPolicy='optional'/><target dev='hdc' bus='ide'/>
        </disk>
        <disk type='file' device='floppy'><target dev='fda' bus='fdc'/></disk>
        <disk type='file' device='disk'><source file='/disk'/><target dev='vda' bus='virtio'/></disk>`;
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
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await twins.prepare('undefine {}');
  });

  test.each([
    'change-media {} hdc --print-xml --eject; change-media {} "/a & b" --print-xml /c; change-media {} hdc --print-xml --update',
    'change-media {} hdc --print-xml --source "/<x>" --block --config; change-media {} fda /x --print-xml --insert --block',
    'change-media {} fda --print-xml --update; change-media {} fda --eject; change-media {} fda; change-media {} fda --insert',
    'change-media {} hdc /x --insert; change-media {} vda /x; change-media {} /nosuch /x; change-media {} hdc ""',
    'change-media {} hdc --eject; domblklist {}; change-media {} hdc /x --insert --config; domblklist {}; change-media {} hdc "/a & b" --force',
    'change-media {} hdc /y --live; change-media {} hdc /y --live --config --force; change-media {} hdc /a --current; domblklist {}',
  ])('%s', async template => {
    await twins.compare(template);
  });
});
