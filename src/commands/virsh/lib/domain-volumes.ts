/** The volumes that a domain's disks are, for those who take them away with it (tools/virsh-domain.c, cmdUndefine). */
import type { Libvirt } from '../../../clients/libvirt/connection.ts';
import {
  storagePoolLookupByName,
  storageVolDelete,
  storageVolLookupByName,
  storageVolLookupByPath,
  storageVolWipe,
} from '../../../clients/libvirt/protocol/storage.ts';
import type { Domain, StorageVol } from '../../../clients/libvirt/protocol/types.ts';
import type { Context } from '../../../kernel/context.ts';
import { Failure } from '../../../kernel/vsh/failure.ts';
import { splitCommas } from './commas.ts';
import { describe } from './description.ts';
import { maybe } from './maybe.ts';

/** A disk with the volume that its contents are in. */
export interface DiskVolume {
  readonly target: string;
  readonly source: string;
  readonly vol: StorageVol;
}

const SOURCE = ['file', 'dir', 'name', 'dev', 'volume'].map(name => `source/@${name}`).join('|');

/**
 * Finds volumes; what libvirt does not manage is told, and left.
 * @param wanted the disks, by target or source with commas between them; undefined: all
 * @throws Failure where one that is wanted is no disk of the domain
 */
export async function diskVolumes(
  context: Context,
  dom: Domain,
  wanted: string | undefined,
): Promise<DiskVolume[]> {
  const libvirt = await context.libvirt();
  const xml = await describe(libvirt, dom, 0);
  const words = wanted === undefined ? undefined : splitCommas(wanted);
  const missing = new Set(words?.keys());
  const found: DiskVolume[] = [];
  for (const disk of xml.nodes('/domain/devices/disk')) {
    const [target = '', source] = [xml.text('target/@dev', disk), xml.text(SOURCE, disk)];
    if (source === undefined) continue;
    if (words) {
      const at = words.findIndex((word, index) => missing.has(index) && [target, source].includes(word));
      if (at < 0) continue;
      missing.delete(at);
    }
    const vol = await volumeOf(libvirt, source, xml.text('source/@pool', disk));
    if (typeof vol === 'string') {
      context.log.error(`error: Storage pool '${vol}' for volume '${target}' not found.`);
    } else if (vol === undefined) {
      context.log.error(
        `error: Storage volume '${target}'(${source}) is not managed by libvirt. Remove it manually.\n`,
      );
    } else found.push({ target, source, vol });
  }
  if (words && missing.size > 0) {
    const sentences = [...missing].map(
      index => `Volume '${words[index]}' was not found in domain's definition.\n`,
    );
    for (const sentence of sentences.slice(0, -1)) context.log.error(`error: ${sentence}`);
    throw new Failure(sentences.at(-1) ?? '');
  }
  return found;
}

/** @returns the pool's name where there is no such pool, undefined where there is no such volume */
async function volumeOf(
  libvirt: Libvirt,
  source: string,
  pool: string | undefined,
): Promise<StorageVol | string | undefined> {
  if (pool === undefined) return (await maybe(libvirt.call(storageVolLookupByPath, { path: source })))?.vol;
  const of = await maybe(libvirt.call(storagePoolLookupByName, { name: pool }));
  if (!of) return pool;
  return (await maybe(libvirt.call(storageVolLookupByName, { pool: of.pool, name: source })))?.vol;
}

/** How volumes are taken away. */
export interface Removal {
  readonly wipe: boolean;
  /** virStorageVolDeleteFlags */
  readonly flags: number;
}

/**
 * Wipes and deletes volumes; one that fails is told, and the others go on.
 * @param told gets the sentences that quiet runs leave out
 * @returns whether all are gone
 */
export async function removeVolumes(
  context: Context,
  volumes: readonly DiskVolume[],
  { wipe, flags }: Removal,
  told: (text: string) => Promise<void>,
): Promise<boolean> {
  const libvirt = await context.libvirt();
  let all = true;
  for (const { target, source, vol } of volumes) {
    const name = `'${target}'(${source})`;
    if (wipe) {
      await told(`Wiping volume ${name} ... `);
      if (!(await maybe(libvirt.call(storageVolWipe, { vol, flags: 0 })))) {
        context.log.error('error: Failed! Volume not removed.');
        all = false;
        continue;
      }
      await told('Done.\n');
    }
    if (await maybe(libvirt.call(storageVolDelete, { vol, flags }))) {
      await told(`Volume ${name} removed.\n`);
    } else {
      context.log.error(`error: Failed to remove storage volume ${name}`);
      all = false;
    }
  }
  return all;
}
