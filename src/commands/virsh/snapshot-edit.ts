/** `virsh snapshot-edit` (tools/virsh-snapshot.c, cmdSnapshotEdit). */
import type { Libvirt } from '../../clients/libvirt/connection.ts';
import { LibvirtError } from '../../clients/libvirt/errors.ts';
import {
  domainSnapshotCreateXml,
  domainSnapshotDelete,
  domainSnapshotGetXmlDesc,
} from '../../clients/libvirt/protocol/snapshot.ts';
import type { DomainSnapshot } from '../../clients/libvirt/protocol/types.ts';
import { command } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { Quiet } from '../../kernel/errors.ts';
import type { Result } from '../../kernel/output/result.ts';
import { Failure } from '../../kernel/vsh/failure.ts';
import { domain, flag } from '../../kernel/vsh/params.ts';
import { SECURE } from './lib/dump.ts';
import { edit } from './lib/edit.ts';
import { exclude } from './lib/exclusive.ts';
import { told } from './lib/saved.ts';
import { CREATE, findSnapshot, METADATA_ONLY, redefineFlags, snapshotname } from './lib/snapshot.ts';
import { trailing } from './lib/trailing.ts';

const snapshotEdit = command({
  summary: 'Edit the XML of a snapshot',
  description: 'In $VISUAL, $EDITOR or vi.',
  group: 'snapshot',
  params: {
    domain,
    snapshotname,
    current: flag('--current', 'The current snapshot; with a name: make it the current one'),
    rename: flag('--rename', 'It may get another name'),
    clone: flag('--clone', 'With another name it is a snapshot of its own'),
  },
  output: 'none',
  interactive: true,
  async run(context, values) {
    exclude(values, ['rename', 'clone']);
    const { libvirt, snap } = await findSnapshot(context, values, values.snapshotname, 'snapshotname', true);
    try {
      return await editIt(context, libvirt, snap, values);
    } catch (error) {
      throw trailing(context, error, `Failed to update ${snap.name}`);
    }
  },
});

async function editIt(
  context: Context,
  libvirt: Libvirt,
  snap: DomainSnapshot,
  values: Readonly<Record<'current' | 'rename' | 'clone', boolean>> & {
    readonly snapshotname: string | undefined;
  },
): Promise<Result | undefined> {
  const { name, dom } = snap;
  const becomesCurrent = values.current && values.snapshotname !== undefined;
  const { Xml } = await import('./lib/xml.ts');
  let before = '';
  const outcome = await edit(context, {
    async read() {
      before = (await libvirt.call(domainSnapshotGetXmlDesc, { snap, flags: SECURE })).xml;
      return before;
    },
    async define(xmlDesc) {
      const flags = redefineFlags(new Xml(before)) | (becomesCurrent ? CREATE.current : 0);
      return (await libvirt.call(domainSnapshotCreateXml, { dom, xmlDesc, flags })).snap;
    },
    evenUnchanged: becomesCurrent,
  });
  if (outcome.kind === 'unchanged') return told(`Snapshot ${name} XML configuration not changed.\n`);
  // The peer crashes then.
  if (outcome.kind === 'forsaken') throw new Quiet(1);
  const edited = outcome.value;
  if (edited.name === name) return told(`Snapshot ${name} edited.\n`);
  if (values.clone) return told(`Snapshot ${name} cloned to ${edited.name}.\n`);
  await forget(context, libvirt, values.rename ? snap : edited);
  if (values.rename) return undefined;
  throw new Failure(`Must use --rename or --clone to change ${name} to ${edited.name}`);
}

/** Has libvirt forget a snapshot; its contents stay. @throws Failure */
async function forget(context: Context, libvirt: Libvirt, snap: DomainSnapshot): Promise<void> {
  try {
    await libvirt.call(domainSnapshotDelete, { snap, flags: METADATA_ONLY });
  } catch (error) {
    if (!(error instanceof LibvirtError)) throw error;
    // What the daemon says stands in front here.
    context.log.error(`error: ${error.message}`);
    throw new Failure(`Failed to clean up ${snap.name}`);
  }
}

export default { '': snapshotEdit };
