/** The volume that a word means, and what is said where there is none (tools/virsh-volume.c). */
import { LibvirtConnectionError, LibvirtError } from '../../../clients/libvirt/errors.ts';
import {
  storagePoolIsActive,
  storagePoolLookupByName,
  storagePoolLookupByUuid,
  storageVolLookupByKey,
  storageVolLookupByName,
  storageVolLookupByPath,
} from '../../../clients/libvirt/protocol/storage.ts';
import type { StoragePool, StorageVol } from '../../../clients/libvirt/protocol/types.ts';
import type { Context } from '../../../kernel/context.ts';
import { Failure } from '../../../kernel/vsh/failure.ts';
import { uuidBytes } from './uuid.ts';

/** Takes the first look that finds something. @throws Failure with the last look's reason */
async function first<T>(sentence: string, looks: readonly (() => Promise<T>)[]): Promise<T> {
  let last: unknown;
  for (const look of looks) {
    try {
      return await look();
    } catch (error) {
      if (!(error instanceof LibvirtError) || error instanceof LibvirtConnectionError) throw error;
      last = error;
    }
  }
  throw new Failure(sentence, last);
}

/** Finds a pool by UUID or name. @throws Failure when there is none */
export async function findPool(context: Context, word: string): Promise<StoragePool> {
  const libvirt = await context.libvirt();
  const uuid = word.length === 36 ? uuidBytes(word) : undefined;
  const { pool } = await first(`failed to get pool '${word}'`, [
    ...(uuid ? [() => libvirt.call(storagePoolLookupByUuid, { uuid })] : []),
    () => libvirt.call(storagePoolLookupByName, { name: word }),
  ]);
  return pool;
}

/**
 * Finds a volume: by its name in a pool that was named, by its key, by its path.
 * @throws Failure when there is none, or none in the pool
 */
export async function findVolume(
  context: Context,
  word: string,
  poolWord: string | undefined,
): Promise<StorageVol> {
  const libvirt = await context.libvirt();
  const pool = poolWord === undefined ? undefined : await findPool(context, poolWord);
  if (pool && (await libvirt.call(storagePoolIsActive, { pool })).active !== 1) {
    throw new Failure(`pool '${poolWord}' is not active`);
  }
  const sentence = `failed to get vol '${word}'${pool ? '' : ', specifying --pool might help'}`;
  const { vol } = await first(sentence, [
    ...(pool ? [() => libvirt.call(storageVolLookupByName, { pool, name: word })] : []),
    () => libvirt.call(storageVolLookupByKey, { key: word }),
    () => libvirt.call(storageVolLookupByPath, { path: word }),
  ]);
  if (pool && vol.pool !== pool.name) {
    throw new Failure(`Requested volume '${word}' is not in pool '${pool.name}'`);
  }
  return vol;
}
