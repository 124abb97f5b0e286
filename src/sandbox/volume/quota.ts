/** How much block storage a project may have (Block Storage API, "Quota sets"). */
import type { JsonObject } from '../../clients/json.ts';
import { object, ok } from '../http.ts';
import { type Call, Refusal, type Routes } from '../service.ts';
import type { State } from '../state.ts';
import { limitOf } from './checks.ts';
import { allow } from './policy.ts';
import { DEFAULT_TYPE, SNAPSHOTS, VOLUMES, volumes } from './records.ts';

export const QUOTAS = 'volume_quotas';

const BASE: Readonly<Record<string, number>> = {
  volumes: 10,
  per_volume_gigabytes: -1,
  snapshots: 10,
  gigabytes: 1000,
  backups: 10,
  backup_gigabytes: 1000,
  groups: 10,
};

/** What a project may have where nothing else was set, with the limits of each type. */
function defaults(state: State): Record<string, number> {
  const types = state.all('volume_types').map(type => String(type.name));
  const each = types.flatMap(name => [
    [`volumes_${name}`, -1],
    [`gigabytes_${name}`, -1],
    [`snapshots_${name}`, -1],
  ]);
  return { ...Object.fromEntries(each), ...BASE };
}

/** A project's limits. */
export function limitsOf(state: State, project: string): Record<string, number> {
  const set: JsonObject = state.get(QUOTAS, project) ?? {};
  const classes: JsonObject = state.get(QUOTAS, 'class default') ?? {};
  return Object.fromEntries(
    Object.entries(defaults(state)).map(([key, initial]) => {
      const value = set[key] ?? classes[key];
      return [key, typeof value === 'number' ? value : initial];
    }),
  );
}

/** What a project has. */
export function usageOf(state: State, project: string): Record<string, number> {
  const own = volumes(state.by(VOLUMES, 'project_id', project));
  const snapshots = state.all(SNAPSHOTS).filter(each => each.project_id === project);
  const sum = (items: readonly JsonObject[]) => items.reduce((all, each) => all + Number(each.size ?? 0), 0);
  const usage: Record<string, number> = {
    volumes: own.length,
    snapshots: snapshots.length,
    gigabytes: sum(own) + sum(snapshots),
    backups: 0,
    backup_gigabytes: 0,
    groups: 0,
  };
  for (const type of new Set([DEFAULT_TYPE, ...own.map(volume => volume.type)])) {
    const typed = own.filter(volume => volume.type === type);
    usage[`volumes_${type}`] = typed.length;
    usage[`gigabytes_${type}`] = sum(typed);
  }
  return usage;
}

/** What somebody wants more of. */
interface Wanted {
  readonly volumes?: number;
  readonly snapshots?: number;
  readonly gigabytes: number;
  /** The size that the volume then has. */
  readonly largest?: number;
}

function over(name: string, problem: string): Refusal {
  return new Refusal(413, `${name}: ${problem}`, '', { 'retry-after': '0' });
}

/**
 * Whether a project may have so much more.
 * @throws Refusal 413, in Cinder's sentence
 */
export function withinQuota(state: State, project: string, wanted: Wanted): void {
  const limits = limitsOf(state, project);
  const usage = usageOf(state, project);
  const { gigabytes, largest = 0 } = wanted;
  const most = limits.per_volume_gigabytes ?? -1;
  if (most >= 0 && largest > most)
    throw over(
      'VolumeSizeExceedsLimit',
      `Requested volume size ${largest}G is larger than maximum allowed limit ${most}G.`,
    );
  const total = limits.gigabytes ?? -1;
  const used = usage.gigabytes ?? 0;
  if (total >= 0 && used + gigabytes > total)
    throw over(
      'VolumeSizeExceedsAvailableQuota',
      `Requested volume or snapshot exceeds allowed gigabytes quota. Requested ${gigabytes}G, quota is ${total}G and ${used}G has been consumed.`,
    );
  const full = (key: 'volumes' | 'snapshots') => {
    const limit = limits[key] ?? -1;
    const more = wanted[key] ?? 0;
    return more > 0 && limit >= 0 && (usage[key] ?? 0) + more > limit;
  };
  if (full('volumes'))
    throw over(
      'VolumeLimitExceeded',
      `Maximum number of volumes allowed (${limits.volumes}) exceeded for quota 'volumes'.`,
    );
  if (full('snapshots'))
    throw over('SnapshotLimitExceeded', `Maximum number of snapshots allowed (${limits.snapshots}) exceeded`);
}

function view(id: string, values: JsonObject) {
  return { quota_set: { id, ...values } };
}

export const quotaRoutes: Routes = {
  'GET /os-quota-sets/:id': call => {
    const { id = '' } = call.params;
    allow(call, 'volume_extension:quotas:show', id === call.caller.projectId);
    const limits = limitsOf(call.state, id);
    if (!/^true$/i.test(call.query.get('usage') ?? '')) return ok(view(id, limits));
    const usage = usageOf(call.state, id);
    const full = Object.entries(limits).map(([key, limit]) => [
      key,
      { limit, in_use: usage[key] ?? 0, reserved: 0 },
    ]);
    return ok(view(id, Object.fromEntries(full)));
  },
  'GET /os-quota-sets/:id/defaults': call => {
    const { id = '' } = call.params;
    allow(call, 'volume_extension:quotas:show', id === call.caller.projectId);
    return ok(view(id, limitsOf(call.state, '')));
  },
  'PUT /os-quota-sets/:id': call => {
    allow(call, 'volume_extension:quotas:update');
    return ok({ quota_set: set(call, call.params.id ?? '', 'quota_set') });
  },
  'DELETE /os-quota-sets/:id': call => {
    allow(call, 'volume_extension:quotas:delete');
    call.state.remove(QUOTAS, call.params.id ?? '');
    return { status: 200 };
  },
  'GET /os-quota-class-sets/:id': call => {
    allow(call, 'volume_extension:quota_classes:get');
    const { id = '' } = call.params;
    return ok({ quota_class_set: { id, ...limitsOf(call.state, '') } });
  },
  'PUT /os-quota-class-sets/:id': call => {
    allow(call, 'volume_extension:quota_classes:update');
    return ok({ quota_class_set: set(call, 'class default', 'quota_class_set') });
  },
};

/** Keeps new limits. @returns all of the limits then */
function set(call: Call, id: string, key: string): JsonObject {
  const body = object(call, key);
  if (!body) throw new Refusal(400, `'${key}' is a required property`);
  const known = defaults(call.state);
  const changed: Record<string, number> = {};
  for (const [name, value] of Object.entries(body)) {
    if (name === 'tenant_id' || name === 'force') continue;
    if (!(name in known)) throw new Refusal(400, `Invalid input received: Bad key(s) in quota set: ${name}`);
    changed[name] = limitOf(name, value);
  }
  call.state.put(QUOTAS, { ...call.state.get(QUOTAS, id), ...changed, id });
  return limitsOf(call.state, id === 'class default' ? '' : id);
}
