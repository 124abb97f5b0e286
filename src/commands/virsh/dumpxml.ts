/** `virsh dumpxml`. */
import { domainGetXmlDesc } from '../../clients/libvirt/protocol/domain.ts';
import { command } from '../../kernel/command.ts';
import { domain, flag } from '../../kernel/vsh/params.ts';
import { findDomain } from './lib/domain.ts';
import { dumped, dumpParams } from './lib/dump.ts';
import { flagsOf } from './lib/flags.ts';

/** virDomainXMLFlags by option. */
const FLAGS = { security_info: 1, inactive: 2, update_cpu: 4, migratable: 8 } as const;

const dumpxml = command({
  summary: 'Print the XML of a domain',
  group: 'domain',
  params: {
    domain,
    inactive: flag('--inactive', 'The XML that it starts with'),
    security_info: flag('--security-info', 'With passwords'),
    update_cpu: flag('--update-cpu', "With what is missing of its processor, by the host's"),
    migratable: flag('--migratable', 'In a form that other hosts take'),
    ...dumpParams,
  },
  output: 'text-show',
  async run(context, values) {
    const dom = await findDomain(context, values.domain);
    const libvirt = await context.libvirt();
    const { xml } = await libvirt.call(domainGetXmlDesc, { dom, flags: flagsOf(values, FLAGS) });
    return dumped(context, xml, values);
  },
});

export default { '': dumpxml };
