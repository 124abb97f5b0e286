/** `virsh sysinfo`. */
import { connectGetSysinfo } from '../../clients/libvirt/protocol/hypervisor.ts';
import { command } from '../../kernel/command.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { plain } from '../../kernel/vsh/text.ts';

const sysinfo = command({
  summary: 'Print what the host tells of its hardware, as XML',
  group: 'host',
  params: {},
  output: 'text-show',
  async run(context) {
    const libvirt = await context.libvirt();
    const { sysinfo } = await orFail('failed to get sysinfo', libvirt.call(connectGetSysinfo, { flags: 0 }));
    return plain('sysinfo', sysinfo);
  },
});

export default { '': sysinfo };
