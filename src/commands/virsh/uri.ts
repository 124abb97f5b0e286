/** `virsh uri`. */
import { connectGetUri } from '../../clients/libvirt/protocol/hypervisor.ts';
import { command } from '../../kernel/command.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { value } from '../../kernel/vsh/text.ts';

const uri = command({
  summary: 'Print the URI of the connection',
  group: 'host',
  params: {},
  output: 'text-show',
  async run(context) {
    const libvirt = await context.libvirt();
    const { uri } = await orFail('failed to get URI', libvirt.call(connectGetUri, {}));
    return value('uri', uri);
  },
});

export default { '': uri };
