/** Snapshots: what is made of the words of a line, and what a daemon's answers come to. */
import { expect, it, test } from 'vitest';
import { ErrorCode } from '../../../src/clients/libvirt/errors.ts';
import {
  domainIsActive,
  domainIsPersistent,
  domainLookupByName,
} from '../../../src/clients/libvirt/protocol/domain.ts';
import {
  domainRevertToSnapshot,
  domainSnapshotCreateXml,
  domainSnapshotLookupByName,
} from '../../../src/clients/libvirt/protocol/snapshot.ts';
import { splitCommas } from '../../../src/commands/virsh/lib/commas.ts';
import { snapshotXml } from '../../../src/commands/virsh/lib/snapshot-xml.ts';
import { localTime } from '../../../src/commands/virsh/lib/time.ts';
import { treeText } from '../../../src/commands/virsh/lib/tree.ts';
import { type Answer, answer, listen, Refusal } from '../../clients/libvirt/listening.ts';
import { runLine } from '../../harness/run.ts';

const dom = { name: 'vm', uuid: new Uint8Array(16), id: 7 };
const snap = { name: 's', dom };

async function virsh(line: string, answers: readonly Answer[]) {
  const daemon = await listen([answer(domainLookupByName, () => ({ dom })), ...answers]);
  try {
    const { code, stdout, stderr } = await runLine(['-c', daemon.uri, line], { name: 'virsh' });
    return { code, stdout, stderr };
  } finally {
    daemon.close();
  }
}

test.each([
  ['a,b', ['a', 'b']],
  ['a,,b', ['a,b']],
  ['a,,,b', ['a,', 'b']],
  ['a,', ['a', '']],
  ['', ['']],
  [',a', ['', 'a']],
])('%s is taken apart at its commas', (list, words) => {
  expect(splitCommas(list)).toEqual(words);
});

test('a description says what the line says, and nothing else', () => {
  const nothing = { name: undefined, description: undefined, memspec: undefined, diskspec: [] };
  expect(snapshotXml(nothing)).toBe('<domainsnapshot>\n</domainsnapshot>\n');
  expect(snapshotXml({ ...nothing, name: `a'<\x07`, diskspec: ['vda,file=/x&y'] })).toBe(
    `<domainsnapshot>
  <name>a&apos;&lt;</name>
  <disks>
    <disk name='vda'>
      <source file='/x&amp;y'/>
    </disk>
  </disks>
</domainsnapshot>
`,
  );
});

test('a tree ends, though names are not unique', () => {
  const branches = [
    { name: 'a', parent: undefined },
    { name: 'a', parent: 'a' },
  ];
  expect(treeText(branches)).toBe('a\n  |\n  +- a\n      |\n');
});

test('a time is as long as its zone is', () => {
  expect(localTime(0)).toMatch(/^19(70-01-01|69-12-31) \d\d:\d\d:00 [-+]\d{4}$/);
});

it('stops a domain itself where the daemon does not know --halt', async () => {
  const flags: number[] = [];
  const create = answer(domainSnapshotCreateXml, args => {
    flags.push(args.flags);
    if (args.flags !== 0) throw new Refusal(ErrorCode.invalidArg, 'unsupported flags');
    return { snap };
  });
  const asks = [
    answer(domainIsPersistent, () => ({ persistent: 1 })),
    answer(domainIsActive, () => ({ active: 0 })),
  ];
  expect(await virsh('snapshot-create vm --halt', [create, ...asks])).toMatchObject({
    code: 0,
    stdout: 'Domain snapshot s created\n',
  });
  expect(flags).toEqual([8, 0]);
  const transient = answer(domainIsPersistent, () => ({ persistent: 0 }));
  expect(await virsh('snapshot-create vm --halt', [create, transient])).toMatchObject({
    code: 1,
    stderr: 'error: cannot halt after snapshot of transient domain\n',
  });
});

it('is forced only where it is risky', async () => {
  const flags: number[] = [];
  const find = answer(domainSnapshotLookupByName, () => ({ snap }));
  const revert = answer(domainRevertToSnapshot, args => {
    flags.push(args.flags);
    if ((args.flags & 4) === 0)
      throw new Refusal(ErrorCode.snapshotRevertRisky, 'revert requires force: why');
    return {};
  });
  expect(await virsh('snapshot-revert vm s --force --paused', [find, revert])).toMatchObject({
    code: 0,
    stdout: 'Domain snapshot s reverted\n\n',
  });
  expect(flags).toEqual([2, 6]);
  expect(await virsh('snapshot-revert vm s', [find, revert])).toMatchObject({
    code: 1,
    stderr: 'error: Failed to revert snapshot s\nerror: revert requires force: why\n',
  });
});
