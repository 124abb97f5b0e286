/** How subnets are kept: their networks know of changes, their ports of DHCP servers come and go with them. */
import { text } from '../../clients/json.ts';
import type { Item, State } from '../state.ts';
import { fixedIpsOf, freeAddress, isAuto, subnetsOf } from './addresses.ts';
import { changePort, dropPort, hasAddressIn, isAutomatic, makePort, portsOn } from './port-store.ts';
import { type Desk, touched } from './resource.ts';

/** Where DHCP servers and routers run. */
export const NETWORK_HOST = 'network1';

/** Notes at a network that its subnets are others. */
export function touchNetwork(desk: Desk, id: string): void {
  const network = desk.state.get('networks', id);
  if (network) desk.state.put('networks', touched(network, desk.now));
}

/** Takes a subnet away, out of all ports that may be without. */
export function dropSubnet(state: State, subnet: Item): void {
  state.remove('subnets', subnet.id);
  state.remove('address_hints', subnet.id);
}

/** Gives a network the port of its DHCP server, with an address in each subnet that has one. */
export function serveDhcp(desk: Desk, id: string): void {
  const { state, now } = desk;
  const network = state.get('networks', id);
  if (!network) return;
  const served = subnetsOf(state, id).filter(subnet => subnet.enable_dhcp === true);
  const port = portsOn(state, id).find(isAutomatic);
  if (served.length === 0) {
    if (port) dropPort(state, port);
    return;
  }
  if (!port) {
    const about = {
      network_id: id,
      project_id: network.project_id,
      device_id: `dhcp-${id}`,
      device_owner: 'network:dhcp',
      'binding:host_id': NETWORK_HOST,
      port_security_enabled: false,
      status: 'ACTIVE',
    };
    makePort(
      desk,
      about,
      served.map(subnet => ({ subnet: subnet.id })),
    );
    return;
  }
  const fixed = fixedIpsOf(port).filter(each => served.some(subnet => subnet.id === each.subnet_id));
  for (const subnet of served) {
    if (hasAddressIn(port, subnet.id) || isAuto(subnet)) continue;
    const address = freeAddress(state, subnet);
    if (address !== undefined) fixed.push({ subnet_id: subnet.id, ip_address: address });
  }
  changePort(state, port, { fixed_ips: fixed }, now);
}

/** Takes a DHCP server's address out of a subnet that goes. */
export function leaveSubnet(desk: Desk, subnet: Item): void {
  for (const port of portsOn(desk.state, text(subnet, 'network_id'))) {
    if (!hasAddressIn(port, subnet.id)) continue;
    const rest = fixedIpsOf(port).filter(each => each.subnet_id !== subnet.id);
    if (rest.length === 0 && isAutomatic(port)) dropPort(desk.state, port);
    else changePort(desk.state, port, { fixed_ips: rest }, desk.now);
  }
}
