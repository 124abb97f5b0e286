/** Routers. */
import { children, isList, isObject, type JsonObject, text } from '../../clients/json.ts';
import { type Call, Refusal } from '../service.ts';
import type { Item } from '../state.ts';
import { cidrOf, fixedIpsOf } from './addresses.ts';
import { anything, asBool, type Check, COMMON, type Fields, listOf, textOf } from './fields.ts';
import { parseCidr, parseIp } from './ip.ts';
import { seenNetwork } from './networks.ts';
import { portsOfDevice } from './port-store.ts';
import { badField, badResource } from './refusals.ts';
import { change, isOwn, type Kind } from './resource.ts';
import {
  dropGateway,
  floatingOf,
  gatewayOf,
  interfacesOf,
  makeGateway,
  subnetIdsOf,
} from './router-store.ts';

/** A router's own routes. */
export const routesCheck: Check = (value, key) => {
  if (value !== null && !isList(value))
    throw badField(key, `Invalid data format for hostroute: '${String(value)}'`);
  for (const each of isList(value) ? value : []) {
    const route = isObject(each) ? each : {};
    if (!parseCidr(text(route, 'destination')))
      throw badField(key, `'${text(route, 'destination')}' is not a valid CIDR`);
    if (parseIp(text(route, 'nexthop')) === undefined)
      throw badField(key, `'${text(route, 'nexthop')}' is not a valid IP address`);
  }
  return value ?? [];
};

const fields: Fields = {
  ...COMMON,
  admin_state_up: { check: asBool, initial: true },
  status: { check: anything, given: 'never' },
  external_gateway_info: { check: value => (isObject(value) ? value : null), initial: null },
  distributed: { check: asBool, optional: true },
  ha: { check: asBool, optional: true },
  flavor_id: { check: anything, given: 'create', initial: null },
  availability_zone_hints: { check: listOf(textOf()), given: 'create', initial: [] },
  availability_zones: { check: anything, given: 'never' },
  conntrack_helpers: { check: anything, given: 'never' },
  routes: {
    check: routesCheck,
    given: 'update',
    initial: [],
  },
};

function gatewayInfo(call: Call, router: Item): JsonObject | null {
  const gateway = gatewayOf(call.state, router.id);
  if (!gateway) return null;
  const { network_id } = gateway;
  return { network_id, external_fixed_ips: fixedIpsOf(gateway), enable_snat: router.enable_snat !== false };
}

function view(call: Call, router: Item): JsonObject {
  const { distributed, ha, enable_snat: _snat, ...rest } = router;
  const placed = portsOfDevice(call.state, router.id).length > 0;
  return {
    ...rest,
    tenant_id: router.project_id,
    external_gateway_info: gatewayInfo(call, router),
    availability_zones: placed ? ['nova'] : [],
    conntrack_helpers: [],
    ...(call.caller.isAdmin ? { distributed, ha } : {}),
  };
}

/** Puts a router into an external network, or out of one. @throws Refusal */
function setGateway(call: Call, router: Item, wanted: JsonObject | null): void {
  const { state } = call;
  const network = wanted === null ? '' : text(wanted, 'network_id');
  const before = gatewayOf(state, router.id);
  if (network !== '' && seenNetwork(call, network)['router:external'] !== true)
    throw badResource('router', `Network ${network} is not an external network`);
  const wishes =
    wanted && isList(wanted.external_fixed_ips) ? children(wanted, 'external_fixed_ips') : undefined;
  if (before && before.network_id === network && wishes === undefined) return;
  const needed = floatingOf(state, router.id).some(each => each.floating_network_id === before?.network_id);
  if (before && before.network_id !== network && needed) {
    const sentence = `Gateway cannot be updated for router ${router.id}, since a gateway to external network ${text(before, 'network_id')} is required by one or more floating IPs.`;
    throw new Refusal(409, sentence, 'RouterExternalGatewayInUseByFloatingIp');
  }
  dropGateway(state, router.id);
  if (network === '') return;
  const asked = wishes?.map(each => ({
    ...(text(each, 'subnet_id') === '' ? {} : { subnet: text(each, 'subnet_id') }),
    ...(text(each, 'ip_address') === '' ? {} : { address: text(each, 'ip_address') }),
  }));
  makeGateway(call, router, network, asked);
}

/** @throws Refusal 400 for routes over hosts that are not in the router's networks */
export function checkRoutes(call: Call, router: Item, changes: JsonObject): void {
  const near = subnetIdsOf(call.state, router.id).flatMap(id => call.state.get('subnets', id) ?? []);
  for (const route of children(changes, 'routes')) {
    const [destination, nexthop] = [text(route, 'destination'), text(route, 'nexthop')];
    const value = parseIp(nexthop) ?? 0n;
    if (near.some(subnet => value >= cidrOf(subnet).first && value <= cidrOf(subnet).last)) continue;
    const sentence = `Invalid format for routes: [{'destination': '${destination}', 'nexthop': '${nexthop}'}], the nexthop is not connected with router`;
    throw new Refusal(400, sentence, 'InvalidRoutes');
  }
}

function snat(wanted: JsonObject | null): JsonObject {
  return wanted && wanted.enable_snat !== undefined ? { enable_snat: asBool(wanted.enable_snat) } : {};
}

export const routerKind: Kind = {
  plural: 'routers',
  single: 'router',
  path: 'routers',
  fields,
  filters: [
    'id',
    'name',
    'description',
    'project_id',
    'tenant_id',
    'status',
    'admin_state_up',
    'flavor_id',
    'revision_number',
    'created_at',
    'updated_at',
    'distributed',
    'ha',
  ],
  rules: {
    distributed: 'admin',
    ha: 'admin',
    external_gateway_info: 'any',
    'external_gateway_info.network_id': 'any',
    'external_gateway_info.enable_snat': 'admin',
    'external_gateway_info.external_fixed_ips': 'admin',
  },
  missing: id => new Refusal(404, `Router ${id} could not be found`, 'RouterNotFound'),
  view,
  visible: isOwn,
  create(call, values) {
    const { external_gateway_info: info, ...rest } = values;
    const wanted = isObject(info) ? info : null;
    const plain = { distributed: false, ha: false, ...rest, ...snat(wanted), revision_number: 1 };
    const router: Item = { ...plain, id: values.id, status: 'ACTIVE' };
    call.state.put('routers', router);
    setGateway(call, router, wanted);
    return router;
  },
  update(call, router, changes) {
    const { external_gateway_info: info, ...rest } = changes;
    const wanted = isObject(info) ? info : null;
    if (info !== undefined) setGateway(call, router, wanted);
    checkRoutes(call, router, changes);
    return change(call, 'routers', router, { ...rest, ...snat(wanted) });
  },
  remove(call, router) {
    const { state } = call;
    const ports = interfacesOf(state, router.id).map(({ id }) => id);
    if (ports.length > 0) {
      const sentence = `Router ${router.id} has ports still attached: ${ports.join(', ')}`;
      throw new Refusal(409, sentence, 'RouterInUse');
    }
    dropGateway(state, router.id);
    state.remove('routers', router.id);
  },
};
