/** What the commands about snapshots share (tools/virsh-snapshot.c). */
import type { Libvirt } from '../../../clients/libvirt/connection.ts';
import { ErrorCode, LibvirtError } from '../../../clients/libvirt/errors.ts';
import {
  domainSnapshotCurrent,
  domainSnapshotGetParent,
  domainSnapshotGetXmlDesc,
  domainSnapshotLookupByName,
} from '../../../clients/libvirt/protocol/snapshot.ts';
import type { Domain, DomainSnapshot } from '../../../clients/libvirt/protocol/types.ts';
import type { Context } from '../../../kernel/context.ts';
import { naming } from '../../../kernel/params.ts';
import { Failure } from '../../../kernel/vsh/failure.ts';
import { word } from '../../../kernel/vsh/params.ts';
import { findDomain } from './domain.ts';
import type { Xml } from './xml.ts';

/** virDomainSnapshotCreateFlags by option. */
export const CREATE = {
  redefine: 1,
  current: 2,
  no_metadata: 4,
  halt: 8,
  disk_only: 16,
  reuse_external: 32,
  quiesce: 64,
  atomic: 128,
  live: 256,
  validate: 512,
} as const;

/** virDomainSnapshotListFlags: a list of those below goes down to the last. */
export const DESCENDANTS = 1;

/** virDomainSnapshotDeleteFlags: what libvirt knows of it goes, its contents stay. */
export const METADATA_ONLY = 2;

/** The snapshot that a command is about. */
export const snapshotname = naming('libvirt-snapshot', word('--snapshotname', 'Name of the snapshot'));

interface Meant {
  readonly domain: string;
  readonly current: boolean;
}

/**
 * Finds a domain, and its snapshot with a name or its current one.
 * @param name the name that was given
 * @param option what the name was given with
 * @param both whether a name and `--current` may be given at once; the name counts then
 * @throws Failure where neither was given, or both; LibvirtError where there is none
 */
export async function findSnapshot(
  context: Context,
  { domain, current }: Meant,
  name: string | undefined,
  option = 'snapshotname',
  both = false,
): Promise<{ readonly libvirt: Libvirt; readonly dom: Domain; readonly snap: DomainSnapshot }> {
  const [libvirt, dom] = await Promise.all([context.libvirt(), findDomain(context, domain)]);
  if (!both && current && name !== undefined)
    throw new Failure(`--${option} and --current are mutually exclusive`);
  if (!current && name === undefined) throw new Failure(`--${option} or --current is required`);
  const { snap } =
    name === undefined
      ? await libvirt.call(domainSnapshotCurrent, { dom, flags: 0 })
      : await libvirt.call(domainSnapshotLookupByName, { dom, name, flags: 0 });
  return { libvirt, dom, snap };
}

/** The name of the snapshot that another was made on; undefined: it was made on none. */
export async function parentOf(libvirt: Libvirt, snap: DomainSnapshot): Promise<string | undefined> {
  try {
    return (await libvirt.call(domainSnapshotGetParent, { snap, flags: 0 })).snap.name;
  } catch (error) {
    if (error instanceof LibvirtError && error.code === ErrorCode.noDomainSnapshot) return undefined;
    throw error;
  }
}

/** The description of a snapshot, to be asked. @param flags virDomainXMLFlags */
export async function describedSnapshot(
  libvirt: Libvirt,
  snap: DomainSnapshot,
  flags = 0,
): Promise<{ readonly text: string; readonly xml: Xml }> {
  const { xml: text } = await libvirt.call(domainSnapshotGetXmlDesc, { snap, flags });
  const { Xml } = await import('./xml.ts');
  return { text, xml: new Xml(text) };
}

/** What a description has to be created with anew, besides what the caller wants: one of disks alone says so. */
export function redefineFlags(xml: Xml): number {
  const isDiskOnly = xml.text('/domainsnapshot/state') === 'disk-snapshot';
  return CREATE.redefine | (isDiskOnly ? CREATE.disk_only : 0);
}
