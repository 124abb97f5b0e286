/** `virsh freecell`. */
import {
  connectGetCapabilities,
  nodeGetCellsFreeMemory,
  nodeGetFreeMemory,
} from '../../clients/libvirt/protocol/hypervisor.ts';
import { command } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import type { TextResult } from '../../kernel/output/result.ts';
import { Failure, orFail } from '../../kernel/vsh/failure.ts';
import { flag, number } from '../../kernel/vsh/params.ts';
import { value } from '../../kernel/vsh/text.ts';
import { exclude } from './lib/exclusive.ts';

const RULE = '-'.repeat(20);
const kib = (bytes: bigint): bigint => bytes / 1024n;

const freecell = command({
  summary: "Print how much of the host's memory is free",
  group: 'host',
  params: {
    cellno: number('--cellno', 'In this NUMA cell', { bare: true, least: -(2 ** 31) }),
    all: flag('--all', 'In each NUMA cell'),
  },
  output: 'text-show',
  async run(context, values) {
    exclude(values, ['all', 'cellno']);
    if (values.all) return everyCell(context);
    const libvirt = await context.libvirt();
    const cell = values.cellno;
    if (cell === undefined) {
      const { freeMem } = await libvirt.call(nodeGetFreeMemory, {});
      return value('Total', Number(kib(freeMem)), `Total: ${kib(freeMem)} KiB\n`);
    }
    const { cells } = await libvirt.call(nodeGetCellsFreeMemory, { startCell: cell, maxcells: 1 });
    const [free = 0n] = cells;
    return value(String(cell), Number(kib(free)), `${cell}: ${kib(free)} KiB\n`);
  },
});

/** The cells that the host's capabilities name, and their sum. @throws Failure */
async function everyCell(context: Context): Promise<TextResult> {
  const libvirt = await context.libvirt();
  const { capabilities } = await orFail(
    'unable to get node capabilities',
    libvirt.call(connectGetCapabilities, {}),
  );
  const { Xml } = await import('./lib/xml.ts');
  const xml = new Xml(capabilities);
  const cells: (readonly [id: string, free: bigint])[] = [];
  for (const node of xml.nodes('/capabilities/host/topology/cells/cell')) {
    const id = xml.text('@id', node) ?? '';
    if (!/^\d+$/.test(id)) throw new Failure('conversion from string failed');
    const asked = libvirt.call(nodeGetCellsFreeMemory, { startCell: Number(id), maxcells: 1 });
    const answer = await orFail(`failed to get free memory for NUMA node number: ${id}`, asked);
    cells.push([id, answer.cells[0] ?? 0n]);
  }
  if (cells.length === 0) throw new Failure('could not get information about NUMA topology');
  const total = cells.reduce((sum, [, free]) => sum + free, 0n);
  const line = (name: string, free: bigint): string =>
    `${name.padStart(5)}: ${String(kib(free)).padStart(10)} KiB\n`;
  const lines = cells.map(([id, free]) => line(id, free)).join('');
  return {
    kind: 'text',
    text: quiet => (quiet ? lines : `${lines}${RULE}\n${line('Total', total)}`),
    data: {
      kind: 'show',
      fields: [...cells, ['Total', total] as const].map(([name, free]) => [name, Number(kib(free))] as const),
    },
  };
}

export default { '': freecell };
