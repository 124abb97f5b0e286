/** `virsh setmaxmem`. */
import { domainSetMemoryFlags } from '../../clients/libvirt/protocol/domain-tuning.ts';
import { command } from '../../kernel/command.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { domain, size } from '../../kernel/vsh/params.ts';
import { affect, affectFlags } from './lib/affect.ts';
import { findDomain } from './lib/domain.ts';

/** VIR_DOMAIN_MEM_MAXIMUM. */
const MAXIMUM = 4;

const setmaxmem = command({
  summary: 'Change the most memory that a domain may have',
  group: 'domain',
  params: {
    domain,
    size: size('--size', 'How much, with a unit or in KiB', 1024, { required: true, bare: true }),
    ...affect,
  },
  output: 'none',
  async run(context, values) {
    const flags = affectFlags(values) | MAXIMUM;
    const dom = await findDomain(context, values.domain);
    const memory = ((values.size ?? 0n) + 1023n) / 1024n;
    const libvirt = await context.libvirt();
    await orFail(
      'Unable to change MaxMemorySize',
      libvirt.call(domainSetMemoryFlags, { dom, memory, flags }),
    );
    return undefined;
  },
});

export default { '': setmaxmem };
