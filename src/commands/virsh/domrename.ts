/** `virsh domrename`. */
import { domainRename } from '../../clients/libvirt/protocol/domain.ts';
import { command } from '../../kernel/command.ts';
import { data, domain } from '../../kernel/vsh/params.ts';
import { done } from '../../kernel/vsh/text.ts';
import { findDomain } from './lib/domain.ts';

const domrename = command({
  summary: 'Give a domain that is off another name',
  group: 'domain',
  params: { domain, new_name: data('--new-name', 'The new name') },
  output: 'none',
  async run(context, values) {
    const dom = await findDomain(context, values.domain);
    const libvirt = await context.libvirt();
    await libvirt.call(domainRename, { dom, newName: values.new_name, flags: 0 });
    return done('Domain successfully renamed');
  },
});

export default { '': domrename };
