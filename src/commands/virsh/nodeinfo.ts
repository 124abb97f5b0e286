/** `virsh nodeinfo`. */
import { nodeGetInfo } from '../../clients/libvirt/protocol/hypervisor.ts';
import { command } from '../../kernel/command.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { fields } from '../../kernel/vsh/text.ts';

/** Cells that names take. */
const WIDE = 20;

const nodeinfo = command({
  summary: 'Tell about the host',
  group: 'host',
  params: {},
  output: 'text-show',
  async run(context) {
    const libvirt = await context.libvirt();
    const info = await orFail('failed to get node information', libvirt.call(nodeGetInfo, {}));
    return fields(
      [
        ['CPU model', info.model],
        ['CPU(s)', info.cpus],
        ...(info.mhz === 0 ? [] : [['CPU frequency', `${info.mhz} MHz`] as const]),
        ['CPU socket(s)', info.sockets],
        ['Core(s) per socket', info.cores],
        ['Thread(s) per core', info.threads],
        ['NUMA cell(s)', info.nodes],
        ['Memory size', `${info.memory} KiB`],
      ],
      WIDE,
    );
  },
});

export default { '': nodeinfo };
