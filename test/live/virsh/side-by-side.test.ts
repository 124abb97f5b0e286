/** All at once on a client of libvirt's: a console, events, calls, and a large download to somebody slow; in little memory. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attempt, prepare } from '../harness/compare.ts';
import { LIBVIRT_HOME, writeEchoGuest } from '../harness/libvirt.ts';

const MEGABYTES = 100;
const name = `ostk-side-${process.pid}`;
const folder = mkdtempSync(join(tmpdir(), 'ostk-live-side-'));
const virsh = (...line: string[]) => prepare(['-c', 'qemu:///system', ...line], { program: 'virsh' });

beforeAll(async () => {
  await virsh('create', '--paused', writeEchoGuest(folder, name));
  await virsh('pool-create-as', name, 'dir', '--target', folder);
  await virsh('vol-create-as', name, 'large', '1GiB', '--allocation', '0');
});
afterAll(async () => {
  await attempt(['-c', 'qemu:///system', 'destroy', name], { program: 'virsh' });
  await attempt(['-c', 'qemu:///system', 'pool-destroy', name], { program: 'virsh' });
  rmSync(folder, { recursive: true, force: true });
});

test('within 100 MB, and nothing waits for the slow one', async () => {
  // In a process of its own, as a run has it.
  const program = join(folder, 'side-by-side.mjs');
  const source = fileURLToPath(new URL('../harness/side-by-side.ts', import.meta.url));
  await build({
    entryPoints: [source],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  const uri = `qemu+unix:///system?socket=${join(LIBVIRT_HOME, 'one', 'run', 'libvirt-sock')}`;
  const child = spawn(process.execPath, [program, uri, name], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [said, failed] = ['', ''];
  child.stdout.on('data', piece => {
    said += piece;
  });
  child.stderr.on('data', piece => {
    failed += piece;
  });
  expect(await new Promise(resolve => child.once('close', resolve)), failed).toBe(0);
  const { bytes, echoed, events, slowest, megabytes } = JSON.parse(said);
  expect({ bytes, echoed }).toEqual({ bytes: 1024 ** 3, echoed: true });
  expect(events).toBeGreaterThanOrEqual(2);
  // A call that stood behind the download would wait for seconds.
  expect(slowest).toBeLessThan(2_000);
  expect(megabytes).toBeLessThan(MEGABYTES);
}, 120_000);
