/** `virsh net-*` (tools/virsh-network.c). */
import {
  connectListAllNetworks,
  networkCreate,
  networkCreateXml,
  networkCreateXmlFlags,
  networkDefineXml,
  networkDefineXmlFlags,
  networkDestroy,
  networkGetAutostart,
  networkGetBridgeName,
  networkGetDhcpLeases,
  networkGetXmlDesc,
  networkIsActive,
  networkIsPersistent,
  networkSetAutostart,
  networkUndefine,
} from '../../clients/libvirt/protocol/network.ts';
import type { Procedure } from '../../clients/libvirt/protocol/procedure.ts';
import type { Network } from '../../clients/libvirt/protocol/types.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { naming } from '../../kernel/params.ts';
import { Failure, orFail } from '../../kernel/vsh/failure.ts';
import { data, flag, word } from '../../kernel/vsh/params.ts';
import { done, fields, listed, value } from '../../kernel/vsh/text.ts';
import { yesNo } from './lib/capacity.ts';
import { inactiveXml, XML_INACTIVE } from './lib/description.ts';
import { dumped, dumpParams } from './lib/dump.ts';
import { editNamed } from './lib/edit.ts';
import { findNetwork } from './lib/find.ts';
import { flagsOf } from './lib/flags.ts';
import { fileParams, readXml } from './lib/input.ts';
import { byName } from './lib/order.ts';
import { autostartOf } from './lib/pool.ts';
import { localTime } from './lib/time.ts';
import { uuidText } from './lib/uuid.ts';

const group = 'network';
const network = naming('libvirt-network', data('--network', 'Name or UUID of the network'));
const VALIDATE = 1;
const [INACTIVE, ACTIVE] = [1, 2];

/** virConnectListAllNetworksFlags by option. */
const FILTERS = { persistent: 4, transient: 8, autostart: 16, no_autostart: 32 } as const;

const list = command({
  summary: 'List networks',
  group,
  params: {
    inactive: flag('--inactive', 'Networks that are off'),
    all: flag('--all', 'Networks that are on and those that are off'),
    persistent: flag('--persistent', 'Networks that are defined'),
    transient: flag('--transient', 'Networks that go when they are stopped'),
    autostart: flag('--autostart', 'Networks that start with the host'),
    no_autostart: flag('--no-autostart', 'Networks that do not start with the host'),
    uuid: flag('--uuid', 'Print UUIDs only'),
    name: flag('--name', 'Print names only'),
    table: flag('--table', 'Print a table, as without any of these'),
  },
  output: 'text-list',
  async run(context, values) {
    if ([values.table, values.name, values.uuid].filter(Boolean).length > 1)
      throw new Failure('Only one argument from --table, --name and --uuid may be specified.');
    const which = values.all ? ACTIVE | INACTIVE : values.inactive ? INACTIVE : ACTIVE;
    const libvirt = await context.libvirt();
    const { nets } = await orFail(
      'Failed to list networks',
      libvirt.call(connectListAllNetworks, { needResults: 1, flags: which | flagsOf(values, FILTERS) }),
    );
    const sorted = byName(nets);
    if (values.uuid || values.name) {
      const cells = sorted.map(net => (values.uuid ? uuidText(net.uuid) : net.name));
      return {
        kind: 'text',
        text: () => cells.map(cell => `${cell}\n`).join(''),
        data: { kind: 'list', columns: [values.uuid ? 'UUID' : 'Name'], rows: cells.map(cell => [cell]) },
      };
    }
    const rows = await Promise.all(
      sorted.map(async net => {
        const [starts, active, persistent] = await Promise.all([
          autostartOf(libvirt.call(networkGetAutostart, { net })),
          libvirt.call(networkIsActive, { net }),
          libvirt.call(networkIsPersistent, { net }),
        ]);
        return [net.name, active.active ? 'active' : 'inactive', starts, yesNo(persistent.persistent)];
      }),
    );
    return listed(['Name', 'State', 'Autostart', 'Persistent'], rows);
  },
});

const info = command({
  summary: 'Tell about a network',
  group,
  params: { network },
  output: 'text-show',
  async run(context, values) {
    const net = await findNetwork(context, values.network);
    const libvirt = await context.libvirt();
    const [active, persistent, starts, bridge] = await Promise.all([
      libvirt.call(networkIsActive, { net }).catch(() => undefined),
      libvirt.call(networkIsPersistent, { net }).catch(() => undefined),
      autostartOf(libvirt.call(networkGetAutostart, { net })),
      libvirt.call(networkGetBridgeName, { net }).catch(() => undefined),
    ]);
    return fields([
      ['Name', net.name],
      ['UUID', uuidText(net.uuid)],
      ...(active ? [['Active', yesNo(active.active)] as const] : []),
      ['Persistent', persistent ? yesNo(persistent.persistent) : 'unknown'],
      ['Autostart', starts],
      ...(bridge ? [['Bridge', bridge.name] as const] : []),
    ]);
  },
});

/** A command that does one thing to a network. */
function action(
  summary: string,
  procedure: Procedure<{ net: Network }, unknown>,
  said: (name: string) => string,
  verb: string,
) {
  return command({
    summary,
    group,
    params: { network },
    output: 'none',
    async run(context, values) {
      const net = await findNetwork(context, values.network);
      const libvirt = await context.libvirt();
      await orFail(`Failed to ${verb} network ${values.network}`, libvirt.call(procedure, { net }));
      return done(said(values.network));
    },
  });
}

