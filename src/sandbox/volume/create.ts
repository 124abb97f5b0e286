/** Making volumes (Block Storage API, `POST /volumes`). */

import { type JsonObject, text } from '../../clients/json.ts';
import { reply } from '../http.ts';
import { visible } from '../image/records.ts';
import { bodyOf, checkObject } from '../schema.ts';
import { textsOf } from '../schema-values.ts';
import { type Call, Refusal, type Reply } from '../service.ts';
import { type Item, uuid } from '../state.ts';
import { NEW_VOLUME } from './checks.ts';
import { become } from './operations.ts';
import { withinQuota } from './quota.ts';
import {
  DEFAULT_TYPE,
  findVolume,
  imageMetadata,
  newVolume,
  SNAPSHOTS,
  VOLUMES,
  type Volume,
} from './records.ts';
import { detail } from './views.ts';

const GIB = 1024 ** 3;

/** The sentence for what is not understood at all. */
export const MALFORMED =
  'The server could not comply with the request since it is either malformed or otherwise incorrect.';

/** A volume type by name or ID. @throws Refusal 404 */
export function typeFor(call: Call, nameOrId: string): Item {
  const type = call.state
    .all('volume_types')
    .find(each => each.id === nameOrId || each.name === (nameOrId || DEFAULT_TYPE));
  if (!type) throw new Refusal(404, `Volume type with name ${nameOrId} could not be found.`);
  return type;
}

interface Source {
  readonly image?: Item;
  readonly snapshot?: Item;
  readonly volume?: Volume;
  /** The least that a copy of it takes. */
  readonly size: number;
}

function sourceOf(call: Call, body: JsonObject): Source {
  const project = call.caller.isAdmin ? undefined : call.caller.projectId;
  const snapshotId = text(body, 'snapshot_id');
  if (snapshotId !== '') {
    const snapshot = call.state.get(SNAPSHOTS, snapshotId);
    if (!snapshot || (project !== undefined && snapshot.project_id !== project))
      throw new Refusal(404, `Snapshot ${snapshotId} could not be found.`);
    return { snapshot, size: Number(snapshot.size ?? 1) };
  }
  const volumeId = text(body, 'source_volid');
  if (volumeId !== '') {
    const volume = findVolume(call.state, volumeId, project);
    if (!volume) throw new Refusal(404, `Volume ${volumeId} could not be found.`);
    return { volume, size: volume.size };
  }
  const imageId = text(body, 'imageRef') || text(body, 'image_id');
  if (imageId === '') return { size: 0 };
  const image = call.state.get('images', imageId);
  if (!image || !visible(call, image))
    throw new Refusal(400, 'Invalid image identifier or unable to access requested image.');
  return { image, size: 0 };
}

/** Whether an image fits into a volume. @throws Refusal 400 */
function checkImage(image: Item, size: number): void {
  if (image.status !== 'active')
    throw new Refusal(400, `Invalid input received: Image ${image.id} is not active.`);
  const bytes = Number(image.size ?? 0);
  if (bytes > size * GIB)
    throw new Refusal(
      400,
      `Invalid input received: Size of specified image ${Math.ceil(bytes / GIB)}GB is larger than volume size ${size}GB.`,
    );
  const least = Number(image.min_disk ?? 0);
  if (least > size)
    throw new Refusal(
      400,
      `Invalid input received: Volume size ${size}GB cannot be smaller than the image minDisk size ${least}GB.`,
    );
}

function volumeBody(call: Call): JsonObject {
  const hints = 'OS-SCH-HNT:scheduler_hints';
  const body = bodyOf(call, 'volume', [], call.version >= 53 ? NEW_VOLUME : undefined, [hints]);
  if (call.version < 53) checkObject('volume', body, [], NEW_VOLUME, true);
  return body;
}

/** `POST /volumes` */
export function createVolume(call: Call): Reply {
  const body = volumeBody(call);
  const { caller, state, now } = call;
  const given = body.size === undefined || body.size === null ? undefined : Number(body.size);
  const type = typeFor(call, text(body, 'volume_type'));
  const source = sourceOf(call, body);
  const size = given ?? source.size;
  if (size === 0) throw new Refusal(400, MALFORMED);
  if (size < source.size) {
    const [what, whole] = source.snapshot
      ? ['the snapshot size ', 'original snapshot size']
      : ['original volume size  ', 'original volume size'];
    throw new Refusal(
      400,
      `Invalid input received: Volume size '${size}'GB cannot be smaller than ${what}${source.size}GB. They must be >= ${whole}.`,
    );
  }
  if (source.image) checkImage(source.image, size);
  const zone = text(body, 'availability_zone');
  if (zone !== '' && zone !== 'nova') throw new Refusal(400, `Availability zone '${zone}' is invalid.`);
  if (source.volume && !['available', 'in-use'].includes(source.volume.status))
    throw new Refusal(400, `Invalid volume: Source volume ${source.volume.id} is not available.`);
  withinQuota(state, caller.projectId, { volumes: 1, gigabytes: size, largest: size });
  const copied = source.volume;
  const volume = newVolume(now, {
    id: uuid(),
    name: typeof body.name === 'string' ? body.name : null,
    description: typeof body.description === 'string' ? body.description : null,
    size,
    project_id: caller.projectId,
    user_id: caller.userId,
    type: text(type, 'name'),
    metadata: textsOf(body.metadata),
    multiattach: body.multiattach === true,
    // What is copied can be booted from at once, an image only when it is there.
    bootable: copied?.bootable ?? source.snapshot?.bootable === true,
    image: source.image ? imageMetadata(source.image) : (copied?.image ?? null),
    snapshot_id: source.snapshot?.id ?? null,
    source_volid: copied?.id ?? null,
  });
  state.put(VOLUMES, volume);
  const bootable = source.image !== undefined || volume.bootable;
  const after = source.image ? 3 : 1;
  become(call, volume, 'creating', { after, change: { status: 'available', bootable } });
  return reply(202, { volume: detail(call, volume, 'made') });
}
