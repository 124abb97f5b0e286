/** Lines of virsh on domains that every side has for itself. */
import { fileURLToPath } from 'node:url';
import { type Comparison, compare, type Options, prepare } from './compare.ts';

/** What the clock has a part in: processor times of the test driver, and when a snapshot was made. */
const TIMES = /^CPU time: .*$|<creationTime>\d+<|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/gm;

/** Output without them. */
export const withoutTimes = (stdout: string): string => stdout.replaceAll(TIMES, '…');

/** A host of the test driver that is anew for each line, other than `/default`, which all lines at a time share. */
export const TEST_HOST = fileURLToPath(new URL('host.xml', import.meta.url));

/**
 * Runs a line on the test driver: in the real virsh, and in the daemon for ostk.
 * @param line commands with `;` between them
 * @param host `/default` for what the driver makes up of its processors and memory, by lines that change nothing
 */
export function onTestDriver(
  line: string,
  options: Options = {},
  host: string = TEST_HOST,
): Promise<Comparison> {
  return compare('test', ['-c', `test://${host}`, line], ['-c', `test+unix://${host}`, line], {
    program: 'virsh',
    mask: [],
    edit: withoutTimes,
    ...options,
  });
}

const QEMU = 'qemu:///system';

/** Two domains of QEMU, one for each side; `{}` in a line is the name of the side that runs it. */
export function domainTwins(name: string) {
  const names = { peer: `ostk-${name}-p-${process.pid}`, ostk: `ostk-${name}-o-${process.pid}` };
  const without = (own: string) => (text: string) => text.replaceAll(own, '{}');
  const own = { peer: without(names.peer), ostk: without(names.ostk) };
  const line = (template: string, side: 'peer' | 'ostk') => [
    '-c',
    QEMU,
    template.replaceAll('{}', names[side]),
  ];
  return {
    names,
    /** Runs a line for both through the peer. @throws Error when it fails */
    async prepare(template: string): Promise<void> {
      for (const side of ['peer', 'ostk'] as const) await prepare(line(template, side), { program: 'virsh' });
    },
    compare: (template: string, options: Options = {}): Promise<Comparison> =>
      compare('qemu', line(template, 'peer'), line(template, 'ostk'), {
        program: 'virsh',
        mask: [],
        own,
        ...options,
      }),
  };
}
