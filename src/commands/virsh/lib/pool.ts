/** What pools say of themselves. */
import { yesNo } from './capacity.ts';

/** virStoragePoolState. */
const STATES = ['inactive', 'building', 'running', 'degraded', 'inaccessible'];

/** A state in words. */
export const poolState = (state: number): string => STATES[state] ?? 'unknown';

/** Whether a pool in this state has sizes. */
export const isRunning = (state: number): boolean => state === 2 || state === 3;

/** Whether something starts with the host, where the driver knows such a thing. */
export function autostartOf(asked: Promise<{ readonly autostart: number }>): Promise<string> {
  return asked.then(
    ({ autostart }) => yesNo(autostart),
    () => 'no autostart',
  );
}
