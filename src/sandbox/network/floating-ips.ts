/** Floating addresses: addresses of an external network that lead to a port. */
import { type JsonObject, text } from '../../clients/json.ts';
import { type Call, Refusal } from '../service.ts';
import type { Item } from '../state.ts';
import { fixedIpsOf } from './addresses.ts';
import { dnsDomainCheck, dnsNameCheck } from './dns.ts';
import { anything, COMMON, type Fields, ipCheck, orNull, uuidCheck } from './fields.ts';
import { seenNetwork } from './networks.ts';
import { dropPort, makePort, portsOfDevice } from './port-store.ts';
import { badResource, unknown } from './refusals.ts';
import { change, isOwn, type Kind } from './resource.ts';
import { routerBetween } from './router-store.ts';

const { name: _name, ...common } = COMMON;
const fixed = { check: anything, given: 'never' as const };

const fields: Fields = {
  ...common,
  floating_network_id: { check: uuidCheck, given: 'create' },
  subnet_id: { check: orNull(uuidCheck), given: 'create', optional: true },
  floating_ip_address: { check: orNull(ipCheck), given: 'create', initial: null },
  port_id: { check: orNull(uuidCheck), initial: null },
  fixed_ip_address: { check: orNull(ipCheck), initial: null },
  qos_policy_id: { check: orNull(uuidCheck), initial: null },
  dns_domain: { check: dnsDomainCheck, given: 'create', initial: '' },
  dns_name: { check: dnsNameCheck, given: 'create', initial: '' },
  router_id: fixed,
  status: fixed,
  port_details: fixed,
  port_forwardings: fixed,
};

function details(call: Call, floating: Item): JsonObject | null {
  const port = call.state.get('ports', text(floating, 'port_id'));
  if (!port) return null;
  const { name, network_id, mac_address, admin_state_up, status, device_id, device_owner } = port;
  return { name, network_id, mac_address, admin_state_up, status, device_id, device_owner };
}

/** Where a floating address leads. @throws Refusal when it cannot lead to the port */
function target(call: Call, floating: Item, wanted: JsonObject): JsonObject {
  const { state } = call;
  const id = text(wanted, 'port_id');
  if (id === '') return { port_id: null, fixed_ip_address: null, router_id: null };
  const port = state.get('ports', id);
  if (!port || !isOwn(call, port)) throw unknown('Port', id);
  const asked = text(wanted, 'fixed_ip_address');
  const ips = fixedIpsOf(port).filter(each => !each.ip_address.includes(':'));
  const ip = ips.find(each => asked === '' || each.ip_address === asked);
  if (!ip) {
    if (asked === '')
      throw badResource(
        'floatingip',
        `Cannot add floating IP to port ${id} that has no fixed IPv4 addresses`,
      );
    throw badResource('floatingip', `Port ${id} does not have fixed ip ${asked}`);
  }
  if (asked === '' && ips.length > 1)
    throw badResource(
      'floatingip',
      `Port ${id} has multiple fixed IPv4 addresses.  Must provide a specific IPv4 address when assigning a floating IP`,
    );
  const external = text(floating, 'floating_network_id');
  const taken = state
    .by('floatingips', 'port_id', id)
    .find(
      each =>
        each.id !== floating.id &&
        each.fixed_ip_address === ip.ip_address &&
        each.floating_network_id === external,
    );
  if (taken) {
    const sentence = `Cannot associate floating IP ${text(floating, 'floating_ip_address')} (${floating.id}) with port ${id} using fixed IP ${ip.ip_address}, as that fixed IP already has a floating IP on external network ${external}.`;
    throw new Refusal(409, sentence, 'FloatingIPPortAlreadyAssociated');
  }
  const router = routerBetween(state, ip.subnet_id, external);
  if (router === undefined) {
    const sentence = `External network ${external} is not reachable from subnet ${ip.subnet_id}.  Therefore, cannot associate Port ${id} with a Floating IP.`;
    throw new Refusal(404, sentence, 'ExternalGatewayForFloatingIPNotFound');
  }
  return { port_id: id, fixed_ip_address: ip.ip_address, router_id: router };
}

/** The status follows a moment later, when the router knows. */
function settle(call: Call, id: string): void {
  call.state.schedule(call.after(1), 'network/floatingip', { id });
}

export const floatingIpKind: Kind = {
  plural: 'floatingips',
  single: 'floatingip',
  path: 'floatingips',
  fields,
  filters: [
    'id',
    'description',
    'project_id',
    'tenant_id',
    'floating_network_id',
    'floating_ip_address',
    'port_id',
    'fixed_ip_address',
    'router_id',
    'status',
    'qos_policy_id',
    'dns_name',
    'dns_domain',
    'revision_number',
    'created_at',
    'updated_at',
  ],
  rules: { floating_ip_address: 'admin' },
  missing: id => new Refusal(404, `Floating IP ${id} could not be found`, 'FloatingIPNotFound'),
  view: (call, floating) => ({
    ...floating,
    tenant_id: floating.project_id,
    port_details: details(call, floating),
    port_forwardings: [],
  }),
  visible: isOwn,
  create(call, values) {
    const network = seenNetwork(call, text(values, 'floating_network_id'));
    if (network['router:external'] !== true)
      throw badResource('floatingip', `Network ${network.id} is not a valid external network`);
    const subnet = text(values, 'subnet_id');
    const address = text(values, 'floating_ip_address');
    const wish = { ...(subnet === '' ? {} : { subnet }), ...(address === '' ? {} : { address }) };
    const about = {
      network_id: network.id,
      project_id: '',
      device_id: values.id,
      device_owner: 'network:floatingip',
      port_security_enabled: false,
      status: 'N/A',
    };
    const port = makePort(call, about, subnet === '' && address === '' ? undefined : [wish]);
    const { subnet_id: _subnet, ...rest } = values;
    const given: Item = {
      ...rest,
      id: values.id,
      floating_ip_address: fixedIpsOf(port)[0]?.ip_address ?? '',
    };
    const floating: Item = { ...given, ...target(call, given, values), id: values.id, status: 'DOWN' };
    call.state.put('floatingips', floating);
    if (floating.port_id !== null) settle(call, floating.id);
    return floating;
  },
  update(call, floating, changes) {
    const moves = changes.port_id !== undefined || changes.fixed_ip_address !== undefined;
    const wanted = { port_id: floating.port_id, ...changes };
    const led = moves ? target(call, floating, wanted) : {};
    const next = change(call, 'floatingips', floating, { ...changes, ...led });
    if (moves) settle(call, floating.id);
    return next;
  },
  remove(call, floating) {
    for (const port of portsOfDevice(call.state, floating.id)) dropPort(call.state, port);
    call.state.remove('floatingips', floating.id);
  },
};
