/** States of domains and why they are in them, in the words of virsh (virDomainState, virDomain*Reason). */

const STATES: readonly (readonly [state: string, ...reasons: string[]])[] = [
  ['no state', 'unknown'],
  [
    'running',
    ...['unknown', 'booted', 'migrated', 'restored', 'from snapshot', 'unpaused', 'migration canceled'],
    ...['save canceled', 'event wakeup', 'crashed', 'post-copy', 'post-copy failed'],
  ],
  ['idle', 'unknown'],
  [
    'paused',
    ...['unknown', 'user', 'migrating', 'saving', 'dumping', 'I/O error', 'watchdog', 'from snapshot'],
    ...['shutting down', 'creating snapshot', 'crashed', 'starting up', 'post-copy', 'post-copy failed'],
  ],
  ['in shutdown', 'unknown', 'user'],
  [
    'shut off',
    ...['unknown', 'shutdown', 'destroyed', 'crashed', 'migrated', 'saved', 'failed', 'from snapshot'],
    'daemon',
  ],
  ['crashed', 'unknown', 'panicked'],
  ['pmsuspended', 'unknown'],
];

/** virDomainState's number for a domain that is paused. */
export const PAUSED = 3;

/** virDomainState's number for a domain that is off. */
export const SHUT_OFF = 5;

/** A state in words. */
export function stateName(state: number): string {
  return STATES[state]?.[0] ?? 'no state';
}

/** Why a domain is in a state, in words. */
export function reasonName(state: number, reason: number): string {
  return STATES[state]?.[reason + 1] ?? 'unknown';
}
