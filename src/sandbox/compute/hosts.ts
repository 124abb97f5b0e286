/** Hosts, compute services and zones, for those who run the cloud. */

import { isObject, type JsonObject, text } from '../../clients/json.ts';
import { empty, ok } from '../http.ts';
import { UUID } from '../schema-values.ts';
import { type Call, Refusal, type Routes } from '../service.ts';
import type { Item } from '../state.ts';
import { isoMicros } from '../time.ts';
import { allow, since } from './access.ts';
import { getHost, RESERVED_RAM, SERVERS, servers } from './types.ts';

const SERVICES = 'compute_services';
const micros = (time: number) => isoMicros(Math.floor(time / 1000) * 1000);

function serviceOf(call: Call, host: string): Item | undefined {
  return call.state.all(SERVICES).find(each => each.binary === 'nova-compute' && each.host === host);
}

function serviceView(call: Call, service: Item): JsonObject {
  const { version } = call;
  return {
    binary: service.binary,
    host: service.host,
    id: version >= 53 ? service.id : service.number,
    zone: service.zone,
    status: service.disabled === true ? 'disabled' : 'enabled',
    state: service.forced_down === true ? 'down' : 'up',
    // Services report every ten seconds.
    updated_at: micros(call.now - (call.now % 10_000)),
    disabled_reason: service.disabled_reason,
    ...(version >= 11 ? { forced_down: service.forced_down === true } : {}),
  };
}

function changed(call: Call, service: Item, body: JsonObject): Item {
  const { status, forced_down: down, disabled_reason: reason } = body;
  if (service.binary !== 'nova-compute')
    throw new Refusal(
      400,
      `Updating a ${service.binary} service is not supported. Only nova-compute services can be updated.`,
    );
  if (status === 'enabled' && reason !== undefined)
    throw new Refusal(400, "Specifying 'disabled_reason' when status is 'enabled' is invalid.");
  const next: Item = {
    ...service,
    ...(status === undefined ? {} : { disabled: status === 'disabled' }),
    ...(status === 'enabled' ? { disabled_reason: null } : {}),
    ...(reason === undefined ? {} : { disabled_reason: reason }),
    ...(down === undefined ? {} : { forced_down: down === true || /^true$/i.test(String(down)) }),
  };
  call.state.put(SERVICES, next);
  return next;
}

/** The old ways to change a service: named by host and binary in the body. */
function legacy(change: (body: JsonObject) => JsonObject, shown: readonly string[], from = 1) {
  return (call: Call) => {
    since(call, from, 52);
    allow(call, 'os-services:update');
    const body = isObject(call.body) ? call.body : {};
    for (const key of ['host', 'binary'])
      if (body[key] === undefined) throw new Refusal(400, `'${key}' is a required property`);
    const service = call.state
      .all(SERVICES)
      .find(each => each.host === body.host && each.binary === body.binary);
    if (!service)
      throw new Refusal(404, `Could not find binary ${text(body, 'binary')} on host ${text(body, 'host')}.`);
    const view = serviceView(call, changed(call, service, change(body)));
    return ok({ service: Object.fromEntries(shown.map(key => [key, view[key]])) });
  };
}

const serviceRoutes: Routes = {
  'GET /os-services': call => {
    allow(call, 'os-services:list');
    const wanted = ['host', 'binary'].map(key => [key, call.query.get(key)] as const);
    const all = call.state
      .all(SERVICES)
      .filter(each => wanted.every(([key, word]) => word === null || each[key] === word));
    return ok({ services: all.map(each => serviceView(call, each)) });
  },
  'PUT /os-services/enable': legacy(() => ({ status: 'enabled' }), ['host', 'binary', 'status']),
  'PUT /os-services/disable': legacy(() => ({ status: 'disabled' }), ['host', 'binary', 'status']),
  'PUT /os-services/disable-log-reason': legacy(
    body => ({ status: 'disabled', disabled_reason: body.disabled_reason }),
    ['host', 'binary', 'status', 'disabled_reason'],
  ),
  'PUT /os-services/force-down': legacy(
    body => ({ forced_down: body.forced_down }),
    ['host', 'binary', 'forced_down'],
    11,
  ),
  'PUT /os-services/:id': call => {
    since(call, 53);
    allow(call, 'os-services:update');
    const { id = '' } = call.params;
    if (!UUID.test(id)) throw new Refusal(400, `Invalid uuid ${id}`);
    const service = call.state.get(SERVICES, id);
    if (!service) throw new Refusal(404, `Service ${id} could not be found.`);
    const body = isObject(call.body) ? call.body : {};
    return ok({ service: serviceView(call, changed(call, service, body)) });
  },
  'DELETE /os-services/:id': call => {
    allow(call, 'os-services:delete');
    const { id = '' } = call.params;
    const service = call.state
      .all(SERVICES)
      .find(each => each.id === id || (call.version < 53 && String(each.number) === id));
    if (!service) throw new Refusal(404, `Service ${id} could not be found.`);
    const host = getHost(call.state, text(service, 'host'));
    if (host && host.running > 0)
      throw new Refusal(
        409,
        'Unable to delete compute service that is hosting instances. Migrate or delete the instances first.',
      );
    call.state.remove(SERVICES, service.id);
    return empty();
  },
};

