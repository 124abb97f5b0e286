/** Images made of servers (Compute API, "Create Image" and "Create Server Back Up"). */
import { isObject, type Json, type JsonObject, text } from '../../clients/json.ts';
import { empty, reply } from '../http.ts';
import { newImage } from '../image/records.ts';
import type { Call, Reply } from '../service.ts';
import { demandState } from './access.ts';
import type { Actions } from './actions.ts';
import { checkObject, integerCheck, invalid, metadataCheck, nameCheck, textCheck, textsOf } from './check.ts';
import { become, begin, type Operations, type Step, update } from './operations.ts';
import type { Server } from './types.ts';

const snapshotSteps: readonly Step[] = [
  { after: 0.3, event: 'compute_snapshot_instance', run: become('image_pending_upload') },
  { after: 0.4, run: become('image_uploading') },
  {
    after: 1,
    run: (server, { state, now, data }) => {
      const image = state.get('images', text(data, 'image'));
      if (image) state.put('images', { ...image, status: 'active' });
      return update(server, now, { task_state: null });
    },
  },
];

export const snapshotOperations: Operations = { snapshot: snapshotSteps };

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
      ...properties,
      base_image_ref: server.image,
      boot_roles: call.caller.roles.join(','),
      image_type: 'snapshot',
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

function take(call: Call, server: Server, name: string, properties: Record<string, string>): Reply {
  const image = keepImage(call, server, name, properties, 'queued');
  const operation = { name: 'snapshot', steps: snapshotSteps };
  const change = { task_state: 'image_snapshot' };
  begin(call, server, 'createImage', operation, change, { image });
  if (call.version >= 45) return reply(202, { image_id: image });
  return { ...empty(202), headers: { location: `${call.origin}/image/v2/images/${image}` } };
}

function createImage(call: Call, server: Server, about: Json): Reply {
  if (!isObject(about)) throw invalid('createImage', about, "None is not of type 'object'");
  checkObject('createImage', about, ['name'], { name: nameCheck, metadata: metadataCheck });
  demandState(server, 'createImage', STATES);
  return take(call, server, text(about, 'name'), textsOf(about.metadata));
}

function createBackup(call: Call, server: Server, about: Json): Reply {
  if (!isObject(about)) throw invalid('createBackup', about, "None is not of type 'object'");
  const checks = {
    name: nameCheck,
    backup_type: textCheck(),
    rotation: integerCheck(0),
    metadata: metadataCheck,
  };
  checkObject('createBackup', about, ['name', 'backup_type', 'rotation'], checks);
  demandState(server, 'createBackup', STATES);
  const backup = { image_type: 'backup', backup_type: text(about, 'backup_type') };
  return take(call, server, text(about, 'name'), { ...textsOf(about.metadata), ...backup });
}

export const snapshotActions: Actions = {
  createImage: { run: createImage },
  createBackup: { run: createBackup },
};
