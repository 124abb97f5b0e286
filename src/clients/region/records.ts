/** Servers, hypervisors and volumes of OpenStack's APIs as a region's rows. */
import type { Instance, RegionVolume, WholeHost } from '../gostack/backend.ts';
import { child, children, type JsonObject, text } from '../json.ts';

/**
 * A server of the Compute API.
 * @param images names by ID; an image that is not among them is shown by its ID
 * @param ports IDs, which only a request of its own tells
 */
export function instanceOf(
  server: JsonObject,
  images: ReadonlyMap<string, string>,
  ports: readonly string[] = [],
): Instance {
  const flavor = child(server, 'flavor');
  const image = text(child(server, 'image'), 'id');
  return {
    id: text(server, 'id'),
    name: text(server, 'name'),
    status: text(server, 'status'),
    host: text(server, 'OS-EXT-SRV-ATTR:host'),
    zone: text(server, 'OS-EXT-AZ:availability_zone'),
    flavor: text(flavor, 'original_name') || text(flavor, 'id'),
    image: images.get(image) ?? image,
    tenant: text(server, 'tenant_id'),
    domain: text(server, 'OS-EXT-SRV-ATTR:instance_name'),
    task: text(server, 'OS-EXT-STS:task_state'),
    fault: text(child(server, 'fault'), 'message'),
    ports,
    volumes: children(server, 'os-extended-volumes:volumes_attached').map(each => text(each, 'id')),
    created: text(server, 'created'),
    updated: text(server, 'updated'),
  };
}

/**
 * A hypervisor of the Compute API, which is called by its service's host: that is what servers name.
 * @param zones availability zones by host
 */
export function hostOf(hypervisor: JsonObject, zones: ReadonlyMap<string, string>): WholeHost {
  const name = text(child(hypervisor, 'service'), 'host') || text(hypervisor, 'hypervisor_hostname');
  return {
    id: text(hypervisor, 'id'),
    name,
    zone: zones.get(name) ?? '',
    state: text(hypervisor, 'state'),
    vcpus: number(hypervisor, 'vcpus'),
    vcpusUsed: number(hypervisor, 'vcpus_used'),
    memory: number(hypervisor, 'memory_mb'),
    memoryUsed: number(hypervisor, 'memory_mb_used'),
    disk: number(hypervisor, 'local_gb'),
    diskUsed: number(hypervisor, 'local_gb_used'),
  };
}

/** A volume of the Block Storage API. */
export function volumeOf(volume: JsonObject): RegionVolume {
  return {
    id: text(volume, 'id'),
    name: text(volume, 'name'),
    status: text(volume, 'status'),
    size: number(volume, 'size'),
    tenant: text(volume, 'os-vol-tenant-attr:tenant_id'),
    instance: children(volume, 'attachments')
      .map(each => text(each, 'server_id'))
      .join(', '),
    created: text(volume, 'created_at'),
  };
}

function number(object: JsonObject, key: string): number {
  const value = object[key];
  return typeof value === 'number' ? value : 0;
}
