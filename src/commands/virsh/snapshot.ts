/** `virsh snapshot-*` (tools/virsh-snapshot.c); those that create, edit and list have files of their own. */
import { ErrorCode, LibvirtError } from '../../clients/libvirt/errors.ts';
import {
  domainHasCurrentSnapshot,
  domainRevertToSnapshot,
  domainSnapshotCreateXml,
  domainSnapshotCurrent,
  domainSnapshotDelete,
  domainSnapshotGetXmlDesc,
  domainSnapshotHasMetadata,
  domainSnapshotIsCurrent,
  domainSnapshotLookupByName,
  domainSnapshotNumChildren,
} from '../../clients/libvirt/protocol/snapshot.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { naming } from '../../kernel/params.ts';
import { Failure, orFail } from '../../kernel/vsh/failure.ts';
import { data, domain, flag, word } from '../../kernel/vsh/params.ts';
import { fields, plain, value } from '../../kernel/vsh/text.ts';
import { yesNo } from './lib/capacity.ts';
import { findDomain } from './lib/domain.ts';
import { dumped, dumpParams, SECURE, securityInfo } from './lib/dump.ts';
import { exclude } from './lib/exclusive.ts';
import { flagsOf } from './lib/flags.ts';
import { maybe } from './lib/maybe.ts';
import { told } from './lib/saved.ts';
import {
  CREATE,
  DESCENDANTS,
  describedSnapshot,
  findSnapshot,
  METADATA_ONLY,
  parentOf,
  redefineFlags,
  snapshotname,
} from './lib/snapshot.ts';

const group = 'snapshot';

/** virDomainSnapshotRevertFlags by option; FORCE is asked for only where it is needed. */
const REVERT = { running: 1, paused: 2, reset_nvram: 8 } as const;
const FORCE = 4;

/** virDomainSnapshotDeleteFlags by option. */
const DELETE = { children: 1, metadata: METADATA_ONLY, children_only: 4 } as const;

const current = command({
  summary: "Print a domain's current snapshot, or make another one the current one",
  group,
  params: {
    domain,
    name: flag('--name', 'Print its name instead of its XML'),
    security_info: securityInfo,
    snapshotname: naming('libvirt-snapshot', word('--snapshotname', 'The snapshot to be the current one')),
  },
  output: 'text-show',
  async run(context, values) {
    exclude(values, ['name', 'snapshotname']);
    const [libvirt, dom] = await Promise.all([context.libvirt(), findDomain(context, values.domain)]);
    const name = values.snapshotname;
    if (name !== undefined) {
      const { snap } = await libvirt.call(domainSnapshotLookupByName, { dom, name, flags: 0 });
      const { text, xml } = await describedSnapshot(libvirt, snap, SECURE);
      const flags = redefineFlags(xml) | CREATE.current;
      await libvirt.call(domainSnapshotCreateXml, { dom, xmlDesc: text, flags });
      return told(`Snapshot ${name} set as current`);
    }
    const { result } = await libvirt.call(domainHasCurrentSnapshot, { dom, flags: 0 });
    if (result === 0) throw new Failure(`domain '${values.domain}' has no current snapshot`);
    const { snap } = await libvirt.call(domainSnapshotCurrent, { dom, flags: 0 });
    if (values.name) return value('name', snap.name, snap.name);
    const flags = values.security_info ? SECURE : 0;
    return plain('xml', (await libvirt.call(domainSnapshotGetXmlDesc, { snap, flags })).xml);
  },
});

const dumpxml = command({
  summary: 'Print the XML of a snapshot',
  group,
  params: {
    domain,
    snapshotname: naming('libvirt-snapshot', data('--snapshotname', 'Name of the snapshot')),
    security_info: securityInfo,
    ...dumpParams,
  },
  output: 'text-show',
  async run(context, values) {
    const { libvirt, snap } = await findSnapshot(context, { ...values, current: false }, values.snapshotname);
    const flags = values.security_info ? SECURE : 0;
    const { xml } = await libvirt.call(domainSnapshotGetXmlDesc, { snap, flags });
    return dumped(context, xml, values);
  },
});

