/** OpenStack as a backend of `gs`: reads from Nova and Cinder; changes are in `changes.ts`. */
import { NotFound } from '../errors.ts';
import type { Backend, Instance, InstanceFilter, VolumeFilter, WholeHost } from '../gostack/backend.ts';
import { child, children, type JsonObject, text } from '../json.ts';
import { find } from '../resources/find.ts';
import { volume } from '../resources/volume.ts';
import type { Query, Service } from '../service.ts';
import { changeIn } from './changes.ts';
import { type Clients, instance, SERVERS } from './clients.ts';
import { RegionRefusal } from './errors.ts';
import { hostOf, instanceOf, volumeOf } from './records.ts';
import { isForbidden, ofTenant, tenantId } from './tenant.ts';

/** The last microversion in which a hypervisor tells how full it is. */
const HYPERVISORS = { microversion: '2.87' } as const;

/** How many images are asked for by name at once: their IDs are in the URL. */
const IMAGES_AT_ONCE = 50;

/** Opens a region of OpenStack. Nothing is sent before the first request. Names of things do where IDs do. */
export function openOpenstack(clients: Clients): Backend {
  const compute = clients.compute;

  async function imageNames(servers: readonly JsonObject[]): Promise<ReadonlyMap<string, string>> {
    const ids = [...new Set(servers.map(each => text(child(each, 'image'), 'id')))].filter(id => id !== '');
    const names = new Map<string, string>();
    for (let start = 0; start < ids.length; start += IMAGES_AT_ONCE) {
      const query = { id: `in:${ids.slice(start, start + IMAGES_AT_ONCE).join(',')}` };
      const images = await (await clients.image()).list('/images', 'images', { query });
      for (const image of images) names.set(text(image, 'id'), text(image, 'name'));
    }
    return names;
  }

  const tenantOf = async (tenant: string | undefined): Promise<string | undefined> =>
    tenant === undefined ? undefined : tenantId(clients, tenant);

  async function instanceFrom(found: JsonObject): Promise<Instance> {
    const [images, ports] = await Promise.all([
      imageNames([found]),
      portsOf(await compute(), text(found, 'id')),
    ]);
    return instanceOf(found, images, ports);
  }

  async function hosts(): Promise<WholeHost[]> {
    const [hypervisors, services] = await Promise.all([
      (await compute()).list('/os-hypervisors/detail', 'hypervisors', HYPERVISORS),
      (await compute()).list('/os-services', 'services', { query: { binary: 'nova-compute' }, ...SERVERS }),
    ]);
    const zones = new Map(services.map(each => [text(each, 'host'), text(each, 'zone')]));
    return hypervisors.map(each => hostOf(each, zones));
  }

  return {
    async *instances({ name, status, host, tenant, limit }: InstanceFilter) {
      const query = {
        // A regular expression (Compute API, "List Servers"); names are parts here.
        name: name?.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
        status,
        host,
        project_id: await tenantOf(tenant),
      };
      const found = await everywhere(query, async each =>
        (await compute()).list('/servers/detail', 'servers', { query: each, ...SERVERS, ...most(limit) }),
      );
      const servers = onHost(ofTenant(found, 'tenant_id', query.project_id), host);
      const images = await imageNames(servers);
      for (const each of servers) yield instanceOf(each, images);
    },
    instance: async id => instanceFrom(await find(await compute(), instance, id)),
    async *hosts() {
      yield* await hosts();
    },
    async host(nameOrId) {
      const found = (await hosts()).find(({ id, name }) => id === nameOrId || name === nameOrId);
      if (found === undefined) throw new NotFound('Host', nameOrId);
      return found;
    },
    async *volumes({ name, status, tenant, limit }: VolumeFilter) {
      const query = { status, project_id: await tenantOf(tenant) };
      const found = await everywhere(query, async each =>
        (await clients.volume()).list('/volumes/detail', 'volumes', {
          query: each,
          // The service compares whole names, so a part is looked for here.
          ...most(name === undefined ? limit : undefined),
        }),
      );
      const volumes = ofTenant(found, 'os-vol-tenant-attr:tenant_id', query.project_id);
      const matching = volumes.filter(each => name === undefined || text(each, 'name').includes(name));
      yield* matching.slice(0, limit).map(volumeOf);
    },
    volume: async id => volumeOf(await find(await clients.volume(), volume, id)),
    change: (change, options) => changeIn(clients, change, options),
    templates: () =>
      Promise.reject(
        new RegionRefusal(
          'OpenStack keeps no templates: name the gsinitrc of a gostack region with --gsinitrc or GS_INITRC',
        ),
      ),
    close: async () => {},
  };
}

/** The most items of a list, where there is a limit. */
function most(limit: number | undefined): { readonly limit?: number } {
  return limit === undefined ? {} : { limit };
}

/** A member's request for a host is ignored by Nova, which answers with what is on all of them. */
const HOST = 'OS-EXT-SRV-ATTR:host';
const HOST_REFUSAL = 'Only an administrator sees where instances are, and can select them by --host';

/** Keeps what is on a host. @throws RegionRefusal where servers do not tell where they are */
function onHost(servers: readonly JsonObject[], host: string | undefined): readonly JsonObject[] {
  if (host === undefined) return servers;
  if (servers.some(each => each[HOST] === undefined)) throw new RegionRefusal(HOST_REFUSAL);
  return servers.filter(each => text(each, HOST) === host);
}

/** Asks for what is in all projects; who may not see that gets what is in the own one. @throws RegionRefusal */
async function everywhere(
  query: Query,
  list: (query: Query) => Promise<JsonObject[]>,
): Promise<JsonObject[]> {
  try {
    return await list({ ...query, all_tenants: 'True' });
  } catch (error) {
    if (!isForbidden(error)) throw error;
    if (query.host !== undefined) throw new RegionRefusal(HOST_REFUSAL, { cause: error });
    return list(query);
  }
}

/** The IDs of a server's ports. */
async function portsOf(compute: Service, id: string): Promise<string[]> {
  const body = await compute.get(`/servers/${encodeURIComponent(id)}/os-interface`, SERVERS);
  return children(body, 'interfaceAttachments').map(each => text(each, 'port_id'));
}
