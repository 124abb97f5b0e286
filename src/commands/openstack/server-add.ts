/** What can be given to a server: addresses, ports, networks, security groups, volumes. */
import { HttpError } from '../../clients/errors.ts';
import { child, children, type JsonObject, text as textOf } from '../../clients/json.ts';
import { server } from '../../clients/resources/compute.ts';
import { floatingIp, network, port } from '../../clients/resources/network.ts';
import { volume } from '../../clients/resources/volume.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import { demand, supports } from '../../kernel/microversion.ts';
import { listDictCell } from '../../kernel/output/cells.ts';
import { arg, args, flag, naming, text } from '../../kernel/params.ts';
import { type Column, fields } from '../../kernel/rows.ts';
import { inOrder } from '../../kernel/together.ts';
import { changeSecurityGroups } from './lib/server-groups.ts';

/** The newest that the peer's SDK knows for interfaces and for attached volumes. */
const INTERFACES = '2.70';
const ATTACHMENTS = '2.89';
const TAG_SINCE = '2.49';
const DELETE_SINCE = '2.79';

const receiver = naming('server', arg('<server>', 'Server (name or ID)'));
const interfaceTag = text('--tag <tag>', "The interface's tag (microversion 2.49 and newer)");

async function checkTag(context: Context, tag: string | undefined): Promise<void> {
  const message = '--os-compute-api-version 2.49 or greater is required to support the --tag option';
  if (tag) await demand(await context.compute(), TAG_SINCE, message);
}

/** Gives a server an interface. @returns the interface */
async function attach(context: Context, id: string, interfaceAttachment: JsonObject): Promise<JsonObject> {
  const compute = await context.compute();
  const options = { microversion: INTERFACES };
  const body = await compute.post(`/servers/${id}/os-interface`, { interfaceAttachment }, options);
  return { ...child(body, 'interfaceAttachment'), server_id: id };
}

const fixedIp = command({
  summary: 'Give a server an address of a network',
  params: {
    server: receiver,
    network: naming('network', arg('<network>', 'Network that the address is from (name or ID)')),
    fixed_ip_address: text('--fixed-ip-address <ip-address>', 'The address (default: any that is free)'),
    tag: interfaceTag,
  },
  output: 'show',
  examples: [
    'openstack server add fixed ip web1 private',
    'openstack server add fixed ip --fixed-ip-address 10.0.0.7 web1 private',
  ],
  async run(context, { server: name, network: from, fixed_ip_address, tag }) {
    await checkTag(context, tag);
    const [id, net_id] = await inOrder(context.findId(server, name), context.findId(network, from));
    const item = await attach(context, id, {
      net_id,
      ...(fixed_ip_address ? { fixed_ips: [{ ip_address: fixed_ip_address }] } : {}),
      ...(tag ? { tag } : {}),
    });
    const columns: Column[] = [
      ['Port ID', 'port_id'],
      ['Server ID', 'server_id'],
      ['Network ID', 'net_id'],
      ['MAC Address', 'mac_addr'],
      ['Port State', 'port_state'],
      ['Fixed IPs', ({ fixed_ips }) => listDictCell(fixed_ips)],
    ];
    if (tag) columns.push(['Tag', 'tag']);
    return fields(columns, item);
  },
});

const addNetwork = command({
  summary: 'Connect a server to a network',
  params: {
    server: receiver,
    network: naming('network', arg('<network>', 'Network (name or ID)')),
    tag: interfaceTag,
  },
  output: 'none',
  examples: ['openstack server add network web1 private'],
  async run(context, { server: name, network: to, tag }) {
    const [id, net_id] = await inOrder(context.findId(server, name), context.findId(network, to));
    await checkTag(context, tag);
    await attach(context, id, { net_id, ...(tag ? { tag } : {}) });
    return undefined;
  },
});

const addPort = command({
  summary: 'Give a server a port',
  params: { server: receiver, port: naming('port', arg('<port>', 'Port (name or ID)')), tag: interfaceTag },
  output: 'none',
  examples: ['openstack server add port web1 port7'],
  async run(context, { server: name, port: wanted, tag }) {
    const [id, port_id] = await inOrder(context.findId(server, name), context.findId(port, wanted));
    await checkTag(context, tag);
    await attach(context, id, { port_id, ...(tag ? { tag } : {}) });
    return undefined;
  },
});

const securityGroup = command({
  summary: 'Put security groups on a server',
  params: {
    server: receiver,
    security_groups: naming('security-group', args('<security-group>', 'Security groups (name or ID)')),
  },
  output: 'none',
  examples: ['openstack server add security group web1 web ssh'],
  async run(context, { server: name, security_groups }) {
    await changeSecurityGroups(context, name, security_groups, 'add');
    return undefined;
  },
});

