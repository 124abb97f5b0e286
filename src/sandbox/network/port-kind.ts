/** Ports, as the API offers them. */
import { children, isList, isObject, type JsonObject, text } from '../../clients/json.ts';
import { type Call, Refusal } from '../service.ts';
import type { State } from '../state.ts';
import { allocate, fixedIpsOf, type IpWish } from './addresses.ts';
import { dnsDomainCheck, dnsNameCheck } from './dns.ts';
import {
  anything,
  asBool,
  type Check,
  COMMON,
  type Field,
  type Fields,
  ipCheck,
  listOf,
  macCheck,
  objectCheck,
  oneOf,
  orNull,
  textOf,
  uuidCheck,
} from './fields.ts';
import { parseCidr } from './ip.ts';
import { byFixedIp } from './list.ts';
import { seenNetwork } from './networks.ts';
import { changePort, dropPort, makePort, newMac, portsOn } from './port-store.ts';
import { groupsOf, portView } from './port-view.ts';
import { badField, badRequest, quoted, unknown } from './refusals.ts';
import { isOwn, type Kind } from './resource.ts';
import { ensureDefaultGroup, unknownGroup } from './security-group-store.ts';

const fixedIps: Check = (value, key) => {
  if (!isList(value)) throw badField(key, `Invalid data format for fixed IP: ${quoted(value)}`);
  for (const each of value) {
    if (!isObject(each)) throw badField(key, `Invalid data format for fixed IP: ${quoted(each)}`);
    if (each.ip_address !== undefined) ipCheck(each.ip_address, key);
    if (each.subnet_id !== undefined) uuidCheck(each.subnet_id, key);
  }
  return value;
};

const pairs: Check = (value, key) => {
  if (!isList(value)) throw badRequest(`${quoted(value)} is not a list`);
  for (const each of value) {
    const address = isObject(each) ? text(each, 'ip_address') : '';
    if (!parseCidr(address)) throw badRequest(`${quoted(address)} is not a valid IP address`);
    if (isObject(each) && each.mac_address !== undefined) macCheck(each.mac_address, key);
  }
  return value;
};

const fixed: Field = { check: anything, given: 'never' };

const fields: Fields = {
  ...COMMON,
  tags: { check: listOf(textOf()), given: 'create', initial: [] },
  network_id: { check: uuidCheck, given: 'create' },
  mac_address: { check: macCheck, optional: true },
  admin_state_up: { check: asBool, initial: true },
  fixed_ips: { check: fixedIps, optional: true },
  device_id: { check: textOf(), initial: '' },
  device_owner: { check: textOf(), initial: '' },
  status: fixed,
  allowed_address_pairs: { check: pairs, initial: [] },
  extra_dhcp_opts: { check: value => value ?? [], initial: [] },
  security_groups: { check: orNull(listOf(uuidCheck)), optional: true },
  port_security_enabled: { check: asBool, optional: true },
  qos_policy_id: { check: orNull(uuidCheck), initial: null },
  qos_network_policy_id: fixed,
  dns_name: { check: dnsNameCheck, initial: '' },
  dns_domain: { check: dnsDomainCheck, initial: '' },
  dns_assignment: fixed,
  'binding:vnic_type': {
    check: oneOf(
      'normal',
      'direct',
      'macvtap',
      'baremetal',
      'direct-physical',
      'virtio-forwarder',
      'smart-nic',
      'vdpa',
      'accelerator-direct',
      'accelerator-direct-physical',
      'remote-managed',
    ),
    initial: 'normal',
  },
  'binding:host_id': { check: value => value ?? '', initial: '' },
  'binding:profile': {
    check: value => (value === null ? {} : objectCheck(value, 'binding:profile')),
    initial: {},
    ruled: true,
  },
  'binding:vif_type': fixed,
  'binding:vif_details': fixed,
  numa_affinity_policy: { check: anything, optional: true },
  device_profile: { check: anything, optional: true },
  propagate_uplink_status: { check: anything, optional: true },
  resource_request: fixed,
  ip_allocation: fixed,
};

function ownsNetwork(call: Call, values: JsonObject): boolean {
  const network = call.state.get('networks', text(values, 'network_id'));
  return network !== undefined && isOwn(call, network);
}

/** Which addresses a body asks for; undefined: the usual. */
function wishesOf(body: JsonObject): IpWish[] | undefined {
  if (!isList(body.fixed_ips)) return undefined;
  return children(body, 'fixed_ips').map(each => ({
    ...(each.subnet_id === undefined ? {} : { subnet: text(each, 'subnet_id') }),
    ...(each.ip_address === undefined ? {} : { address: text(each, 'ip_address') }),
  }));
}

/** @throws Refusal 409 for a MAC address that another port of the network has */
function checkMac(state: State, network: string, mac: string): void {
  if (!portsOn(state, network).some(port => port.mac_address === mac)) return;
  const sentence = `Unable to complete operation for network ${network}. The mac address ${mac} is in use.`;
  throw new Refusal(409, sentence, 'MacAddressInUse');
}

function checkGroups(call: Call, groups: readonly string[], project: string): void {
  for (const id of groups) {
    const group = call.state.get('security_groups', id);
    if (!group || (!isOwn(call, group) && group.project_id !== project)) throw unknownGroup(id);
  }
}

