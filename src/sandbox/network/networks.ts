/** Networks. */
import { isList, type JsonObject, text } from '../../clients/json.ts';
import { object } from '../http.ts';
import { type Call, Refusal } from '../service.ts';
import type { Item } from '../state.ts';
import { subnetsOf } from './addresses.ts';
import { dnsDomainCheck } from './dns.ts';
import { anything, asBool, asInt, type Check, COMMON, type Fields, listOf, textOf } from './fields.ts';
import { changeSharing } from './networks-sharing.ts';
import { dropPort, isAutomatic, portsOn } from './port-store.ts';
import { badField, invalidInput, unknown } from './refusals.ts';
import { change, isOwn, type Kind } from './resource.ts';
import { ensureDefaultGroup } from './security-group-store.ts';
import { dropSubnet } from './subnet-store.ts';

/** The largest packets inside of tunnels. */
const MTU = 1450;

const PROVIDER = ['provider:network_type', 'provider:physical_network', 'provider:segmentation_id'];

const TYPES = ['local', 'flat', 'vlan', 'vxlan'];

const mtuCheck: Check = (value, key) => {
  const mtu = asInt(value);
  if (Number(mtu) < 0) throw badField(key, `'${String(mtu)}' should be non-negative`);
  return mtu;
};

const fields: Fields = {
  ...COMMON,
  admin_state_up: { check: asBool, initial: true },
  shared: { check: asBool, initial: false },
  status: { check: anything, given: 'never' },
  subnets: { check: anything, given: 'never' },
  availability_zones: { check: anything, given: 'never' },
  availability_zone_hints: { check: listOf(textOf()), given: 'create', initial: [] },
  ipv4_address_scope: { check: anything, given: 'never' },
  ipv6_address_scope: { check: anything, given: 'never' },
  l2_adjacency: { check: anything, given: 'never' },
  mtu: { check: mtuCheck, optional: true },
  'router:external': { check: asBool, initial: false },
  is_default: { check: asBool, initial: false },
  port_security_enabled: { check: asBool, initial: true },
  qos_policy_id: { check: anything, initial: null },
  dns_domain: { check: dnsDomainCheck, initial: '' },
  'provider:network_type': { check: anything, optional: true },
  'provider:physical_network': { check: anything, optional: true },
  'provider:segmentation_id': { check: anything, optional: true },
  segments: { check: anything, optional: true },
};

/** The network, where the caller may know of it. @throws Refusal 404 */
export function seenNetwork(call: Call, id: string): Item {
  const network = call.state.get('networks', id);
  if (!network || !visible(call, network)) throw unknown('Network', id);
  return network;
}

function visible(call: Call, network: Item): boolean {
  return isOwn(call, network) || network.shared === true || network['router:external'] === true;
}

/** The service answers what was asked for with whether it is the default, whatever that means for the network. */
function saysDefault(call: Call): boolean {
  return call.method === 'POST' || object(call, 'network')?.is_default !== undefined;
}

function view(call: Call, network: Item): JsonObject {
  const { is_default, segments: _segments, ...rest } = network;
  const hidden = call.caller.isAdmin ? [] : PROVIDER;
  const shown = Object.fromEntries(Object.entries(rest).filter(([key]) => !hidden.includes(key)));
  return {
    ...shown,
    tenant_id: network.project_id,
    subnets: subnetsOf(call.state, network.id)
      .map(({ id }) => id)
      .sort(),
    availability_zones: subnetsOf(call.state, network.id).length > 0 ? ['nova'] : [],
    ipv4_address_scope: null,
    ipv6_address_scope: null,
    l2_adjacency: true,
    ...(network['router:external'] === true || saysDefault(call) ? { is_default } : {}),
  };
}

