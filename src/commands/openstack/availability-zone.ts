/** Availability zones of compute, network, shared file systems and block storage. */
import { HttpError } from '../../clients/errors.ts';
import { child, type JsonObject } from '../../clients/json.ts';
import type { Service } from '../../clients/service.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { flag } from '../../kernel/params.ts';
import { type Column, rows } from '../../kernel/rows.ts';
import { inOrder } from '../../kernel/together.ts';
import { enabled } from './lib/enabled.ts';

const columns: readonly Column[] = [
  ['Zone Name', 'name'],
  ['Zone Status', 'status'],
];

const longColumns: readonly Column[] = [
  ...columns,
  ['Zone Resource', item => item.resource ?? ''],
  ['Host Name', item => item.host ?? ''],
  ['Service Name', item => item.service ?? ''],
  ['Service Status', item => item.serviceStatus ?? ''],
];

const list = command({
  summary: 'List availability zones',
  params: {
    compute: flag('--compute', 'Zones of compute'),
    network: flag('--network', 'Zones of networks'),
    volume: flag('--volume', 'Zones of block storage'),
    share: flag('--share', 'Zones of shared file systems'),
    long: flag('--long', 'Show what the zone is for, its hosts and their services too'),
  },
  output: 'list',
  examples: ['openstack availability zone list --compute --long'],
  async run(context, values) {
    const all = !(values.compute || values.network || values.share || values.volume);
    const nothing: JsonObject[] = [];
    const zones = await inOrder(
      values.compute || all ? computeZones(await context.compute(), values.long) : Promise.resolve(nothing),
      values.network || all ? networkZones(context, values.network) : Promise.resolve(nothing),
      values.volume || all ? volumeZones(context, values.volume) : Promise.resolve(nothing),
    );
    // There is no client of shared file systems yet, so they count as missing.
    if (values.share) {
      context.log.warn('Availability zones list not supported by Shared File System API');
    }
    return rows(values.long ? longColumns : columns, zones.flat());
  },
});

function named(zone: JsonObject, state: JsonObject): JsonObject {
  return { name: zone.zoneName, status: state.available ? 'available' : 'not available' };
}

/** Zones with their hosts for administrators, without for the others. */
async function computeZones(compute: Service, long: boolean): Promise<JsonObject[]> {
  const path = '/os-availability-zone';
  const zones = await compute.list(`${path}/detail`, 'availabilityZoneInfo').catch((error: unknown) => {
    if (error instanceof HttpError && error.status === 403) return compute.list(path, 'availabilityZoneInfo');
    throw error;
  });
  return zones.flatMap(zone => {
    const row = named(zone, child(zone, 'zoneState'));
    return long ? withServices(row, child(zone, 'hosts')) : [row];
  });
}

/** A row for each service of each host; one row where no hosts are shown. */
function withServices(row: JsonObject, hosts: JsonObject): JsonObject[] {
  if (Object.keys(hosts).length === 0) return [row];
  return Object.keys(hosts).flatMap(host =>
    Object.keys(child(hosts, host)).map(service => {
      const state = child(child(hosts, host), service);
      const active = state.active ? 'enabled' : 'disabled';
      const seen = state.available ? ':-)' : 'XXX';
      const updated = typeof state.updated_at === 'string' ? state.updated_at : 'None';
      return { ...row, host, service, serviceStatus: `${active} ${seen} ${updated}` };
    }),
  );
}

/** Zones of neutron, which has them as an extension; nothing where it does not. */
async function networkZones(context: Context, asked: boolean): Promise<JsonObject[]> {
  try {
    const zones = await (await context.network()).list('/availability_zones', 'availability_zones');
    return zones.map(({ name, state, resource }) => ({
      name,
      status: state === 'unavailable' ? 'not available' : state,
      resource,
    }));
  } catch {
    if (asked) context.log.warn('Availability zones list not supported by Network API');
    return [];
  }
}

async function volumeZones(context: Context, asked: boolean): Promise<JsonObject[]> {
  if (!(await enabled(context, 'volume'))) {
    if (asked) context.log.warn('Block Storage API is not available in the current cloud');
    return [];
  }
  try {
    const zones = await (await context.volume()).list('/os-availability-zone', 'availabilityZoneInfo');
    return zones.map(zone => named(zone, child(zone, 'zoneState')));
  } catch {
    if (asked) context.log.warn('Availability zones list not supported by Block Storage API');
    return [];
  }
}

export default { list } satisfies Verbs;
