/** Volumes put on servers and taken off (Compute API, os-volume_attachments). */

import { type JsonObject, text } from '../../clients/json.ts';
import { empty, ok } from '../http.ts';
import { bodyOf } from '../schema.ts';
import { booleanCheck, nullable, textCheck, truth, uuidCheck } from '../schema-values.ts';
import { type Call, Refusal, type Reply, type Routes } from '../service.ts';
import { attachVolume, findVolume, releaseVolume, reserveVolume } from '../volume/attachments.ts';
import { demandState, demandUnlocked, serverOf } from './access.ts';
import { freeDevice } from './boot.ts';
import { deviceName } from './create-disks.ts';
import { recordDone } from './history.ts';
import { update } from './operations.ts';
import { getServer, SERVERS, type Server, type ServerVolume } from './types.ts';

const STATES = ['active', 'paused', 'stopped', 'resized', 'soft-delete', 'shelved', 'shelved_offloaded'];

function view({ version }: Call, server: Server, volume: ServerVolume): JsonObject {
  return {
    ...(version < 89 ? { id: volume.volume_id } : {}),
    serverId: server.id,
    volumeId: volume.volume_id,
    device: volume.device,
    ...(version >= 70 ? { tag: volume.tag } : {}),
    ...(version >= 79 ? { delete_on_termination: volume.delete_on_termination } : {}),
    ...(version >= 89 ? { attachment_id: volume.attachment_id, bdm_uuid: volume.attachment_id } : {}),
  };
}

/** What is answered to those who attach it: less of the attachment, in all microversions. */
function made(call: Call, server: Server, volume: ServerVolume): JsonObject {
  const { attachment_id: _id, bdm_uuid: _uuid, ...shown } = view(call, server, volume);
  return { id: volume.volume_id, ...shown };
}

function volumeOf(call: Call, server: Server): ServerVolume {
  const { volume: id = '' } = call.params;
  const volume = server.volumes.find(each => each.volume_id === id);
  if (!volume) throw new Refusal(404, `Instance ${server.id} is not attached to volume ${id}`);
  return volume;
}

function attach(call: Call): Reply {
  const { version, state, now, caller } = call;
  const body = bodyOf(call, 'volumeAttachment', ['volumeId'], {
    volumeId: uuidCheck,
    device: nullable(textCheck(1)),
    ...(version >= 49 ? { tag: textCheck(1, 60) } : {}),
    ...(version >= 79 ? { delete_on_termination: booleanCheck } : {}),
  });
  const server = serverOf(call);
  demandUnlocked(call, server);
  const id = text(body, 'volumeId');
  const volume = findVolume(state, id, caller.isAdmin ? undefined : caller.projectId);
  if (!volume) throw new Refusal(404, `Volume ${id} could not be found.`);
  demandState(server, 'attach_volume', STATES);
  if (server.volumes.some(each => each.volume_id === id))
    throw new Refusal(400, `Invalid volume: volume ${id} is already attached to instances: ${server.id}`);
  reserveVolume(state, id, now);
  const device = text(body, 'device') === '' ? freeDevice(server) : deviceName(text(body, 'device'));
  if (server.volumes.some(each => each.device === device))
    throw new Refusal(409, `The supplied device path (${device}) is in use.`);
  const where = { volumeId: id, serverId: server.id, host: server.host, device, now };
  const attached = {
    volume_id: id,
    attachment_id: attachVolume(state, where),
    device,
    delete_on_termination: truth(body.delete_on_termination),
    tag: text(body, 'tag') || null,
  };
  recordDone(call, server, 'attach_volume', 'compute_attach_volume');
  const current = getServer(state, server.id) ?? server;
  state.put(SERVERS, update(current, now, { volumes: [...current.volumes, attached] }));
  return ok({ volumeAttachment: made(call, server, attached) });
}

function detach(call: Call): Reply {
  const server = serverOf(call);
  demandUnlocked(call, server);
  const { volume: id = '' } = call.params;
  if (!findVolume(call.state, id, undefined)) throw new Refusal(404, `Volume ${id} could not be found.`);
  const volume = volumeOf(call, server);
  demandState(server, 'detach_volume', STATES);
  if (server.image === '' && volume === server.volumes[0])
    throw new Refusal(400, 'Cannot detach a root device volume');
  releaseVolume(call.state, volume.volume_id, server.id, { remove: false, now: call.now });
  recordDone(call, server, 'detach_volume', 'compute_detach_volume');
  const volumes = server.volumes.filter(each => each !== volume);
  call.state.put(SERVERS, update(server, call.now, { volumes }));
  return empty(202);
}

export const serverVolumeRoutes: Routes = {
  'GET /servers/:id/os-volume_attachments': call => {
    const server = serverOf(call);
    return ok({ volumeAttachments: server.volumes.map(volume => view(call, server, volume)) });
  },
  'GET /servers/:id/os-volume_attachments/:volume': call => {
    const server = serverOf(call);
    const { volume: id = '' } = call.params;
    const volume = server.volumes.find(each => each.volume_id === id);
    if (!volume) throw new Refusal(404, `Instance ${server.id} is not attached to volume ${id}`);
    return ok({ volumeAttachment: view(call, server, volume) });
  },
  'POST /servers/:id/os-volume_attachments': attach,
  'PUT /servers/:id/os-volume_attachments/:volume': call => {
    const body = bodyOf(call, 'volumeAttachment', ['volumeId']);
    const server = serverOf(call);
    const volume = volumeOf(call, server);
    const remove = body.delete_on_termination;
    if (remove !== undefined) {
      const next = { ...volume, delete_on_termination: truth(remove) };
      const volumes = server.volumes.map(each => (each === volume ? next : each));
      call.state.put(SERVERS, update(server, call.now, { volumes }));
    }
    return empty(202);
  },
  'DELETE /servers/:id/os-volume_attachments/:volume': detach,
};
