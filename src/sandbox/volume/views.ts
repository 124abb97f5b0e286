/** What the API says of volumes, by microversion (Block Storage API, "Volumes"). */
import type { Json, JsonObject } from '../../clients/json.ts';
import type { Call } from '../service.ts';
import { isoMicros } from '../time.ts';
import type { Volume } from './records.ts';

const HOST = 'storage1@lvmdriver-1#lvmdriver-1';

function linksOf(call: Call, id: string): Json[] {
  const project = call.caller.projectId;
  return [
    { rel: 'self', href: `${call.origin}/volume/v3/${project}/volumes/${id}` },
    { rel: 'bookmark', href: `${call.origin}/volume/${project}/volumes/${id}` },
  ];
}

/** A time as Cinder shows it: to the second. */
export function seconds(time: number): string {
  return isoMicros(Math.floor(time / 1000) * 1000);
}

/** As in lists without details. */
export function brief(call: Call, volume: Volume): JsonObject {
  return { id: volume.id, name: volume.name, links: linksOf(call, volume.id) };
}

/** The service that has all of the volumes. */
const SERVICE = '6f4f9b1c-6c0e-4f1b-9f0a-3d1f4f2b7c5e';

/** Who a volume is shown to and why: those who made or changed it are told less. */
type Occasion = 'shown' | 'made' | 'changed';

/** As `GET /volumes/:id` has it. */
export function detail(call: Call, volume: Volume, occasion: Occasion = 'shown'): JsonObject {
  const { version, caller, state } = call;
  const made = occasion === 'made';
  const admin = caller.isAdmin;
  const type = state.all('volume_types').find(each => each.name === volume.type);
  return {
    id: volume.id,
    status: volume.status,
    size: volume.size,
    availability_zone: volume.zone,
    created_at: made ? isoMicros(volume.created) : seconds(volume.created),
    updated_at: made ? null : seconds(volume.updated),
    name: volume.name,
    description: volume.description,
    volume_type: volume.type,
    snapshot_id: volume.snapshot_id,
    source_volid: volume.source_volid,
    metadata: volume.readonly ? { ...volume.metadata, readonly: 'True' } : volume.metadata,
    links: linksOf(call, volume.id),
    user_id: volume.user_id,
    bootable: String(volume.bootable),
    encrypted: false,
    replication_status: null,
    consistencygroup_id: null,
    multiattach: volume.multiattach,
    attachments: volume.attachments.map(each => ({
      id: volume.id,
      attachment_id: each.id,
      volume_id: volume.id,
      server_id: each.server,
      host_name: admin ? each.host : null,
      device: each.device,
      attached_at: seconds(each.at),
    })),
    ...(admin ? { migration_status: null } : {}),
    ...(version >= 13 ? { group_id: null } : {}),
    ...(version >= 21 && admin ? { provider_id: null } : {}),
    ...(version >= 48
      ? { shared_targets: made, service_uuid: volume.status === 'creating' ? null : SERVICE }
      : {}),
    ...(version >= 61 && admin ? { cluster_name: null } : {}),
    ...(version >= 63 ? { volume_type_id: type?.id ?? null } : {}),
    ...(version >= 65 ? { consumes_quota: true } : {}),
    ...(occasion === 'shown' ? extended(volume, admin) : {}),
  };
}

function extended(volume: Volume, admin: boolean): JsonObject {
  const inner = {
    'os-vol-mig-status-attr:migstat': null,
    'os-vol-mig-status-attr:name_id': null,
    'os-vol-host-attr:host': volume.status === 'creating' ? null : HOST,
  };
  const { image } = volume;
  return {
    'os-vol-tenant-attr:tenant_id': volume.project_id,
    ...(admin ? inner : {}),
    ...(image && Object.keys(image).length > 0 ? { volume_image_metadata: image } : {}),
  };
}
