/** `server create` (Compute API, "Create Server"). */
import { child, type Json, type JsonObject, text } from '../../clients/json.ts';
import { flavor, server, serverGroup } from '../../clients/resources/compute.ts';
import { fetchById } from '../../clients/resources/find.ts';
import { securityGroup } from '../../clients/resources/network.ts';
import { snapshot, volume } from '../../clients/resources/volume.ts';
import type { Service } from '../../clients/service.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import { inOrder } from '../../kernel/together.ts';
import { findImage } from './lib/find-image.ts';
import { imageByProperties } from './lib/image-by-property.ts';
import {
  type CreateOptions,
  checkCreate,
  createExclusive,
  createParams,
} from './lib/server-create-options.ts';
import { showServer } from './lib/server-detail.ts';
import type { Mapping } from './lib/server-disk-options.ts';
import { completeDevice, plainDisks, resolveLegacy } from './lib/server-disks.ts';
import { networksOf } from './lib/server-nics.ts';
import { waitForServer } from './lib/server-wait.ts';
import { base64File } from './lib/user-file.ts';

/** The newest microversion that the peer's SDK knows for servers. */
const NEWEST = '2.100';

const create = command({
  summary: 'Create a server',
  params: createParams,
  exclusive: createExclusive,
  output: 'show',
  examples: [
    'openstack server create --flavor m1.small --image debian-12 --network private --key-name mine --wait web1',
    'openstack server create --flavor m1.small --image debian-12 --boot-from-volume 20 --nic none db1',
  ],
  async run(context, values) {
    const compute = await context.compute();
    await checkCreate(compute, values);
    const devices = await Promise.all(values.block_devices.map(device => completeDevice(compute, device)));
    checkRoot(values, devices);
    const [files, found] = await inOrder(readFiles(context, values), findAll(context, compute, values));
    const { image } = found;
    const request = requestOf(values, files, found, devices);
    const created = child(
      await compute.post('/servers', bodyOf(request), { microversion: NEWEST }),
      'server',
    );
    const id = text(created, 'id');
    const item = values.wait
      ? await waitForServer(context, {
          id,
          name: values.server_name,
          success: ['ACTIVE'],
          failure: `Error creating server: ${values.server_name}`,
        })
      : await fetchById(compute, server, id);
    const images = new Map(image ? [[text(image, 'id'), text(image, 'name')]] : []);
    return showServer(context, item, {
      created: { ...request.server, ...request.prefixed, ...created },
      images,
    });
  },
});

/** A server needs a disk to boot from. */
function checkRoot(values: CreateOptions, devices: readonly Mapping[]): void {
  const { image, image_properties: properties, volume: from, snapshot: of } = values;
  if (image || properties || from || of || devices.some(device => device.boot_index === 0)) return;
  throw new CommandError(
    'An image (--image, --image-property) or bootable volume (--volume, --snapshot, --block-device) is required',
  );
}

/** What names on the command line stand for; everything is looked up at once. */
interface Found {
  readonly image: JsonObject | undefined;
  readonly volume: string | undefined;
  readonly snapshot: string | undefined;
  readonly flavor: string;
  readonly mappings: readonly Mapping[];
  readonly networks: Json;
  readonly groups: readonly string[] | undefined;
  readonly serverGroup: string | undefined;
}

async function findAll(context: Context, compute: Service, values: CreateOptions): Promise<Found> {
  await needVolumes(context, values);
  const optional = async <T>(
    word: string | undefined,
    find: (word: string) => Promise<T>,
  ): Promise<T | undefined> => (word ? find(word) : undefined);
  // The peer does not see private flavors by name; under ostk's own name administrators do.
  const flavors = context.manners === 'ostk' ? { is_public: 'None' } : {};
  const { image_properties: properties, security_groups: groups } = values;
  const [image, volumeId, snapshotId, flavorId, mappings, networks, groupIds, serverGroupId] = await inOrder(
    properties
      ? imageByProperties(context, properties)
      : optional(values.image, word => findImage(context, word)),
    optional(values.volume, word => context.findId(volume, word)),
    optional(values.snapshot, word => context.findId(snapshot, word)),
    context.findId(flavor, values.flavor ?? '', flavors),
    inOrder(...values.block_device_mapping.map(mapping => resolveLegacy(context, mapping))),
    networksOf(context, compute, values.nics),
    groups ? inOrder(...groups.map(word => context.findId(securityGroup, word))) : Promise.resolve(undefined),
    optional(values.server_group, word => context.findId(serverGroup, word)),
  );
  return {
    image,
    volume: volumeId,
    snapshot: snapshotId,
    flavor: flavorId,
    mappings,
    networks,
    groups: groupIds,
    serverGroup: serverGroupId,
  };
}

