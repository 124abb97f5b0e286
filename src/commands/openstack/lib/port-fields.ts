/** How ports are shown, and how their options become attributes (openstackclient/network/v2/port.py). */
import { isObject, type Json, type JsonObject, parseJson } from '../../../clients/json.ts';
import { extension, port, subnet } from '../../../clients/resources/network.ts';
import { attributes } from '../../../clients/resources/resource.ts';
import type { Context } from '../../../kernel/context.ts';
import { CommandError, sentence } from '../../../kernel/errors.ts';
import { dictCell, listCell, listDictCell } from '../../../kernel/output/cells.ts';
import type { Formatted, ShowResult } from '../../../kernel/output/result.ts';
import { type Column, fields } from '../../../kernel/rows.ts';
import { type Attributes, adminState } from './network.ts';

/** The fields of a port in the peer's order; the last ones of a name's kind are formatted. */
const FIELDS: readonly Column[] = [
  ['admin_state_up', item => adminState(item.is_admin_state_up)],
  ['allowed_address_pairs', item => listDictCell(item.allowed_address_pairs)],
  ['binding_host_id', 'binding_host_id'],
  ['binding_profile', item => dictCell(item.binding_profile)],
  ['binding_vif_details', item => dictCell(item.binding_vif_details)],
  ['binding_vif_type', 'binding_vif_type'],
  ['binding_vnic_type', 'binding_vnic_type'],
  ['created_at', 'created_at'],
  ['data_plane_status', 'data_plane_status'],
  ['description', 'description'],
  ['device_id', 'device_id'],
  ['device_owner', 'device_owner'],
  ['device_profile', 'device_profile'],
  ['dns_assignment', item => listDictCell(item.dns_assignment)],
  ['dns_domain', 'dns_domain'],
  ['dns_name', 'dns_name'],
  ['extra_dhcp_opts', item => listDictCell(item.extra_dhcp_opts)],
  ['fixed_ips', item => listDictCell(item.fixed_ips)],
  ['hardware_offload_type', 'hardware_offload_type'],
  ['hints', 'hints'],
  ['id', 'id'],
  ['ip_allocation', 'ip_allocation'],
  ['mac_address', 'mac_address'],
  ['name', 'name'],
  ['network_id', 'network_id'],
  ['numa_affinity_policy', 'numa_affinity_policy'],
  ['port_security_enabled', 'is_port_security_enabled'],
  ['project_id', 'project_id'],
  ['propagate_uplink_status', 'propagate_uplink_status'],
  ['pvlan_type', 'pvlan_type'],
  ['pvlan_community', 'pvlan_community'],
  ['resource_request', 'resource_request'],
  ['revision_number', 'revision_number'],
  ['qos_network_policy_id', 'qos_network_policy_id'],
  ['qos_policy_id', 'qos_policy_id'],
  ['security_group_ids', item => listCell(item.security_group_ids)],
  ['status', 'status'],
  ['tags', item => listCell(item.tags)],
  ['trunk_details', 'trunk_details'],
  ['trusted', 'trusted'],
  ['updated_at', 'updated_at'],
];

/** A port in full. @param item as the service sent it; hints are empty text where the service does not know them */
export function showPort(item: JsonObject): ShowResult {
  return fields(FIELDS, { ...attributes(port, item), hints: 'hints' in item ? item.hints : '' });
}

/** The ports that a trunk carries besides its own, a line each. */
export function subPorts(trunk: Json | undefined): Formatted {
  return listDictCell(isObject(trunk) ? trunk.sub_ports : trunk);
}

/** What `--fixed-ip` asks for, as the API has it; subnets are looked up. */
export function fixedIps(context: Context, specs: readonly Record<string, string>[]): Promise<JsonObject[]> {
  return Promise.all(
    specs.map(async ({ subnet: name, 'ip-address': address, ...others }) => ({
      ...others,
      ...(name === undefined
        ? {}
        : name
          ? { subnet_id: await context.findId(subnet, name) }
          : { subnet: name }),
      ...(address === undefined ? {} : { ip_address: address }),
    })),
  );
}

/** What `--allowed-address` asks for, as the API has it. */
export function addressPairs(specs: readonly Record<string, string>[]): JsonObject[] {
  return specs.map(spec => ({
    ip_address: spec['ip-address'],
    ...('mac-address' in spec ? { mac_address: spec['mac-address'] } : {}),
  }));
}

/** What `--extra-dhcp-option` asks for, as the API has it. */
export function dhcpOptions(specs: readonly Record<string, string>[]): JsonObject[] {
  return specs.map(spec => ({
    opt_name: spec.name,
    ...('value' in spec ? { opt_value: spec.value } : {}),
    ...('ip-version' in spec ? { ip_version: spec['ip-version'] } : {}),
  }));
}

/** What was typed as JSON or `key=value`, as JSON. */
export function asJson(value: Readonly<Record<string, unknown>>): Json {
  return parseJson(JSON.stringify(value));
}

const STEERING = (to: string): string => `{"openvswitch":{"other_config":{"tx-steering":"${to}"}}}`;

/** The hints that there are: short ones, and the same as the API has them. */
const HINTS: Readonly<Record<string, string>> = {
  '{"ovs-tx-steering":"thread"}': STEERING('thread'),
  '{"ovs-tx-steering":"hash"}': STEERING('hash'),
  [STEERING('thread')]: STEERING('thread'),
  [STEERING('hash')]: STEERING('hash'),
};

/**
 * What `--hint` asks for.
 * @throws CommandError for a hint that there is not, and where the service has no hints
 */
export async function hintAttributes(
  context: Context,
  hint: Readonly<Record<string, unknown>> | undefined,
): Promise<Attributes> {
  const typed = JSON.stringify(hint ?? {});
  if (typed === '{}') return {};
  const whole = HINTS[typed];
  if (whole === undefined) throw new CommandError('Invalid value to --hints, see --help for valid values.');
  try {
    await context.find(extension, 'port-hints');
    await context.find(extension, 'port-hint-ovs-tx-steering');
  } catch (error) {
    throw new CommandError(`Not supported by Network API: ${sentence(error, context.manners)}`, 1, {
      cause: error,
    });
  }
  return { hints: parseJson(whole) };
}
