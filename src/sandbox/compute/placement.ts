/** Where servers go: what the machines have left, and what projects use. */
import type { Item, State } from '../state.ts';
import {
  allHosts,
  CPU_RATIO,
  type Flavor,
  getHost,
  HOSTS,
  type Host,
  RESERVED_RAM,
  type Server,
} from './types.ts';

const USAGE = 'compute_usage';

/** What a project uses of its quota. */
export interface Usage {
  readonly instances: number;
  readonly cores: number;
  readonly ram: number;
}

/** What is asked of a machine. */
export interface Wanted {
  readonly flavor: Flavor;
  /** The disk that the machine gives, in GiB: none for a server that boots from a volume. */
  readonly disk: number;
  /** The only machine that will do. */
  readonly only?: string;
  /** Machines that will not do. */
  readonly except?: readonly string[];
}

/** The disk that a server takes from its machine. */
export function localDisk(flavor: Flavor, image: string): number {
  return (image === '' ? 0 : flavor.disk) + flavor.ephemeral + Math.ceil(flavor.swap / 1024);
}

/** Whether a machine's service takes new servers. */
function open(state: State, host: string): boolean {
  const service = state
    .all('compute_services')
    .find(each => each.binary === 'nova-compute' && each.host === host);
  return service !== undefined && service.disabled !== true && service.forced_down !== true;
}

function fits(host: Host, { flavor, disk }: Wanted): boolean {
  return (
    host.vcpus * CPU_RATIO - host.vcpus_used >= flavor.vcpus &&
    host.ram - RESERVED_RAM - host.ram_used >= flavor.ram &&
    host.disk - host.disk_used >= disk
  );
}

/** The machine with the most memory left of those with room; undefined when there is none. */
export function pickHost(state: State, wanted: Wanted): string | undefined {
  let best: Host | undefined;
  for (const host of allHosts(state)) {
    if (wanted.only !== undefined && host.id !== wanted.only) continue;
    if (wanted.except?.includes(host.id) || !open(state, host.id) || !fits(host, wanted)) continue;
    if (!best || host.ram - host.ram_used > best.ram - best.ram_used) best = host;
  }
  return best?.id;
}

/** Takes resources on a machine; `-1` gives them back. */
export function claim(state: State, name: string, flavor: Flavor, disk: number, sign: 1 | -1 = 1): void {
  const host = getHost(state, name);
  if (!host) return;
  state.put(HOSTS, {
    ...host,
    vcpus_used: host.vcpus_used + sign * flavor.vcpus,
    ram_used: host.ram_used + sign * flavor.ram,
    disk_used: host.disk_used + sign * disk,
    running: host.running + sign,
  });
}

/** Gives back what a server has where it is. */
export function unclaim(state: State, server: Server): void {
  if (server.host !== '')
    claim(state, server.host, server.flavor, localDisk(server.flavor, server.image), -1);
}

/** What a project uses. */
export function usageOf(state: State, project: string): Usage {
  const item: Item | undefined = state.get(USAGE, project);
  const number = (key: string) => {
    const value = item?.[key];
    return typeof value === 'number' ? value : 0;
  };
  return { instances: number('instances'), cores: number('cores'), ram: number('ram') };
}

/** Changes what a project uses. */
export function use(state: State, project: string, change: Usage): void {
  const { instances, cores, ram } = usageOf(state, project);
  state.put(USAGE, {
    id: project,
    instances: instances + change.instances,
    cores: cores + change.cores,
    ram: ram + change.ram,
  });
}
