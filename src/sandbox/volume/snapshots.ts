/** Snapshots of volumes (Block Storage API, "Volume snapshots"). */
import { type JsonObject, text } from '../../clients/json.ts';
import { empty, ok, paged, reply } from '../http.ts';
import { type Call, Refusal, type Routes } from '../service.ts';
import { type Item, uuid } from '../state.ts';
import { bodyOf, metadataOf } from './create.ts';
import { withinQuota } from './quota.ts';
import { findVolume, SNAPSHOTS } from './records.ts';
import { seconds } from './views.ts';
import { everyProject } from './volumes.ts';

function view(call: Call, snapshot: Item, full: boolean): JsonObject {
  const { version } = call;
  return {
    id: snapshot.id,
    created_at: seconds(Number(snapshot.created)),
    updated_at: full ? seconds(Number(snapshot.updated)) : null,
    name: snapshot.name,
    description: snapshot.description,
    volume_id: snapshot.volume_id,
    status: snapshot.status,
    size: snapshot.size,
    metadata: snapshot.metadata,
    ...(version >= 14 ? { group_snapshot_id: null } : {}),
    ...(version >= 41 ? { user_id: snapshot.user_id } : {}),
    ...(version >= 65 ? { consumes_quota: true } : {}),
    ...(full
      ? {
          'os-extended-snapshot-attributes:project_id': snapshot.project_id,
          'os-extended-snapshot-attributes:progress': snapshot.status === 'available' ? '100%' : '0%',
        }
      : {}),
  };
}

function inPath(call: Call): Item {
  const { id = '' } = call.params;
  const snapshot = call.state.get(SNAPSHOTS, id);
  if (!snapshot || !(call.caller.isAdmin || snapshot.project_id === call.caller.projectId))
    throw new Refusal(404, `Snapshot ${id} could not be found.`);
  return snapshot;
}

function list(call: Call, full: boolean) {
  const every = everyProject(call);
  const found = call.state
    .all(SNAPSHOTS)
    .filter(each => every || each.project_id === call.caller.projectId)
    .filter(each =>
      ['name', 'status', 'volume_id'].every(key => (call.query.get(key) ?? each[key]) === each[key]),
    )
    .toReversed();
  const missing = (marker: string) => new Refusal(404, `Snapshot ${marker} could not be found.`);
  const { items } = paged(call, found, missing);
  return ok({ snapshots: items.map(each => view(call, each, full)) });
}

export const snapshotRoutes: Routes = {
  'GET /snapshots': call => list(call, false),
  'GET /snapshots/detail': call => list(call, true),
  'GET /snapshots/:id': call => ok({ snapshot: view(call, inPath(call), true) }),
  'POST /snapshots': call => {
    const body = bodyOf(call, 'snapshot');
    const { caller, state, now } = call;
    const id = text(body, 'volume_id');
    const volume = findVolume(state, id, caller.isAdmin ? undefined : caller.projectId);
    if (!volume) throw new Refusal(404, `Volume ${id} could not be found.`);
    const force = body.force === true || call.version >= 66;
    if (volume.status !== 'available' && !(force && volume.status === 'in-use'))
      throw new Refusal(
        400,
        `Invalid volume: Volume ${id} status must be available, but current status is: ${volume.status}.`,
      );
    withinQuota(state, caller.projectId, { snapshots: 1, gigabytes: volume.size });
    const snapshot: Item = {
      id: uuid(),
      name: body.name ?? null,
      description: body.description ?? null,
      volume_id: id,
      status: 'creating',
      size: volume.size,
      bootable: volume.bootable,
      metadata: metadataOf(body.metadata),
      user_id: caller.userId,
      project_id: caller.projectId,
      created: now,
      updated: now,
    };
    state.put(SNAPSHOTS, snapshot);
    state.schedule(call.after(1), 'volume/snapshot', { id: snapshot.id });
    return reply(202, { snapshot: view(call, snapshot, false) });
  },
  'PUT /snapshots/:id': call => {
    const body = bodyOf(call, 'snapshot');
    const { name, description } = body;
    const next: Item = {
      ...inPath(call),
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description }),
      updated: call.now,
    };
    call.state.put(SNAPSHOTS, next);
    return ok({ snapshot: view(call, next, false) });
  },
  'DELETE /snapshots/:id': call => {
    const snapshot = inPath(call);
    if (snapshot.status !== 'available' && snapshot.status !== 'error')
      throw new Refusal(
        400,
        'Invalid snapshot: Snapshot status must be available or error, and must not be part of a group.',
      );
    call.state.put(SNAPSHOTS, { ...snapshot, status: 'deleting', updated: call.now });
    call.state.schedule(call.after(1), 'volume/snapshot', { id: snapshot.id });
    return empty(202);
  },
};
