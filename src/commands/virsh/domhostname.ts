/** `virsh domhostname`. */
import { domainGetHostname } from '../../clients/libvirt/protocol/domain-guest.ts';
import { command } from '../../kernel/command.ts';
import { Failure, orFail } from '../../kernel/vsh/failure.ts';
import { domain, word } from '../../kernel/vsh/params.ts';
import { value } from '../../kernel/vsh/text.ts';
import { findDomain } from './lib/domain.ts';

/** virDomainGetHostnameFlags by the word that stands for them. */
const SOURCES: ReadonlyMap<string, number> = new Map([
  ['lease', 1],
  ['agent', 2],
]);

const domhostname = command({
  summary: "Print the guest's host name",
  group: 'domain',
  params: { domain, source: word('--source', 'Where to take it from: lease or agent') },
  output: 'text-show',
  async run(context, { source, ...values }) {
    const dom = await findDomain(context, values.domain);
    const flags = source === undefined ? 0 : SOURCES.get(source);
    if (flags === undefined) throw new Failure(`Unknown data source '${source}'`);
    const libvirt = await context.libvirt();
    const { hostname } = await orFail(
      'failed to get hostname',
      libvirt.call(domainGetHostname, { dom, flags }),
    );
    return value('hostname', hostname);
  },
});

export default { '': domhostname };
