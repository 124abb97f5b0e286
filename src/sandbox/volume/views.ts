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

/** As `GET /volumes/:id` has it. @param made whether it answers the request that made it, which says less */
export function detail(call: Call, volume: Volume, made = false): JsonObject {
  const { version, caller, state } = call;
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
      host_name: caller.isAdmin ? each.host : null,
      device: each.device,
      attached_at: seconds(each.at),
    })),
    migration_status: null,
    ...(version >= 13 ? { group_id: null } : {}),
    ...(version >= 21 ? { provider_id: null } : {}),
    ...(version >= 48 ? { shared_targets: made, service_uuid: null } : {}),
    ...(version >= 61 ? { cluster_name: null } : {}),
    ...(version >= 63 ? { volume_type_id: type?.id ?? null } : {}),
    ...(version >= 65 ? { consumes_quota: true } : {}),
    ...(made ? {} : { 'os-vol-tenant-attr:tenant_id': volume.project_id }),
    ...(made || !caller.isAdmin
      ? {}
      : {
          'os-vol-mig-status-attr:migstat': null,
          'os-vol-mig-status-attr:name_id': null,
          'os-vol-host-attr:host': volume.status === 'creating' ? null : HOST,
        }),
    ...(volume.image && !made
      ? { volume_image_metadata: { signature_verified: 'False', ...volume.image } }
      : {}),
  };
}
