/** Subnets. */
import { isList, isObject, type JsonObject, text } from '../../clients/json.ts';
import { type Call, Refusal } from '../service.ts';
import type { Item } from '../state.ts';
import { cidrOf, isAuto, subnetsOf } from './addresses.ts';
import {
  anything,
  asBool,
  asInt,
  type Check,
  COMMON,
  type Fields,
  ipCheck,
  listOf,
  oneOf,
  orNull,
  textOf,
  uuidCheck,
} from './fields.ts';
import { type Cidr, formatCidr, ipVersion, overlaps, parseCidr } from './ip.ts';
import { seenNetwork } from './networks.ts';
import { hasAddressIn, isAutomatic, isRouters, portsOn } from './port-store.ts';
import { badField, badResource, invalidInput, quoted, unknown } from './refusals.ts';
import { change, isOwn, type Kind } from './resource.ts';
import { checkedPools, checkGateway, poolsCheck, usualGateway, wholePools } from './subnet-ranges.ts';
import { dropSubnet, leaveSubnet, touchNetwork } from './subnet-store.ts';

const nameservers: Check = (value, key) => {
  const all = isList(value) ? value : [];
  if (!isList(value) && value !== null)
    throw badField(key, `Invalid data format for nameserver: ${quoted(value)}`);
  for (const [at, each] of all.entries()) {
    if (ipVersion(String(each)) === undefined)
      throw badField(
        key,
        `${quoted(each)} is not a valid nameserver. ${quoted(each)} is not a valid IP address`,
      );
    if (all.indexOf(each) !== at) throw badField(key, `Duplicate nameserver ${quoted(each)}`);
  }
  return all;
};

const routes: Check = (value, key) => {
  const all = isList(value) ? value : [];
  if (!isList(value) && value !== null)
    throw badField(key, `Invalid data format for hostroute: ${quoted(value)}`);
  for (const each of all) {
    const route = isObject(each) ? each : {};
    const [destination, nexthop] = [text(route, 'destination'), text(route, 'nexthop')];
    if (!destination.includes('/') || !parseCidr(destination))
      throw badField(key, `'${destination}' is not a valid CIDR`);
    if (ipVersion(nexthop) === undefined) throw badField(key, `'${nexthop}' is not a valid IP address`);
  }
  return all;
};

const mode = oneOf('dhcpv6-stateful', 'dhcpv6-stateless', 'slaac');

const fields: Fields = {
  ...COMMON,
  network_id: { check: uuidCheck, given: 'create' },
  ip_version: { check: (value, key) => oneOf(4, 6)(asInt(value), key), given: 'create' },
  cidr: { check: textOf(), given: 'create', optional: true },
  prefixlen: { check: asInt, given: 'create', optional: true },
  subnetpool_id: { check: orNull(uuidCheck), given: 'create', initial: null },
  use_default_subnetpool: { check: asBool, given: 'create', initial: false },
  gateway_ip: { check: orNull(ipCheck), optional: true },
  allocation_pools: { check: poolsCheck, optional: true },
  enable_dhcp: { check: asBool, initial: true },
  dns_nameservers: { check: nameservers, initial: [] },
  host_routes: { check: routes, initial: [] },
  ipv6_ra_mode: { check: orNull(mode), given: 'create', initial: null },
  ipv6_address_mode: { check: orNull(mode), given: 'create', initial: null },
  service_types: { check: listOf(textOf()), initial: [] },
  segment_id: { check: anything, initial: null },
};

function range(values: JsonObject): Cidr {
  const word = text(values, 'cidr');
  const version = values.ip_version;
  if (values.use_default_subnetpool === true && word === '')
    throw badResource('subnets', `No default subnetpool found for IPv${String(version)}`);
  const pool = text(values, 'subnetpool_id');
  if (pool !== '') throw unknown('Subnet pool', pool);
  if (word === '') throw badResource('subnets', 'a subnetpool must be specified in the absence of a cidr');
  const cidr = parseCidr(word);
  if (!cidr) throw invalidInput(`${word} is not in a CIDR format`);
  if (cidr.version !== version)
    throw invalidInput(`cidr '${word}' does not match the ip_version '${String(version)}'`);
  if (version === 4)
    for (const key of ['ipv6_ra_mode', 'ipv6_address_mode'])
      if (values[key] !== null) throw invalidInput(`${key} is not valid when ip_version is 4`);
  if (values.enable_dhcp === true) {
    if (cidr.first === 0n)
      throw invalidInput(
        `First IP '${word.split('/')[0] ?? ''}' of network is not supported if enable_dhcp is True.`,
      );
    if (cidr.prefix >= (version === 4 ? 31 : 127))
      throw invalidInput('Subnet has a prefix length that is incompatible with DHCP service enabled');
  }
  return cidr;
}

