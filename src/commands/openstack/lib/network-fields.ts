/** How networks are shown, and what create and set have in common (openstackclient/network/v2/network.py). */
import type { Json, JsonObject } from '../../../clients/json.ts';
import { network, qosPolicy } from '../../../clients/resources/network.ts';
import type { Context } from '../../../kernel/context.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { listCell } from '../../../kernel/output/cells.ts';
import { Formatted, type ShowResult } from '../../../kernel/output/result.ts';
import { text } from '../../../kernel/params.ts';
import { showAttributes } from '../../../kernel/rows.ts';
import { type Attributes, adminState, everyAttribute, optionalId } from './network.ts';

/** `External` or `Internal` for people, the truth value for machines. */
export function routerType(value: Json | undefined): Formatted {
  return new Formatted(value ?? null, value ? 'External' : 'Internal', value ?? null);
}

/** A network in full. @param item as the service sent it */
export function showNetwork(item: JsonObject): ShowResult {
  return showAttributes(everyAttribute(network, item), {
    rename: {
      subnet_ids: 'subnets',
      is_admin_state_up: 'admin_state_up',
      is_router_external: 'router:external',
      is_port_security_enabled: 'port_security_enabled',
      provider_network_type: 'provider:network_type',
      provider_physical_network: 'provider:physical_network',
      provider_segmentation_id: 'provider:segmentation_id',
      is_shared: 'shared',
      ipv4_address_scope_id: 'ipv4_address_scope',
      ipv6_address_scope_id: 'ipv6_address_scope',
    },
    hide: ['location', 'tenant_id'],
    format: {
      subnet_ids: listCell,
      is_admin_state_up: adminState,
      is_router_external: routerType,
      availability_zones: listCell,
      availability_zone_hints: listCell,
      tags: listCell,
    },
  });
}

/** The options of the physical network beneath, of create and set. */
export const providerOptions = {
  provider_network_type: text(
    '--provider-network-type <provider-network-type>',
    'How the network is made: flat, geneve, gre, local, vlan or vxlan',
  ),
  physical_network: text(
    '--provider-physical-network <provider-physical-network>',
    'Physical network that carries it',
  ),
  segmentation_id: text(
    '--provider-segment <provider-segment>',
    'VLAN ID, or tunnel ID of GENEVE, GRE and VXLAN',
  ),
  dns_domain: text(
    '--dns-domain <dns-domain>',
    'DNS domain of the network (needs the DNS integration extension)',
  ),
};

/** The options that create and set read alike. */
interface NetworkValues {
  readonly name: string | undefined;
  readonly enable: boolean;
  readonly disable: boolean;
  readonly share: boolean;
  readonly no_share: boolean;
  readonly enable_port_security: boolean;
  readonly disable_port_security: boolean;
  readonly description: string | undefined;
  readonly mtu: string | undefined;
  readonly internal: boolean;
  readonly external: boolean;
  readonly default: boolean;
  readonly no_default: boolean;
  readonly provider_network_type: string | undefined;
  readonly physical_network: string | undefined;
  readonly segmentation_id: string | undefined;
  readonly qos_policy: string | undefined;
  readonly pvlan: boolean;
  readonly no_pvlan: boolean;
  readonly dns_domain: string | undefined;
}

/**
 * A pair of flags as a truth value.
 * @returns undefined when neither was typed; `no` goes before `yes`, which may be a default
 */
export function either(yes: boolean, no: boolean): boolean | undefined {
  return no ? false : yes || undefined;
}

/** Leaves out what was not typed. */
export function typed(values: Readonly<Record<string, Json | undefined>>): Attributes {
  const sent: Attributes = {};
  for (const [key, value] of Object.entries(values)) if (value !== undefined) sent[key] = value;
  return sent;
}

/** The attributes that create and set read alike, except those that need a look-up. */
export function networkAttributes(values: NetworkValues): Attributes {
  return typed({
    name: values.name,
    admin_state_up: either(values.enable, values.disable),
    shared: either(values.share, values.no_share),
    port_security_enabled: either(values.enable_port_security, values.disable_port_security),
    description: values.description,
    mtu: values.mtu || undefined,
    'router:external': either(values.external, values.internal),
    is_default: either(values.default, values.no_default),
    'provider:network_type': values.provider_network_type || undefined,
    'provider:physical_network': values.physical_network || undefined,
    'provider:segmentation_id': values.segmentation_id || undefined,
    pvlan: either(values.pvlan, values.no_pvlan),
    dns_domain: values.dns_domain,
  });
}

/** The QoS policy that was named, as an attribute. */
export async function qosAttribute(context: Context, nameOrId: string | undefined): Promise<Attributes> {
  return typed({ qos_policy_id: await optionalId(context, qosPolicy, nameOrId) });
}

/** @throws CommandError when port security is off and a private VLAN is asked for */
export function requirePortSecurity(sent: Attributes): void {
  if (sent.port_security_enabled === false && sent.pvlan === true) {
    throw new CommandError('--disable-port-security and --pvlan can not be used together.');
  }
}
