/** Migrations between two daemons and what they may cost, beside the real virsh. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { peer } from '../harness/compare.ts';
import { domainTwins, onTestDriver } from '../harness/virsh.ts';

/** The other daemon, as this one and its clients meet it. */
const TWO = 'qemu+tcp://10.99.7.2/system';

describe('on the test driver, which cannot migrate', () => {
  test.each([
    'migrate-setmaxdowntime test 100; migrate-getmaxdowntime test; migrate-postcopy test',
    'migrate-compcache test; migrate-compcache test --size 4096; migrate-setspeed test 5; migrate-getspeed test',
    'migrate-setmaxdowntime test 0; migrate-setmaxdowntime test; migrate-setmaxdowntime test -1',
    'migrate-setmaxdowntime test 18446744073709551616; migrate-compcache test --size x; migrate-setspeed test 5x',
    'migrate-compcache test 4096',
    'migrate test qemu:///system; migrate test qemu:///system --p2p; migrate test qemu:///system --direct',
    'migrate-getspeed nosuch; migrate-postcopy nosuch; migrate-setspeed nosuch 5; migrate-compcache nosuch',
  ])('%s', async line => {
    await onTestDriver(line);
  });
});

const folder = mkdtempSync(join(tmpdir(), 'ostk-live-migrate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Two domains, and files with their descriptions. */
function described(name: string) {
  const twins = domainTwins(name);
  for (const each of Object.values(twins.names)) {
    writeFileSync(
      join(folder, `${each}.xml`),
      `<domain type='qemu'>
        <name>${each}</name><uuid>${randomUUID()}</uuid><memory unit='MiB'>16</memory>
        <os><type arch='x86_64' machine='pc'>hvm</type></os>
      </domain>`,
    );
  }
  return twins;
}

describe('a domain of QEMU that is paused', () => {
  const twins = described('migrate');
  beforeAll(() => twins.prepare(`create ${folder}/{}.xml --paused`));
  afterAll(() => twins.prepare('destroy {}'));

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

  test.each([
    `migrate {} ${TWO} --copy-storage-all --copy-storage-inc; migrate {} ${TWO} --tunneled`,
    `migrate {} ${TWO} --p2p --tunnelled --parallel; migrate {} ${TWO} --p2p --copy-storage-all --copy-storage-inc`,
    `migrate {} ${TWO} --direct; migrate {} ${TWO} --offline; migrate {} ${TWO} --offline --live; migrate {}`,
    `migrate {} ${TWO} --xml /nosuch; migrate {} ${TWO} --p2p --persistent-xml /nosuch --persistent`,
    `migrate {} ${TWO} --timeout 5; migrate {} ${TWO} --timeout-suspend; migrate {} ${TWO} --persistent-xml /nosuch`,
    `migrate {} ${TWO} --timeout-postcopy; migrate {} ${TWO} --postcopy --timeout-postcopy --timeout-suspend`,
    `migrate {} ${TWO} --postcopy-resume; migrate {} ${TWO} --postcopy-after-precopy; migrate {} ${TWO} --tls-destination x`,
    `migrate {} ${TWO} --copy-storage-synchronous-writes; migrate {} ${TWO} --bandwidth x; migrate {} ${TWO} --dname ""`,
    'migrate {} qemu:///system; migrate {} qemu:///system --p2p; migrate {} nosuch --p2p; migrate nosuch nosuch',
    'migrate {} qemu+tcp://localhost/system --p2p; migrate {} qemu+tcp://10.99.7.2:1/system',
    'migrate {} qemu+tcp://10.99.7.2:1/system --p2p',
    `migrate {} ${TWO} --live --migrateuri tcp://nosuch.invalid:49160; domstate {} --reason`,
    `migrate {} ${TWO} --parallel-connections 2; migrate {} ${TWO} --comp-methods nosuch; domstate {}`,
  ])('stays: %s', async template => {
    await twins.compare(template);
  });
});

describe('a domain of QEMU goes to another host', () => {
  const twins = described('moves');
  const HOW = '--migrateuri tcp://10.99.7.2';
  const running = `create ${folder}/{}.xml`;
  const there = `domstate {}; connect ${TWO}; domstate {} --reason`;
  /** At the other host nothing is left of a test that failed half way. */
  afterEach(async () => {
    for (const name of Object.values(twins.names)) {
      for (const uri of [TWO, 'qemu:///system']) {
        await peer(['-c', uri, `destroy ${name}; undefine ${name}`], { program: 'virsh' });
      }
    }
  });

  test.each([
    `${running} --paused; migrate {} ${TWO} ${HOW}; ${there}`,
    `${running}; migrate {} ${TWO} --p2p --live ${HOW}; ${there}`,
    `${running}; migrate {} ${TWO} --p2p --tunnelled; ${there}`,
    `${running}; migrate {} ${TWO} --live --suspend --dname {}x ${HOW}; connect ${TWO}; domstate {}x --reason; destroy {}x`,
    `${running}; migrate {} ${TWO} --live --timeout 60 --timeout-suspend --xml ${folder}/{}.xml ${HOW}; ${there}`,
    [
      `${running}; migrate {} ${TWO} --live --bandwidth 100 --auto-converge --auto-converge-initial 30 --abort-on-error`,
      `--change-protection --comp-methods xbzrle --compressed --comp-xbzrle-cache 8388608 --unsafe ${HOW}; ${there}`,
    ].join(' '),
    `${running}; migrate {} ${TWO} --live --parallel --parallel-connections 2 --listen-address 10.99.7.2 ${HOW}; ${there}`,
    `define ${folder}/{}.xml; start {}; migrate {} ${TWO} --live --persistent --undefinesource ${HOW}; ${there}; destroy {}; domstate {}`,
    `define ${folder}/{}.xml; migrate {} ${TWO} --offline --persistent ${HOW}; ${there}`,
  ])('%s', async template => {
    await twins.compare(template);
  });

  test('it runs there, and no longer here', async () => {
    const { ostk } = await twins.compare(`${running}; migrate {} ${TWO} --live ${HOW}; ${there}`);
    expect(ostk.stdout).toMatch(/running \(unpaused\)|running \(migrated\)/);
    expect(ostk.stderr).toContain('failed to get domain');
  });
});
