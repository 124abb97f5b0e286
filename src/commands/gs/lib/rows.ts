/** A region's rows as results: each kind's columns, in one place. */
import type { Instance, RegionHost, RegionVolume, WholeHost } from '../../../clients/gostack/backend.ts';
import { listCell } from '../../../kernel/output/cells.ts';
import type { Cell, ShowResult, StreamResult } from '../../../kernel/output/result.ts';

/** Headers with what makes their cells. */
export type Columns<T> = readonly (readonly [header: string, cell: (item: T) => Cell])[];

/** What a list of instances shows. */
export const instanceColumns: Columns<Instance> = [
  ['ID', ({ id }) => id],
  ['Name', ({ name }) => name],
  ['Status', ({ status }) => status],
  ['Host', ({ host }) => host],
  ['Zone', ({ zone }) => zone],
  ['Flavor', ({ flavor }) => flavor],
  ['Image', ({ image }) => image],
];

const wholeInstance: Columns<Instance> = [
  ...instanceColumns,
  ['Tenant', ({ tenant }) => tenant],
  ['Domain', ({ domain }) => domain],
  ['Task', ({ task }) => task],
  ['Fault', ({ fault }) => fault],
  ['Ports', ({ ports }) => listCell([...ports])],
  ['Volumes', ({ volumes }) => listCell([...volumes])],
  ['Created', ({ created }) => created],
  ['Updated', ({ updated }) => updated],
];

/** What a list of hosts shows. */
export const hostColumns: Columns<RegionHost> = [
  ['ID', ({ id }) => id],
  ['Name', ({ name }) => name],
  ['Zone', ({ zone }) => zone],
  ['State', ({ state }) => state],
];

/** What a show of a host shows. */
export const wholeHost: Columns<WholeHost> = [
  ...hostColumns,
  ['vCPUs', ({ vcpus }) => vcpus],
  ['vCPUs Used', ({ vcpusUsed }) => vcpusUsed],
  ['Memory MiB', ({ memory }) => memory],
  ['Memory MiB Used', ({ memoryUsed }) => memoryUsed],
  ['Disk GiB', ({ disk }) => disk],
  ['Disk GiB Used', ({ diskUsed }) => diskUsed],
];

/** What a list of volumes shows. */
export const volumeColumns: Columns<RegionVolume> = [
  ['ID', ({ id }) => id],
  ['Name', ({ name }) => name],
  ['Status', ({ status }) => status],
  ['Size', ({ size }) => size],
];

const wholeVolume: Columns<RegionVolume> = [
  ...volumeColumns,
  ['Tenant', ({ tenant }) => tenant],
  ['Instance', ({ instance }) => instance],
  ['Created', ({ created }) => created],
];

/** Makes a list of what comes in, in that order and while it comes. */
export function listed<T>(columns: Columns<T>, items: AsyncIterable<T>): StreamResult {
  return { kind: 'stream', columns: columns.map(([header]) => header), rows: rowsOf(columns, items) };
}

async function* rowsOf<T>(columns: Columns<T>, items: AsyncIterable<T>): AsyncGenerator<Cell[]> {
  for await (const item of items) yield columns.map(([, cell]) => cell(item));
}

/** Makes a show of one thing. */
export function shown<T>(columns: Columns<T>, item: T): ShowResult {
  return { kind: 'show', fields: columns.map(([header, cell]) => [header, cell(item)] as const) };
}

/** Everything about an instance. */
export const showInstance = (item: Instance): ShowResult => shown(wholeInstance, item);

/** Everything about a volume. */
export const showVolume = (item: RegionVolume): ShowResult => shown(wholeVolume, item);

/** What is shown of a change that a task makes. */
export const showTask = (task: string): ShowResult => ({ kind: 'show', fields: [['Task', task]] });
