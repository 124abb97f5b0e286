/** `virsh capabilities`. */
import { connectGetCapabilities } from '../../clients/libvirt/protocol/hypervisor.ts';
import { command } from '../../kernel/command.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { value } from '../../kernel/vsh/text.ts';

const capabilities = command({
  summary: 'Print what the hypervisor can do, as XML',
  group: 'host',
  params: {},
  output: 'text-show',
  async run(context) {
    const libvirt = await context.libvirt();
    const { capabilities } = await orFail(
      'failed to get capabilities',
      libvirt.call(connectGetCapabilities, {}),
    );
    return value('capabilities', capabilities);
  },
});

export default { '': capabilities };
