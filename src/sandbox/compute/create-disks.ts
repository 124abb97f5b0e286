/** What a new server's disks are made of: block device mappings, found and checked. */

import { children, type JsonObject, text } from '../../clients/json.ts';
import { truth } from '../schema-values.ts';
import { type Call, Refusal } from '../service.ts';
import { findVolume, reserveVolume } from '../volume/attachments.ts';
import { fitImage, imageFor, scope } from './create-parts.ts';
import type { Flavor } from './types.ts';

function unusable(why: string): Refusal {
  return new Refusal(400, `Block Device Mapping is Invalid: ${why}`);
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
    if (mappings.length === 0) throw new Refusal(400, 'Missing imageRef attribute');
    throw unusable('Boot sequence for the instance and image/block device mapping combination is not valid.');
  }
  if (bootable.length > 1)
    throw unusable('Boot sequence for the instance and image/block device mapping combination is not valid.');
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
  if (source !== 'blank' && id === '') throw unusable('Missing device UUID.');
  if (source === 'blank' && id !== '') throw unusable('Invalid device UUID.');
  const common = {
    ...(text(mapping, 'device_name') ? { device: deviceName(text(mapping, 'device_name')) } : {}),
    delete_on_termination: truth(mapping.delete_on_termination),
    ...(text(mapping, 'tag') ? { tag: text(mapping, 'tag') } : {}),
    ...(text(mapping, 'volume_type') ? { type: text(mapping, 'volume_type') } : {}),
  };
  const size = Number(mapping.volume_size ?? 0);
  if (source === 'volume') {
    const volume = findVolume(call.state, id, scope(call));
    if (!volume) throw unusable(`failed to get volume ${id}.`);
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
      throw unusable("Images with destination_type 'volume' need to have a non-zero size specified");
    return [{ ...common, image: id, size: size || flavor.disk }];
  }
  if (source === 'snapshot') {
    const snapshot = call.state.get('volume_snapshots', id);
    if (!snapshot) throw unusable(`failed to get snapshot ${id}.`);
    return [{ ...common, snapshot: id, size: size || Number(snapshot.size ?? 1) }];
  }
  if (size === 0)
    throw new Refusal(400, "Blank volumes (source: 'blank', dest: 'volume') need to have non-zero size");
  return [{ ...common, size }];
}

/** `vdb` as `/dev/vdb`. */
export function deviceName(given: string): string {
  return given.startsWith('/dev/') ? given : `/dev/${given}`;
}
