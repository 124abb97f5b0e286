/** What the OpenStack backend needs from outside. */
import { server } from '../resources/compute.ts';
import type { Service } from '../service.ts';

export interface Clients {
  compute(): Promise<Service>;
  volume(): Promise<Service>;
  network(): Promise<Service>;
  image(): Promise<Service>;
  identity(): Promise<Service>;
  /** Tells something that is no error, once in a run. */
  warn(message: string): void;
  readonly clock: {
    /** Milliseconds since the epoch. */
    now(): number;
    /** Waits so many milliseconds. */
    sleep(milliseconds: number): Promise<void>;
  };
}

/** Newest microversions that are used: from 2.47 on a server has its flavor's name, from 2.74 on a host can be asked for. */
export const SERVERS = { microversion: '2.93' } as const;

/** A server, by the name that it has in a region. */
export const instance = { ...server, kind: 'Instance' };
