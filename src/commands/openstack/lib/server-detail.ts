/** A server in full, as show, create and rebuild print it (openstackclient/compute/v2/server.py: _prep_server_detail). */
import { isList, isObject, type Json, type JsonObject, text } from '../../../clients/json.ts';
import { flavor, server, volumeAttachment } from '../../../clients/resources/compute.ts';
import { attributes } from '../../../clients/resources/resource.ts';
import type { Context } from '../../../kernel/context.ts';
import { supports } from '../../../kernel/microversion.ts';
import { dictCell, dictListCell, listCell, listDictCell, statusCell } from '../../../kernel/output/cells.ts';
import { type Cell, Formatted, type ShowResult } from '../../../kernel/output/result.ts';
import { showAttributes } from '../../../kernel/rows.ts';
import type { ImageNames } from './image-names.ts';
import { addressesCell, imageIdOf, NO_IMAGE, powerStateCell } from './server-cells.ts';

/** The names that the API and older clients use, by the SDK's. */
const RENAMED: Readonly<Record<string, string>> = {
  access_ipv4: 'accessIPv4',
  access_ipv6: 'accessIPv6',
  admin_password: 'adminPass',
  attached_volumes: 'volumes_attached',
  availability_zone: 'OS-EXT-AZ:availability_zone',
  compute_host: 'OS-EXT-SRV-ATTR:host',
  created_at: 'created',
  disk_config: 'OS-DCF:diskConfig',
  host_id: 'hostId',
  hostname: 'OS-EXT-SRV-ATTR:hostname',
  hypervisor_hostname: 'OS-EXT-SRV-ATTR:hypervisor_hostname',
  instance_name: 'OS-EXT-SRV-ATTR:instance_name',
  is_locked: 'locked',
  kernel_id: 'OS-EXT-SRV-ATTR:kernel_id',
  launch_index: 'OS-EXT-SRV-ATTR:launch_index',
  launched_at: 'OS-SRV-USG:launched_at',
  metadata: 'properties',
  power_state: 'OS-EXT-STS:power_state',
  ramdisk_id: 'OS-EXT-SRV-ATTR:ramdisk_id',
  reservation_id: 'OS-EXT-SRV-ATTR:reservation_id',
  root_device_name: 'OS-EXT-SRV-ATTR:root_device_name',
  task_state: 'OS-EXT-STS:task_state',
  terminated_at: 'OS-SRV-USG:terminated_at',
  updated_at: 'updated',
  user_data: 'OS-EXT-SRV-ATTR:user_data',
  vm_state: 'OS-EXT-STS:vm_state',
};

/** What only requests have, what the SDK computes, and what is there under another name. */
const HIDDEN = [
  'block_device_mapping',
  'flavor_id',
  'has_config_drive',
  'host',
  'image_id',
  'interface_ip',
  'links',
  'max_count',
  'min_count',
  'networks',
  'personality',
  'private_v4',
  'private_v6',
  'public_v4',
  'public_v6',
];

/** Shown only where the service sent them. */
const OPTIONAL = ['admin_password', 'fault', 'security_groups'];

/** Fields that came with a microversion. */
const SINCE = { pinned_availability_zone: '2.96', scheduler_hints: '2.100' };

/** What else goes into the fields. */
export interface DetailOptions {
  /** The answer that created the server, whose values stay where the server has none. */
  readonly created?: JsonObject;
  /** Images whose names are known. */
  readonly images?: ImageNames;
  readonly topology?: JsonObject | undefined;
}

/**
 * Makes the fields of a server; the names of its image and, for old servers, of its flavor are looked up.
 * @param item the server as the service sent it
 */
export async function showServer(
  context: Context,
  item: JsonObject,
  options: DetailOptions = {},
): Promise<ShowResult> {
  const compute = await context.compute();
  const [image, sized, pinned, hints] = await Promise.all([
    imageOf(context, item, options.images),
    flavorOf(context, item),
    supports(compute, SINCE.pinned_availability_zone),
    supports(compute, SINCE.scheduler_hints),
  ]);
  const named: Record<string, Cell> = { ...merged(item, options.created) };
  for (const name of OPTIONAL) if (named[name] === null) delete named[name];
  if (!pinned) delete named.pinned_availability_zone;
  if (!hints) delete named.scheduler_hints;
  Object.assign(named, { image, flavor: sized });
  if (options.topology && Object.keys(options.topology).length > 0)
    named.topology = dictCell(options.topology);
  return showAttributes(named, { rename: RENAMED, hide: HIDDEN, format: FORMATS });
}

/** The SDK's names; of two answers the later one counts where it says something, as Python takes truth. */
function merged(item: JsonObject, created: JsonObject | undefined): JsonObject {
  const now = attributes(server, item);
  if (!created) return now;
  const said = Object.entries(now).filter(([, value]) => !isEmpty(value));
  return { ...attributes(server, created), ...Object.fromEntries(said) };
}

function isEmpty(value: Json | undefined): boolean {
  if (isList(value)) return value.length === 0;
  return isObject(value) ? Object.keys(value).length === 0 : !value;
}

const plain =
  (make: (value: Json | undefined) => Cell) =>
  (value: Cell): Cell =>
    value instanceof Formatted ? value : make(value);

const FORMATS: Readonly<Record<string, (value: Cell) => Cell>> = {
  addresses: plain(addressesCell),
  attached_volumes: plain(volumesCell),
  metadata: plain(dictCell),
  power_state: plain(powerStateCell),
  scheduler_hints: plain(dictListCell),
  security_groups: plain(listDictCell),
  status: plain(statusCell),
  tags: plain(listCell),
};

/** Attached volumes without what is null. */
function volumesCell(value: Json | undefined): Cell {
  const volumes = isList(value) ? value.filter(isObject) : [];
  return listDictCell(volumes.map(volume => withoutNulls(attributes(volumeAttachment, volume))));
}

function withoutNulls(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => (value ?? null) !== null));
}

async function imageOf(context: Context, item: JsonObject, known: ImageNames = new Map()): Promise<string> {
  const id = imageIdOf(item);
  if (id === '') return NO_IMAGE;
  const name = known.get(id) ?? (await imageName(context, id));
  return name === undefined ? id : `${name} (${id})`;
}

/** An image's name; undefined when it is gone or may not be seen. */
async function imageName(context: Context, id: string): Promise<string | undefined> {
  try {
    const found = await (await context.image()).get(`/images/${id}`);
    return text(found, 'name');
  } catch {
    return undefined;
  }
}

/** In the order of the SDK's class, which json output shows. */
const FLAVOR_FIELDS = [
  'name',
  'original_name',
  'description',
  'disk',
  'is_public',
  'ram',
  'vcpus',
  'swap',
  'ephemeral',
  'is_disabled',
  'rxtx_factor',
  'extra_specs',
];

/** The embedded flavor; before microversion 2.47 its name and ID. */
async function flavorOf(context: Context, item: JsonObject): Promise<Cell> {
  const value = isObject(item.flavor) ? item.flavor : {};
  if ((value.original_name ?? null) !== null) {
    const named = attributes(flavor, value);
    const ordered = Object.fromEntries(FLAVOR_FIELDS.map(name => [name, named[name]]));
    return dictCell({ ...ordered, id: value.id ?? named.name ?? null, location: null });
  }
  const id = text(value, 'id');
  try {
    const found = await context.find(flavor, id);
    return `${text(found, 'name')} (${id})`;
  } catch {
    return id;
  }
}
