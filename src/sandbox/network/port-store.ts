/** How ports are kept: with their addresses, and counted for the quotas of projects. */
import { randomBytes } from 'node:crypto';
import { isList, type JsonObject, text } from '../../clients/json.ts';
import { type Item, type State, uuid } from '../state.ts';
import { allocate, type FixedIp, fixedIpsOf, give, type IpWish, take } from './addresses.ts';
import { born, type Desk, touched } from './resource.ts';

/** What a port has that nobody said anything else of. */
const USUAL: JsonObject = {
  name: '',
  description: '',
  admin_state_up: true,
  status: 'DOWN',
  device_id: '',
  device_owner: '',
  allowed_address_pairs: [],
  extra_dhcp_opts: [],
  security_groups: [],
  'binding:vnic_type': 'normal',
  'binding:profile': {},
  'binding:host_id': '',
  port_security_enabled: true,
  qos_policy_id: null,
  dns_name: '',
  dns_domain: '',
};

/** A new MAC address with the prefix that all ports have. */
export function newMac(): string {
  return `fa:16:3e:${[...randomBytes(3)].map(byte => byte.toString(16).padStart(2, '0')).join(':')}`;
}

/**
 * Makes a port with addresses.
 * @param about its fields: `network_id` and `project_id`, what is not usual of the others, an `id` where it has one
 * @param wishes as `allocate`
 * @throws Refusal when an address cannot be had
 */
export function makePort(desk: Desk, about: JsonObject, wishes: readonly IpWish[] | undefined): Item {
  const { state, now } = desk;
  const mac = text(about, 'mac_address') || newMac();
  const self = !text(about, 'device_owner').startsWith('network:router_');
  const fixed = allocate(state, text(about, 'network_id'), mac, wishes, [], self);
  const id = text(about, 'id') || uuid();
  const port: Item = { ...USUAL, ...born(now, 1), ...about, id, mac_address: mac, fixed_ips: fixed };
  state.put('ports', port);
  for (const each of fixed) take(state, each, id);
  count(state, text(port, 'project_id'), 1);
  return port;
}

/** Keeps a changed port. @param now undefined where it is not known: then its time of change stays */
export function changePort(state: State, port: Item, changes: JsonObject, now: number | undefined): Item {
  const next: Item = { ...touched(port, now), ...changes, id: port.id };
  if (isList(changes.fixed_ips)) {
    for (const each of fixedIpsOf(port)) give(state, each);
    for (const each of fixedIpsOf(next)) take(state, each, port.id);
  }
  state.put('ports', next);
  return next;
}

/** Takes a port away; its addresses are free again, and floating ones that lead to it lead nowhere. */
export function dropPort(state: State, port: Item): void {
  for (const each of fixedIpsOf(port)) give(state, each);
  for (const floating of state.by('floatingips', 'port_id', port.id)) {
    const loose = { port_id: null, fixed_ip_address: null, router_id: null };
    state.put('floatingips', { ...touched(floating, undefined), ...loose });
  }
  state.remove('ports', port.id);
  count(state, text(port, 'project_id'), -1);
}

/** The ports of a network. All ports are looked through: it is asked for rarely. */
export function portsOn(state: State, network: string): Item[] {
  return state.all('ports').filter(each => each.network_id === network);
}

/** The ports of a device. */
export function portsOfDevice(state: State, device: string): Item[] {
  return state.by('ports', 'device_id', device);
}

/** Whether a port has an address in a subnet. */
export function hasAddressIn(port: Item, subnet: string): boolean {
  return fixedIpsOf(port).some((each: FixedIp) => each.subnet_id === subnet);
}

/** Whether a port goes when its network goes. */
export function isAutomatic(port: Item): boolean {
  return port.device_owner === 'network:dhcp';
}

function count(state: State, project: string, by: number): void {
  if (project === '') return;
  const before = state.get('port_counts', project)?.count;
  state.put('port_counts', { id: project, count: (typeof before === 'number' ? before : 0) + by });
}

/** Whether a port is a router's in a subnet. */
export function isRouters(port: Item): boolean {
  return port.device_owner === 'network:router_interface';
}
