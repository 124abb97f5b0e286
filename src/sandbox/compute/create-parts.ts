/** What a new server needs from other services: its image, networks, groups and disks, found and checked. */
import { children, isList, isObject, type Json, type JsonObject, text } from '../../clients/json.ts';
import { visible } from '../image/records.ts';
import { availableNetworks, findNetwork, findPort, findSecurityGroups } from '../network/ports.ts';
import { truth, UUID } from '../schema.ts';
import { type Call, Refusal } from '../service.ts';
import type { Item } from '../state.ts';
import { findVolume, reserveVolume } from '../volume/attachments.ts';
import type { Flavor } from './types.ts';

const GIB = 1024 ** 3;

/** Whose things a caller may use: undefined for an admin, who may use all. */
function scope(call: Call): string | undefined {
  return call.caller.isAdmin ? undefined : call.caller.projectId;
}

/** The image to boot from. @throws Refusal 400 */
export function imageFor(call: Call, id: string, message = 'Can not find requested image'): Item {
  const image = call.state.get('images', id);
  if (!image || !visible(call, image)) throw new Refusal(400, message);
  return image;
}

/** Whether a flavor is large enough for an image. @throws Refusal 400 */
export function fitImage(image: Item, flavor: Flavor, toVolume: boolean): void {
  if (image.status !== 'active') throw new Refusal(400, `Image ${image.id} is not active.`);
  const number = (key: string) => {
    const value = image[key];
    return typeof value === 'number' ? value : 0;
  };
  if (number('min_ram') > flavor.ram)
    throw new Refusal(400, "Flavor's memory is too small for requested image.");
  if (toVolume || flavor.disk === 0) return;
  const disk = flavor.disk * GIB;
  if (number('size') > disk)
    throw new Refusal(
      400,
      `Flavor's disk is too small for requested image. Flavor disk is ${disk} bytes, image is ${number('size')} bytes.`,
    );
  if (number('min_disk') > flavor.disk)
    throw new Refusal(
      400,
      `Flavor's disk is smaller than the minimum size specified in image metadata. Flavor disk is ${disk} bytes, minimum size is ${number('min_disk') * GIB} bytes.`,
    );
}

/** The networks and ports that a server shall be on, for its boot. @throws Refusal */
export function networksFor(call: Call, wanted: Json | undefined, count: number): JsonObject[] {
  if (wanted === 'none') return [];
  const project = call.caller.projectId;
  if (wanted === undefined || wanted === 'auto' || (isList(wanted) && wanted.length === 0)) {
    const networks = availableNetworks(call.state, project);
    if (networks.length > 1)
      throw new Refusal(409, 'Multiple possible networks found, use a Network ID to be more specific.');
    return networks.map(({ id }) => ({ network: id }));
  }
  const seen = new Set<string>();
  return children({ wanted }, 'wanted').map(each => {
    const port = text(each, 'port');
    const fixed = text(each, 'fixed_ip');
    if (port !== '') return portFor(call, port, fixed, seen, count);
    const id = text(each, 'uuid');
    if (id === '') throw new Refusal(400, "Bad network format: missing 'uuid'");
    if (!UUID.test(id))
      throw new Refusal(400, `Bad networks format: network uuid is not in proper format (${id})`);
    if (!findNetwork(call.state, id, scope(call)))
      throw new Refusal(400, `Network ${id} could not be found.`);
    if (fixed !== '' && count > 1)
      throw new Refusal(400, 'Failed to launch instances: Invalid fixed IP and max_count request.');
    return { network: id, ...(fixed === '' ? {} : { fixed_ip: fixed }) };
  });
}

function portFor(call: Call, id: string, fixed: string, seen: Set<string>, count: number): JsonObject {
  if (seen.has(id))
    throw new Refusal(400, `Port ID '${id}' was specified twice: you cannot attach a port multiple times.`);
  seen.add(id);
  if (fixed !== '')
    throw new Refusal(
      400,
      `Specified Fixed IP '${fixed}' cannot be used with port '${id}': the two cannot be specified together.`,
    );
  const port = findPort(call.state, id, scope(call));
  if (!port) throw new Refusal(400, `Port id ${id} could not be found.`);
  if (port.serverId !== '') throw new Refusal(409, `Port ${id} is still in use.`);
  if (count > 1)
    throw new Refusal(
      400,
      'Unable to launch multiple instances with a single configured port ID. Please launch your instance one by one with different ports.',
    );
  return { port: id };
}

/** The IDs of security groups by name or ID; undefined: none were named. @throws Refusal */
export function groupsFor(call: Call, body: JsonObject): string[] | undefined {
  if (body.security_groups === undefined) return undefined;
  const names = new Set(children(body, 'security_groups').map(each => text(each, 'name')));
  return [...names].map(name => groupFor(call, call.caller.projectId, name));
}

