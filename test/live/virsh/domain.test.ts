/** Commands on domains, beside the real virsh: on QEMU through the daemon, and on the test driver. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { compare, type Options, peer } from '../harness/compare.ts';
import { onTestDriver } from '../harness/virsh.ts';

const VIRSH = { program: 'virsh' } as const;
const NAME = `ostk-domain-${process.pid}`;
const DEFINE = `<domain type='qemu'>
  <name>${NAME}</name><memory unit='MiB'>16</memory>
  <os><type arch='x86_64'>hvm</type></os>
</domain>`;

/** A line on the daemon. */
const same = (line: string, options: Options = {}) =>
  compare('qemu', ['-c', 'qemu:///system', ...line.split(' ')], undefined, { ...VIRSH, ...options });

describe('a domain that is off', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ostk-live-domain-'));
  beforeAll(async () => {
    const file = join(folder, 'domain.xml');
    writeFileSync(file, DEFINE);
    const made = await peer(['-c', 'qemu:///system', 'define', file], VIRSH);
    if (made.code !== 0) throw new Error(made.stderr);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await peer(['-c', 'qemu:///system', 'undefine', NAME], VIRSH);
  });

  test.each([
    `dominfo ${NAME}`,
    `domstate ${NAME}`,
    `domstate --reason ${NAME}`,
    `domid ${NAME}`,
    `domuuid ${NAME}`,
    `list --all --name --state-shutoff`,
    `list --table --name`,
    `autostart ${NAME}`,
    `autostart --disable ${NAME}`,
    `suspend ${NAME}`,
    `reset ${NAME}`,
    `domstate nosuch`,
    `domstate`,
    `domstate --nosuch`,
    `hostname`,
    `uri`,
    `nosuch`,
  ])('%s', async line => {
    await same(line);
  });
});

describe('the test driver', () => {
  test.each([
    'list --all; dominfo test; domstate test; suspend test; domstate --reason test; resume test',
    'destroy test; list --all; domid test; domname 6695eb01-f6a4-8304-79aa-97f2502e193f',
    'setmem test 1024; setmaxmem test 4096; dominfo test',
    'shutdown test; list; list --inactive',
    'destroy test; start test --paused; list; start test; destroy test; start test --force-boot',
    'domiflist test; domblklist test --details; domif-getlink test testnet0; domcontrol test',
    'domrename test other; destroy test; domrename test other; list --all',
    'setvcpus test 1; setvcpus test 9; setvcpus test 2 --maximum; dominfo test',
  ])('%s', async line => {
    await onTestDriver(line);
  });

  test('its processors and memory', async () => {
    await onTestDriver('freecell; freecell --all; freecell 1; freecell 9; freecell 0 --all', {}, '/default');
  });
});
