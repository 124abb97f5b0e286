/** Snapshots of volumes (Block Storage API, "Volume snapshots"). */

import { type JsonObject, text } from '../../clients/json.ts';
import { empty, ok, paged, reply } from '../http.ts';
import { bodyOf, invalid } from '../schema.ts';
import { textsOf, truth } from '../schema-values.ts';
import { type Call, Refusal, type Routes } from '../service.ts';
import { type Item, uuid } from '../state.ts';
import { CHANGED_SNAPSHOT, checkQuery, NEW_SNAPSHOT } from './checks.ts';
import { metadataRoutes } from './metadata.ts';
import { withinQuota } from './quota.ts';
import { findVolume, SNAPSHOTS } from './records.ts';
import { seconds } from './views.ts';
import { everyProject } from './volumes.ts';

/** Without what only a detailed list says. */
function brief(snapshot: Item): JsonObject {
  return {
    id: snapshot.id,
    created_at: seconds(Number(snapshot.created)),
    updated_at: snapshot.updated === null ? null : seconds(Number(snapshot.updated)),
    name: snapshot.name,
    description: snapshot.description,
    volume_id: snapshot.volume_id,
    status: snapshot.status,
    size: snapshot.size,
    metadata: snapshot.metadata,
  };
}

function view(call: Call, snapshot: Item): JsonObject {
  const { version } = call;
  return {
    ...brief(snapshot),
    ...(version >= 14 ? { group_snapshot_id: null } : {}),
    ...(version >= 41 ? { user_id: snapshot.user_id } : {}),
    ...(version >= 65 ? { consumes_quota: true } : {}),
  };
}

function shown(call: Call, snapshot: Item): JsonObject {
  return {
    ...view(call, snapshot),
    'os-extended-snapshot-attributes:project_id': snapshot.project_id,
    'os-extended-snapshot-attributes:progress': snapshot.status === 'available' ? '100%' : '0%',
  };
}

function inPath(call: Call): Item {
  const { id = '' } = call.params;
  const snapshot = call.state.get(SNAPSHOTS, id);
  if (!snapshot || !(call.caller.isAdmin || snapshot.project_id === call.caller.projectId))
    throw new Refusal(404, `Snapshot ${id} could not be found.`);
  return snapshot;
}

const FILTERS = ['name', 'status', 'volume_id', 'metadata', 'availability_zone', 'consumes_quota'];

function list(call: Call, show: (snapshot: Item) => JsonObject) {
  checkQuery(call, FILTERS);
  const every = everyProject(call);
  const found = call.state
    .all(SNAPSHOTS)
    .filter(each => every || each.project_id === call.caller.projectId)
    .filter(each =>
      ['name', 'status', 'volume_id'].every(key => (call.query.get(key) ?? each[key]) === each[key]),
    )
    .toReversed();
  const missing = (marker: string) => new Refusal(404, `Snapshot ${marker} could not be found.`);
  const { items, next } = paged(call, found, missing);
  const href = `${call.origin}${call.path}?${next}`;
  const links = next === undefined ? {} : { snapshots_links: [{ rel: 'next', href }] };
  return ok({ snapshots: items.map(show), ...links });
}

export const snapshotRoutes: Routes = {
  ...metadataRoutes(SNAPSHOTS, 'snapshots', 'Snapshot', inPath),
  'GET /snapshots': call => list(call, brief),
  'GET /snapshots/detail': call => list(call, each => shown(call, each)),
  'GET /snapshots/:id': call => ok({ snapshot: shown(call, inPath(call)) }),
  'POST /snapshots': call => {
    const body = bodyOf(call, 'snapshot', ['volume_id'], NEW_SNAPSHOT);
    const { caller, state, now } = call;
    const id = text(body, 'volume_id');
    const volume = findVolume(state, id, caller.isAdmin ? undefined : caller.projectId);
    if (!volume) throw new Refusal(404, `Volume ${id} could not be found.`);
    // Since 3.66 what is in use needs no force.
    const force = truth(body.force) || call.version >= 66;
    if (/^(error|creating|maintenance)$/.test(volume.status))
      throw new Refusal(
        400,
        `Invalid volume: The snapshot cannot be created when the volume is in ${volume.status} status.`,
      );
    if (volume.status !== 'available' && !(force && volume.status === 'in-use'))
      throw new Refusal(
        400,
        `Invalid volume: Volume ${id} status must be available${force ? ', in-use' : ''}, but current status is: ${volume.status}.`,
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
      metadata: textsOf(body.metadata),
      user_id: caller.userId,
      project_id: caller.projectId,
      created: now,
      updated: null,
    };
    state.put(SNAPSHOTS, snapshot);
    state.schedule(call.after(1), 'volume/snapshot', { id: snapshot.id });
    return reply(202, { snapshot: view(call, snapshot) });
  },
  'PUT /snapshots/:id': call => {
    const body = bodyOf(call, 'snapshot', [], CHANGED_SNAPSHOT);
    if (Object.keys(body).length === 0)
      throw invalid('snapshot', body, '{} is not valid under any of the given schemas');
    const name = body.name ?? body.display_name;
    const description = body.description ?? body.display_description;
    const next: Item = {
      ...inPath(call),
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description }),
      updated: call.now,
    };
    call.state.put(SNAPSHOTS, next);
    return ok({ snapshot: view(call, next) });
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