/** What lies below a network, checked or, where nothing is said, the next free tunnel. */
function provider(call: Call, values: Item): JsonObject {
  const { state } = call;
  const type = values['provider:network_type'] ?? (values['router:external'] === true ? 'flat' : 'vxlan');
  const physical = values['provider:physical_network'] ?? null;
  const segment = values['provider:segmentation_id'] ?? null;
  const given = PROVIDER.some(key => values[key] !== undefined && values[key] !== null);
  if (!given) return laid('vxlan', null, nextSegment(call, 'vxlan', null));
  if (typeof type !== 'string' || !TYPES.includes(type))
    throw invalidInput(`network_type value '${String(type)}' not supported`);
  if (type === 'vxlan' || type === 'local') {
    if (physical !== null) throw invalidInput(`provider:physical_network specified for ${type} network`);
    return laid(type, null, type === 'local' ? null : (segment ?? nextSegment(call, type, null)));
  }
  if (physical === null) {
    if (type === 'flat') throw invalidInput('physical_network required for flat provider network');
    return laid(type, 'public', segment ?? nextSegment(call, type, 'public'));
  }
  if (physical !== 'public') {
    const network = type === 'flat' ? 'flat' : 'VLAN';
    throw invalidInput(`physical_network '${String(physical)}' unknown for ${network} provider network`);
  }
  const same = state
    .all('networks')
    .filter(each => each['provider:network_type'] === type && each['provider:physical_network'] === physical);
  if (type === 'flat') {
    if (same.length === 0) return laid(type, physical, null);
    const sentence = `Unable to create the flat network. Physical network ${physical} is in use.`;
    throw new Refusal(409, sentence, 'FlatNetworkInUse');
  }
  if (same.some(each => each['provider:segmentation_id'] === segment)) {
    const sentence = `Unable to create the network. The VLAN ${String(segment)} on physical network ${physical} is in use.`;
    throw new Refusal(409, sentence, 'VlanIdInUse');
  }
  return laid(type, physical, segment ?? nextSegment(call, type, physical));
}

function laid(type: string, physical: string | null, segment: JsonObject[string]): JsonObject {
  return {
    'provider:network_type': type,
    'provider:physical_network': physical,
    'provider:segmentation_id': segment ?? null,
  };
}

function nextSegment(call: Call, type: string, physical: string | null): number {
  const used = call.state
    .all('networks')
    .filter(each => each['provider:network_type'] === type && each['provider:physical_network'] === physical)
    .map(each => each['provider:segmentation_id']);
  let next = 1;
  while (used.includes(next)) next += 1;
  return next;
}

function mtuOf(values: JsonObject, largest: number): number {
  const wanted = typeof values.mtu === 'number' && values.mtu > 0 ? values.mtu : largest;
  if (wanted > largest) throw invalidInput(`Requested MTU is too big, maximum is ${largest}`);
  return wanted;
}

function checkZones(values: JsonObject): void {
  const hints = isList(values.availability_zone_hints) ? values.availability_zone_hints : [];
  const strange = hints.find(zone => zone !== 'nova');
  if (strange !== undefined) throw unknown('AvailabilityZone', String(strange));
}

export const networkKind: Kind = {
  plural: 'networks',
  single: 'network',
  path: 'networks',
  fields,
  filters: [
    'id',
    'name',
    'description',
    'status',
    'admin_state_up',
    'shared',
    'router:external',
    'project_id',
    'tenant_id',
    'mtu',
    'is_default',
    'dns_domain',
    'port_security_enabled',
    'availability_zone_hints',
    'revision_number',
    'created_at',
    'updated_at',
    ...PROVIDER,
    'ipv4_address_scope',
    'ipv6_address_scope',
    'qos_policy_id',
  ],
  // The service takes this filter and does not look at it.
  special: { is_default: () => true },
  rules: {
    shared: 'admin',
    'router:external': 'admin',
    is_default: 'admin',
    segments: 'admin',
    port_security_enabled: 'any',
    'provider:network_type': 'admin',
    'provider:physical_network': 'admin',
    'provider:segmentation_id': 'admin',
  },
  missing: id => unknown('Network', id),
  view,
  visible,
  create(call, values) {
    checkZones(values);
    const { mtu: _mtu, ...rest } = values;
    const below = provider(call, values);
    const mtu = mtuOf(values, below['provider:network_type'] === 'vxlan' ? MTU : 1500);
    const network = { ...rest, status: 'ACTIVE', mtu, ...below, revision_number: 1 };
    ensureDefaultGroup(call, text(values, 'project_id'));
    call.state.put('networks', network);
    return network;
  },
  update(call, network, changes) {
    if (changes.mtu !== undefined) mtuOf(changes, network['provider:network_type'] === 'vxlan' ? MTU : 1500);
    changeSharing(call.state, network, changes);
    return change(call, 'networks', network, changes);
  },
  remove(call, network) {
    const { state } = call;
    const ports = portsOn(state, network.id);
    const busy = ports.filter(port => !isAutomatic(port));
    if (busy.length > 0) {
      const ids = busy.map(({ id }) => id).join(',');
      const sentence = `Unable to complete operation on network ${network.id}. There are one or more ports still in use on the network, id for these ports is: ${ids}.`;
      throw new Refusal(409, sentence, 'NetworkInUse');
    }
    for (const port of ports) dropPort(state, port);
    for (const subnet of subnetsOf(state, network.id)) dropSubnet(state, subnet);
    state.remove('networks', network.id);
  },
};
