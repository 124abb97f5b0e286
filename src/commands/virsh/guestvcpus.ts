/** `virsh guestvcpus`: processors as the guest has them. */
import { domainGetGuestVcpus, domainSetGuestVcpus } from '../../clients/libvirt/protocol/domain-guest.ts';
import { command } from '../../kernel/command.ts';
import { Failure } from '../../kernel/vsh/failure.ts';
import { domain, flag, word } from '../../kernel/vsh/params.ts';
import { findDomain } from './lib/domain.ts';
import { exclude, needs } from './lib/exclusive.ts';
import { typedFields } from './lib/typed-fields.ts';

const guestvcpus = command({
  summary: 'Print or change which processors the guest uses, through its agent',
  group: 'domain',
  params: {
    domain,
    cpulist: word('--cpulist', 'The processors to switch, such as 1-3,^2'),
    enable: flag('--enable', 'Switch them on'),
    disable: flag('--disable', 'Switch them off'),
  },
  output: 'text-show',
  async run(context, values) {
    exclude(values, ['enable', 'disable']);
    needs(values, ['enable', 'cpulist'], ['disable', 'cpulist']);
    const { cpulist, enable, disable } = values;
    if (cpulist !== undefined && !enable && !disable) {
      throw new Failure('One of options --enable or --disable is required by option --cpulist');
    }
    const dom = await findDomain(context, values.domain);
    const libvirt = await context.libvirt();
    if (cpulist === undefined) {
      return typedFields((await libvirt.call(domainGetGuestVcpus, { dom, flags: 0 })).params, 15);
    }
    await libvirt.call(domainSetGuestVcpus, { dom, cpumap: cpulist, state: enable ? 1 : 0, flags: 0 });
    return undefined;
  },
});

export default { '': guestvcpus };
