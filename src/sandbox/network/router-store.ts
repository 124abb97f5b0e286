/** How routers are connected: their ports in subnets and in external networks. */
import { text } from '../../clients/json.ts';
import type { Item, State } from '../state.ts';
import { fixedIpsOf, type IpWish } from './addresses.ts';
import { dropPort, hasAddressIn, isRouters, makePort, portsOfDevice } from './port-store.ts';
import type { Desk } from './resource.ts';
import { NETWORK_HOST } from './subnet-store.ts';

/** A router's ports in subnets. */
export function interfacesOf(state: State, router: string): Item[] {
  return portsOfDevice(state, router).filter(isRouters);
}

/** A router's port in an external network. */
export function gatewayOf(state: State, router: string): Item | undefined {
  return portsOfDevice(state, router).find(port => port.device_owner === 'network:router_gateway');
}

/** Connects a router to a subnet, at the subnet's gateway address. */
export function makeInterface(desk: Desk, router: Item, subnet: Item): Item {
  const about = {
    network_id: text(subnet, 'network_id'),
    project_id: router.project_id,
    device_id: router.id,
    device_owner: 'network:router_interface',
    'binding:host_id': NETWORK_HOST,
    port_security_enabled: false,
    status: 'ACTIVE',
  };
  return makePort(desk, about, [{ subnet: subnet.id, address: text(subnet, 'gateway_ip') }]);
}

/** Connects a router to an external network; the port is nobody's. */
export function makeGateway(
  desk: Desk,
  router: Item,
  network: string,
  wishes: readonly IpWish[] | undefined,
): Item {
  const about = {
    network_id: network,
    project_id: '',
    device_id: router.id,
    device_owner: 'network:router_gateway',
    'binding:host_id': NETWORK_HOST,
    port_security_enabled: false,
    status: 'ACTIVE',
  };
  return makePort(desk, about, wishes);
}

/** Takes a router out of its external network. */
export function dropGateway(state: State, router: string): void {
  const gateway = gatewayOf(state, router);
  if (gateway) dropPort(state, gateway);
}

/** The router that leads from a subnet to an external network. */
export function routerBetween(state: State, subnet: string, external: string): string | undefined {
  const near = state
    .all('routers')
    .filter(({ id }) => interfacesOf(state, id).some(port => hasAddressIn(port, subnet)));
  return near.find(({ id }) => gatewayOf(state, id)?.network_id === external)?.id;
}

/** Floating addresses that a router leads to. */
export function floatingOf(state: State, router: string): Item[] {
  return state.all('floatingips').filter(each => each.router_id === router);
}

/** The subnets that a router is connected to. */
export function subnetIdsOf(state: State, router: string): string[] {
  return interfacesOf(state, router).flatMap(port => fixedIpsOf(port).map(each => each.subnet_id));
}
