/** What the compute service of a new cloud has: devstack's flavors, and two machines. */
import type { State } from '../state.ts';
import { uuid } from '../state.ts';
import { FLAVORS, type Flavor, HOSTS, type Host } from './types.ts';

/** ID, name, RAM (MiB), disk (GiB), CPUs. */
const SEEDED: readonly (readonly [id: string, name: string, ram: number, disk: number, vcpus: number])[] = [
  ['1', 'm1.tiny', 512, 1, 1],
  ['2', 'm1.small', 2048, 20, 1],
  ['3', 'm1.medium', 4096, 40, 2],
  ['4', 'm1.large', 8192, 80, 4],
  ['5', 'm1.xlarge', 16384, 160, 8],
  ['42', 'm1.nano', 192, 1, 1],
  ['84', 'm1.micro', 256, 1, 1],
];

/** A flavor with the usual for what is not said. */
export function flavorOf(
  given: Pick<Flavor, 'id' | 'name' | 'ram' | 'disk' | 'vcpus'> & Partial<Flavor>,
): Flavor {
  return {
    description: null,
    ephemeral: 0,
    swap: 0,
    rxtx: 1,
    is_public: true,
    extra_specs: {},
    access: [],
    ...given,
  };
}

/** Fills the compute service of a new cloud. */
export function seedCompute(state: State, now: number): void {
  for (const [id, name, ram, disk, vcpus] of SEEDED)
    state.put(FLAVORS, flavorOf({ id, name, ram, disk, vcpus }));
  ['compute1', 'compute2'].forEach((name, at) => {
    const used = { vcpus_used: 0, ram_used: 0, disk_used: 0, running: 0 };
    const host: Host = {
      id: name,
      number: at + 1,
      hypervisor: uuid(),
      vcpus: 16,
      ram: 65536,
      disk: 1000,
      ...used,
    };
    state.put(HOSTS, host);
  });
  const services = [
    ['nova-scheduler', 'controller', 'internal'],
    ['nova-conductor', 'controller', 'internal'],
    ['nova-compute', 'compute1', 'nova'],
    ['nova-compute', 'compute2', 'nova'],
  ];
  services.forEach(([binary = '', host = '', zone = ''], at) => {
    const about = { disabled: false, disabled_reason: null, forced_down: false, updated: now };
    state.put('compute_services', { id: uuid(), number: at + 1, binary, host, zone, ...about });
  });
}
