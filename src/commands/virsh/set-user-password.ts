/** `virsh set-user-password`. */
import { domainSetUserPassword } from '../../clients/libvirt/protocol/domain-guest.ts';
import { command } from '../../kernel/command.ts';
import { data, domain, flag } from '../../kernel/vsh/params.ts';
import { done } from '../../kernel/vsh/text.ts';
import { findDomain } from './lib/domain.ts';

/** VIR_DOMAIN_PASSWORD_ENCRYPTED. */
const ENCRYPTED = 1;

const setUserPassword = command({
  summary: "Change a guest user's password, through the guest agent",
  group: 'domain',
  params: {
    domain,
    user: data('--user', 'The user'),
    password: data('--password', 'The new password'),
    encrypted: flag('--encrypted', 'The password is encrypted already'),
  },
  output: 'text-show',
  async run(context, { domain: name, user, password, encrypted }) {
    const dom = await findDomain(context, name);
    const libvirt = await context.libvirt();
    await libvirt.call(domainSetUserPassword, { dom, user, password, flags: encrypted ? ENCRYPTED : 0 });
    return done(`Password set successfully for ${user} in ${name}`, '');
  },
});

export default { '': setUserPassword };