function view(call: Call, subnet: Item): JsonObject {
  const { segment_id, ...rest } = subnet;
  const admin = call.caller.isAdmin ? { segment_id } : {};
  return { ...rest, ...admin, tenant_id: subnet.project_id };
}

function ownsNetwork(call: Call, values: JsonObject): boolean {
  const network = call.state.get('networks', text(values, 'network_id'));
  return network !== undefined && isOwn(call, network);
}

export const subnetKind: Kind = {
  plural: 'subnets',
  single: 'subnet',
  path: 'subnets',
  fields,
  filters: [
    'id',
    'name',
    'description',
    'network_id',
    'project_id',
    'tenant_id',
    'ip_version',
    'cidr',
    'gateway_ip',
    'enable_dhcp',
    'shared',
    'subnetpool_id',
    'ipv6_ra_mode',
    'ipv6_address_mode',
    'segment_id',
    'service_types',
    'dns_nameservers',
    'host_routes',
    'revision_number',
    'created_at',
    'updated_at',
    'router:external',
  ],
  rules: { segment_id: 'admin', service_types: 'admin' },
  missing: id => unknown('Subnet', id),
  view,
  visible(call, subnet) {
    const network = call.state.get('networks', text(subnet, 'network_id'));
    if (isOwn(call, subnet) || !network) return isOwn(call, subnet);
    return isOwn(call, network) || network.shared === true || network['router:external'] === true;
  },
  owner: ownsNetwork,
  create(call, values) {
    const network = seenNetwork(call, text(values, 'network_id'));
    if (!isOwn(call, network) && network.shared !== true) {
      const sentence = `Tenant ${call.caller.projectId} not allowed to create subnet on this network`;
      throw new Refusal(403, sentence, 'HTTPForbidden');
    }
    const cidr = range(values);
    const gateway = values.gateway_ip === undefined ? usualGateway(cidr) : text(values, 'gateway_ip') || null;
    const given = isList(values.allocation_pools) && values.allocation_pools.length > 0;
    const pools = given ? checkedPools(values.allocation_pools ?? [], cidr) : wholePools(cidr, gateway);
    if (gateway !== null && (values.gateway_ip !== undefined || given)) checkGateway(gateway, cidr, pools);
    if (subnetsOf(call.state, network.id).some(other => overlaps(cidr, cidrOf(other))))
      throw invalidInput(
        `Requested subnet with cidr: ${formatCidr(cidr)} for network: ${network.id} overlaps with another subnet`,
      );
    const { prefixlen: _length, use_default_subnetpool: _pool, ...rest } = values;
    const subnet = { ...rest, cidr: formatCidr(cidr), gateway_ip: gateway, allocation_pools: pools };
    call.state.put('subnets', subnet);
    touchNetwork(call, network.id);
    if (values.enable_dhcp === true)
      call.state.schedule(call.after(1), 'network/dhcp', { network: network.id });
    return subnet;
  },
  update(call, subnet, changes) {
    const cidr = cidrOf(subnet);
    const given = changes.allocation_pools;
    const pools = given === undefined ? subnet.allocation_pools : checkedPools(given, cidr);
    const gateway = changes.gateway_ip === undefined ? subnet.gateway_ip : changes.gateway_ip;
    if (typeof gateway === 'string' && (given !== undefined || changes.gateway_ip !== undefined))
      checkGateway(gateway, cidr, isList(pools) ? pools.filter(isObject) : []);
    const next = change(call, 'subnets', subnet, {
      ...changes,
      ...(pools === undefined ? {} : { allocation_pools: pools }),
    });
    if (changes.enable_dhcp !== undefined)
      call.state.schedule(call.after(1), 'network/dhcp', { network: text(subnet, 'network_id') });
    return next;
  },
  remove(call, subnet) {
    const ports = portsOn(call.state, text(subnet, 'network_id')).filter(port =>
      hasAddressIn(port, subnet.id),
    );
    if (ports.some(port => !isAutomatic(port) && (!isAuto(subnet) || isRouters(port)))) {
      const sentence = `Unable to complete operation on subnet ${subnet.id}: One or more ports have an IP allocation from this subnet.`;
      throw new Refusal(409, sentence, 'SubnetInUse');
    }
    leaveSubnet(call, subnet);
    dropSubnet(call.state, subnet);
    touchNetwork(call, text(subnet, 'network_id'));
  },
};
