/** What the compute service asks of the volume service: volumes found, reserved, attached, released. */
import { type JsonObject, text } from '../../clients/json.ts';
import { type JobContext, Refusal } from '../service.ts';
import { type State, uuid } from '../state.ts';
import { withinQuota } from './quota.ts';
import { findVolume, getVolume, imageMetadata, newVolume, VOLUMES, type Volume } from './records.ts';

export { findVolume };

/** Where a volume is attached. */
export interface AttachmentPlace {
  readonly volumeId: string;
  readonly serverId: string;
  readonly host: string;
  readonly device: string;
  readonly now: number;
}

/**
 * Keeps a volume for a server that is about to have it.
 * @throws Refusal 400 when it is not free
 */
export function reserveVolume(state: State, id: string, now: number): void {
  const volume = getVolume(state, id);
  if (!volume) return;
  const shared = volume.multiattach && volume.status === 'in-use';
  if (volume.status !== 'available' && !shared)
    throw new Refusal(
      400,
      `Invalid volume: volume ${id} status must be 'available' or 'downloading' to reserve, but the current status is ${volume.status}.`,
    );
  state.put(VOLUMES, { ...volume, status: 'reserved', updated: now });
}

/** Attaches a volume: it is in use. @returns the attachment's ID */
export function attachVolume(
  state: State,
  { volumeId, serverId, host, device, now }: AttachmentPlace,
): string {
  const id = uuid();
  const volume = getVolume(state, volumeId);
  if (!volume) return id;
  const attachment = { id, server: serverId, host, device, at: now };
  const attachments = [...volume.attachments, attachment];
  state.put(VOLUMES, { ...volume, status: 'in-use', attachments, updated: now });
  return id;
}

/** Detaches a volume from a server, or gives back one that was only reserved. @param how `remove`: it goes altogether */
export function releaseVolume(
  state: State,
  id: string,
  serverId: string,
  { remove, now }: { readonly remove: boolean; readonly now: number },
): void {
  const volume = getVolume(state, id);
  if (!volume) return;
  const attachments = volume.attachments.filter(each => each.server !== serverId);
  if (remove && attachments.length === 0) {
    state.remove(VOLUMES, id);
    return;
  }
  const status = attachments.length > 0 ? 'in-use' : 'available';
  state.put(VOLUMES, { ...volume, status, attachments, updated: now });
}

/**
 * Makes the volume that a server boots from.
 * @param disk `image` or `snapshot` and `size`, `type`
 * @returns its ID
 * @throws Refusal when the quota is used up
 */
export function bootVolume(
  { state, now }: Pick<JobContext, 'state' | 'now'>,
  server: { readonly project_id: string; readonly user_id: string },
  disk: JsonObject,
): string {
  const size = Number(disk.size ?? 1);
  withinQuota(state, server.project_id, { volumes: 1, gigabytes: size, largest: size });
  const image = state.get('images', text(disk, 'image'));
  const volume: Volume = newVolume(now, {
    id: uuid(),
    name: '',
    description: '',
    size,
    project_id: server.project_id,
    user_id: server.user_id,
    status: 'available',
    bootable: image !== undefined || disk.snapshot !== undefined,
    image: image ? imageMetadata(image) : null,
    snapshot_id: text(disk, 'snapshot') || null,
    ...(text(disk, 'type') ? { type: text(disk, 'type') } : {}),
  });
  state.put(VOLUMES, volume);
  return volume.id;
}
