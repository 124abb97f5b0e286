/** `virsh domfsinfo`: file systems that the guest has mounted. */
import { domainGetFsinfo } from '../../clients/libvirt/protocol/domain.ts';
import { command } from '../../kernel/command.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { domain } from '../../kernel/vsh/params.ts';
import { listed } from '../../kernel/vsh/text.ts';
import { findDomain } from './lib/domain.ts';

const NONE = 'No filesystems are mounted in the domain';

const domfsinfo = command({
  summary: 'List the file systems that the guest has mounted',
  group: 'domain',
  params: { domain },
  output: 'text-list',
  async run(context, values) {
    const dom = await findDomain(context, values.domain);
    const libvirt = await context.libvirt();
    const { info } = await orFail(
      'Unable to get filesystem information',
      libvirt.call(domainGetFsinfo, { dom, flags: 0 }),
    );
    const rows = info.map(each => [each.mountpoint, each.name, each.fstype, each.devAliases.join(',')]);
    const list = listed(['Mountpoint', 'Name', 'Type', 'Target'], rows);
    return rows.length > 0 ? list : { ...list, text: (quiet: boolean) => (quiet ? '' : NONE) };
  },
});

export default { '': domfsinfo };
