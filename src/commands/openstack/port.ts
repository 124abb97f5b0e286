/** Ports (Network API, "Ports"). */
import type { JsonObject } from '../../clients/json.ts';
import { server } from '../../clients/resources/compute.ts';
import { network, port, router, subnet } from '../../clients/resources/network.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { deleting } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { listCell, listDictCell } from '../../kernel/output/cells.ts';
import { listPaged, markerPaging } from '../../kernel/paging.ts';
import { arg, args, choice, flag, naming, records, text, texts } from '../../kernel/params.ts';
import { type Column, rows } from '../../kernel/rows.ts';
import { projectDomain, projectId } from './lib/identity.ts';
import { optionalId, removeAll } from './lib/network.ts';
import { showPort, subPorts } from './lib/port-fields.ts';
import { tagFilters, tagQuery } from './lib/tags.ts';

const columns: readonly Column[] = [
  ['ID', 'id'],
  ['Name', 'name'],
  ['MAC Address', 'mac_address'],
  ['Fixed IP Addresses', item => listDictCell(item.fixed_ips)],
  ['Status', 'status'],
];
const FIELDS = ['id', 'name', 'mac_address', 'fixed_ips', 'status'];

const pvlanColumns: readonly Column[] = [
  ['PVLAN Type', 'pvlan_type'],
  ['PVLAN Community', 'pvlan_community'],
];
const PVLAN_FIELDS = ['pvlan_type', 'pvlan_community'];

const longColumns: readonly Column[] = [
  ['Security Groups', item => listCell(item.security_group_ids)],
  ['Device Owner', 'device_owner'],
  ['Tags', item => listCell(item.tags)],
  ['Trunk subports', item => subPorts(item.trunk_details)],
];
const LONG_FIELDS = ['security_groups', 'device_owner', 'tags', 'trunk_details'];

/** What `--fixed-ip` of the list asks the service for; subnets are looked up. */
async function fixedIpQuery(context: Context, specs: readonly Record<string, string>[]): Promise<string[]> {
  const words = specs.map(async spec => [
    ...(spec.subnet ? [`subnet_id=${await context.findId(subnet, spec.subnet)}`] : []),
    ...('ip-address' in spec ? [`ip_address=${spec['ip-address']}`] : []),
    ...('ip-substring' in spec ? [`ip_address_substr=${spec['ip-substring']}`] : []),
  ]);
  return (await Promise.all(words)).flat();
}

interface PvlanFilters {
  readonly pvlan: boolean;
  readonly no_pvlan: boolean;
  readonly pvlan_type: string | undefined;
  readonly pvlan_community: string | undefined;
}

/** Whether a port passes the filters that the service does not have. */
function passes(item: JsonObject, values: PvlanFilters): boolean {
  if (values.pvlan_type !== undefined && item.pvlan_type !== values.pvlan_type) return false;
  if (values.pvlan_community !== undefined && item.pvlan_community !== values.pvlan_community) return false;
  if (values.pvlan) return item.pvlan_type !== null;
  return !values.no_pvlan || item.pvlan_type === null;
}

const list = command({
  summary: 'List ports',
  params: {
    device_owner: text('--device-owner <device-owner>', 'Only ports of this owner, such as network:dhcp'),
    host: naming('hypervisor', text('--host <host-id>', 'Only ports bound to this host')),
    network: naming('network', text('--network <network>', 'Only ports of this network (name or ID)')),
    router: text('--router <router>', 'Only ports of this router (name or ID)'),
    server: naming('server', text('--server <server>', 'Only ports of this server (name or ID)')),
    device_id: text('--device-id <device-id>', 'Only ports of the device with this ID'),
    mac_address: text('--mac-address <mac-address>', 'Only ports with this MAC address'),
    long: flag('--long', 'Show security groups, device owner, tags and trunk too'),
    project: naming('project', text('--project <project>', 'Only ports of this project (name or ID)')),
    pvlan_type: text('--pvlan-type <type>', 'Only ports of this private VLAN type'),
    pvlan_community: text('--pvlan-community <community-name>', 'Only ports of this private VLAN community'),
    pvlan: flag('--pvlan', 'Only ports of private VLANs'),
    no_pvlan: flag('--no-pvlan', 'Only ports outside of private VLANs'),
    name: text('--name <name>', 'Only ports of this name'),
    security_groups: naming(
      'security-group',
      texts('--security-group <security-group>', 'Only ports in this security group (may be repeated)'),
    ),
    status: choice('--status <status>', ['ACTIVE', 'BUILD', 'DOWN', 'ERROR'], 'Only ports with this status'),
    project_domain: projectDomain,
    fixed_ip: records(
      '--fixed-ip subnet=<subnet>,ip-address=<ip-address>,ip-substring=<ip-substring>',
      { optional: ['subnet', 'ip-address', 'ip-substring'] },
      'Only ports with an address in this subnet, this address, or one with this text in it (may be repeated)',
    ),
    ...tagFilters('ports'),
    ...markerPaging,
  },
  exclusive: [{ members: ['--router', '--server', '--device-id'] }, { members: ['--pvlan', '--no-pvlan'] }],
  output: 'list',
  examples: [
    'openstack port list --server web1',
    'openstack port list --fixed-ip ip-substring=10.0. --long -f json',
  ],
  async run(context, values) {
    const byPvlan =
      values.pvlan ||
      values.no_pvlan ||
      values.pvlan_type !== undefined ||
      values.pvlan_community !== undefined;
    const [routerId, serverId, network_id, project_id, fixed_ips] = await Promise.all([
      optionalId(context, router, values.router),
      optionalId(context, server, values.server),
      optionalId(context, network, values.network),
      values.project ? projectId(context, values.project, values.project_domain) : undefined,
      values.fixed_ip && fixedIpQuery(context, values.fixed_ip),
    ]);
    const query = {
      'binding:host_id': values.host || undefined,
      device_id: serverId ?? routerId ?? values.device_id,
      device_owner: values.device_owner,
      fields: [...FIELDS, ...(byPvlan ? PVLAN_FIELDS : []), ...(values.long ? LONG_FIELDS : [])],
      fixed_ips,
      mac_address: values.mac_address || undefined,
      name: values.name || undefined,
      network_id,
      status: values.status,
      project_id,
      security_groups: values.security_groups,
      ...tagQuery(values),
    };
    const service = await context.network();
    const found = await listPaged(service, '/ports', 'ports', values, { query }, false);
    const items = found.map(item => attributes(port, item)).filter(item => passes(item, values));
    return rows([...columns, ...(byPvlan ? pvlanColumns : []), ...(values.long ? longColumns : [])], items);
  },
});

const show = command({
  summary: 'Show a port',
  params: { port: naming('port', arg('<port>', 'Name or ID of the port')) },
  output: 'show',
  run: async (context, values) => showPort(await context.find(port, values.port)),
});

const remove = command({
  summary: 'Delete ports',
  params: { port: naming('port', args('<port>', 'Names or IDs of the ports')) },
  output: 'none',
  run: (context, values) => removeAll(context, port, values.port, deleting('port')),
});

export default { list, show, delete: remove } satisfies Verbs;
