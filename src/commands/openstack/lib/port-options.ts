/** The options of ports that create and set have in common (openstackclient/network/v2/port.py). */
import type { JsonObject } from '../../../clients/json.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { jsonPairs } from '../../../kernel/keyed.ts';
import { choice, flag, naming, text } from '../../../kernel/params.ts';
import type { Attributes } from './network.ts';
import { either, typed } from './network-fields.ts';

const VNIC_TYPES = [
  'accelerator-direct',
  'accelerator-direct-physical',
  'direct',
  'direct-physical',
  'macvtap',
  'normal',
  'baremetal',
  'virtio-forwarder',
  'smart-nic',
  'vdpa',
  'remote-managed',
];

export const portOptions = {
  description: text('--description <description>', 'Text that describes it'),
  device: text('--device <device-id>', 'ID of the device that uses it'),
  mac_address: text('--mac-address <mac-address>', 'MAC address'),
  device_owner: text('--device-owner <device-owner>', 'Kind of device that uses it, such as network:dhcp'),
  vnic_type: choice('--vnic-type <vnic-type>', VNIC_TYPES, `Kind of virtual card: ${VNIC_TYPES.join(', ')}`),
  host: naming('hypervisor', text('--host <host-id>', 'ID of the host to bind it to')),
  dns_domain: text('--dns-domain dns-domain', 'DNS domain (needs the DNS integration extension for ports)'),
  dns_name: text('--dns-name <dns-name>', 'DNS name (needs the DNS integration extension)'),
  numa_policy_required: flag('--numa-policy-required', 'Its device has to be on the NUMA node of the server'),
  numa_policy_preferred: flag(
    '--numa-policy-preferred',
    'Its device should be on the NUMA node of the server',
  ),
  numa_policy_socket: flag('--numa-policy-socket', 'Its device has to be on the socket of the server'),
  numa_policy_legacy: flag('--numa-policy-legacy', 'Its device is placed by the rules of old'),
  hint: jsonPairs(
    '--hint <alias=value>',
    'Hint for the backend: ovs-tx-steering=thread, ovs-tx-steering=hash, or the same as JSON (may be repeated)',
  ),
  trusted: flag('--trusted', 'Trust the guest with it'),
  not_trusted: flag('--not-trusted', 'Do not trust the guest with it'),
  pvlan_type: choice(
    '--pvlan-type <type>',
    ['promiscuous', 'isolated', 'community'],
    'Its part in a private VLAN (default promiscuous)',
  ),
  pvlan_community: text('--pvlan-community <community>', 'Private VLAN community, for the type community'),
};

/** The options of `portOptions` that exclude each other. */
export const portExclusive = [
  {
    members: [
      '--numa-policy-required',
      '--numa-policy-preferred',
      '--numa-policy-socket',
      '--numa-policy-legacy',
    ],
  },
  { members: ['--trusted', '--not-trusted'] },
];

/** The values that `portAttributes` reads. */
interface PortValues {
  readonly name: string | undefined;
  readonly description: string | undefined;
  readonly device: string | undefined;
  readonly mac_address: string | undefined;
  readonly device_owner: string | undefined;
  readonly enable: boolean;
  readonly disable: boolean;
  readonly vnic_type: string | undefined;
  readonly host: string | undefined;
  readonly dns_domain: string | undefined;
  readonly dns_name: string | undefined;
  readonly enable_port_security: boolean;
  readonly disable_port_security: boolean;
  readonly enable_uplink_status_propagation: boolean;
  readonly disable_uplink_status_propagation: boolean;
  readonly numa_policy_required: boolean;
  readonly numa_policy_preferred: boolean;
  readonly numa_policy_socket: boolean;
  readonly numa_policy_legacy: boolean;
  readonly trusted: boolean;
  readonly not_trusted: boolean;
  readonly pvlan_type: string | undefined;
  readonly pvlan_community: string | undefined;
}

/**
 * The attributes that need no look-up.
 * @throws CommandError when private VLAN options do not go together
 */
export function portAttributes(values: PortValues): Attributes {
  const sent = typed({
    name: values.name,
    description: values.description,
    device_id: values.device || undefined,
    device_owner: values.device_owner,
    admin_state_up: either(values.enable, values.disable),
    'binding:vnic_type': values.vnic_type,
    'binding:host_id': values.host || undefined,
    mac_address: values.mac_address,
    dns_domain: values.dns_domain,
    dns_name: values.dns_name,
    port_security_enabled: either(values.enable_port_security, values.disable_port_security),
    propagate_uplink_status: either(
      values.enable_uplink_status_propagation,
      values.disable_uplink_status_propagation,
    ),
    numa_affinity_policy: numaPolicy(values),
    trusted: either(values.trusted, values.not_trusted),
    pvlan_type: values.pvlan_type,
    pvlan_community: values.pvlan_community,
  });
  if (usesPvlan(sent) && sent.port_security_enabled === false) {
    throw new CommandError('PVLAN attributes cannot be set when port security is disabled.');
  }
  if (sent.pvlan_type === 'community' && !sent.pvlan_community) {
    throw new CommandError("--pvlan-community is required when --pvlan-type is 'community'.");
  }
  return sent;
}

function numaPolicy(values: PortValues): string | undefined {
  if (values.numa_policy_required) return 'required';
  if (values.numa_policy_preferred) return 'preferred';
  if (values.numa_policy_socket) return 'socket';
  return values.numa_policy_legacy ? 'legacy' : undefined;
}

function usesPvlan(sent: Attributes): boolean {
  return Boolean(sent.pvlan_type || sent.pvlan_community);
}

/** @throws CommandError when a private VLAN's port would be in a network that is none */
export function requirePvlan(sent: Attributes, network: JsonObject): void {
  if (!usesPvlan(sent) || network.pvlan) return;
  throw new CommandError(
    'PVLAN attributes cannot be set on a port whose network does not have PVLAN enabled.',
  );
}