function withPairs(body: JsonObject, mac: string): JsonObject {
  if (!isList(body.allowed_address_pairs)) return {};
  return {
    allowed_address_pairs: children(body, 'allowed_address_pairs').map(each => ({
      mac_address: mac,
      ...each,
    })),
  };
}

function withOptions(body: JsonObject): JsonObject {
  if (!isList(body.extra_dhcp_opts)) return {};
  return { extra_dhcp_opts: children(body, 'extra_dhcp_opts').map(each => ({ ip_version: 4, ...each })) };
}

/** @throws Refusal 400 for groups on a port that nothing is filtered at */
function checkSecurity(enabled: boolean, groups: readonly string[]): void {
  if (enabled || groups.length === 0) return;
  const sentence =
    'Port security must be enabled and port must have an IP address in order to use security groups.';
  throw new Refusal(400, sentence, 'PortSecurityAndIPRequiredForSecurityGroups');
}

export const portKind: Kind = {
  plural: 'ports',
  single: 'port',
  path: 'ports',
  fields,
  filters: [
    'id',
    'name',
    'description',
    'network_id',
    'project_id',
    'tenant_id',
    'mac_address',
    'device_id',
    'device_owner',
    'status',
    'admin_state_up',
    'fixed_ips',
    'security_groups',
    'binding:host_id',
    'binding:vnic_type',
    'binding:vif_type',
    'port_security_enabled',
    'qos_policy_id',
    'dns_name',
    'dns_domain',
    'ip_allocation',
    'revision_number',
    'created_at',
    'updated_at',
  ],
  special: { fixed_ips: byFixedIp },
  rules: {
    'binding:host_id': 'admin',
    'binding:profile': 'admin',
    'binding:vnic_type': 'any',
    device_owner: 'device',
    fixed_ips: 'any',
    'fixed_ips.ip_address': 'owner',
    'fixed_ips.subnet_id': 'any',
    mac_address: 'owner',
    port_security_enabled: 'owner',
    allowed_address_pairs: 'owner',
  },
  changeRules: {
    'binding:host_id': 'admin',
    'binding:profile': 'admin',
    'binding:vnic_type': 'any',
    device_owner: 'device',
    fixed_ips: 'any',
    'fixed_ips.ip_address': 'owner',
    'fixed_ips.subnet_id': 'any',
    mac_address: 'admin',
    port_security_enabled: 'owner',
    allowed_address_pairs: 'owner',
  },
  missing: id => unknown('Port', id),
  view: (call, port) => portView(port, call.caller.isAdmin),
  visible: (call, port) => isOwn(call, port) || ownsNetwork(call, port),
  owner: ownsNetwork,
  create(call, values) {
    const { state } = call;
    const network = seenNetwork(call, text(values, 'network_id'));
    const owns = isOwn(call, network);
    if (!owns && network.shared !== true) {
      const sentence = `Tenant ${call.caller.projectId} not allowed to create port on this network`;
      throw new Refusal(403, sentence, 'HTTPForbidden');
    }
    const mac = text(values, 'mac_address') || newMac();
    if (values.mac_address !== undefined) checkMac(state, network.id, mac);
    const project = text(values, 'project_id');
    const owner = text(values, 'device_owner');
    // What is the network's own is trusted.
    const trusted = owner.startsWith('network:');
    const security = !trusted && (values.port_security_enabled ?? network.port_security_enabled !== false);
    const usual = security === true && values.security_groups === undefined;
    const groups = usual ? [ensureDefaultGroup(call, project).id] : groupsOf(values);
    checkSecurity(security === true, groups);
    checkGroups(call, groups, project);
    const about = { ...values, ...withPairs(values, mac), ...withOptions(values), mac_address: mac };
    const more = { security_groups: groups, port_security_enabled: security, revision_number: 1 };
    return makePort(call, { ...about, ...more }, wishesOf(values));
  },
  update(call, port, changes) {
    const { state } = call;
    const network = text(port, 'network_id');
    const mac = text(changes, 'mac_address') || text(port, 'mac_address');
    if (mac !== port.mac_address) checkMac(state, network, mac);
    const groups = changes.security_groups === undefined ? groupsOf(port) : groupsOf(changes);
    if (changes.security_groups !== undefined) checkGroups(call, groups, text(port, 'project_id'));
    checkSecurity((changes.port_security_enabled ?? port.port_security_enabled) === true, groups);
    const wishes = wishesOf(changes);
    const addresses = wishes && { fixed_ips: allocate(state, network, mac, wishes, fixedIpsOf(port)) };
    const more = { ...withPairs(changes, mac), ...withOptions(changes), ...addresses };
    return changePort(state, port, { ...changes, ...more, security_groups: groups }, call.now);
  },
  remove(call, port) {
    const owner = text(port, 'device_owner');
    if (/^network:(router_|floatingip)/.test(owner)) {
      const sentence = `Port ${port.id} cannot be deleted directly via the port API: has device owner ${owner}.`;
      throw new Refusal(409, sentence, 'ServicePortInUse');
    }
    dropPort(call.state, port);
  },
};
