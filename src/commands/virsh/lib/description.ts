/** Descriptions: a domain's, to be asked (virshDomainGetXML), and those that things start with. */
import type { Libvirt } from '../../../clients/libvirt/connection.ts';
import { ErrorCode, LibvirtError } from '../../../clients/libvirt/errors.ts';
import { domainGetXmlDesc } from '../../../clients/libvirt/protocol/domain.ts';
import type { Domain } from '../../../clients/libvirt/protocol/types.ts';
import type { Context } from '../../../kernel/context.ts';
import { orFail } from '../../../kernel/vsh/failure.ts';
import { findDomain } from './domain.ts';
import type { Xml } from './xml.ts';

/** virDomainXMLFlags: what it starts with the next time. */
export const INACTIVE = 2;

/**
 * Fetches the description of the domain that a word means.
 * @param flags virDomainXMLFlags
 * @throws Failure where there is no such domain, or no description to be had
 */
export async function describedDomain(context: Context, word: string, flags: number): Promise<Xml> {
  const dom = await findDomain(context, word);
  return orFail('Failed to get domain description xml', describe(await context.libvirt(), dom, flags));
}

/** Fetches the description of a domain. @param flags virDomainXMLFlags @throws LibvirtError */
export async function describe(libvirt: Libvirt, dom: Domain, flags: number): Promise<Xml> {
  const { xml } = await libvirt.call(domainGetXmlDesc, { dom, flags });
  const { Xml } = await import('./xml.ts');
  return new Xml(xml);
}

/** virNetworkXMLFlags, virStorageXMLFlags: what it starts with. */
export const XML_INACTIVE = 1;

/**
 * What a network or a pool starts with; what it is now where the driver knows no difference.
 * @throws LibvirtError
 */
export async function inactiveXml(
  describe: (flags: number) => Promise<{ readonly xml: string }>,
): Promise<string> {
  const { xml } = await describe(XML_INACTIVE).catch((error: unknown) => {
    if (error instanceof LibvirtError && error.code === ErrorCode.invalidArg) return describe(0);
    throw error;
  });
  return xml;
}
