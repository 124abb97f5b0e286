/** Things that a word may mean in several ways, tried one after the other (tools/virsh-util.c and its kin). */
import type { Buffer } from 'node:buffer';
import type { Libvirt } from '../../../clients/libvirt/connection.ts';
import { LibvirtConnectionError, LibvirtError } from '../../../clients/libvirt/errors.ts';
import { networkLookupByName, networkLookupByUuid } from '../../../clients/libvirt/protocol/network.ts';
import {
  storagePoolIsActive,
  storagePoolLookupByName,
  storagePoolLookupByUuid,
  storagePoolLookupByVolume,
  storageVolLookupByKey,
  storageVolLookupByName,
  storageVolLookupByPath,
} from '../../../clients/libvirt/protocol/storage.ts';
import type { Network, StoragePool, StorageVol } from '../../../clients/libvirt/protocol/types.ts';
import type { Context } from '../../../kernel/context.ts';
import { Failure } from '../../../kernel/vsh/failure.ts';
import { uuidBytes } from './uuid.ts';

/** How a thing may be meant. */
export type By = 'uuid' | 'name';

const EVERY: readonly By[] = ['uuid', 'name'];

/**
 * Tries look-ups until one finds something.
 * @param sentence what is said when none does, in front of the last one's reason
 * @throws Failure; LibvirtConnectionError
 */
async function firstFound<T>(sentence: string, tries: readonly (() => Promise<T>)[]): Promise<T> {
  let last: unknown;
  for (const look of tries) {
    try {
      return await look();
    } catch (error) {
      if (!(error instanceof LibvirtError) || error instanceof LibvirtConnectionError) throw error;
      last = error;
    }
  }
  throw new Failure(sentence, last);
}

/** The look-ups for a word of those ways that are wanted. */
function ways<T>(
  word: string,
  by: readonly By[],
  byUuid: (uuid: Buffer) => Promise<T>,
  byName: () => Promise<T>,
): (() => Promise<T>)[] {
  const uuid = by.includes('uuid') && word.length === 36 ? uuidBytes(word) : undefined;
  return [...(uuid ? [() => byUuid(uuid)] : []), ...(by.includes('name') ? [byName] : [])];
}

/** Finds a network. @throws Failure when there is none */
export async function findNetwork(context: Context, word: string, by = EVERY): Promise<Network> {
  const libvirt = await context.libvirt();
  const { net } = await firstFound(
    `failed to get network '${word}'`,
    ways(
      word,
      by,
      uuid => libvirt.call(networkLookupByUuid, { uuid }),
      () => libvirt.call(networkLookupByName, { name: word }),
    ),
  );
  return net;
}

/** Finds a storage pool. @throws Failure when there is none */
export async function findPool(context: Context, word: string, by = EVERY): Promise<StoragePool> {
  const libvirt = await context.libvirt();
  const { pool } = await firstFound(
    `failed to get pool '${word}'`,
    ways(
      word,
      by,
      uuid => libvirt.call(storagePoolLookupByUuid, { uuid }),
      () => libvirt.call(storagePoolLookupByName, { name: word }),
    ),
  );
  return pool;
}

/**
 * Finds a volume: by name where a pool is given, then by key, then by path.
 * @param pool the pool's name or UUID; undefined: any
 * @param hint whether `--pool` might help where there is none
 * @throws Failure when there is none, the pool is not active, or the volume is in another pool
 */
export async function findVolume(
  context: Context,
  word: string,
  pool: string | undefined,
  hint = true,
): Promise<StorageVol> {
  const libvirt = await context.libvirt();
  const found = pool === undefined ? undefined : await findPool(context, pool);
  if (found && (await libvirt.call(storagePoolIsActive, { pool: found })).active !== 1)
    throw new Failure(`pool '${pool}' is not active`);
  const vol = await lookUpVolume(
    libvirt,
    word,
    found,
    found || !hint ? '' : ', specifying --pool might help',
  );
  if (found) {
    const { pool: itsPool } = await libvirt.call(storagePoolLookupByVolume, { vol });
    if (itsPool.name !== found.name)
      throw new Failure(`Requested volume '${word}' is not in pool '${found.name}'`);
  }
  return vol;
}

/**
 * Finds a volume by its name in a pool, or by its key or path in any.
 * @param more what is said behind the sentence where there is none
 * @throws Failure when there is none
 */
export async function lookUpVolume(
  libvirt: Libvirt,
  word: string,
  pool: StoragePool | undefined,
  more = '',
): Promise<StorageVol> {
  const { vol } = await firstFound(`failed to get vol '${word}'${more}`, [
    ...(pool ? [() => libvirt.call(storageVolLookupByName, { pool, name: word })] : []),
    () => libvirt.call(storageVolLookupByKey, { key: word }),
    () => libvirt.call(storageVolLookupByPath, { path: word }),
  ]);
  return vol;
}
