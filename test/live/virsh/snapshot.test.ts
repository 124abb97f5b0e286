/** Snapshots, beside the real virsh: on the test driver, and of a domain of QEMU that is off. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { domainTwins, onTestDriver, withoutTimes } from '../harness/virsh.ts';

const folder = mkdtempSync(join(tmpdir(), 'ostk-live-snapshot-'));
writeFileSync(
  join(folder, 'one.xml'),
  '<domainsnapshot><name>one</name><description>a &amp; b</description></domainsnapshot>',
);
writeFileSync(join(folder, 'broken.xml'), '<domainsnapshot><name>one</domainsnapshot>');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An editor that calls a snapshot `c`. */
const RENAMING = join(folder, 'rename');
writeFileSync(RENAMING, `#!/bin/sh\nexec sed -i 's/<name>s2</<name>c</' "$1"\n`);
chmodSync(RENAMING, 0o755);

/** A tree: a with b (with c) and d on it. */
const TREE =
  'snapshot-create-as test a; snapshot-create-as test b; snapshot-create-as test c; ' +
  'snapshot-revert test a; snapshot-create-as test d';

describe('the test driver', () => {
  test.each([
    `${TREE}; snapshot-list test; snapshot-list test --parent; snapshot-list test --tree`,
    `${TREE}; snapshot-list test --name --topological; snapshot-list test --name --roots`,
    `${TREE}; snapshot-list test --name --leaves; snapshot-list test --name --no-leaves`,
    `${TREE}; snapshot-list test --name a; snapshot-list test --name --from a --descendants`,
    `${TREE}; snapshot-list test --tree --from a; snapshot-list test --tree --current`,
    `${TREE}; snapshot-list test --tree --from b; snapshot-list test --tree --from a --descendants`,
    `${TREE}; snapshot-list test --name --active; snapshot-list test --name --inactive`,
    `${TREE}; snapshot-list test --internal --name; snapshot-list test --external; snapshot-list test --disk-only`,
    `${TREE}; snapshot-list test --metadata --name; snapshot-list test --no-metadata`,
    `${TREE}; snapshot-info test a; snapshot-info test b; snapshot-info test --current; snapshot-info test nosuch`,
    `${TREE}; snapshot-parent test a; snapshot-parent test c; snapshot-parent test --current; snapshot-parent test`,
    `${TREE}; snapshot-current test; snapshot-current test --name; snapshot-current test --snapshotname b; snapshot-current test --name`,
    `${TREE}; snapshot-current test --security-info; snapshot-current test --snapshotname nosuch`,
    `${TREE}; snapshot-dumpxml test b; snapshot-dumpxml test b --xpath //disks --wrap; snapshot-dumpxml test nosuch`,
    `${TREE}; snapshot-delete test b --children-only; snapshot-list test --name; snapshot-delete test --current`,
    `${TREE}; snapshot-delete test a --children; snapshot-list test --name; snapshot-delete test a`,
    `${TREE}; snapshot-delete test a --metadata; snapshot-delete test a --current; snapshot-delete test`,
    `${TREE}; snapshot-revert test b --paused; domstate test; snapshot-revert test --current --running; domstate test`,
    `${TREE}; snapshot-revert test nosuch; snapshot-revert test a --reset-nvram; snapshot-revert nosuch a`,
    `destroy test; snapshot-create-as test off; start test; snapshot-revert test off; domstate test; snapshot-revert test off --force`,
    `snapshot-create test @one.xml; snapshot-create test @one.xml; snapshot-dumpxml test one`,
    `snapshot-create test @one.xml --halt; domstate test; snapshot-list test --name`,
    `snapshot-create test @one.xml --validate --no-metadata`,
    `snapshot-create test @broken.xml; snapshot-create test /nosuch; snapshot-create test /; snapshot-create nosuch`,
    `snapshot-create-as test ${'n'.repeat(60)} text; snapshot-list test; snapshot-current test --name`,
    `snapshot-create-as test a --disk-only --quiesce; snapshot-create-as test b --live --atomic`,
    `snapshot-current test; snapshot-info test --current; snapshot-list test --current; snapshot-list test`,
    `snapshot-list test --tree; snapshot-list test --tree --name; snapshot-list test --tree --no-leaves`,
    `snapshot-list test --parent --roots; snapshot-list test --parent --tree; snapshot-list test --roots --tree`,
    `snapshot-list test --roots --from a; snapshot-list test --roots --current; snapshot-list test --from a --current`,
    `snapshot-list test --descendants; snapshot-list nosuch; snapshot-list; snapshot-list test --from nosuch`,
    `snapshot-current test --name --snapshotname a; snapshot-info test a --current; snapshot-info test`,
  ])('%s', async line => {
    await onTestDriver(line.replaceAll('@', `${folder}/`));
  });
});

