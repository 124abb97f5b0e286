/** Hypervisors (Compute API, os-hypervisors). */

import type { JsonObject } from '../../clients/json.ts';
import { ok, paged } from '../http.ts';
import { UUID } from '../schema-values.ts';
import { type Call, Refusal, type Routes } from '../service.ts';
import type { Item } from '../state.ts';
import { allow, since } from './access.ts';
import { allHosts, type Host, RESERVED_RAM, SERVERS, servers } from './types.ts';

const SERVICES = 'compute_services';

function serviceOf(call: Call, host: string): Item | undefined {
  return call.state.all(SERVICES).find(each => each.binary === 'nova-compute' && each.host === host);
}

const CPU_INFO = {
  arch: 'x86_64',
  model: 'Nehalem',
  vendor: 'Intel',
  features: ['pge', 'clflush'],
  topology: { cores: 4, threads: 1, sockets: 4 },
};

/** A hypervisor as lists without details have it. */
function brief(call: Call, host: Host): JsonObject {
  const service = serviceOf(call, host.id);
  return {
    id: call.version >= 53 ? host.hypervisor : host.number,
    hypervisor_hostname: host.id,
    state: service?.forced_down === true ? 'down' : 'up',
    status: service?.disabled === true ? 'disabled' : 'enabled',
  };
}

function uptime(call: Call): string {
  const clock = new Date(call.now).toISOString().slice(11, 19);
  return ` ${clock} up 1 day,  2:03,  1 user,  load average: 0.08, 0.05, 0.01`;
}

function numbers(host: Host): JsonObject {
  const ram = host.ram_used + RESERVED_RAM;
  return {
    vcpus: host.vcpus,
    memory_mb: host.ram,
    local_gb: host.disk,
    vcpus_used: host.vcpus_used,
    memory_mb_used: ram,
    local_gb_used: host.disk_used,
    free_ram_mb: host.ram - ram,
    free_disk_gb: host.disk - host.disk_used,
    current_workload: 0,
    running_vms: host.running,
    disk_available_least: host.disk - host.disk_used,
  };
}

function detail(call: Call, host: Host): JsonObject {
  const { version } = call;
  const service = serviceOf(call, host.id);
  const id = version >= 53 ? (service?.id ?? '') : (service?.number ?? 0);
  const shown: JsonObject = {
    ...brief(call, host),
    hypervisor_type: 'QEMU',
    hypervisor_version: 7002000,
    host_ip: `192.0.2.${10 + host.number}`,
    service: { id, host: host.id, disabled_reason: service?.disabled_reason ?? null },
    ...(version < 88 ? numbers(host) : {}),
    ...(version < 28 ? { cpu_info: JSON.stringify(CPU_INFO) } : version < 88 ? { cpu_info: CPU_INFO } : {}),
    ...(version >= 88 ? { uptime: uptime(call) } : {}),
  };
  const withServers = version >= 53 && /^true$/i.test(call.query.get('with_servers') ?? '');
  return withServers ? { ...shown, servers: serversOn(call, host) } : shown;
}

function serversOn(call: Call, host: Host): JsonObject[] {
  return servers(call.state.all(SERVERS))
    .filter(server => server.host === host.id)
    .map(server => ({ uuid: server.id, name: `instance-${server.number.toString(16).padStart(8, '0')}` }));
}

function found(call: Call): readonly Host[] {
  const pattern = call.version >= 53 ? call.query.get('hypervisor_hostname_pattern') : null;
  const hosts = allHosts(call.state).filter(host => pattern === null || host.id.includes(pattern));
  if (pattern !== null && hosts.length === 0)
    throw new Refusal(404, `No hypervisor matching '${pattern}' could be found.`);
  return hosts;
}

function list(call: Call, view: (host: Host) => JsonObject) {
  const hosts = found(call).map(host => ({ id: call.version >= 53 ? host.hypervisor : host.id, host }));
  const page =
    call.version >= 33
      ? paged(call, hosts, marker => new Refusal(400, `marker [${marker}] not found`))
      : { items: hosts, next: undefined };
  const href = `${call.origin}${call.path}?${page.next}`;
  const links = page.next === undefined ? {} : { hypervisors_links: [{ rel: 'next', href }] };
  return ok({ hypervisors: page.items.map(({ host }) => view(host)), ...links });
}

function inPath(call: Call): Host {
  const { id = '' } = call.params;
  if (call.version >= 53 && !UUID.test(id)) throw new Refusal(400, `Invalid uuid ${id}`);
  const key = call.version >= 53 ? 'hypervisor' : 'number';
  const host = allHosts(call.state).find(each => String(each[key]) === id);
  if (!host) throw new Refusal(404, `Hypervisor with ID '${id}' could not be found.`);
  return host;
}

export const hypervisorRoutes: Routes = {
  'GET /os-hypervisors': call => {
    allow(call, 'os-hypervisors:list');
    return list(call, host => brief(call, host));
  },
  'GET /os-hypervisors/detail': call => {
    allow(call, 'os-hypervisors:list-detail');
    return list(call, host => detail(call, host));
  },
  'GET /os-hypervisors/statistics': call => {
    since(call, 1, 87);
    allow(call, 'os-hypervisors:statistics');
    const sum: Record<string, number> = { count: 0 };
    for (const host of allHosts(call.state)) {
      sum.count = (sum.count ?? 0) + 1;
      for (const [key, value] of Object.entries(numbers(host))) sum[key] = (sum[key] ?? 0) + Number(value);
    }
    return ok({ hypervisor_statistics: sum });
  },
  'GET /os-hypervisors/:id': call => {
    allow(call, 'os-hypervisors:show');
    return ok({ hypervisor: detail(call, inPath(call)) });
  },
  'GET /os-hypervisors/:id/uptime': call => {
    since(call, 1, 87);
    allow(call, 'os-hypervisors:uptime');
    return ok({ hypervisor: { ...brief(call, inPath(call)), uptime: uptime(call) } });
  },
  'GET /os-hypervisors/:id/search': call => {
    since(call, 1, 52);
    allow(call, 'os-hypervisors:search');
    const { id = '' } = call.params;
    const hosts = allHosts(call.state).filter(host => host.id.includes(id));
    if (hosts.length === 0) throw new Refusal(404, `No hypervisor matching '${id}' could be found.`);
    return ok({ hypervisors: hosts.map(host => brief(call, host)) });
  },
};
