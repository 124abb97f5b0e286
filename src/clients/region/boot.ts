/** Booting an instance in OpenStack: a host, ports and a boot volume as Nova takes them. */
import { HttpError } from '../errors.ts';
import type { Change } from '../gostack/backend.ts';
import { child, type JsonObject, text } from '../json.ts';
import { flavor } from '../resources/compute.ts';
import { find } from '../resources/find.ts';
import { image } from '../resources/image.ts';
import { port } from '../resources/network.ts';
import { volume } from '../resources/volume.ts';
import type { Sent } from './changes.ts';
import { type Clients, SERVERS } from './clients.ts';
import { RegionRefusal } from './errors.ts';

type Boot = Change & { readonly action: 'boot' };

/**
 * Boots an instance.
 * @throws RegionRefusal for what does not go together, NotFound, Ambiguous, HttpError
 */
export async function boot(clients: Clients, change: Boot): Promise<Sent> {
  if (change.tenant !== undefined)
    throw new RegionRefusal('OpenStack boots an instance in the project of the credentials only');
  const compute = await clients.compute();
  const [flavorId, disk, networks] = await Promise.all([
    find(compute, flavor, change.flavor, { is_public: 'None' }).then(found => text(found, 'id')),
    diskOf(clients, change),
    networksOf(clients, change.ports),
  ]);
  const asked: JsonObject = {
    name: change.name,
    flavorRef: flavorId,
    ...disk,
    networks,
    ...(change.host === undefined ? {} : { host: change.host }),
    ...(change.zone === undefined ? {} : { availability_zone: change.zone }),
  };
  const made = child(await compute.post('/servers', { server: asked }, SERVERS).catch(nameAPort), 'server');
  const id = text(made, 'id');
  return {
    id,
    observe: async () => child(await compute.get(`/servers/${id}`, SERVERS), 'server'),
    done: seen => seen !== undefined && text(seen, 'status') === 'ACTIVE',
  };
}

/** Nova's way out of several networks is to name one, which here a port does. */
function nameAPort(error: unknown): never {
  if (
    error instanceof HttpError &&
    error.status === 409 &&
    error.message.startsWith('Multiple possible networks')
  )
    throw new RegionRefusal(
      'There are several networks: make a port in one (openstack port create --network NETWORK NAME), and name it with --port',
      { cause: error },
    );
  throw error;
}

async function diskOf(clients: Clients, change: Boot): Promise<JsonObject> {
  if (change.volume !== undefined) {
    const id = text(await find(await clients.volume(), volume, change.volume), 'id');
    return { imageRef: '', block_device_mapping_v2: [mapping('volume', id)] };
  }
  if (change.image === undefined) throw new RegionRefusal('An instance boots from an --image or a --volume');
  const id = text(await find(await clients.image(), image, change.image), 'id');
  if (change.volumeSize === undefined) return { imageRef: id };
  const made = { ...mapping('image', id), volume_size: change.volumeSize, delete_on_termination: true };
  return { imageRef: '', block_device_mapping_v2: [made] };
}

function mapping(source_type: 'image' | 'volume', uuid: string): JsonObject {
  return { boot_index: 0, uuid, source_type, destination_type: 'volume' };
}

async function networksOf(clients: Clients, ports: readonly string[]): Promise<'auto' | JsonObject[]> {
  if (ports.length === 0) return 'auto';
  const network = await clients.network();
  return Promise.all(ports.map(async each => ({ port: text(await find(network, port, each), 'id') })));
}
