/** Faults that were asked for: what goes wrong next, so that scripts can be tested against it. */
import { type State, uuid } from './state.ts';

/**
 * `boot`: the next server ends in ERROR with No valid host. `unavailable`: a service answers the next client with 503,
 * whatever it asks (`Outage`). `cut`: a service's next answer ends in the middle.
 */
export type FaultKind = 'boot' | 'unavailable' | 'cut';

export interface Fault {
  readonly kind: FaultKind;
  /** The service's type; undefined for every service. `boot` has none. */
  readonly service: string | undefined;
  /** How often it happens; undefined: until it is cleared. */
  readonly times: number | undefined;
}

const FAULTS = 'faults';

/** Asks for a fault. */
export function addFault(state: State, { kind, service, times }: Fault): void {
  state.put(FAULTS, { id: uuid(), kind, service: service ?? null, times: times ?? null });
}

/** Forgets all faults. @returns how many there were */
export function clearFaults(state: State): number {
  const all = state.all(FAULTS);
  for (const { id } of all) state.remove(FAULTS, id);
  return all.length;
}

/**
 * Uses up a fault, where one was asked for.
 * @param service the type of the service that is asked; left out for `boot`
 * @returns `once` or `always` (until faults are cleared) when it happens now
 */
export function takeFault(state: State, kind: FaultKind, service?: string): 'once' | 'always' | undefined {
  const fault = state
    .all(FAULTS)
    .find(each => each.kind === kind && (each.service === null || each.service === service));
  if (!fault) return undefined;
  const { times } = fault;
  if (typeof times !== 'number') return 'always';
  if (times > 1) state.put(FAULTS, { ...fault, times: times - 1 });
  else state.remove(FAULTS, fault.id);
  return 'once';
}

/** For how long a service stays away from who found it unavailable, in milliseconds. */
const AWAY = 5000;

/**
 * The services that a client finds unavailable. A client asks again before it gives up, and asks for several things at
 * once: all of that is one outage, so that `times` counts clients that fail, and not their tries.
 */
export class Outage {
  private readonly ends = new Map<string, number>();

  /** Whether a service is away. @param now milliseconds since the epoch */
  lasts(service: string, now: number): boolean {
    return now < (this.ends.get(service) ?? Number.NEGATIVE_INFINITY);
  }

  begin(service: string, now: number): void {
    this.ends.set(service, now + AWAY);
  }
}
