/** `virsh nodememstats`. */
import { nodeGetMemoryStats } from '../../clients/libvirt/protocol/hypervisor.ts';
import { command } from '../../kernel/command.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { number } from '../../kernel/vsh/params.ts';

const ALL_CELLS = -1;

const nodememstats = command({
  summary: "Print how the host's memory is used",
  group: 'host',
  params: { cell: number('--cell', 'One NUMA cell only', { bare: true, least: -(2 ** 31) }) },
  output: 'text-show',
  async run(context, { cell: cellNum = ALL_CELLS }) {
    const libvirt = await context.libvirt();
    const { nparams } = await orFail(
      'Unable to get number of memory stats',
      libvirt.call(nodeGetMemoryStats, { nparams: 0, cellNum, flags: 0 }),
    );
    const { params } = await orFail(
      'Unable to get memory stats',
      libvirt.call(nodeGetMemoryStats, { nparams, cellNum, flags: 0 }),
    );
    return {
      kind: 'text',
      text: () =>
        params.map(({ field, value }) => `${field.padEnd(7)}: ${String(value).padStart(20)} KiB\n`).join(''),
      data: { kind: 'show', fields: params.map(({ field, value }) => [field, value] as const) },
    };
  },
});

export default { '': nodememstats };
