/** `virsh domjobabort`. */
import { domainAbortJob, domainAbortJobFlags } from '../../clients/libvirt/protocol/domain-image.ts';
import { command } from '../../kernel/command.ts';
import { domain, flag } from '../../kernel/vsh/params.ts';
import { findDomain } from './lib/domain.ts';

/** virDomainAbortJobFlagsValues. */
const POSTCOPY = 1;

const domjobabort = command({
  summary: 'Have a domain give up the job that it is at',
  group: 'domain',
  params: { domain, postcopy: flag('--postcopy', 'Even a migration that it goes on with at the other side') },
  output: 'none',
  async run(context, values) {
    const [libvirt, dom] = await Promise.all([context.libvirt(), findDomain(context, values.domain)]);
    await (values.postcopy
      ? libvirt.call(domainAbortJobFlags, { dom, flags: POSTCOPY })
      : libvirt.call(domainAbortJob, { dom }));
    return undefined;
  },
});

export default { '': domjobabort };
