/** What a domain has, and how it goes: beside the real virsh, on the test driver and on QEMU. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attempt, prepare } from '../harness/compare.ts';
import { domainTwins, onTestDriver } from '../harness/virsh.ts';

const folder = mkdtempSync(join(tmpdir(), 'ostk-live-info-'));
const twins = domainTwins('info');
const { names } = twins;
const sides = Object.values(names);
const virsh = (...line: string[]) => prepare(['-c', 'qemu:///system', ...line], { program: 'virsh' });
const image = (name: string, disk: string) => join(folder, name, `${disk}.qcow2`);

async function define(name: string): Promise<void> {
  mkdirSync(join(folder, name), { mode: 0o755 });
  for (const disk of ['a', 'b', 'c']) {
    execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', image(name, disk), '8M']);
    chmodSync(image(name, disk), 0o666);
  }
  const disks = ['a', 'b'].map(
    disk => `<disk type='file'><driver name='qemu' type='qcow2'/>
      <source file='${image(name, disk)}'/><target dev='vd${disk}' bus='virtio'/></disk>`,
  );
  const file = join(folder, `${name}.xml`);
  writeFileSync(
    file,
    `<domain type='qemu'><name>${name}</name><memory unit='MiB'>16</memory><vcpu current='1'>2</vcpu>
      <os><type arch='x86_64'>hvm</type></os>
      <devices>${disks.join('')}
        <disk type='file' device='cdrom'><target dev='sda' bus='sata'/></disk>
        <disk type='volume'><driver name='qemu' type='qcow2'/>
          <source pool='${name}' volume='c.qcow2'/><target dev='vdc' bus='virtio'/></disk>
      </devices>
    </domain>`,
  );
  await virsh('define', file);
}

beforeAll(async () => {
  chmodSync(folder, 0o755);
  for (const name of sides) {
    await define(name);
    await virsh('pool-create-as', name, 'dir', '--target', join(folder, name));
  }
});
afterAll(async () => {
  for (const name of sides) {
    for (const words of [
      ['destroy', name],
      ['undefine', name, '--managed-save', '--snapshots-metadata'],
      ['pool-destroy', name],
    ])
      await attempt(['-c', 'qemu:///system', ...words], { program: 'virsh' });
  }
  rmSync(folder, { recursive: true, force: true });
});

describe('on the test driver', () => {
  test.each([
    'vcpucount test',
    'vcpucount test --maximum',
    'vcpucount test --current --live',
    'vcpucount test --active --maximum',
    'vcpucount test --guest --config',
    'vcpuinfo test',
    'vcpuinfo test --pretty',
    'domblkerror test',
    'domblkinfo test',
    'domblkinfo test --all',
    'domblkinfo test vda --human',
    'domblkinfo test vda --all',
    'domblkstat test',
    'undefine test; list --all',
    'destroy test; undefine test; list --all',
    'destroy test; undefine test --storage vda --remove-all-storage',
    'destroy test; undefine test --wipe-storage',
    'undefine test --remove-all-storage',
    'undefine test --nvram --keep-nvram',
    'undefine test --delete-storage-volume-snapshots',
    'destroy test; undefine test --storage vda,hdz',
    'undefine none',
  ])('%s', async line => {
    await onTestDriver(line);
  });
});

test('the test driver counts by the clock', async () => {
  const edit = (text: string) => text.replace(/\d+$/gm, 'N');
  await onTestDriver('domblkstat test vda', { edit });
  await onTestDriver('domblkstat test vda --human', { edit });
});

describe('on QEMU', () => {
  const lines = (state: string) =>
    test.each([
      'vcpucount {}',
      'vcpucount {} --live',
      'vcpucount {} --config --maximum',
      'vcpucount {} --guest',
      'vcpuinfo {}',
      'vcpuinfo {} --pretty',
      'domblkinfo {} vda',
      'domblkinfo {} sda',
      'domblkinfo {} vdb --human',
      'domblkinfo {} --all',
      'domblkinfo {} vdx',
      'domblkerror {}',
      'domblkstat {} vda',
      'domblkstat {} vda --human',
      'domblkstat {} vdx',
    ])(`${state}: %s`, async line => {
      await twins.compare(line, { edit: withoutClock });
    });
  /** What differs from run to run: counts of what runs, and where on the host it runs. */
  const withoutClock = (text: string) =>
    text
      .replace(/^(CPU time:|CPU:) .*$/gm, '$1 …')
      .replace(/\d+$/gm, number => (Number(number) > 9 ? '…' : number));

  lines('off');
  describe('that runs', () => {
    beforeAll(() => twins.prepare('start {} --paused'));
    lines('paused');
    test('its storage stays', async () => {
      await twins.compare('undefine {} --remove-all-storage', { code: 1 });
    });
    afterAll(() => twins.prepare('destroy {}'));
  });

  test('undefined with some of its volumes, a saved state and snapshots', async () => {
    await twins.prepare('snapshot-create-as {} one');
    await twins.compare('undefine {}', { code: 1 });
    await twins.compare('undefine {} --snapshots-metadata --storage vda,none', { code: 1 });
    await twins.compare('undefine {} --snapshots-metadata --storage vda,vdc --wipe-storage', { code: 0 });
    for (const name of sides)
      expect(['a', 'b', 'c'].map(disk => existsSync(image(name, disk)))).toEqual([false, true, false]);
    await twins.compare('domstate {}', { code: 1 });
  });
});
