/** What the API says of a server, by microversion (Compute API, "Servers"). */
import { children, type Json, type JsonObject } from '../../clients/json.ts';
import { securityGroupName, serverPorts } from '../network/ports.ts';
import type { Call } from '../service.ts';
import { isoMicros, isoSeconds } from '../time.ts';
import { hostId } from './history.ts';
import { type Server, ZONE } from './types.ts';

/** A status by vm_state, and by task_state where that decides (nova/api/openstack/common.py, _STATE_MAP). */
const STATUS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  active: {
    default: 'ACTIVE',
    rebooting: 'REBOOT',
    reboot_pending: 'REBOOT',
    reboot_started: 'REBOOT',
    rebooting_hard: 'HARD_REBOOT',
    reboot_pending_hard: 'HARD_REBOOT',
    reboot_started_hard: 'HARD_REBOOT',
    updating_password: 'PASSWORD',
    rebuilding: 'REBUILD',
    rebuild_block_device_mapping: 'REBUILD',
    rebuild_spawning: 'REBUILD',
    migrating: 'MIGRATING',
    resize_prep: 'RESIZE',
    resize_migrating: 'RESIZE',
    resize_migrated: 'RESIZE',
    resize_finish: 'RESIZE',
  },
  building: { default: 'BUILD' },
  stopped: {
    default: 'SHUTOFF',
    resize_prep: 'RESIZE',
    resize_migrating: 'RESIZE',
    resize_migrated: 'RESIZE',
    resize_finish: 'RESIZE',
    rebuilding: 'REBUILD',
    rebuild_block_device_mapping: 'REBUILD',
    rebuild_spawning: 'REBUILD',
  },
  resized: { default: 'VERIFY_RESIZE', resize_reverting: 'REVERT_RESIZE' },
  paused: { default: 'PAUSED', migrating: 'MIGRATING' },
  suspended: { default: 'SUSPENDED' },
  rescued: { default: 'RESCUE' },
  error: {
    default: 'ERROR',
    rebuilding: 'REBUILD',
    rebuild_block_device_mapping: 'REBUILD',
    rebuild_spawning: 'REBUILD',
    rebooting_hard: 'HARD_REBOOT',
  },
  deleted: { default: 'DELETED' },
  'soft-delete': { default: 'SOFT_DELETED' },
  shelved: { default: 'SHELVED' },
  shelved_offloaded: { default: 'SHELVED_OFFLOADED' },
};

/** Every status that there is. */
export const STATUSES: ReadonlySet<string> = new Set(
  Object.values(STATUS).flatMap(tasks => Object.values(tasks)),
);

/** A server's status, as the API calls the sum of its states. */
export function statusOf(server: Server): string {
  const map = STATUS[server.vm_state];
  return map?.[server.task_state ?? 'default'] ?? map?.default ?? 'UNKNOWN';
}

/** Where an item of the API is. */
export function linksOf(call: Call, kind: string, id: string): Json[] {
  return [
    { rel: 'self', href: `${call.origin}/compute/v2.1/${kind}/${id}` },
    { rel: 'bookmark', href: `${call.origin}/compute/${kind}/${id}` },
  ];
}

/** As in lists without details. */
export function brief(call: Call, server: Server): JsonObject {
  return { id: server.id, name: server.name, links: linksOf(call, 'servers', server.id) };
}

/** Addresses by network. */
export function addressesOf(call: Call, server: Server): JsonObject {
  const networks: Record<string, JsonObject[]> = {};
  for (const port of serverPorts(call.state, server.id)) {
    const list = networks[port.networkName] ?? [];
    networks[port.networkName] = list;
    const entry = (address: string, type: string) => ({
      version: address.includes(':') ? 6 : 4,
      addr: address,
      'OS-EXT-IPS:type': type,
      'OS-EXT-IPS-MAC:mac_addr': port.mac,
    });
    for (const { address } of port.fixedIps) {
      list.push(entry(address, 'fixed'));
      for (const floating of port.floatingIps)
        if (floating.fixedAddress === address) list.push(entry(floating.address, 'floating'));
    }
  }
  return networks;
}

/** Addresses by network, without what only extensions say of them. */
export function shortAddresses(call: Call, server: Server): JsonObject {
  const networks = Object.entries(addressesOf(call, server)).map(([name, list]) => [
    name,
    children({ list }, 'list').map(({ version, addr }) => ({ version, addr })),
  ]);
  return Object.fromEntries(networks);
}

/** The security groups of a server's ports, by name. */
export function groupNames(call: Call, server: Server): string[] {
  const ids = new Set(serverPorts(call.state, server.id).flatMap(port => port.securityGroups));
  return [...ids].map(id => securityGroupName(call.state, id));
}

