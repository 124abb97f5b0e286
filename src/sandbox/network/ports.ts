/**
 * What the compute service asks of the network service: networks to choose from, ports for servers, security groups
 * by name. Kept apart from the routes so that a server's ports change together with the server.
 */
import { type JsonObject, text } from '../../clients/json.ts';
import { Refusal } from '../service.ts';
import type { Item, State } from '../state.ts';
import { fixedIpsOf } from './addresses.ts';
import { changePort, dropPort, makePort, portsOfDevice } from './port-store.ts';
import { groupsOf } from './port-view.ts';
import { limitsOf, usedOf } from './quota-limits.ts';
import { ensureDefaultGroup, rulesOf } from './security-group-store.ts';

/** Whose a port becomes. */
export interface PortOwner {
  readonly serverId: string;
  readonly projectId: string;
  /** '' while the server has no host yet. */
  readonly host: string;
  /** The availability zone, for `device_owner` `compute:nova`. */
  readonly zone: string;
  /** Milliseconds since the epoch; left out: the port is as old as its network. */
  readonly now?: number;
}

/** What a server's port shall be like. */
export interface PortWish {
  readonly networkId: string;
  /** An address of one of the network's subnets; left out: the next free one. */
  readonly fixedIp?: string;
  /** IDs; left out: the project's `default`. */
  readonly securityGroups?: readonly string[];
}

