/** Numbers of a domain's job, as virsh prints them (tools/virsh-domain.c, cmdDomjobinfo). */
import type { TypedParam } from '../../../clients/libvirt/protocol/typed-param.ts';
import { capacityText } from './capacity.ts';
import { exact } from './typed.ts';

/** A line that is printed: what its number is, and the number for people and for other formats. */
export interface JobLine {
  readonly label: string;
  readonly text: string;
  readonly cell: string | number;
}

/** virDomainJobType. */
const TYPES = ['None', 'Bounded', 'Unbounded', 'Completed', 'Failed', 'Cancelled'];
const NONE = 0;
const BOUNDED = 1;
const UNBOUNDED = 2;
const COMPLETED = 3;

/** virDomainJobOperation. */
const OPERATIONS = [
  ...['Unknown', 'Start', 'Save', 'Restore', 'Incoming migration', 'Outgoing migration', 'Snapshot'],
  ...['Snapshot revert', 'Dump', 'Backup', 'Snapshot delete'],
];

/** How a number is printed. */
type Form = (value: bigint) => string;

const counted =
  (unit: string, wide = 12): Form =>
  value =>
    `${String(value).padEnd(wide)}${unit}`;
const time = counted(' ms');
const count = counted('');
const wideCount = counted('', 13);
const size: Form = value => capacityText(value, 3);
const speed: Form = value => `${size(value)}/s`;

type Row = readonly [label: string, field: string, form: Form];

/** Processed, remaining and total of something. */
const progress = (label: string, field: string): readonly Row[] => [
  [`${label} processed`, `${field}_processed`, size],
  [`${label} remaining`, `${field}_remaining`, size],
  [`${label} total`, `${field}_total`, size],
];

const MEMORY: readonly Row[] = [
  ['Dirty rate', 'memory_dirty_rate', counted(' pages/s')],
  ['Page size', 'memory_page_size', counted(' bytes')],
  ['Iteration', 'memory_iteration', count],
  ['Postcopy requests', 'memory_postcopy_requests', count],
];

const PAGES: readonly Row[] = [
  ['Constant pages', 'memory_constant', count],
  ['Normal pages', 'memory_normal', count],
  ['Normal data', 'memory_normal_bytes', size],
];

const REST: readonly Row[] = [
  ['Downtime w/o network', 'downtime_net', time],
  ['Setup time', 'setup_time', time],
  ['Compression cache', 'compression_cache', size],
  ['Compressed data', 'compression_bytes', size],
  ['Compressed pages', 'compression_pages', wideCount],
  ['Compression cache misses', 'compression_cache_misses', wideCount],
  ['Compression overflows', 'compression_overflow', wideCount],
  ['Auto converge throttle', 'auto_converge_throttle', wideCount],
  ['Temporary disk space use', 'disk_temp_used', size],
  ['Temporary disk space total', 'disk_temp_total', size],
];

const word = (label: string, text: string): JobLine => ({ label, text: text.padEnd(12), cell: text });

/** The line that names what kind of job it is. @param type virDomainJobType */
export const jobType = (type: number): JobLine => word('Job type', TYPES[type] ?? 'unknown');

/**
 * The lines below that one.
 * @param shown whether numbers of the last job were asked for, and those of a job that failed, too
 */
export function jobLines(
  type: number,
  params: readonly TypedParam[],
  shown: { readonly completed: boolean; readonly any: boolean },
): JobLine[] {
  if (type === NONE) return [];
  const values = new Map(params.map(({ field, value }) => [field, value.value]));
  const number = (field: string): bigint | undefined => {
    const value = values.get(field);
    if (typeof value === 'number') return BigInt(Math.trunc(value));
    return typeof value === 'bigint' ? value : undefined;
  };
  const operation = word('Operation', OPERATIONS[Number(number('operation') ?? 0n)] ?? 'unknown');
  const going = type === BOUNDED || type === UNBOUNDED || (shown.completed && type === COMPLETED);
  if (!shown.any && !going) return [operation];

  const line = ([label, , form]: Row, value: bigint): JobLine => ({
    label,
    text: form(value),
    cell: exact(value),
  });
  const always = (row: Row): JobLine => line(row, number(row[1]) ?? 0n);
  const known = (rows: readonly Row[]): JobLine[] =>
    rows.flatMap(row => {
      const value = number(row[1]);
      return value === undefined ? [] : [line(row, value)];
    });
  const some = (row: Row): JobLine[] => (number(row[1]) ? [always(row)] : []);
  /** A group of which any number is more than nothing. */
  const group = (label: string, field: string, ...more: readonly JobLine[]): JobLine[] => {
    const rows = progress(label, field);
    return rows.some(row => number(row[1])) ? [...rows.map(always), ...more] : [];
  };
  const message = values.get('errmsg');
  return [
    operation,
    always(['Time elapsed', 'time_elapsed', time]),
    ...known([['Time elapsed w/o network', 'time_elapsed_net', time]]),
    ...(type === BOUNDED ? [always(['Time remaining', 'time_remaining', time])] : []),
    ...group('Data', 'data'),
    ...group('Memory', 'memory', ...some(['Memory bandwidth', 'memory_bps', speed]), ...known(MEMORY)),
    ...group('File', 'disk', ...some(['File bandwidth', 'disk_bps', speed])),
    ...known(PAGES),
    ...known([[type === COMPLETED ? 'Total downtime' : 'Expected downtime', 'downtime', time]]),
    ...known(REST),
    ...(typeof message === 'string' ? [{ label: 'Error message', text: message, cell: message }] : []),
  ];
}
