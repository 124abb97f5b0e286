/** Lines of virsh on drivers that every side has for itself. */
import { type Comparison, compare, type Options } from './compare.ts';

/** What the clock has a part in: processor times of the test driver, and when a snapshot was made. */
const TIMES = /^CPU time: .*$|<creationTime>\d+<|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/gm;

/**
 * Runs a line on the test driver, whose domains are anew for each: in the real virsh, and in the daemon for ostk.
 * @param line commands with `;` between them
 */
export function onTestDriver(line: string, options: Options = {}): Promise<Comparison> {
  return compare('test', ['-c', 'test:///default', line], ['-c', 'test+unix:///default', line], {
    program: 'virsh',
    mask: [],
    edit: stdout => stdout.replaceAll(TIMES, '…'),
    ...options,
  });
}