/** A port as compute shows it. */
export interface ServerPort {
  readonly id: string;
  readonly networkId: string;
  readonly networkName: string;
  readonly mac: string;
  /** ACTIVE, DOWN or BUILD. */
  readonly status: string;
  readonly fixedIps: readonly { readonly subnetId: string; readonly address: string }[];
  readonly floatingIps: readonly { readonly fixedAddress: string; readonly address: string }[];
  /** IDs. */
  readonly securityGroups: readonly string[];
  /** The server that has it; '' for none. */
  readonly serverId: string;
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** The networks that a server without wishes may be put on: the project's own and shared ones, none external. */
export function availableNetworks(state: State, projectId: string): Named[] {
  return state
    .all('networks')
    .filter(each => each['router:external'] !== true)
    .filter(each => each.shared === true || each.project_id === projectId)
    .map(named);
}

/** A network that a project may use. @param projectId undefined: an admin asks, who may use all */
export function findNetwork(state: State, id: string, projectId: string | undefined): Named | undefined {
  const network = state.get('networks', id);
  if (!network) return undefined;
  const open = projectId === undefined || network.shared === true || network['router:external'] === true;
  return open || network.project_id === projectId ? named(network) : undefined;
}

/** The project's security groups of a name or an ID: none, one, or several of the same name. */
export function findSecurityGroups(state: State, projectId: string, nameOrId: string): Named[] {
  const own = state.by('security_groups', 'project_id', projectId);
  const byId = own.filter(each => each.id === nameOrId);
  return (byId.length > 0 ? byId : own.filter(each => each.name === nameOrId)).map(named);
}

/** A security group's name; '' when there is none. */
export function securityGroupName(state: State, id: string): string {
  return text(state.get('security_groups', id) ?? {}, 'name');
}

/** The rules of a security group. */
export function securityGroupRules(state: State, id: string): Item[] {
  return rulesOf(state, id);
}

/** A port of any kind; undefined when there is none, or when it is not the project's. */
export function findPort(state: State, id: string, projectId: string | undefined): ServerPort | undefined {
  const port = state.get('ports', id);
  if (!port || (projectId !== undefined && port.project_id !== projectId)) return undefined;
  return view(state, port);
}

/**
 * Makes a port for a server; it goes when the server releases it.
 * @throws Refusal in compute's words when there is no such network, no address is free or the quota is used up
 */
export function createPort(state: State, owner: PortOwner, wish: PortWish): ServerPort {
  const network = state.get('networks', wish.networkId);
  if (!network) throw new Refusal(400, `Network ${wish.networkId} could not be found.`);
  const { projectId } = owner;
  const most = limitsOf(state, projectId).port ?? -1;
  if (most >= 0 && usedOf(state, projectId, 'port') >= most)
    throw new Refusal(403, 'Maximum number of ports exceeded');
  const desk = { state, now: owner.now ?? (Date.parse(text(network, 'created_at')) || 0) };
  const secure = network.port_security_enabled !== false;
  const groups = wish.securityGroups ?? (secure ? [ensureDefaultGroup(desk, projectId).id] : []);
  const about = {
    ...bound(owner),
    network_id: network.id,
    project_id: projectId,
    made_by_compute: true,
    port_security_enabled: secure,
    security_groups: groups,
  };
  const address = wish.fixedIp;
  return view(state, makePort(desk, about, address === undefined ? undefined : [{ address }]));
}

/** Gives a server a port that was there before; it stays when the server releases it. */
export function attachPort(state: State, owner: PortOwner, portId: string): ServerPort {
  const port = state.get('ports', portId);
  if (!port) throw new Refusal(404, `Port id ${portId} could not be found.`);
  return view(state, changePort(state, port, bound(owner), owner.now));
}

/** Takes a port from its server: one that was made for it goes, another one becomes free. */
export function releasePort(state: State, portId: string): void {
  const port = state.get('ports', portId);
  if (!port) return;
  const free = {
    device_id: '',
    device_owner: '',
    'binding:host_id': '',
    'binding:profile': {},
    status: 'DOWN',
  };
  if (port.made_by_compute === true) dropPort(state, port);
  else changePort(state, port, free, undefined);
}

/** As `releasePort`, for all of a server's ports. */
export function releasePorts(state: State, serverId: string): void {
  for (const { id } of portsOfDevice(state, serverId)) releasePort(state, id);
}

/** A server's ports, in the order in which they were attached. */
export function serverPorts(state: State, serverId: string): ServerPort[] {
  return portsOfDevice(state, serverId).map(port => view(state, port));
}

/** Says where a server's ports are and whether they work: ACTIVE on a host, DOWN when the server is off. */
export function bindPorts(state: State, serverId: string, host: string, status: 'ACTIVE' | 'DOWN'): void {
  for (const port of portsOfDevice(state, serverId))
    changePort(state, port, { 'binding:host_id': host, status }, undefined);
}

/** Changes the security groups (IDs) of all of a server's ports. */
export function changeSecurityGroups(state: State, serverId: string, ids: readonly string[]): void {
  for (const port of portsOfDevice(state, serverId))
    changePort(state, port, { security_groups: ids }, undefined);
}

/** Takes an address from the port of a server that has it; where none has it, nothing happens. */
export function dropAddress(state: State, serverId: string, address: string): void {
  for (const port of portsOfDevice(state, serverId)) {
    const fixed = fixedIpsOf(port);
    const left = fixed.filter(each => each.ip_address !== address);
    if (left.length < fixed.length) changePort(state, port, { fixed_ips: left }, undefined);
  }
}

function bound({ serverId, host, zone }: PortOwner): JsonObject {
  return { device_id: serverId, device_owner: `compute:${zone}`, 'binding:host_id': host };
}

function named(item: Item): Named {
  return { id: item.id, name: text(item, 'name') };
}

function view(state: State, port: Item): ServerPort {
  return {
    id: port.id,
    networkId: text(port, 'network_id'),
    networkName: text(state.get('networks', text(port, 'network_id')) ?? {}, 'name'),
    mac: text(port, 'mac_address'),
    status: text(port, 'status'),
    fixedIps: fixedIpsOf(port).map(each => ({ subnetId: each.subnet_id, address: each.ip_address })),
    floatingIps: state.by('floatingips', 'port_id', port.id).map(floating => ({
      fixedAddress: text(floating, 'fixed_ip_address'),
      address: text(floating, 'floating_ip_address'),
    })),
    securityGroups: groupsOf(port),
    serverId: text(port, 'device_id'),
  };
}
