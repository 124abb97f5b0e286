/** `virsh setmem`. */
import { domainSetMemoryFlags } from '../../clients/libvirt/protocol/domain-tuning.ts';
import { command } from '../../kernel/command.ts';
import { domain, size } from '../../kernel/vsh/params.ts';
import { AFFECT_LIVE, affect, affectFlags } from './lib/affect.ts';
import { findDomain } from './lib/domain.ts';

const setmem = command({
  summary: 'Change the memory that a domain has',
  group: 'domain',
  params: {
    domain,
    size: size('--size', 'How much, with a unit or in KiB', 1024, { required: true, bare: true }),
    ...affect,
  },
  output: 'none',
  async run(context, values) {
    const flags = affectFlags(values, AFFECT_LIVE);
    const dom = await findDomain(context, values.domain);
    const memory = ((values.size ?? 0n) + 1023n) / 1024n;
    const libvirt = await context.libvirt();
    await libvirt.call(domainSetMemoryFlags, { dom, memory, flags });
    return undefined;
  },
});

export default { '': setmem };
