/** Volumes as they are kept and found. */
import { type JsonObject, text } from '../../clients/json.ts';
import { type Call, Refusal } from '../service.ts';
import type { Item, State } from '../state.ts';

export interface VolumeAttachment extends JsonObject {
  readonly id: string;
  readonly server: string;
  readonly host: string;
  readonly device: string;
  readonly at: number;
}

export interface Volume extends Item {
  readonly name: string | null;
  readonly description: string | null;
  readonly project_id: string;
  readonly user_id: string;
  readonly size: number;
  readonly status: string;
  readonly bootable: boolean;
  readonly readonly: boolean;
  readonly multiattach: boolean;
  readonly zone: string;
  /** The type's name. */
  readonly type: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** What is known of the image that it was made from; null for none. */
  readonly image: JsonObject | null;
  readonly snapshot_id: string | null;
  readonly source_volid: string | null;
  readonly created: number;
  readonly updated: number;
  readonly attachments: readonly VolumeAttachment[];
  /** The ID of what is being done with it; '' for nothing. */
  readonly operation: string;
}

export const VOLUMES = 'volumes';
export const SNAPSHOTS = 'volume_snapshots';
export const TYPES = 'volume_types';
export const DEFAULT_TYPE = 'lvmdriver-1';

function isVolume(item: Item | undefined): item is Volume {
  return typeof item?.size === 'number' && typeof item.status === 'string' && 'attachments' in item;
}

/** A volume by its ID; undefined when there is none. */
export function getVolume(state: State, id: string): Volume | undefined {
  const item = state.get(VOLUMES, id);
  return isVolume(item) ? item : undefined;
}

/** The volumes among items of the state. */
export function volumes(items: readonly Item[]): Volume[] {
  return items.filter(isVolume);
}

/** A volume of a project; undefined when there is none. @param project undefined: an admin asks */
export function findVolume(state: State, id: string, project: string | undefined): Volume | undefined {
  const volume = getVolume(state, id);
  return project === undefined || volume?.project_id === project ? volume : undefined;
}

/** The volume in the path. @throws Refusal 404 */
export function volumeOf(call: Call): Volume {
  const { id = '' } = call.params;
  const volume = findVolume(call.state, id, call.caller.isAdmin ? undefined : call.caller.projectId);
  if (!volume) throw new Refusal(404, `Volume ${id} could not be found.`);
  return volume;
}

/** A new volume with the usual for what is not said. */
export function newVolume(
  now: number,
  given: Pick<Volume, 'id' | 'size' | 'project_id' | 'user_id'> & Partial<Volume>,
): Volume {
  return {
    name: null,
    description: null,
    status: 'creating',
    bootable: false,
    readonly: false,
    multiattach: false,
    zone: 'nova',
    type: DEFAULT_TYPE,
    metadata: {},
    image: null,
    snapshot_id: null,
    source_volid: null,
    created: now,
    updated: now,
    attachments: [],
    operation: '',
    ...given,
  };
}

/** What a volume keeps of its image's own fields and properties. */
export function imageMetadata(image: Item): JsonObject {
  const properties: JsonObject =
    typeof image.properties === 'object' && image.properties !== null && !Array.isArray(image.properties)
      ? Object.fromEntries(Object.entries(image.properties).map(([key, value]) => [key, String(value)]))
      : {};
  return {
    signature_verified: 'False',
    ...properties,
    image_id: image.id,
    image_name: text(image, 'name'),
    checksum: text(image, 'checksum'),
    container_format: text(image, 'container_format'),
    disk_format: text(image, 'disk_format'),
    min_disk: String(image.min_disk ?? 0),
    min_ram: String(image.min_ram ?? 0),
    size: String(image.size ?? 0),
  };
}
