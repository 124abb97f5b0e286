/** Connecting routers to subnets: `add_router_interface` and `remove_router_interface`. */
import { isObject, type JsonObject, text } from '../../clients/json.ts';
import { ok } from '../http.ts';
import { type Call, Refusal, type Routes } from '../service.ts';
import type { Item } from '../state.ts';
import { cidrOf, fixedIpsOf } from './addresses.ts';
import { formatCidr, overlaps } from './ip.ts';
import { seenNetwork } from './networks.ts';
import { changePort, dropPort, hasAddressIn } from './port-store.ts';
import { badResource, unknown } from './refusals.ts';
import { find, isOwn, touched } from './resource.ts';
import { floatingOf, interfacesOf, makeInterface, subnetIdsOf } from './router-store.ts';
import { routerKind } from './routers.ts';

function refuse(message: string): Refusal {
  return badResource('router', message);
}

function asked(call: Call): { router: Item; subnet: string; port: string } {
  const router = find(call, routerKind, call.params.id ?? '');
  const body = isObject(call.body) ? call.body : {};
  return { router, subnet: text(body, 'subnet_id'), port: text(body, 'port_id') };
}

function answer(router: Item, port: Item): JsonObject {
  const subnets = fixedIpsOf(port).map(each => each.subnet_id);
  return {
    id: router.id,
    tenant_id: router.project_id,
    port_id: port.id,
    network_id: port.network_id,
    subnet_id: subnets[0] ?? null,
    subnet_ids: subnets,
  };
}

/** @throws Refusal 400 for a subnet that the router has, or that has the addresses of one */
function checkSubnet(call: Call, router: Item, subnet: Item): void {
  for (const id of subnetIdsOf(call.state, router.id)) {
    if (id === subnet.id) throw refuse(`Router already has a port on subnet ${id}`);
    const other = call.state.get('subnets', id);
    if (!other || !overlaps(cidrOf(other), cidrOf(subnet))) continue;
    const [own, new_] = [formatCidr(cidrOf(other)), formatCidr(cidrOf(subnet))];
    throw refuse(`Cidr ${new_} of subnet ${subnet.id} overlaps with cidr ${own} of subnet ${id}`);
  }
}

function addSubnet(call: Call, router: Item, id: string): Item {
  const subnet = call.state.get('subnets', id);
  if (!subnet) throw unknown('Subnet', id);
  seenNetwork(call, text(subnet, 'network_id'));
  if (text(subnet, 'gateway_ip') === '') throw refuse('Subnet for router interface must have a gateway IP');
  checkSubnet(call, router, subnet);
  return makeInterface(call, router, subnet);
}

function addPort(call: Call, router: Item, id: string): Item {
  const port = call.state.get('ports', id);
  if (!port || !isOwn(call, port)) throw unknown('Port', id);
  const device = text(port, 'device_id');
  if (device !== '') {
    const sentence = `Unable to complete operation on port ${id} for network ${text(port, 'network_id')}. Port already has an attached device ${device}.`;
    throw new Refusal(409, sentence, 'PortInUse');
  }
  const fixed = fixedIpsOf(port);
  if (fixed.length === 0) throw refuse('Router port must have at least one fixed IP');
  for (const each of fixed) {
    const subnet = call.state.get('subnets', each.subnet_id);
    if (subnet) checkSubnet(call, router, subnet);
  }
  const device_owner = 'network:router_interface';
  return changePort(call.state, port, { device_id: router.id, device_owner }, call.now);
}

function interfaceFor(call: Call, router: Item, port: string, subnet: string): Item {
  const all = interfacesOf(call.state, router.id);
  const found = all.find(each => (port === '' ? hasAddressIn(each, subnet) : each.id === port));
  if (found) return found;
  if (port !== '') {
    const sentence = `Router ${router.id} does not have an interface with id ${port}`;
    throw new Refusal(404, sentence, 'RouterInterfaceNotFound');
  }
  const sentence = `Router ${router.id} has no interface on subnet ${subnet}`;
  throw new Refusal(404, sentence, 'RouterInterfaceNotFoundForSubnet');
}

/** Notes at a router that what is connected to it changed. */
function touch(call: Call, router: Item): void {
  call.state.put('routers', touched(router, call.now));
}

export const routerInterfaceRoutes: Routes = {
  'PUT /routers/:id/add_router_interface': call => {
    const { router, subnet, port } = asked(call);
    if (subnet !== '' && port !== '') throw refuse('Cannot specify both subnet-id and port-id');
    if (subnet === '' && port === '') throw refuse('Either subnet_id or port_id must be specified');
    const made = subnet === '' ? addPort(call, router, port) : addSubnet(call, router, subnet);
    touch(call, router);
    return ok(answer(router, made));
  },
  'PUT /routers/:id/remove_router_interface': call => {
    const { router, subnet, port } = asked(call);
    if (subnet === '' && port === '') throw refuse('Either subnet_id or port_id must be specified');
    if (port === '' && !call.state.get('subnets', subnet)) throw unknown('Subnet', subnet);
    const gone = interfaceFor(call, router, port, subnet);
    for (const { subnet_id } of fixedIpsOf(gone)) {
      const needed = floatingOf(call.state, router.id).some(floating => {
        const target = call.state.get('ports', text(floating, 'port_id'));
        return target !== undefined && hasAddressIn(target, subnet_id);
      });
      if (!needed) continue;
      const sentence = `Router interface for subnet ${subnet_id} on router ${router.id} cannot be deleted, as it is required by one or more floating IPs.`;
      throw new Refusal(409, sentence, 'RouterInterfaceInUseByFloatingIP');
    }
    dropPort(call.state, gone);
    touch(call, router);
    return ok(answer(router, gone));
  },
};
