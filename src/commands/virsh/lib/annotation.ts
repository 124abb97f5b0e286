/** Titles and descriptions that people give domains (virshGetDomainDescription). */
import type { Libvirt } from '../../../clients/libvirt/connection.ts';
import { ErrorCode, LibvirtError } from '../../../clients/libvirt/errors.ts';
import { domainGetMetadata } from '../../../clients/libvirt/protocol/domain.ts';
import type { Domain } from '../../../clients/libvirt/protocol/types.ts';
import { describe } from './description.ts';

/** virDomainMetadataType. */
export const METADATA = { description: 0, title: 1, element: 2 } as const;

/**
 * A domain's title or description; empty where it has none.
 * @param flags virDomainModificationImpact
 * @throws LibvirtError
 */
export async function annotation(
  libvirt: Libvirt,
  dom: Domain,
  kind: 'description' | 'title',
  flags: number,
): Promise<string> {
  try {
    return (await libvirt.call(domainGetMetadata, { dom, type: METADATA[kind], uri: undefined, flags }))
      .metadata;
  } catch (error) {
    if (!(error instanceof LibvirtError)) throw error;
    if (error.code === ErrorCode.noDomainMetadata) return '';
    if (error.code !== ErrorCode.noSupport) throw error;
  }
  // The bit for the next start is the same in both sets of flags.
  return (await describe(libvirt, dom, flags)).text(`/domain/${kind}`) ?? '';
}