/** A command that makes a network from a description. */
function fromFile(
  summary: string,
  verb: 'create' | 'define',
  plainly: Procedure<{ xml: string }, { net: Network }>,
  withFlags: Procedure<{ xml: string; flags: number }, { net: Network }>,
) {
  return command({
    summary,
    group,
    params: fileParams,
    output: 'none',
    async run(context, { file, validate }) {
      const xml = await readXml(context, file);
      const libvirt = await context.libvirt();
      const made = validate
        ? libvirt.call(withFlags, { xml, flags: VALIDATE })
        : libvirt.call(plainly, { xml });
      const { net } = await orFail(`Failed to ${verb} network from ${file}`, made);
      return done(`Network ${net.name} ${verb}d from ${file}`);
    },
  });
}

const dumpxml = command({
  summary: 'Print the XML of a network',
  group,
  params: { network, inactive: flag('--inactive', 'The XML that it starts with'), ...dumpParams },
  output: 'text-show',
  async run(context, values) {
    const net = await findNetwork(context, values.network);
    const libvirt = await context.libvirt();
    const { xml } = await libvirt.call(networkGetXmlDesc, { net, flags: values.inactive ? XML_INACTIVE : 0 });
    return dumped(context, xml, values);
  },
});

const autostart = command({
  summary: 'Start a network with the host',
  group,
  params: { network, disable: flag('--disable', 'Do not start it with the host') },
  output: 'none',
  async run(context, values) {
    const net = await findNetwork(context, values.network);
    const libvirt = await context.libvirt();
    const how = values.disable ? 'unmark' : 'mark';
    await orFail(
      `failed to ${how} network ${values.network} as autostarted`,
      libvirt.call(networkSetAutostart, { net, autostart: values.disable ? 0 : 1 }),
    );
    return done(`Network ${values.network} ${how}ed as autostarted`);
  },
});

/** virIPAddrType. */
const FAMILIES = ['ipv4', 'ipv6'];

const leases = command({
  summary: 'List the addresses that a network has lent',
  group,
  params: { network, mac: word('--mac', 'Only those of the interface with this MAC address') },
  output: 'text-list',
  async run(context, values) {
    const net = await findNetwork(context, values.network);
    const libvirt = await context.libvirt();
    const { leases: found } = await orFail(
      `Failed to get leases info for ${values.network}`,
      libvirt.call(networkGetDhcpLeases, { net, mac: values.mac, needResults: 1, flags: 0 }),
    );
    const rows = byName(found.map(lease => ({ ...lease, name: lease.mac ?? '' }))).map(lease => [
      localTime(Number(lease.expirytime)).slice(0, 'YYYY-MM-DD HH:MM:SS'.length),
      lease.mac,
      FAMILIES[lease.type],
      `${lease.ipaddr}/${lease.prefix}`,
      lease.hostname,
      lease.clientid,
    ]);
    return listed(
      ['Expiry Time', 'MAC address', 'Protocol', 'IP address', 'Hostname', 'Client ID or DUID'],
      rows,
    );
  },
});

const edit = command({
  summary: 'Edit the XML of a network',
  description: 'In $VISUAL, $EDITOR or vi. What runs is not changed until its next start.',
  group,
  params: { network },
  output: 'none',
  async run(context, values) {
    const net = await findNetwork(context, values.network);
    const libvirt = await context.libvirt();
    return editNamed(
      context,
      {
        read: () => inactiveXml(flags => libvirt.call(networkGetXmlDesc, { net, flags })),
        define: async xml => (await libvirt.call(networkDefineXml, { xml })).net.name,
      },
      `Network ${net.name} XML configuration not changed.`,
      named => `Network ${named} XML configuration edited.`,
    );
  },
});

const name = command({
  summary: 'Print the name of the network with a UUID',
  group,
  params: { network: data('--network', 'UUID of the network') },
  output: 'text-show',
  run: async (context, values) => value('name', (await findNetwork(context, values.network, ['uuid'])).name),
});

const uuid = command({
  summary: 'Print the UUID of the network with a name',
  group,
  params: { network: naming('libvirt-network', data('--network', 'Name of the network')) },
  output: 'text-show',
  run: async (context, values) =>
    value('uuid', uuidText((await findNetwork(context, values.network, ['name'])).uuid)),
});

export default {
  autostart,
  create: fromFile('Start a network from a description', 'create', networkCreateXml, networkCreateXmlFlags),
  define: fromFile('Define a network, or change one', 'define', networkDefineXml, networkDefineXmlFlags),
  'dhcp-leases': leases,
  destroy: action('Stop a network', networkDestroy, word => `Network ${word} destroyed`, 'destroy'),
  dumpxml,
  edit,
  info,
  list,
  name,
  start: action('Start a network', networkCreate, word => `Network ${word} started`, 'start'),
  undefine: action(
    'Undefine a network',
    networkUndefine,
    word => `Network ${word} has been undefined`,
    'undefine',
  ),
  uuid,
} satisfies Verbs;
