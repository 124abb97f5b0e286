/** `virsh nodedev-*` (tools/virsh-nodedev.c). */
import type { Libvirt } from '../../clients/libvirt/connection.ts';
import {
  connectListAllNodeDevices,
  nodeDeviceGetParent,
  nodeDeviceGetXmlDesc,
  nodeDeviceLookupByName,
  nodeDeviceLookupScsiHostByWwn,
  nodeNumOfDevices,
} from '../../clients/libvirt/protocol/node-device.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { TextResult } from '../../kernel/output/result.ts';
import { Failure, orFail } from '../../kernel/vsh/failure.ts';
import { data, flag, word } from '../../kernel/vsh/params.ts';
import { splitCommas } from './lib/commas.ts';
import { dumped, dumpParams } from './lib/dump.ts';
import { listedOrCounted } from './lib/listing.ts';
import { maybe } from './lib/maybe.ts';
import { byName } from './lib/order.ts';
import { treeText } from './lib/tree.ts';
import { checkWwn } from './lib/wwn.ts';

const group = 'nodedev';

/** virNodeDevCapType: capabilities in the order of their bits in virConnectListAllNodeDeviceFlags. */
const CAPABILITIES = [
  ...['system', 'pci', 'usb_device', 'usb', 'net', 'scsi_host', 'scsi_target', 'scsi', 'storage'],
  ...['fc_host', 'vports', 'scsi_generic', 'drm', 'mdev_types', 'mdev', 'ccw', 'css', 'vdpa'],
  ...['ap_card', 'ap_queue', 'ap_matrix', 'vpd'],
];
const INACTIVE = 2 ** 30;
const ACTIVE = 2 ** 31;

/** The one that all others are below; it has no parent to be asked for. */
const ROOT = 'computer';

/** @throws Failure for a word that is no capability */
function capabilityBits(words: readonly string[]): number {
  let bits = 0;
  for (const each of words) {
    const bit = CAPABILITIES.indexOf(each);
    if (bit < 0) throw new Failure('Invalid capability type');
    bits |= 1 << bit;
  }
  return bits;
}

const list = command({
  summary: "List the host's devices",
  group,
  params: {
    tree: flag('--tree', 'Print them below those that they belong to'),
    cap: word('--cap', 'Only those with one of these capabilities, commas between them', { empty: true }),
    inactive: flag('--inactive', 'Those that are defined and off'),
    all: flag('--all', 'Those that are on and those that are off'),
  },
  output: 'text-list',
  async run(context, { tree, cap, inactive, all }) {
    if (all && inactive) throw new Failure('Option --all is incompatible with --inactive');
    if (tree && (cap || inactive))
      throw new Failure('Option --tree is incompatible with --cap and --inactive');
    const flags =
      capabilityBits(cap ? splitCommas(cap) : []) +
      (inactive || all ? INACTIVE : 0) +
      (inactive ? 0 : ACTIVE);
    const libvirt = await context.libvirt();
    const { devices } = await listedOrCounted(
      'Failed to list node devices',
      libvirt.call(connectListAllNodeDevices, { needResults: 1, flags }),
      'Failed to count node devices',
      () => libvirt.call(nodeNumOfDevices, { cap: undefined, flags: 0 }),
    );
    const names = byName(devices).map(({ name }) => name);
    if (tree) return drawn(libvirt, names);
    return {
      kind: 'text',
      text: () => names.map(name => `${name}\n`).join(''),
      data: { kind: 'list', columns: ['Name'], rows: names.map(name => [name]) },
    };
  },
});

async function drawn(libvirt: Libvirt, names: readonly string[]): Promise<TextResult> {
  const branches = await Promise.all(
    names.map(async name => ({
      name,
      parent:
        name === ROOT ? undefined : (await maybe(libvirt.call(nodeDeviceGetParent, { name })))?.parentName,
    })),
  );
  const rows = branches.map(({ name, parent }) => [name, parent]);
  return {
    kind: 'text',
    text: () => treeText(branches),
    data: { kind: 'list', columns: ['Name', 'Parent'], rows },
  };
}

/** Finds a device by its name, or an adapter by its two World Wide Names. @throws Failure */
async function findDevice(libvirt: Libvirt, device: string): Promise<string> {
  const wwns = device.includes(',') ? splitCommas(device) : undefined;
  if (wwns && wwns.length !== 2) throw new Failure(`Malformed device value '${device}'`);
  for (const wwn of wwns ?? []) checkWwn(wwn);
  const [wwnn = '', wwpn = ''] = wwns ?? [];
  const looked = wwns
    ? libvirt.call(nodeDeviceLookupScsiHostByWwn, { wwnn, wwpn, flags: 0 })
    : libvirt.call(nodeDeviceLookupByName, { name: device });
  return (await orFail(`Could not find matching device '${device}'`, looked)).dev.name;
}

const dumpxml = command({
  summary: "Print the XML of one of the host's devices",
  group,
  params: {
    device: data('--device', 'Its name; or, for an adapter, WWNN,WWPN'),
    ...dumpParams,
  },
  output: 'text-show',
  async run(context, values) {
    const libvirt = await context.libvirt();
    const name = await findDevice(libvirt, values.device);
    const { xml } = await libvirt.call(nodeDeviceGetXmlDesc, { name, flags: 0 });
    return dumped(context, xml, values);
  },
});

export default { dumpxml, list } satisfies Verbs;
