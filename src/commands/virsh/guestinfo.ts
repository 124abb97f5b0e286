/** `virsh guestinfo`: what the guest agent tells of the guest. */
import { domainGetGuestInfo } from '../../clients/libvirt/protocol/domain-guest.ts';
import { command } from '../../kernel/command.ts';
import { domain, flag } from '../../kernel/vsh/params.ts';
import { findDomain } from './lib/domain.ts';
import { flagsOf } from './lib/flags.ts';
import { typedFields } from './lib/typed-fields.ts';

/** virDomainGuestInfoTypes by option. */
const TYPES = { user: 1, os: 2, timezone: 4, hostname: 8, filesystem: 16, disk: 32, interface: 64 } as const;

const guestinfo = command({
  summary: 'Print what the guest agent tells of the guest',
  group: 'domain',
  params: {
    domain,
    user: flag('--user', 'Who is logged in'),
    os: flag('--os', 'Its operating system'),
    timezone: flag('--timezone', 'Its time zone'),
    hostname: flag('--hostname', 'Its host name'),
    filesystem: flag('--filesystem', 'File systems that are mounted'),
    disk: flag('--disk', 'Its disks'),
    interface: flag('--interface', 'Its network interfaces'),
  },
  output: 'text-show',
  async run(context, values) {
    const dom = await findDomain(context, values.domain);
    const libvirt = await context.libvirt();
    const types = flagsOf(values, TYPES);
    return typedFields((await libvirt.call(domainGetGuestInfo, { dom, types, flags: 0 })).params, 20);
  },
});

export default { '': guestinfo };
