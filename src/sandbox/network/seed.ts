/** The networks of a new cloud: devstack's, of which `private` is for all projects. */
import type { JsonObject } from '../../clients/json.ts';
import { type Item, uuid } from '../state.ts';
import { parseCidr } from './ip.ts';
import { born, type Desk } from './resource.ts';
import { makeGateway, makeInterface } from './router-store.ts';
import { ensureDefaultGroup } from './security-group-store.ts';
import { usualGateway, wholePools } from './subnet-ranges.ts';
import { serveDhcp } from './subnet-store.ts';

function makeNetwork(desk: Desk, project: string, name: string, about: JsonObject, below: JsonObject): Item {
  const network: Item = {
    id: uuid(),
    name,
    project_id: project,
    description: '',
    admin_state_up: true,
    status: 'ACTIVE',
    shared: false,
    'router:external': false,
    is_default: false,
    mtu: 1450,
    port_security_enabled: true,
    qos_policy_id: null,
    dns_domain: '',
    availability_zone_hints: [],
    ...born(desk.now, 2),
    ...about,
    'provider:network_type': 'vxlan',
    'provider:physical_network': null,
    'provider:segmentation_id': null,
    ...below,
  };
  desk.state.put('networks', network);
  return network;
}

function makeSubnet(desk: Desk, network: Item, name: string, range: string, about: JsonObject = {}): Item {
  const cidr = parseCidr(range) ?? { version: 4, first: 0n, last: 0n, prefix: 32 };
  const gateway = cidr.version === 6 ? range.replace('/64', '1') : usualGateway(cidr);
  const subnet: Item = {
    id: uuid(),
    name,
    network_id: network.id,
    project_id: network.project_id,
    description: '',
    ip_version: cidr.version,
    cidr: range,
    gateway_ip: gateway,
    allocation_pools: wholePools(cidr, gateway),
    enable_dhcp: true,
    dns_nameservers: [],
    host_routes: [],
    ipv6_ra_mode: null,
    ipv6_address_mode: null,
    subnetpool_id: null,
    segment_id: null,
    service_types: [],
    ...born(desk.now),
    ...about,
  };
  desk.state.put('subnets', subnet);
  return subnet;
}

/**
 * Fills the network service: `public`, outside, and `private`, the project demo's, behind `router1`.
 * Devstack keeps `private` for demo; here it is shared, so that a server without wishes finds one network, whoever
 * asks for it: an admin, a member, or a project of one's own.
 */
export function seedNetwork(desk: Desk): void {
  const projects = desk.state.all('projects');
  const idOf = (name: string) => projects.find(each => each.name === name)?.id ?? '';
  const [admin, demo] = [idOf('admin'), idOf('demo')];
  for (const project of [admin, demo]) ensureDefaultGroup(desk, project);

  const flat = { 'provider:network_type': 'flat', 'provider:physical_network': 'public' };
  const outside = { 'router:external': true, is_default: true, mtu: 1500 };
  const open = makeNetwork(desk, admin, 'public', outside, flat);
  makeSubnet(desk, open, 'public-subnet', '172.24.4.0/24', { enable_dhcp: false });

  const own = makeNetwork(desk, demo, 'private', { shared: true }, { 'provider:segmentation_id': 1 });
  const inside = makeSubnet(desk, own, 'private-subnet', '10.0.0.0/26');
  const slaac = { ipv6_ra_mode: 'slaac', ipv6_address_mode: 'slaac' };
  const inside6 = makeSubnet(desk, own, 'ipv6-private-subnet', 'fd00:10::/64', slaac);

  const about = {
    name: 'router1',
    description: '',
    admin_state_up: true,
    status: 'ACTIVE',
    distributed: false,
  };
  const more = { ha: false, flavor_id: null, availability_zone_hints: [], routes: [] };
  const router: Item = { id: uuid(), ...about, ...more, project_id: demo, ...born(desk.now, 4) };
  desk.state.put('routers', router);
  makeGateway(desk, router, open.id, undefined);
  makeInterface(desk, router, inside);
  makeInterface(desk, router, inside6);
  serveDhcp(desk, own.id);
}
