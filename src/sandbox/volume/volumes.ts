/** Volumes listed, shown, changed and deleted, and their metadata (Block Storage API, "Volumes"). */

import type { JsonObject } from '../../clients/json.ts';
import { empty, ok, paged } from '../http.ts';
import { bodyOf, invalid } from '../schema.ts';
import { textsOf } from '../schema-values.ts';
import { type Call, Refusal, type Routes } from '../service.ts';
import { CHANGED_VOLUME, checkQuery } from './checks.ts';
import { createVolume } from './create.ts';
import { metadataRoutes } from './metadata.ts';
import { become } from './operations.ts';
import { allow } from './policy.ts';
import { SNAPSHOTS, VOLUMES, type Volume, volumeOf, volumes } from './records.ts';
import { brief, detail } from './views.ts';

const TRUE = /^(1|t|true|on|y|yes)$/i;

/** Whether a query asks for every project's; from members it is left aside. */
export function everyProject(call: Call): boolean {
  return (
    call.caller.isAdmin && TRUE.test(call.query.get('all_tenants') ?? call.query.get('all_projects') ?? '')
  );
}

const SORT: Readonly<Record<string, (volume: Volume) => string | number>> = {
  created_at: volume => volume.created,
  updated_at: volume => volume.updated,
  name: volume => volume.name ?? '',
  display_name: volume => volume.name ?? '',
  size: volume => volume.size,
  status: volume => volume.status,
  id: volume => volume.id,
  bootable: volume => String(volume.bootable),
  availability_zone: volume => volume.zone,
};

function sorted(call: Call, found: Volume[]): Volume[] {
  const asked = call.query.get('sort') ?? '';
  const [key = '', direction = ''] = asked.split(',')[0]?.split(':') ?? [];
  const by = key || call.query.get('sort_key') || 'created_at';
  const value = SORT[by];
  if (!value) throw new Refusal(400, 'Invalid input received: Invalid sort key');
  const order = direction || call.query.get('sort_dir') || 'desc';
  if (order !== 'asc' && order !== 'desc')
    throw new Refusal(400, "Invalid input received: Unknown sort direction, must be 'desc' or 'asc'.");
  const sign = order === 'asc' ? 1 : -1;
  return found.toReversed().sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    return x < y ? -sign : x > y ? sign : 0;
  });
}

function found(call: Call): Volume[] {
  const { query, caller, state } = call;
  const every = everyProject(call);
  const project = every ? query.get('project_id') : caller.projectId;
  const items = project === null ? state.all(VOLUMES) : state.by(VOLUMES, 'project_id', project);
  const equal = (key: string, value: string) => (query.get(key) ?? value) === value;
  const like = (key: string, value: string) => value.includes(query.get(`${key}~`) ?? '');
  return volumes(items).filter(
    volume =>
      equal('name', volume.name ?? '') &&
      equal('display_name', volume.name ?? '') &&
      equal('status', volume.status) &&
      equal('bootable', String(volume.bootable)) &&
      equal('availability_zone', volume.zone) &&
      equal('user_id', volume.user_id) &&
      like('name', volume.name ?? ''),
  );
}

/** What members may filter by (cinder's resource_filters.json). */
const FILTERS = [
  ...['name', 'status', 'metadata', 'bootable', 'migration_status', 'availability_zone', 'group_id', 'size'],
  ...['created_at', 'updated_at', 'consumes_quota'],
];

function list(call: Call, view: (volume: Volume) => JsonObject) {
  checkQuery(call, FILTERS);
  const { items, next } = paged(
    call,
    sorted(call, found(call)),
    marker => new Refusal(404, `Volume ${marker} could not be found.`),
  );
  const href = `${call.origin}${call.path}?${next}`;
  const links = next === undefined ? {} : { volumes_links: [{ rel: 'next', href }] };
  return ok({ volumes: items.map(view), ...links });
}

const DELETABLE = ['available', 'error', 'error_restoring', 'error_extending', 'error_managing'];

function remove(call: Call) {
  const volume = volumeOf(call);
  const force = TRUE.test(call.query.get('force') ?? '');
  if (force) allow(call, 'volume:force_delete');
  deleteVolume(call, volume, force, TRUE.test(call.query.get('cascade') ?? ''));
  return empty(202);
}

/** Deletes a volume. @throws Refusal 400 while it is in use, or has snapshots that shall not go with it */
export function deleteVolume(call: Call, volume: Volume, force: boolean, cascade = false): void {
  const snapshots = call.state.all(SNAPSHOTS).filter(each => each.volume_id === volume.id);
  const free = force || DELETABLE.includes(volume.status);
  if (!free || volume.attachments.length > 0 || (snapshots.length > 0 && !cascade))
    throw new Refusal(
      400,
      `Invalid volume: Volume ${force ? '' : 'status must be available or error or error_restoring or error_extending or error_managing and'} must not be migrating, attached, belong to a group, have snapshots, awaiting a transfer, or be disassociated from snapshots after volume transfer.`,
    );
  for (const { id } of snapshots) call.state.remove(SNAPSHOTS, id);
  become(call, volume, 'deleting', { after: 1, change: null });
}

function change(call: Call) {
  const body = bodyOf(call, 'volume', [], CHANGED_VOLUME);
  const volume = volumeOf(call);
  if (Object.keys(body).length === 0)
    throw invalid('volume', body, '{} is not valid under any of the given schemas');
  const name = body.name ?? body.display_name;
  const description = body.description ?? body.display_description;
  const next: Volume = {
    ...volume,
    ...(name === undefined ? {} : { name: typeof name === 'string' ? name : null }),
    ...(description === undefined
      ? {}
      : { description: typeof description === 'string' ? description : null }),
    ...(body.metadata === undefined ? {} : { metadata: textsOf(body.metadata) }),
    updated: call.now,
  };
  call.state.put(VOLUMES, next);
  return ok({ volume: detail(call, next, 'changed') });
}

export const volumeRoutes: Routes = {
  'GET /volumes': call => list(call, volume => brief(call, volume)),
  'GET /volumes/detail': call => list(call, volume => detail(call, volume)),
  'GET /volumes/summary': call => {
    const all = found(call);
    const size = all.reduce((sum, volume) => sum + volume.size, 0);
    const metadata: Record<string, string[]> = {};
    for (const volume of all)
      for (const [key, value] of Object.entries(volume.metadata))
        metadata[key] = [...new Set([...(metadata[key] ?? []), value])];
    const more = call.version >= 36 ? { metadata } : {};
    return ok({ 'volume-summary': { total_count: all.length, total_size: size, ...more } });
  },
  'POST /volumes': createVolume,
  'GET /volumes/:id': call => ok({ volume: detail(call, volumeOf(call)) }),
  'PUT /volumes/:id': change,
  'DELETE /volumes/:id': remove,
  ...metadataRoutes(VOLUMES, 'volumes', 'Volume', volumeOf),
};
