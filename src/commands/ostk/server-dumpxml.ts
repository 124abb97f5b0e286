/** `server dumpxml`: how libvirt runs a server. */
import { domainGetXmlDesc } from '../../clients/libvirt/protocol/domain.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { flag } from '../../kernel/params.ts';
import { domainParams, onDomain } from './lib/server-domain.ts';

/** virDomainXMLFlags. */
const INACTIVE = 2;

const dumpxml = command({
  summary: "Print the XML of a server's domain",
  description: "Asks the libvirt daemon of the server's host. Nova tells administrators which one that is.",
  params: { ...domainParams, inactive: flag('--inactive', 'What it will be at its next start') },
  output: 'none',
  examples: ['ostk server dumpxml web1'],
  run: (context, values) =>
    onDomain(context, values, async (libvirt, dom) => {
      const flags = values.inactive ? INACTIVE : 0;
      const { xml } = await libvirt.call(domainGetXmlDesc, { dom, flags });
      await context.stdout.write(xml.endsWith('\n') ? xml : `${xml}\n`);
      return undefined;
    }),
});

export default { '': dumpxml } satisfies Verbs;
