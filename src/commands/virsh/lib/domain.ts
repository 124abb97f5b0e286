/** The domain that a word means, and what is said where there is none (tools/virsh-util.c). */
import { LibvirtConnectionError, LibvirtError } from '../../../clients/libvirt/errors.ts';
import {
  domainLookupById,
  domainLookupByName,
  domainLookupByUuid,
} from '../../../clients/libvirt/protocol/domain.ts';
import type { Domain } from '../../../clients/libvirt/protocol/types.ts';
import type { Context } from '../../../kernel/context.ts';
import { Failure } from '../../../kernel/vsh/failure.ts';
import { uuidBytes } from './uuid.ts';

/** How a domain may be meant. */
type By = 'id' | 'uuid' | 'name';

const EVERY: readonly By[] = ['id', 'uuid', 'name'];

/**
 * Finds a domain: a number is an ID first, then a UUID, then a name.
 * @throws Failure when there is none
 */
export async function findDomain(context: Context, word: string, by = EVERY): Promise<Domain> {
  const libvirt = await context.libvirt();
  const tries: (() => Promise<{ readonly dom: Domain }>)[] = [];
  if (by.includes('id') && /^\s*\+?\d+$/.test(word) && Number(word) < 2 ** 31)
    tries.push(() => libvirt.call(domainLookupById, { id: Number(word) }));
  const uuid = by.includes('uuid') && word.length === 36 ? uuidBytes(word) : undefined;
  if (uuid) tries.push(() => libvirt.call(domainLookupByUuid, { uuid }));
  if (by.includes('name')) tries.push(() => libvirt.call(domainLookupByName, { name: word }));
  for (const look of tries) {
    try {
      return (await look()).dom;
    } catch (error) {
      if (!(error instanceof LibvirtError)) throw error;
      if (error instanceof LibvirtConnectionError) throw error;
    }
  }
  throw new Failure(`failed to get domain '${word}'`);
}
