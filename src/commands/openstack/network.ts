/** Networks (Network API, "Networks"). */

import { HttpError, NotFound } from '../../clients/errors.ts';
import type { JsonObject } from '../../clients/json.ts';
import { pathPart } from '../../clients/query.ts';
import { network } from '../../clients/resources/network.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { deleting } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError, sdkSentence } from '../../kernel/errors.ts';
import { listCell } from '../../kernel/output/cells.ts';
import { listPaged, markerPaging } from '../../kernel/paging.ts';
import { arg, args, choice, flag, naming, text } from '../../kernel/params.ts';
import { type Column, rows } from '../../kernel/rows.ts';
import { projectDomain, projectId } from './lib/identity.ts';
import { adminState, removeAll } from './lib/network.ts';
import { either, routerType, showNetwork } from './lib/network-fields.ts';
import { tagFilters, tagQuery } from './lib/tags.ts';

const columns: readonly Column[] = [
  ['ID', 'id'],
  ['Name', 'name'],
  ['Subnets', item => listCell(item.subnet_ids)],
];

const longColumns: readonly Column[] = [
  ['ID', 'id'],
  ['Name', 'name'],
  ['Status', 'status'],
  ['Project', 'project_id'],
  ['State', item => adminState(item.is_admin_state_up)],
  ['Shared', 'is_shared'],
  ['Subnets', item => listCell(item.subnet_ids)],
  ['Network Type', 'provider_network_type'],
  ['Router Type', item => routerType(item.is_router_external)],
  ['Availability Zones', item => listCell(item.availability_zones)],
  ['Tags', item => listCell(item.tags)],
];

/** The networks that a DHCP agent serves; an agent that there is not is an error of its own. */
async function ofAgent(context: Context, agent: string): Promise<JsonObject[]> {
  const service = await context.network();
  const path = `/agents/${pathPart(agent)}`;
  const networks = service.list(`${path}/dhcp-networks`, 'networks');
  networks.catch(() => undefined);
  try {
    await service.get(path);
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    if (context.manners === 'ostk' && error.status === 404) throw new NotFound('Agent', agent);
    const sentence = sdkSentence(error.failure).replace(/^\w+: \d+/, () => `No Agent found for ${agent}`);
    throw new CommandError(sentence, 1, { cause: error });
  }
  return networks;
}

const list = command({
  summary: 'List networks',
  params: {
    external: flag('--external', 'Only networks outside of the cloud, for routers to lead to'),
    internal: flag('--internal', 'Only networks inside of the cloud'),
    long: flag('--long', 'Show state, type, project and more'),
    name: text('--name <name>', 'Only networks of this name'),
    enable: flag('--enable', 'Only networks that are enabled'),
    disable: flag('--disable', 'Only networks that are disabled'),
    project: naming('project', text('--project <project>', 'Only networks of this project (name or ID)')),
    pvlan: flag('--pvlan', 'Only networks that are private VLANs'),
    no_pvlan: flag('--no-pvlan', 'Only networks that are no private VLANs'),
    project_domain: projectDomain,
    share: flag('--share', 'Only networks that projects share'),
    no_share: flag('--no-share', 'Only networks that projects do not share'),
    status: choice(
      '--status <status>',
      ['ACTIVE', 'BUILD', 'DOWN', 'ERROR'],
      'Only networks with this status',
    ),
    provider_network_type: choice(
      '--provider-network-type <provider-network-type>',
      ['flat', 'geneve', 'gre', 'local', 'vlan', 'vxlan'],
      'Only networks made this way',
    ),
    physical_network: text(
      '--provider-physical-network <provider-physical-network>',
      'Only networks on this physical network',
    ),
    segmentation_id: text(
      '--provider-segment <provider-segment>',
      'Only networks with this VLAN or tunnel ID',
    ),
    agent_id: text(
      '--agent <agent-id>',
      'Only networks that this DHCP agent serves; other filters do not apply',
    ),
    ...tagFilters('networks'),
    ...markerPaging,
  },
  exclusive: [
    { members: ['--external', '--internal'] },
    { members: ['--enable', '--disable'] },
    { members: ['--pvlan', '--no-pvlan'] },
    { members: ['--share', '--no-share'] },
  ],
  output: 'list',
  examples: ['openstack network list --external', 'openstack network list --long --project demo -f json'],
  async run(context, values) {
    if (values.agent_id) {
      const served = await ofAgent(context, values.agent_id);
      return rows(
        columns,
        served.map(item => attributes(network, item)),
      );
    }
    const query = {
      name: values.name,
      status: values.status,
      project_id: values.project
        ? await projectId(context, values.project, values.project_domain)
        : undefined,
      admin_state_up: either(values.enable, values.disable),
      'router:external': either(values.external, values.internal),
      shared: either(values.share, values.no_share),
      'provider:network_type': values.provider_network_type,
      'provider:physical_network': values.physical_network || undefined,
      'provider:segmentation_id': values.segmentation_id || undefined,
      ...tagQuery(values),
    };
    const service = await context.network();
    const pvlan = either(values.pvlan, values.no_pvlan);
    const found = await listPaged(service, '/networks', 'networks', values, { query }, false);
    const items = found.map(item => attributes(network, item));
    // The service has no filter for it.
    const wanted = pvlan === undefined ? items : items.filter(item => item.pvlan === pvlan);
    return rows(values.long ? longColumns : columns, wanted);
  },
});

const show = command({
  summary: 'Show a network',
  params: { network: naming('network', arg('<network>', 'Name or ID of the network')) },
  output: 'show',
  run: async (context, values) => showNetwork(await context.find(network, values.network)),
});

const remove = command({
  summary: 'Delete networks',
  params: { network: naming('network', args('<network>', 'Names or IDs of the networks')) },
  output: 'none',
  run: (context, values) => removeAll(context, network, values.network, deleting('network')),
});

export default { list, show, delete: remove } satisfies Verbs;