const addVolume = command({
  summary: 'Attach a volume to a server',
  params: {
    server: receiver,
    volume: naming('volume', arg('<volume>', 'Volume (name or ID)')),
    device: text('--device <device>', 'What the server is to call it, such as /dev/vdb (a wish)'),
    tag: text('--tag <tag>', "The volume's tag for the server (microversion 2.49 and newer)"),
    enable_delete_on_termination: flag(
      '--enable-delete-on-termination',
      'Delete the volume together with the server (microversion 2.79 and newer)',
    ),
    disable_delete_on_termination: flag(
      '--disable-delete-on-termination',
      'Keep the volume when the server is deleted (microversion 2.79 and newer)',
    ),
  },
  exclusive: [{ members: ['--enable-delete-on-termination', '--disable-delete-on-termination'] }],
  output: 'show',
  examples: ['openstack server add volume web1 data1'],
  async run(context, { server: name, volume: wanted, device = null, tag, ...on }) {
    const compute = await context.compute();
    const [id, volumeId] = await inOrder(context.findId(server, name), context.findId(volume, wanted));
    await checkTag(context, tag);
    for (const verb of ['enable', 'disable'] as const) {
      const message = `--os-compute-api-version 2.79 or greater is required to support the --${verb}-delete-on-termination option.`;
      if (on[`${verb}_delete_on_termination`]) await demand(compute, DELETE_SINCE, message);
    }
    const volumeAttachment = {
      volumeId,
      device,
      ...(tag ? { tag } : {}),
      ...(on.enable_delete_on_termination ? { delete_on_termination: true } : {}),
      ...(on.disable_delete_on_termination ? { delete_on_termination: false } : {}),
    };
    const body = await compute.post(
      `/servers/${id}/os-volume_attachments`,
      { volumeAttachment },
      { microversion: ATTACHMENTS },
    );
    const columns: Column[] = [
      ['ID', item => item.id ?? item.volumeId],
      ['Server ID', () => id],
      ['Volume ID', 'volumeId'],
      ['Device', 'device'],
    ];
    if (await supports(compute, TAG_SINCE)) columns.push(['Tag', 'tag']);
    if (await supports(compute, DELETE_SINCE))
      columns.push(['Delete On Termination', 'delete_on_termination']);
    return fields(columns, child(body, 'volumeAttachment'));
  },
});

const addFloatingIp = command({
  summary: 'Give a server a floating address',
  params: {
    server: receiver,
    ip_address: arg('<ip-address>', 'Floating address'),
    fixed_ip_address: text(
      '--fixed-ip-address <ip-address>',
      "The server's own address that it leads to (default: the first that is reachable from outside)",
    ),
  },
  output: 'none',
  examples: ['openstack server add floating ip web1 ADDRESS'],
  async run(context, { server: name, ip_address, fixed_ip_address }) {
    const [floating, id] = await inOrder(
      context.findId(floatingIp, ip_address),
      context.findId(server, name),
    );
    const networks = await context.network();
    const ports = await networks.list('/ports', 'ports', { query: { device_id: id } });
    if (ports.length === 0) throw new CommandError('No attached ports found to associate floating IP with');
    const lead = async (floatingip: JsonObject): Promise<void> => {
      await networks.put(`/floatingips/${floating}`, { floatingip });
    };
    if (fixed_ip_address) {
      const owner = ports.find(item =>
        children(item, 'fixed_ips').some(({ ip_address: own }) => own === fixed_ip_address),
      );
      if (!owner) throw new CommandError(`No port found for fixed IP address ${fixed_ip_address}`);
      await lead({ fixed_ip_address, port_id: textOf(owner, 'id') });
      return undefined;
    }
    // A port without a router to the outside is refused with 404: the next one is tried, the last refusal counts.
    let refused: unknown;
    for (const { id: port_id = null } of ports) {
      try {
        await lead({ port_id });
        return undefined;
      } catch (error) {
        if (!(error instanceof HttpError) || error.status !== 404) throw error;
        context.log.info(`Skipped port ${port_id} because it is not attached to an external gateway`);
        refused = error;
      }
    }
    throw refused;
  },
});

export default {
  'fixed ip': fixedIp,
  'floating ip': addFloatingIp,
  network: addNetwork,
  port: addPort,
  'security group': securityGroup,
  volume: addVolume,
} satisfies Verbs;
