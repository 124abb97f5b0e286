/** `virsh snapshot-create` and `snapshot-create-as` (tools/virsh-snapshot.c). */
import type { Libvirt } from '../../clients/libvirt/connection.ts';
import { ErrorCode, LibvirtError } from '../../clients/libvirt/errors.ts';
import { domainDestroy, domainIsActive, domainIsPersistent } from '../../clients/libvirt/protocol/domain.ts';
import { domainSnapshotCreateXml } from '../../clients/libvirt/protocol/snapshot.ts';
import type { Domain } from '../../clients/libvirt/protocol/types.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { Failure } from '../../kernel/vsh/failure.ts';
import { domain, flag, named, word, words } from '../../kernel/vsh/params.ts';
import { plain } from '../../kernel/vsh/text.ts';
import { findDomain } from './lib/domain.ts';
import { flagsOf } from './lib/flags.ts';
import { fileParams, readXml } from './lib/input.ts';
import { told } from './lib/saved.ts';
import { CREATE } from './lib/snapshot.ts';

const group = 'snapshot';
const how = {
  no_metadata: flag('--no-metadata', 'Have libvirt keep nothing of it'),
  halt: flag('--halt', 'Stop the domain then'),
  disk_only: flag('--disk-only', 'Of the disks alone, without memory'),
  reuse_external: flag('--reuse-external', 'Use files that are there already'),
  quiesce: flag('--quiesce', "Have the guest agent hold the guest's file systems still"),
  atomic: flag('--atomic', 'All of it or nothing'),
  live: flag('--live', 'While the domain runs on'),
  validate: fileParams.validate,
};

const create = command({
  summary: 'Make a snapshot, from a description or a plain one',
  group,
  params: {
    domain,
    xmlfile: word('--xmlfile', 'A file with its description'),
    redefine: flag('--redefine', 'Only tell libvirt of one that is there'),
    current: flag('--current', 'With --redefine: it is the current one'),
    ...how,
  },
  output: 'none',
  async run(context, values) {
    const dom = await findDomain(context, values.domain);
    const file = values.xmlfile;
    const xmlDesc = file === undefined ? '<domainsnapshot/>' : await readXml(context, file);
    const name = await make(
      await context.libvirt(),
      dom,
      xmlDesc,
      flagsOf(values, CREATE),
      file === undefined,
    );
    return told(`Domain snapshot ${name} created${file === undefined ? '' : ` from '${file}'`}`);
  },
});

const createAs = command({
  summary: 'Make a snapshot from what the line says',
  group,
  params: {
    domain,
    name: word('--name', 'Its name'),
    description: word('--description', 'What it is for'),
    print_xml: flag('--print-xml', 'Print its description and make none'),
    ...how,
    memspec: named('--memspec', 'Where memory goes: [file=]PATH[,snapshot=KIND]'),
    diskspec: words(
      '--diskspec',
      'How a disk is kept: DISK[,snapshot=KIND][,driver=FORMAT][,stype=file|block][,file=PATH]',
    ),
  },
  output: 'text-show',
  async run(context, values) {
    const dom = await findDomain(context, values.domain);
    const { snapshotXml } = await import('./lib/snapshot-xml.ts');
    const xmlDesc = snapshotXml(values);
    if (values.print_xml) return plain('xml', `${xmlDesc}\n`);
    const name = await make(await context.libvirt(), dom, xmlDesc, flagsOf(values, CREATE), true);
    return told(`Domain snapshot ${name} created`);
  },
});

/**
 * Makes a snapshot. Daemons that do not know `--validate` and `--halt` have it done without them.
 * @param isOurs whether the description is the program's own, which needs no validation
 * @returns its name
 * @throws LibvirtError; Failure
 */
async function make(
  libvirt: Libvirt,
  dom: Domain,
  xmlDesc: string,
  flags: number,
  isOurs: boolean,
): Promise<string> {
  const call = async (bits: number): Promise<string> =>
    (await libvirt.call(domainSnapshotCreateXml, { dom, xmlDesc, flags: bits })).snap.name;
  try {
    return await call(flags);
  } catch (error) {
    const code = error instanceof LibvirtError ? error.code : undefined;
    if (code === ErrorCode.noSupport && isOurs) return await call(flags & ~CREATE.validate);
    if (code !== ErrorCode.invalidArg || (flags & CREATE.halt) === 0) throw error;
  }
  const { persistent } = await libvirt.call(domainIsPersistent, { dom });
  if (persistent === 0) throw new Failure('cannot halt after snapshot of transient domain');
  const { active } = await libvirt.call(domainIsActive, { dom });
  const name = await call(flags & ~CREATE.halt);
  if (active === 1) await libvirt.call(domainDestroy, { dom });
  return name;
}

export default { '': create, as: createAs } satisfies Verbs;
