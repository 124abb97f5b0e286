/** Images made of servers (Compute API, "Create Image" and "Create Server Back Up"). */

import { isObject, type Json, type JsonObject, text } from '../../clients/json.ts';
import { empty, reply } from '../http.ts';
import { newImage } from '../image/records.ts';
import { integerCheck, metadataCheck, nameCheck, objectOf, textCheck, textsOf } from '../schema-values.ts';
import type { Call, Reply } from '../service.ts';
import { demandState } from './access.ts';
import type { Actions } from './actions.ts';
import { become, begin, type Operations, type Step, update, type Work } from './operations.ts';
import type { Server } from './types.ts';

/** The image has its data. */
function uploaded(server: Server, { state, now, data }: Work): Server {
  const image = state.get('images', text(data, 'image'));
  if (image) state.put('images', { ...image, status: 'active' });
  return update(server, now, { task_state: null });
}

const snapshotSteps: readonly Step[] = [
  { after: 0.3, event: 'compute_snapshot_instance', run: become('image_snapshot_pending') },
  { after: 0.3, run: become('image_pending_upload') },
  { after: 0.4, run: become('image_uploading') },
  { after: 1, run: uploaded },
];

const backupSteps: readonly Step[] = [
  { after: 0.3, event: 'compute_backup_instance', run: become('image_pending_upload') },
  { after: 0.4, run: become('image_uploading') },
  {
    after: 1,
    run: (server, work) => {
      const after = uploaded(server, work);
      rotate(server, work);
      return after;
    },
  },
];

/** Deletes a server's oldest backups of a type beyond those that are to be kept. */
function rotate(server: Server, { state, data }: Work): void {
  const backups = state
    .all('images')
    .filter(({ properties }) => {
      if (!isObject(properties) || properties.image_type !== 'backup') return false;
      return properties.instance_uuid === server.id && properties.backup_type === data.backup;
    })
    .sort((a, b) => (text(a, 'created_at') < text(b, 'created_at') ? 1 : -1));
  for (const { id } of backups.slice(Number(data.rotation))) state.remove('images', id);
}

export const snapshotOperations: Operations = { snapshot: snapshotSteps, backup: backupSteps };

/** Puts an image of a server into the image service. @returns its ID */
export function keepImage(
  call: Call,
  server: Server,
  name: string,
  properties: Readonly<Record<string, string>>,
  status = 'active',
): string {
  const source: JsonObject = call.state.get('images', server.image) ?? {};
  const image = newImage(call.caller.projectId, call.now, {
    name,
    status,
    visibility: 'private',
    disk_format: source.disk_format ?? 'raw',
    container_format: source.container_format ?? 'bare',
    size: source.size ?? 0,
    virtual_size: source.virtual_size ?? null,
    checksum: source.checksum ?? null,
    os_hash_algo: source.os_hash_algo ?? null,
    os_hash_value: source.os_hash_value ?? null,
    min_disk: server.flavor.disk,
    properties: {
      image_type: 'snapshot',
      ...properties,
      base_image_ref: server.image,
      boot_roles: call.caller.roles.join(','),
      instance_uuid: server.id,
      owner_id: call.caller.projectId,
      owner_project_name: call.caller.projectName,
      owner_user_name: call.caller.userName,
      user_id: call.caller.userId,
    },
  });
  call.state.put('images', image);
  return image.id;
}

const STATES = ['active', 'stopped', 'paused', 'suspended'];

function answer(call: Call, image: string): Reply {
  if (call.version >= 45) return reply(202, { image_id: image });
  return { ...empty(202), headers: { location: `${call.origin}/image/v2/images/${image}` } };
}

const IMAGE = objectOf({ name: nameCheck, metadata: metadataCheck }, ['name']);

function createImage(call: Call, server: Server, given: Json): Reply {
  const about = isObject(given) ? given : {};
  demandState(server, 'createImage', STATES);
  const image = keepImage(call, server, text(about, 'name'), textsOf(about.metadata), 'queued');
  const operation = { name: 'snapshot', steps: snapshotSteps };
  begin(call, server, 'createImage', operation, { task_state: 'image_snapshot' }, { image });
  return answer(call, image);
}

const BACKUP = objectOf(
  { name: nameCheck, backup_type: textCheck(), rotation: integerCheck(0), metadata: metadataCheck },
  ['name', 'backup_type', 'rotation'],
);

function createBackup(call: Call, server: Server, given: Json): Reply {
  const about = isObject(given) ? given : {};
  demandState(server, 'createBackup', STATES);
  const type = text(about, 'backup_type');
  const properties = { ...textsOf(about.metadata), image_type: 'backup', backup_type: type };
  const image = keepImage(call, server, text(about, 'name'), properties, 'queued');
  const operation = { name: 'backup', steps: backupSteps };
  const data = { image, backup: type, rotation: Number(about.rotation) };
  begin(call, server, 'createBackup', operation, { task_state: 'image_backup' }, data);
  return answer(call, image);
}

export const snapshotActions: Actions = {
  createImage: { said: () => IMAGE, run: createImage },
  createBackup: { said: () => BACKUP, run: createBackup },
};
