/** Maps of the host's processors, a bit for each (virNodeGetCPUMap, VIR_CPU_MAPLEN). */
import type { Libvirt } from '../../../clients/libvirt/connection.ts';
import { nodeGetCpuMap } from '../../../clients/libvirt/protocol/hypervisor.ts';

/** How many processors the host has, those that are switched off among them. @throws LibvirtError */
export async function hostCpus(libvirt: Libvirt): Promise<number> {
  return (await libvirt.call(nodeGetCpuMap, { needMap: 0, needOnline: 0, flags: 0 })).ret;
}

/** How many bytes a map of so many processors has. */
export const mapLength = (cpus: number): number => Math.ceil(cpus / 8);

/** Whether a processor is in a map. */
export const isIn = (map: Uint8Array, cpu: number): boolean =>
  ((map[cpu >> 3] ?? 0) & (1 << (cpu & 7))) !== 0;

/** The processors of a map as ranges: `0-3,7` (virBitmapDataFormat). */
export function ranges(map: Uint8Array): string {
  const found: [from: number, to: number][] = [];
  for (let cpu = 0; cpu < map.length * 8; cpu++) {
    if (!isIn(map, cpu)) continue;
    const last = found.at(-1);
    if (last && last[1] === cpu - 1) last[1] = cpu;
    else found.push([cpu, cpu]);
  }
  return found.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}