function hostDetail(call: Call) {
  since(call, 1, 42);
  allow(call, 'os-hosts:show');
  const name = call.params.id ?? '';
  const host = getHost(call.state, name);
  if (!host) throw new Refusal(404, `Compute host ${name} could not be found.`);
  const resource = (project: string, cpu: number, memory_mb: number, disk_gb: number) => ({
    resource: { host: name, project, cpu, memory_mb, disk_gb },
  });
  const projects = new Map<string, { cpu: number; ram: number; disk: number }>();
  const all = { cpu: 0, ram: 0, disk: 0 };
  for (const { host: at, flavor, project_id: project } of servers(call.state.all(SERVERS))) {
    if (at !== name) continue;
    const own = projects.get(project) ?? { cpu: 0, ram: 0, disk: 0 };
    projects.set(project, own);
    for (const sum of [own, all]) {
      sum.cpu += flavor.vcpus;
      sum.ram += flavor.ram;
      sum.disk += flavor.disk + flavor.ephemeral;
    }
  }
  return ok({
    host: [
      resource('(total)', host.vcpus, host.ram, host.disk),
      resource('(used_now)', host.vcpus_used, host.ram_used + RESERVED_RAM, host.disk_used),
      resource('(used_max)', all.cpu, all.ram, all.disk),
      ...[...projects].map(([project, { cpu, ram, disk }]) => resource(project, cpu, ram, disk)),
    ],
  });
}

const zoneRoutes: Routes = {
  'GET /os-hosts': call => {
    since(call, 1, 42);
    allow(call, 'os-hosts:list');
    const zone = call.query.get('zone');
    const hosts = call.state
      .all(SERVICES)
      .filter(each => zone === null || each.zone === zone)
      .map(each => ({
        host_name: each.host,
        service: text(each, 'binary').replace('nova-', ''),
        zone: each.zone,
      }));
    return ok({ hosts });
  },
  'GET /os-hosts/:id': hostDetail,
  'PUT /os-hosts/:id': call => {
    since(call, 1, 42);
    allow(call, 'os-hosts:update');
    const { id = '' } = call.params;
    const service = serviceOf(call, id);
    if (!service) throw new Refusal(404, `Compute host ${id} could not be found.`);
    const body = isObject(call.body) ? call.body : {};
    const maintenance = text(body, 'maintenance_mode');
    if (maintenance !== '') throw new Refusal(501, 'Virt driver does not implement host maintenance mode.');
    const word = text(body, 'status').startsWith('enable') ? 'enabled' : 'disabled';
    changed(call, service, { status: word });
    return ok({ host: id, status: word });
  },
  'GET /os-availability-zone': () =>
    ok({ availabilityZoneInfo: [{ zoneName: 'nova', zoneState: { available: true }, hosts: null }] }),
  'GET /os-availability-zone/detail': call => {
    allow(call, 'os-availability-zone:detail');
    const updated_at = micros(call.now - (call.now % 10_000));
    const zones = new Map<string, Record<string, Record<string, JsonObject>>>();
    for (const service of call.state.all(SERVICES)) {
      const hosts = zones.get(text(service, 'zone')) ?? {};
      zones.set(text(service, 'zone'), hosts);
      const name = text(service, 'host');
      const up = service.forced_down !== true;
      const state = { available: service.disabled !== true && up, active: up, updated_at };
      hosts[name] = { ...hosts[name], [text(service, 'binary')]: state };
    }
    const info = [...zones].map(([zoneName, hosts]) => ({ zoneName, zoneState: { available: true }, hosts }));
    return ok({ availabilityZoneInfo: info });
  },
  'GET /os-aggregates': call => {
    allow(call, 'os-aggregates:index');
    return ok({ aggregates: [] });
  },
};

export const hostRoutes: Routes = { ...serviceRoutes, ...zoneRoutes };