function flavorView(call: Call, { flavor }: Server): JsonObject {
  if (call.version < 47) {
    const href = `${call.origin}/compute/flavors/${flavor.id}`;
    return { id: flavor.id, links: [{ rel: 'bookmark', href }] };
  }
  const { vcpus, ram, disk, ephemeral, swap, name, extra_specs } = flavor;
  return { vcpus, ram, disk, ephemeral, swap, original_name: name, extra_specs };
}

const PROGRESS = ['ACTIVE', 'BUILD', 'REBUILD', 'RESIZE', 'VERIFY_RESIZE', 'MIGRATING'];

/** The zone in which a server is. */
export function zoneOf(server: Server): string {
  return server.zone || (server.host === '' ? '' : ZONE);
}

const micros = (time: number | null) => (time === null ? null : isoMicros(Math.floor(time / 1000) * 1000));

/**
 * As `GET /servers/:id` and detailed lists have it.
 * @param single whether it is shown alone, which has its groups since 2.71
 */
export function detail(call: Call, server: Server, single: boolean): JsonObject {
  const { version, caller } = call;
  const status = statusOf(server);
  const { isAdmin } = caller;
  const href = `${call.origin}/compute/images/${server.image}`;
  const image = server.image === '' ? '' : { id: server.image, links: [{ rel: 'bookmark', href }] };
  const groups = groupNames(call, server);
  const unplaced = server.host === '' && server.launched === null;
  const instance = unplaced ? '' : `instance-${server.number.toString(16).padStart(8, '0')}`;
  const host = server.host || null;
  return {
    id: server.id,
    name: server.name,
    status,
    tenant_id: server.project_id,
    user_id: server.user_id,
    metadata: server.metadata,
    hostId: hostId(server.project_id, server.host),
    image,
    flavor: flavorView(call, server),
    created: isoSeconds(server.created),
    updated: isoSeconds(server.updated),
    addresses: addressesOf(call, server),
    accessIPv4: server.access_v4,
    accessIPv6: server.access_v6,
    links: linksOf(call, 'servers', server.id),
    'OS-DCF:diskConfig': server.disk_config,
    ...(PROGRESS.includes(status) ? { progress: 0 } : {}),
    ...(server.fault && (status === 'ERROR' || status === 'DELETED')
      ? { fault: faultView(call, server) }
      : {}),
    'OS-EXT-AZ:availability_zone': zoneOf(server),
    config_drive: server.config_drive,
    key_name: server.key_name,
    'OS-SRV-USG:launched_at': micros(server.launched),
    'OS-SRV-USG:terminated_at': micros(server.terminated),
    ...(groups.length > 0 ? { security_groups: groups.map(name => ({ name })) } : {}),
    ...(isAdmin
      ? {
          'OS-EXT-SRV-ATTR:host': host,
          'OS-EXT-SRV-ATTR:instance_name': instance,
          'OS-EXT-SRV-ATTR:hypervisor_hostname': host,
        }
      : {}),
    ...(isAdmin && version >= 3
      ? {
          'OS-EXT-SRV-ATTR:reservation_id': server.reservation_id,
          'OS-EXT-SRV-ATTR:launch_index': server.launch_index,
          'OS-EXT-SRV-ATTR:hostname': server.hostname,
          'OS-EXT-SRV-ATTR:kernel_id': '',
          'OS-EXT-SRV-ATTR:ramdisk_id': '',
          'OS-EXT-SRV-ATTR:root_device_name': unplaced ? null : '/dev/vda',
          'OS-EXT-SRV-ATTR:user_data': server.user_data,
        }
      : {}),
    ...(!isAdmin && version >= 90 ? { 'OS-EXT-SRV-ATTR:hostname': server.hostname } : {}),
    'OS-EXT-STS:task_state': server.task_state,
    'OS-EXT-STS:vm_state': server.vm_state,
    'OS-EXT-STS:power_state': server.power_state,
    'os-extended-volumes:volumes_attached': server.volumes.map(volume => ({
      id: volume.volume_id,
      ...(version >= 3 ? { delete_on_termination: volume.delete_on_termination } : {}),
    })),
    ...(version >= 16 && isAdmin ? { host_status: server.host === '' ? '' : 'UP' } : {}),
    ...(version >= 9 ? { locked: server.locked } : {}),
    ...(version >= 73 ? { locked_reason: server.locked_reason } : {}),
    ...(version >= 19 ? { description: server.description } : {}),
    ...(version >= 26 ? { tags: server.tags } : {}),
    ...(version >= 63 ? { trusted_image_certificates: null } : {}),
    ...(version >= 71 && single ? { server_groups: server.group === '' ? [] : [server.group] } : {}),
  };
}

/** Only admins see where it broke. */
function faultView({ caller }: Call, { fault }: Server): JsonObject {
  if (!fault) return {};
  const { code, created, message } = fault;
  return caller.isAdmin && code >= 500
    ? { code, created, message, details: `Traceback (most recent call last):\n${message}\n` }
    : { code, created, message };
}