/** A security group's ID. @throws Refusal 400 for none, 409 for several */
export function groupFor(call: Call, project: string, name: string, status = 400): string {
  const found = findSecurityGroups(call.state, project, name);
  const [group] = found;
  if (!group)
    throw new Refusal(
      status,
      status === 400
        ? `Unable to find security_group with name or id '${name}'`
        : `Security group ${name} not found for project ${project}.`,
    );
  if (found.length > 1)
    throw new Refusal(
      409,
      `Multiple security groups found matching '${name}'. Use an ID to be more specific.`,
    );
  return group.id;
}

/** A server's disks, for its boot. */
export interface Disks {
  readonly disks: readonly JsonObject[];
  /** The image on the local root disk; '' when the root disk is a volume. */
  readonly image: string;
}

/**
 * Reads the block device mappings. Volumes are reserved.
 * @throws Refusal 400
 */
export function disksFor(call: Call, body: JsonObject, flavor: Flavor): Disks {
  const imageRef = text(body, 'imageRef');
  if (imageRef !== '') fitImage(imageFor(call, imageRef), flavor, false);
  const mappings = [
    ...children(body, 'block_device_mapping_v2'),
    ...children(body, 'block_device_mapping').map(modern),
  ];
  const bootable = mappings.filter(each => each.boot_index !== null && Number(each.boot_index ?? -1) === 0);
  if (imageRef === '' && bootable.length === 0) {
    const message =
      mappings.length === 0
        ? body.imageRef === undefined
          ? 'Missing imageRef attribute'
          : 'Invalid imageRef provided.'
        : 'Block Device Mapping is Invalid: Boot sequence for the instance and image/block device mapping combination is not valid.';
    throw new Refusal(400, message);
  }
  if (bootable.length > 1 || (imageRef !== '' && bootable.some(each => each.destination_type === 'volume')))
    throw new Refusal(
      400,
      'Block Device Mapping is Invalid: Boot sequence for the instance and image/block device mapping combination is not valid.',
    );
  return { disks: mappings.flatMap(each => diskOf(call, each, flavor)), image: imageRef };
}

/** The older form of a mapping as today's. */
function modern(old: JsonObject): JsonObject {
  const source = text(old, 'volume_id') ? 'volume' : 'snapshot';
  return {
    source_type: source,
    destination_type: 'volume',
    uuid: text(old, 'volume_id') || text(old, 'snapshot_id'),
    device_name: old.device_name,
    delete_on_termination: old.delete_on_termination,
    volume_size: old.volume_size,
    boot_index: /^(\/dev\/)?[a-z]d?a$/.test(text(old, 'device_name')) ? 0 : -1,
  };
}

function diskOf(call: Call, mapping: JsonObject, flavor: Flavor): JsonObject[] {
  const source = text(mapping, 'source_type');
  const id = text(mapping, 'uuid');
  const common = {
    ...(text(mapping, 'device_name') ? { device: deviceName(text(mapping, 'device_name')) } : {}),
    delete_on_termination: truth(mapping.delete_on_termination),
    ...(text(mapping, 'tag') ? { tag: text(mapping, 'tag') } : {}),
    ...(text(mapping, 'volume_type') ? { type: text(mapping, 'volume_type') } : {}),
  };
  const size = Number(mapping.volume_size ?? 0);
  if (source === 'volume') {
    const volume = findVolume(call.state, id, scope(call));
    if (!volume) throw new Refusal(400, `Volume ${id} could not be found.`);
    const boots = mapping.boot_index !== null && Number(mapping.boot_index ?? -1) === 0;
    if (boots && volume.bootable !== true) throw new Refusal(400, `Block Device ${id} is not bootable.`);
    reserveVolume(call.state, id, call.now);
    return [{ ...common, volume: id }];
  }
  if (text(mapping, 'destination_type') !== 'volume') return [];
  if (source === 'image') {
    const image = imageFor(call, id, `Block Device Mapping is Invalid: failed to get image ${id}.`);
    fitImage(image, flavor, true);
    if (size === 0 && flavor.disk === 0)
      throw new Refusal(
        400,
        "Block Device Mapping is Invalid: Images with destination_type 'volume' need to have a non-zero size specified",
      );
    return [{ ...common, image: id, size: size || flavor.disk }];
  }
  if (source === 'snapshot') {
    const snapshot = call.state.get('volume_snapshots', id);
    if (!snapshot) throw new Refusal(400, `Block Device Mapping is Invalid: failed to get snapshot ${id}.`);
    return [{ ...common, snapshot: id, size: size || Number(snapshot.size ?? 1) }];
  }
  if (size === 0)
    throw new Refusal(
      400,
      "Block Device Mapping is Invalid: Blank volumes (source: 'blank', dest: 'volume') need to have non-zero size",
    );
  return [{ ...common, size }];
}

/** `vdb` as `/dev/vdb`. */
export function deviceName(given: string): string {
  return given.startsWith('/dev/') ? given : `/dev/${given}`;
}

/** The scheduler hints of a request. */
export function hintsOf(call: Call): JsonObject {
  if (!isObject(call.body)) return {};
  const hints = call.body['os:scheduler_hints'] ?? call.body['OS-SCH-HNT:scheduler_hints'];
  return isObject(hints) ? hints : {};
}
