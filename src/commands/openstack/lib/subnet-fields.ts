/** How subnets are shown, and the options that name their parts (openstackclient/network/v2/subnet.py). */
import { isList, isObject, type Json, type JsonObject } from '../../../clients/json.ts';
import { subnet } from '../../../clients/resources/network.ts';
import { listCell, listDictCell } from '../../../kernel/output/cells.ts';
import { str } from '../../../kernel/output/python.ts';
import { Formatted, type ShowResult } from '../../../kernel/output/result.ts';
import { records, texts } from '../../../kernel/params.ts';
import { showAttributes } from '../../../kernel/rows.ts';
import { everyAttribute } from './network.ts';

/** Allocation pools as `start-end,start-end`. */
export function poolsCell(value: Json | undefined): Formatted {
  const pools = isList(value) ? value.filter(isObject) : [];
  const words = pools.map(pool => `${str(pool.start ?? '')}-${str(pool.end ?? '')}`);
  return new Formatted(value ?? null, words.join(','), value ?? null);
}

/** Host routes, a line each, with the words of `--host-route`; as the service has them for machines. */
export function routesCell(value: Json | undefined): Formatted {
  const routes = isList(value) ? value.map(toGateway) : null;
  return new Formatted(value ?? null, listDictCell(routes).human, value ?? null);
}

function toGateway(route: Json): Json {
  if (!isObject(route) || !('nexthop' in route)) return route;
  const { nexthop, ...others } = route;
  return { ...others, gateway: nexthop };
}

/** Name servers in their own order, in which they are asked. */
export function serversCell(value: Json | undefined): Formatted {
  const names = isList(value) ? value.map(str) : [];
  return new Formatted(value ?? null, names.join(', '), value ?? null);
}

/** A subnet in full. @param item as the service sent it */
export function showSubnet(item: JsonObject): ShowResult {
  return showAttributes(everyAttribute(subnet, item), {
    rename: { is_dhcp_enabled: 'enable_dhcp', subnet_pool_id: 'subnetpool_id' },
    hide: ['location', 'use_default_subnet_pool', 'prefix_length', 'tenant_id'],
    format: {
      allocation_pools: poolsCell,
      dns_nameservers: serversCell,
      host_routes: routesCell,
      service_types: listCell,
      tags: listCell,
    },
  });
}

/** Routes as the API has them: the gateway is the next hop. */
export function toNextHop(routes: readonly Record<string, string>[]): Json[] {
  return routes.map(({ gateway, ...others }) =>
    gateway === undefined ? others : { ...others, nexthop: gateway },
  );
}

/** The options of create and set that may be repeated. */
export const subnetParts = {
  allocation_pools: records(
    '--allocation-pool start=<ip-address>,end=<ip-address>',
    { required: ['start', 'end'] },
    'Addresses to give out, such as start=192.168.199.2,end=192.168.199.254 (may be repeated)',
  ),
  dns_nameservers: texts('--dns-nameserver <dns-nameserver>', 'DNS server for guests (may be repeated)'),
  host_routes: records(
    '--host-route destination=<subnet>,gateway=<ip-address>',
    { required: ['destination', 'gateway'] },
    'Route for guests, such as destination=10.10.0.0/16,gateway=192.168.71.254 (may be repeated)',
  ),
  service_types: texts(
    '--service-type <service-type>',
    'Device owner whose ports it is for, such as network:floatingip_agent_gateway (may be repeated)',
  ),
};
