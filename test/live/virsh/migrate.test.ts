/** What a migration may cost, beside the real virsh. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { domainTwins, onTestDriver } from '../harness/virsh.ts';

describe('on the test driver, which cannot migrate', () => {
  test.each([
    'migrate-setmaxdowntime test 100; migrate-getmaxdowntime test; migrate-postcopy test',
    'migrate-compcache test; migrate-compcache test --size 4096; migrate-setspeed test 5; migrate-getspeed test',
    'migrate-setmaxdowntime test 0; migrate-setmaxdowntime test; migrate-setmaxdowntime test -1',
    'migrate-setmaxdowntime test 18446744073709551616; migrate-compcache test --size x; migrate-setspeed test 5x',
    'migrate-compcache test 4096',
    'migrate-getspeed nosuch; migrate-postcopy nosuch; migrate-setspeed nosuch 5; migrate-compcache nosuch',
  ])('%s', async line => {
    await onTestDriver(line);
  });
});

describe('a domain of QEMU that is paused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ostk-live-migrate-'));
  const twins = domainTwins('migrate');
  beforeAll(async () => {
    for (const name of Object.values(twins.names)) {
      writeFileSync(
        join(folder, `${name}.xml`),
        `<domain type='qemu'>
          <name>${name}</name><memory unit='MiB'>16</memory>
          <os><type arch='x86_64' machine='pc'>hvm</type></os>
        </domain>`,
      );
    }
    await twins.prepare(`create ${folder}/{}.xml --paused`);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await twins.prepare('destroy {}');
  });

  test.each([
    'migrate-getmaxdowntime {}; migrate-setmaxdowntime {} 1234; migrate-getmaxdowntime {}',
    'migrate-setmaxdowntime {} --downtime 0x10; migrate-setmaxdowntime {} 18446744073709551615',
    'migrate-compcache {}; migrate-compcache {} --size 8388608; migrate-compcache {} --size 1',
    'migrate-getspeed {}; migrate-setspeed {} 17; migrate-getspeed {}; migrate-setspeed {} -1',
    'migrate-getspeed {} --postcopy; migrate-setspeed {} 9 --postcopy; migrate-getspeed {} --postcopy',
    'migrate-postcopy {}',
  ])('%s', async template => {
    await twins.compare(template);
  });
});