async function needVolumes(context: Context, values: CreateOptions): Promise<void> {
  const old = values.block_device_mapping.some(mapping => mapping.source_type !== 'image');
  if (!values.volume && !values.snapshot && !old) return;
  const catalog = await context.catalog();
  if (catalog.some(({ type }) => type === 'block-storage' || type.startsWith('volume'))) return;
  throw new CommandError('Volume service is not available in the current cloud');
}

interface Files {
  readonly personality: Json;
  readonly userData: string | undefined;
}

async function readFiles(context: Context, values: CreateOptions): Promise<Files> {
  const personality = (values.file ?? []).map(async (word): Promise<Json> => {
    const [path = '', ...rest] = word.split('=');
    if (rest.length === 0) throw new CommandError('not enough values to unpack (expected 2, got 1)');
    return { path, contents: await base64File(context, rest.join('=')) };
  });
  const { user_data: path } = values;
  const userData = path ? await base64File(context, path) : undefined;
  return { personality: await inOrder(...personality), userData };
}

/** A request's parts: what the service takes under another name than the one that it answers with stands apart. */
interface Request {
  readonly server: JsonObject;
  /** By the names that answers have. */
  readonly prefixed: JsonObject;
}

function requestOf(values: CreateOptions, files: Files, found: Found, devices: readonly Mapping[]): Request {
  const { image, groups } = found;
  const imageId = image ? text(image, 'id') : undefined;
  const root = { image: imageId, volume: found.volume, snapshot: found.snapshot };
  const mappings = [...plainDisks(values, root), ...found.mappings, ...devices];
  const hints = hintsOf(values, found.serverGroup);
  const drive = configDrive(values.config_drive);
  return {
    server: given({
      name: values.server_name,
      // A server that boots from a volume takes the image from the mapping.
      imageRef: values.boot_from_volume ? '' : (imageId ?? ''),
      flavorRef: found.flavor,
      min_count: values.min,
      max_count: values.max,
      description: values.description || undefined,
      adminPass: values.password || undefined,
      metadata: values.properties,
      key_name: values.key_name || undefined,
      personality: values.file ? files.personality : undefined,
      security_groups: groups?.map(name => ({ name })),
      block_device_mapping_v2: mappings.length > 0 ? mappings : undefined,
      networks: found.networks,
      config_drive: drive,
      tags: values.tags,
      host: values.host || undefined,
      trusted_image_certificates: values.trusted_image_certs,
    }),
    prefixed: given({
      'OS-EXT-AZ:availability_zone': values.availability_zone || undefined,
      'OS-EXT-SRV-ATTR:user_data': files.userData || undefined,
      'OS-EXT-SRV-ATTR:hypervisor_hostname': values.hypervisor_hostname || undefined,
      'OS-EXT-SRV-ATTR:hostname': values.hostname || undefined,
      'OS-SCH-HNT:scheduler_hints': hints,
    }),
  };
}

function bodyOf({ server: plain, prefixed }: Request): JsonObject {
  const { 'OS-SCH-HNT:scheduler_hints': hints, ...others } = prefixed;
  const bare = Object.entries(others).map(([key, value]) => [key.slice(key.indexOf(':') + 1), value]);
  return given({ server: { ...plain, ...Object.fromEntries(bare) }, 'OS-SCH-HNT:scheduler_hints': hints });
}

function given(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

/** Hints by key, a list only where one was given more than once. */
function hintsOf(values: CreateOptions, group: string | undefined): JsonObject | undefined {
  const hints = Object.entries(values.hints ?? {}).map(([key, [first = '', ...more]]) => [
    key,
    more.length > 0 ? [first, ...more] : first,
  ]);
  if (group !== undefined) hints.push(['group', group]);
  return hints.length > 0 ? Object.fromEntries(hints) : undefined;
}

/** True, a volume, or nothing at all: the API takes no false. */
function configDrive(typed: string | boolean): Json | undefined {
  const word = String(typed).toLowerCase();
  if (word === 'true' || word === '1') return true;
  return ['false', '0', '', 'none'].includes(word) ? undefined : typed;
}

export default { '': create } satisfies Verbs;