/** Where the state of a snapshot is: one that says nothing of memory is older than such descriptions. */
const EXTERNAL =
  "/domainsnapshot/memory[@snapshot='external'] | /domainsnapshot[memory]/disks/disk[@snapshot='external'] | /domainsnapshot[not(memory) and state='disk-snapshot']";

const info = command({
  summary: 'Tell about a snapshot',
  group,
  params: { domain, snapshotname, current: flag('--current', 'The current snapshot') },
  output: 'text-show',
  async run(context, values) {
    const { libvirt, dom, snap } = await findSnapshot(context, values, values.snapshotname);
    const count = (flags: number) => libvirt.call(domainSnapshotNumChildren, { snap, flags });
    const [isCurrent, { xml }, children, descendants, metadata] = await Promise.all([
      maybe(libvirt.call(domainSnapshotIsCurrent, { snap, flags: 0 })),
      describedSnapshot(libvirt, snap),
      count(0),
      count(DESCENDANTS),
      maybe(libvirt.call(domainSnapshotHasMetadata, { snap, flags: 0 })),
    ]);
    const state = xml.text('/domainsnapshot/state');
    if (state === undefined) throw new Failure('unexpected problem reading snapshot xml');
    return fields([
      ['Name', snap.name],
      ['Domain', dom.name],
      ['Current', yesNo(isCurrent?.current ?? 0)],
      ['State', state],
      ['Location', xml.nodes(EXTERNAL).length > 0 ? 'external' : 'internal'],
      ['Parent', xml.text('/domainsnapshot/parent/name') ?? '-'],
      ['Children', children.num],
      ['Descendants', descendants.num],
      ...(metadata ? [['Metadata', yesNo(metadata.metadata)] as const] : []),
    ]);
  },
});

const parent = command({
  summary: 'Print the name of the snapshot that another was made on',
  group,
  params: {
    domain,
    snapshotname,
    current: flag('--current', 'The one that the current snapshot was made on'),
  },
  output: 'text-show',
  async run(context, values) {
    const { libvirt, snap } = await findSnapshot(context, values, values.snapshotname);
    const name = await parentOf(libvirt, snap);
    if (name === undefined) throw new Failure(`snapshot '${snap.name}' has no parent`);
    return value('name', name, name);
  },
});

const revert = command({
  summary: 'Take a domain back to a snapshot',
  group,
  params: {
    domain,
    snapshotname,
    current: flag('--current', 'To the current snapshot'),
    running: flag('--running', 'Let it run then'),
    paused: flag('--paused', 'Leave it paused then'),
    force: flag('--force', 'Even where it is risky'),
    reset_nvram: flag('--reset-nvram', 'Make its NVRAM anew from the template'),
  },
  output: 'none',
  async run(context, values) {
    const { libvirt, snap } = await findSnapshot(context, values, values.snapshotname);
    const flags = flagsOf(values, REVERT);
    const go = (how: number) => libvirt.call(domainRevertToSnapshot, { snap, flags: how });
    const going = go(flags).catch((error: unknown) => {
      const isRisky = error instanceof LibvirtError && error.code === ErrorCode.snapshotRevertRisky;
      if (values.force && isRisky) return go(flags | FORCE);
      throw error;
    });
    await orFail(`Failed to revert snapshot ${snap.name}`, going);
    return told(`Domain snapshot ${snap.name} reverted\n`);
  },
});

const remove = command({
  summary: 'Delete a snapshot',
  group,
  params: {
    domain,
    snapshotname,
    current: flag('--current', 'The current snapshot'),
    children: flag('--children', 'And those that were made on it'),
    children_only: flag('--children-only', 'Not it, but those that were made on it'),
    metadata: flag('--metadata', 'Only what libvirt knows of it; its contents stay'),
  },
  output: 'none',
  async run(context, values) {
    const { libvirt, snap } = await findSnapshot(context, values, values.snapshotname);
    const flags = flagsOf(values, DELETE);
    await orFail(
      `Failed to delete snapshot ${snap.name}`,
      libvirt.call(domainSnapshotDelete, { snap, flags }),
    );
    return told(`Domain snapshot ${snap.name} ${values.children_only ? 'children ' : ''}deleted\n`);
  },
});

export default { current, delete: remove, dumpxml, info, parent, revert } satisfies Verbs;