describe('descriptions that are printed', () => {
  test.each([
    '',
    'a',
    `a 'x & y <z> "q"'`,
    'a --memspec /path,snapshot=external --diskspec vda',
    'a --memspec file=/p,,q,snapshot=no',
    'a --memspec what=ever',
    'a --memspec /one,/two',
    'a b vda,snapshot=external,driver=qcow2,file=/a&b vdb,stype=block,file=/dev/sdx',
    'a --diskspec vda,stype=file --diskspec vdb,snapshot=no',
    'a b vda,stype=tape',
    'a b vda,nosuch=1',
    'a b vda,file=/a,,b,',
  ])('%s', async words => {
    await onTestDriver(`snapshot-create-as test --print-xml ${words}`);
  });
});

describe('a domain of QEMU that is off', () => {
  const twins = domainTwins('snapshot');
  beforeAll(async () => {
    // QEMU runs as a user of its own
    chmodSync(folder, 0o755);
    for (const name of Object.values(twins.names)) {
      const disk = join(folder, `${name}.qcow2`);
      execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', disk, '1M']);
      writeFileSync(
        join(folder, `${name}.xml`),
        `<domain type='qemu'>
          <name>${name}</name><memory unit='MiB'>16</memory>
          <os><type arch='x86_64'>hvm</type></os>
          <devices>
            <disk type='file'><driver name='qemu' type='qcow2'/><source file='${disk}'/><target dev='hda'/></disk>
          </devices>
        </domain>`,
      );
    }
    await twins.prepare(`define ${folder}/{}.xml`);
  });
  afterAll(() => twins.prepare('undefine {} --snapshots-metadata'));

  // Each goes on from where the one before has left off.
  test.each([
    "snapshot-create-as {} s1 'the first'; snapshot-create-as {} s1; snapshot-create {} --redefine",
    'snapshot-list {}; snapshot-info {} s1; snapshot-dumpxml {} s1; snapshot-parent {} s1',
    'snapshot-current {} --security-info; snapshot-current {} --snapshotname s1',
    'snapshot-create-as {} s2; snapshot-revert {} s1; snapshot-list {} --tree --current; snapshot-current {} --name',
    'snapshot-revert {} s1 --running --paused; snapshot-revert {} s1 --reset-nvram',
    'snapshot-edit {} s2; snapshot-edit {} s2 --clone; snapshot-list {} --tree; snapshot-delete {} c --metadata',
    'snapshot-edit {} s2 --rename; snapshot-list {} --tree; snapshot-delete {} nosuch; snapshot-delete {} c --metadata',
    'snapshot-create-as {} ext --disk-only hda,snapshot=external,file=@{}.ext; domblklist {}; snapshot-info {} ext',
    'snapshot-list {} --disk-only; snapshot-list {} --external --name; snapshot-revert {} ext; snapshot-delete {} ext',
    'snapshot-create-as {} ext2 --disk-only --reuse-external hda,file=@nosuch; snapshot-create-as {} m --memspec file=@m',
    'snapshot-delete {} s1 --children --metadata; snapshot-list {}',
  ])('%s', async line => {
    await twins.compare(line.replaceAll('@', `${folder}/`), {
      env: { EDITOR: RENAMING },
      edit: withoutTimes,
      mask: ['ids'],
    });
  });
});
