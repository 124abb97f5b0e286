/** A domain's description, to be asked (virshDomainGetXML). */
import { domainGetXmlDesc } from '../../../clients/libvirt/protocol/domain.ts';
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
  const libvirt = await context.libvirt();
  const { xml } = await orFail(
    'Failed to get domain description xml',
    libvirt.call(domainGetXmlDesc, { dom, flags }),
  );
  const { Xml } = await import('./xml.ts');
  return new Xml(xml);
}
