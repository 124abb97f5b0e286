/** Types, limits, services, zones and attachments of the block storage service. */
import { isObject, type JsonObject } from '../../clients/json.ts';
import { ok } from '../http.ts';
import { type Call, Refusal, type Routes } from '../service.ts';
import type { Item } from '../state.ts';
import { allow } from './policy.ts';
import { limitsOf, usageOf } from './quota.ts';
import { DEFAULT_TYPE, TYPES, VOLUMES, volumes } from './records.ts';
import { seconds } from './views.ts';

function typeView(call: Call, type: Item, listed: boolean): JsonObject {
  return {
    id: type.id,
    name: type.name,
    is_public: true,
    description: type.description,
    ...(call.caller.isAdmin ? { extra_specs: type.extra_specs, qos_specs_id: null } : { extra_specs: {} }),
    ...(listed ? { 'os-volume-type-access:is_public': true } : {}),
  };
}

function typeOf(call: Call): Item {
  const { id = '' } = call.params;
  const type = call.state.get(TYPES, id);
  if (!type) throw new Refusal(404, `Volume type ${id} could not be found.`);
  return type;
}

/** Services with the time of their last sign of life: never long ago. */
function services(call: Call): JsonObject[] {
  const updated = seconds(call.now - (call.now % 10_000));
  return [
    ['cinder-scheduler', 'storage1'],
    ['cinder-volume', `storage1@${DEFAULT_TYPE}`],
  ].map(([binary, host]) => ({
    binary,
    host,
    zone: 'nova',
    status: 'enabled',
    state: 'up',
    updated_at: updated,
    ...(call.version >= 7 ? { cluster: null } : {}),
    ...(binary === 'cinder-volume'
      ? { replication_status: 'disabled', active_backend_id: null, frozen: false }
      : {}),
    ...(binary === 'cinder-volume' && call.version >= 49 ? { backend_state: 'up' } : {}),
    disabled_reason: null,
  }));
}

const none = (key: string) => () => ok({ [key]: [] });

export const otherRoutes: Routes = {
  'GET /types': call => ok({ volume_types: call.state.all(TYPES).map(type => typeView(call, type, true)) }),
  'GET /types/default': call => {
    const type = call.state.all(TYPES).find(each => each.name === DEFAULT_TYPE);
    if (!type) throw new Refusal(404, 'Default volume type can not be found.');
    return ok({ volume_type: typeView(call, type, false) });
  },
  'GET /types/:id': call => ok({ volume_type: typeView(call, typeOf(call), false) }),
  'GET /types/:id/extra_specs': call => {
    const specs = typeOf(call).extra_specs;
    return ok({ extra_specs: isObject(specs) && call.caller.isAdmin ? specs : {} });
  },
  'GET /limits': call => {
    const project = (call.caller.isAdmin ? call.query.get('project_id') : null) ?? call.caller.projectId;
    const limits = limitsOf(call.state, project);
    const usage = usageOf(call.state, project);
    const absolute = {
      maxTotalVolumes: limits.volumes ?? 0,
      maxTotalSnapshots: limits.snapshots ?? 0,
      maxTotalVolumeGigabytes: limits.gigabytes ?? 0,
      maxTotalBackups: limits.backups ?? 0,
      maxTotalBackupGigabytes: limits.backup_gigabytes ?? 0,
      totalVolumesUsed: usage.volumes ?? 0,
      totalGigabytesUsed: usage.gigabytes ?? 0,
      totalSnapshotsUsed: usage.snapshots ?? 0,
      totalBackupsUsed: 0,
      totalBackupGigabytesUsed: 0,
    };
    return ok({ limits: { rate: [], absolute } });
  },
  'GET /os-services': call => {
    allow(call, 'volume_extension:services:index');
    const binary = call.query.get('binary');
    return ok({ services: services(call).filter(each => binary === null || each.binary === binary) });
  },
  'GET /os-availability-zone': () =>
    ok({ availabilityZoneInfo: [{ zoneName: 'nova', zoneState: { available: true } }] }),
  'GET /scheduler-stats/get_pools': call => {
    allow(call, 'scheduler_extension:scheduler_stats:get_pools');
    return ok({ pools: [{ name: `storage1@${DEFAULT_TYPE}#${DEFAULT_TYPE}` }] });
  },
  'GET /attachments': call => {
    const all = volumes(
      call.caller.isAdmin
        ? call.state.all(VOLUMES)
        : call.state.by(VOLUMES, 'project_id', call.caller.projectId),
    );
    const attachments = all.flatMap(volume =>
      volume.attachments.map(({ id, server }) => ({
        id,
        status: 'attached',
        instance: server,
        volume_id: volume.id,
      })),
    );
    return ok({ attachments });
  },
  'GET /backups': none('backups'),
  'GET /backups/detail': none('backups'),
  'GET /consistencygroups': none('consistencygroups'),
  'GET /consistencygroups/detail': none('consistencygroups'),
  'GET /consistencygroups/:id': call => {
    throw new Refusal(404, `ConsistencyGroup ${call.params.id} could not be found.`);
  },
  'GET /groups/detail': none('groups'),
  'GET /volume-transfers/detail': none('transfers'),
  'GET /volume-transfers': none('transfers'),
};
