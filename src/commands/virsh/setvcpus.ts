/** `virsh setvcpus`. */
import { domainSetVcpus, domainSetVcpusFlags } from '../../clients/libvirt/protocol/domain-cpu.ts';
import { command } from '../../kernel/command.ts';
import { Failure } from '../../kernel/vsh/failure.ts';
import { domain, flag, number } from '../../kernel/vsh/params.ts';
import { affect, affectFlags } from './lib/affect.ts';
import { findDomain } from './lib/domain.ts';
import { exclude, needs } from './lib/exclusive.ts';
import { flagsOf } from './lib/flags.ts';

/** virDomainVcpuFlags by option. */
const FLAGS = { maximum: 4, guest: 8, hotpluggable: 16 } as const;

const setvcpus = command({
  summary: 'Change how many virtual processors a domain has',
  group: 'domain',
  params: {
    domain,
    count: number('--count', 'How many', { required: true, bare: true, most: 2 ** 32 - 1 }),
    maximum: flag('--maximum', 'The most that it may have, at its next start'),
    ...affect,
    guest: flag('--guest', 'Have the guest agent switch them on or off'),
    hotpluggable: flag('--hotpluggable', 'Those that it gets can be taken away again'),
  },
  output: 'none',
  async run(context, values) {
    const impact = affectFlags(values);
    exclude(values, ['guest', 'config']);
    needs(values, ['maximum', 'config']);
    const dom = await findDomain(context, values.domain);
    const nvcpus = values.count ?? 0;
    if (nvcpus === 0) throw new Failure("Can't set 0 processors for a VM");
    const flags = impact | flagsOf(values, FLAGS);
    const libvirt = await context.libvirt();
    if (flags === 0 && !values.current) await libvirt.call(domainSetVcpus, { dom, nvcpus });
    else await libvirt.call(domainSetVcpusFlags, { dom, nvcpus, flags });
    return undefined;
  },
});

export default { '': setvcpus };
