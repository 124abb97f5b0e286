/** `virsh domfstrim`. */
import { domainFstrim } from '../../clients/libvirt/protocol/domain-guest.ts';
import { command } from '../../kernel/command.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { count, domain, word } from '../../kernel/vsh/params.ts';
import { findDomain } from './lib/domain.ts';

const domfstrim = command({
  summary: 'Have the guest give back what its file systems do not use',
  group: 'domain',
  params: {
    domain,
    minimum: count('--minimum', 'Leave free ranges alone that are smaller than this, in bytes', {
      bare: true,
    }),
    mountpoint: word('--mountpoint', 'Only the one that is mounted here'),
  },
  output: 'none',
  async run(context, { minimum, mountpoint: mountPoint, ...values }) {
    const dom = await findDomain(context, values.domain);
    const libvirt = await context.libvirt();
    await orFail(
      'Unable to invoke fstrim',
      libvirt.call(domainFstrim, { dom, mountPoint, minimum: minimum ?? 0n, flags: 0 }),
    );
    return undefined;
  },
});

export default { '': domfstrim };
