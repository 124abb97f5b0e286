/** `virsh hostname`. */
import { connectGetHostname } from '../../clients/libvirt/protocol/hypervisor.ts';
import { command } from '../../kernel/command.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { value } from '../../kernel/vsh/text.ts';

const hostname = command({
  summary: 'Print the name of the host',
  group: 'host',
  params: {},
  output: 'text-show',
  async run(context) {
    const libvirt = await context.libvirt();
    const { hostname } = await orFail('failed to get hostname', libvirt.call(connectGetHostname, {}));
    return value('hostname', hostname);
  },
});

export default { '': hostname };
