/** Subnets (Network API, "Subnets"). */
import { isList, type JsonObject } from '../../clients/json.ts';
import { network, subnet, subnetPool } from '../../clients/resources/network.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { deleting } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { listCell } from '../../kernel/output/cells.ts';
import { listPaged, markerPaging } from '../../kernel/paging.ts';
import { arg, args, flag, int, naming, text, texts } from '../../kernel/params.ts';
import { type Column, rows } from '../../kernel/rows.ts';
import { projectDomain, projectId } from './lib/identity.ts';
import { optionalId, removeAll } from './lib/network.ts';
import { either } from './lib/network-fields.ts';
import { poolsCell, routesCell, serversCell, showSubnet } from './lib/subnet-fields.ts';
import { tagFilters, tagQuery } from './lib/tags.ts';

const columns: readonly Column[] = [
  ['ID', 'id'],
  ['Name', 'name'],
  ['Network', 'network_id'],
  ['Subnet', 'cidr'],
];

const longColumns: readonly Column[] = [
  ...columns,
  ['Project', 'project_id'],
  ['DHCP', 'is_dhcp_enabled'],
  ['Name Servers', item => serversCell(item.dns_nameservers)],
  ['Allocation Pools', item => poolsCell(item.allocation_pools)],
  ['Host Routes', item => routesCell(item.host_routes)],
  ['IP Version', 'ip_version'],
  ['Gateway', 'gateway_ip'],
  ['Service Types', item => listCell(item.service_types)],
  ['Tags', item => listCell(item.tags)],
];

/** Whether a subnet has just these service types, in this order, as the peer compares them. */
function isFor(item: JsonObject, types: readonly string[]): boolean {
  const own = item.service_types;
  return isList(own) && own.length === types.length && types.every((type, index) => own[index] === type);
}

const list = command({
  summary: 'List subnets',
  params: {
    long: flag('--long', 'Show DHCP, name servers, pools, routes and more'),
    ip_version: {
      ...int('--ip-version <ip-version>', 'Only subnets of this IP version'),
      choices: ['4', '6'],
    },
    dhcp: flag('--dhcp', 'Only subnets with DHCP'),
    no_dhcp: flag('--no-dhcp', 'Only subnets without DHCP'),
    service_types: texts(
      '--service-type <service-type>',
      'Only subnets with just this service type, such as network:floatingip_agent_gateway (may be repeated)',
    ),
    project: naming('project', text('--project <project>', 'Only subnets of this project (name or ID)')),
    project_domain: projectDomain,
    network: naming('network', text('--network <network>', 'Only subnets of this network (name or ID)')),
    gateway: text('--gateway <gateway>', 'Only subnets with this gateway'),
    name: text('--name <name>', 'Only subnets of this name'),
    subnet_range: text('--subnet-range <subnet-range>', 'Only subnets of this range, such as 10.10.0.0/16'),
    subnet_pool: text('--subnet-pool <subnet-pool>', 'Only subnets from this subnet pool (name or ID)'),
    ...tagFilters('subnets'),
    ...markerPaging,
  },
  exclusive: [{ members: ['--dhcp', '--no-dhcp'] }],
  output: 'list',
  examples: [
    'openstack subnet list --network private',
    'openstack subnet list --long --ip-version 6 -f json',
  ],
  async run(context, values) {
    const [project_id, network_id, subnetpool_id] = await Promise.all([
      values.project ? projectId(context, values.project, values.project_domain) : undefined,
      optionalId(context, network, values.network),
      optionalId(context, subnetPool, values.subnet_pool),
    ]);
    const query = {
      cidr: values.subnet_range || undefined,
      gateway_ip: values.gateway || undefined,
      ip_version: values.ip_version,
      name: values.name || undefined,
      network_id,
      project_id,
      enable_dhcp: either(values.dhcp, values.no_dhcp),
      subnetpool_id,
      ...tagQuery(values),
    };
    const service = await context.network();
    const found = await listPaged(service, '/subnets', 'subnets', values, { query }, false);
    const items = found.map(item => attributes(subnet, item));
    const { service_types } = values;
    const wanted = service_types ? items.filter(item => isFor(item, service_types)) : items;
    return rows(values.long ? longColumns : columns, wanted);
  },
});

const show = command({
  summary: 'Show a subnet',
  params: { subnet: naming('subnet', arg('<subnet>', 'Name or ID of the subnet')) },
  output: 'show',
  run: async (context, values) => showSubnet(await context.find(subnet, values.subnet)),
});

const remove = command({
  summary: 'Delete subnets',
  params: { subnet: naming('subnet', args('<subnet>', 'Names or IDs of the subnets')) },
  output: 'none',
  run: (context, values) => removeAll(context, subnet, values.subnet, deleting('subnet')),
});

export default { list, show, delete: remove } satisfies Verbs;
