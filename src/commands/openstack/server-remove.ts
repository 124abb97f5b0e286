/** What can be taken from a server: addresses, ports, networks, security groups, volumes. */
import { HttpError } from '../../clients/errors.ts';
import { server } from '../../clients/resources/compute.ts';
import { floatingIp, network, port } from '../../clients/resources/network.ts';
import { volume } from '../../clients/resources/volume.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { arg, args, naming } from '../../kernel/params.ts';
import { inOrder } from '../../kernel/together.ts';
import { actOn } from './lib/server-action.ts';
import { changeSecurityGroups } from './lib/server-groups.ts';

/** The newest that the peer's SDK knows for interfaces and for attached volumes. */
const INTERFACES = '2.70';
const ATTACHMENTS = '2.89';

const giver = naming('server', arg('<server>', 'Server (name or ID)'));

async function detach(context: Context, id: string, portId: string): Promise<void> {
  const compute = await context.compute();
  await compute.delete(`/servers/${id}/os-interface/${portId}`, { microversion: INTERFACES });
}

const fixedIp = command({
  summary: 'Take an address from a server',
  params: { server: giver, ip_address: arg('<ip-address>', 'Address') },
  output: 'none',
  examples: ['openstack server remove fixed ip web1 ADDRESS'],
  async run(context, { server: name, ip_address }) {
    await actOn(context, name, 'removeFixedIp', { address: ip_address });
    return undefined;
  },
});

const removeFloatingIp = command({
  summary: 'Take a floating address from a server',
  params: { server: giver, ip_address: arg('<ip-address>', 'Floating address') },
  output: 'none',
  examples: ['openstack server remove floating ip web1 ADDRESS'],
  // The peer does not look at the server: a floating address leads to one port only.
  async run(context, { ip_address }) {
    const id = await context.findId(floatingIp, ip_address);
    await (await context.network()).put(`/floatingips/${id}`, { floatingip: { port_id: null } });
    return undefined;
  },
});

const removeNetwork = command({
  summary: 'Disconnect a server from a network',
  description: 'Disconnects a server from a network: all its ports there are taken from it.',
  params: { server: giver, network: naming('network', arg('<network>', 'Network (name or ID)')) },
  output: 'none',
  examples: ['openstack server remove network web1 private'],
  async run(context, { server: name, network: from }) {
    const [id, net] = await inOrder(context.findId(server, name), context.findId(network, from));
    const compute = await context.compute();
    const options = { microversion: INTERFACES };
    const items = await compute.list(`/servers/${id}/os-interface`, 'interfaceAttachments', options);
    // One after the other: the service locks the server for each.
    for (const { net_id, port_id } of items) {
      if (net_id === net && typeof port_id === 'string') await unlessGone(detach(context, id, port_id));
    }
    return undefined;
  },
});

/** Takes "not there" for done. */
async function unlessGone(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof HttpError) || error.status !== 404) throw error;
  }
}

const removePort = command({
  summary: 'Take a port from a server',
  params: { server: giver, port: naming('port', arg('<port>', 'Port (name or ID)')) },
  output: 'none',
  examples: ['openstack server remove port web1 port7'],
  async run(context, { server: name, port: wanted }) {
    const [id, portId] = await inOrder(context.findId(server, name), context.findId(port, wanted));
    await detach(context, id, portId);
    return undefined;
  },
});

const securityGroup = command({
  summary: 'Take security groups from a server',
  params: {
    server: giver,
    security_groups: naming('security-group', args('<security-group>', 'Security groups (name or ID)')),
  },
  output: 'none',
  examples: ['openstack server remove security group web1 ssh'],
  async run(context, { server: name, security_groups }) {
    await changeSecurityGroups(context, name, security_groups, 'remove');
    return undefined;
  },
});

const removeVolume = command({
  summary: 'Detach a volume from a server',
  params: { server: giver, volume: naming('volume', arg('<volume>', 'Volume (name or ID)')) },
  output: 'none',
  examples: ['openstack server remove volume web1 data1'],
  async run(context, { server: name, volume: wanted }) {
    const [id, volumeId] = await inOrder(context.findId(server, name), context.findId(volume, wanted));
    const compute = await context.compute();
    await compute.delete(`/servers/${id}/os-volume_attachments/${volumeId}`, { microversion: ATTACHMENTS });
    return undefined;
  },
});

export default {
  'fixed ip': fixedIp,
  'floating ip': removeFloatingIp,
  network: removeNetwork,
  port: removePort,
  'security group': securityGroup,
  volume: removeVolume,
} satisfies Verbs;
