/** `server list` (Compute API, "List Servers Detailed"). */
import { children, type JsonObject, text } from '../../clients/json.ts';
import { compareVersions } from '../../clients/microversion.ts';
import { flavor, server } from '../../clients/resources/compute.ts';
import type { Service } from '../../clients/service.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { inOrder } from '../../kernel/together.ts';
import { findImage } from './lib/find-image.ts';
import { projectId, userId } from './lib/identity.ts';
import { eachImageName, type ImageNames, startImageNames } from './lib/image-names.ts';
import { imageIdOf } from './lib/server-cells.ts';
import { columnKey, type Names, serverRows } from './lib/server-columns.ts';
import {
  checkListOptions,
  type FoundIds,
  type ListOptions,
  listParams,
  listQuery,
} from './lib/server-list-options.ts';
import { truth } from './lib/truth.ts';

/** The newest microversion that the peer's SDK knows for servers. */
const NEWEST = '2.100';

const list = command({
  summary: 'List servers',
  params: listParams,
  exclusive: [
    { members: ['--config-drive', '--no-config-drive'] },
    { members: ['-n', '--name-lookup-one-by-one'] },
    { members: ['--locked', '--unlocked'] },
  ],
  output: 'list',
  examples: [
    'openstack server list',
    'openstack server list --all-projects --long --status ERROR',
    'openstack server list -f value -c ID',
  ],
  async run(context, values) {
    const compute = await context.compute();
    const newest = await compute.negotiate(NEWEST);
    const supports = (version: string): boolean =>
      version === '' || (newest !== undefined && compareVersions(newest, version) >= 0);
    checkListOptions(values, supports);
    const wanted = outputNames(values, 'columns');
    const found = await findAll(context, values);
    const allProjects = found.project !== undefined || values.all_projects || truth(context.env.ALL_PROJECTS);
    const [items, names] = await Promise.all([
      fetchServers(context, compute, values, found, allProjects),
      // The servers' request is the slowest: it is under way before others are made.
      context.clock.sleep(0).then(() => startNames(context, compute, values, supports('2.47'))),
    ]);
    const { long, no_name_lookup: noNames } = values;
    return serverRows({ long, allProjects, noNames, wanted, supports }, items, await names(items, found));
  },
});

/** What names on the command line stand for; all are looked up at once. */
interface Found extends FoundIds {
  readonly imageName: string;
  readonly marker: string | undefined;
}

async function findAll(context: Context, values: ListOptions): Promise<Found> {
  const optional = async <T>(
    word: string | undefined,
    find: (word: string) => Promise<T>,
  ): Promise<T | undefined> => (word ? find(word) : undefined);
  // The peer does not see private flavors by name; under ostk's own name administrators do.
  const flavors = context.manners === 'ostk' ? { is_public: 'None' } : {};
  const [project, user, flavorId, image, marker] = await inOrder(
    optional(values.project, word => projectId(context, word, values.project_domain)),
    optional(values.user, word => userId(context, word, values.user_domain)),
    optional(values.flavor, word => context.findId(flavor, word, flavors)),
    optional(values.image, word => findImage(context, word)),
    // Deleted servers are not found by name.
    values.deleted || values.marker === undefined
      ? Promise.resolve(values.marker)
      : context.findId(server, values.marker),
  );
  const [imageId, imageName] = image ? [text(image, 'id'), text(image, 'name')] : [undefined, ''];
  return { project, user, flavor: flavorId, image: imageId, imageName, marker };
}

async function fetchServers(
  context: Context,
  compute: Service,
  values: ListOptions,
  found: Found,
  allProjects: boolean,
): Promise<JsonObject[]> {
  const { limit, max_items: most } = values;
  const filters = listQuery(values, found, allProjects);
  const page = limit ?? (most || undefined);
  // The order is that of the peer's URLs, which its sentences show.
  const query =
    limit === undefined
      ? { marker: found.marker, ...filters, limit: page }
      : { limit: page, marker: found.marker, ...filters };
  const options = { query, microversion: NEWEST };
  const path = '/servers/detail';
  let items: JsonObject[];
  if (limit === undefined) {
    items = await compute.list(path, 'servers', most ? { ...options, limit: most } : options);
  } else {
    // A page of the user's size is all that the peer asks for.
    items = children(await compute.get(path, options), 'servers').slice(0, most || undefined);
  }
  return items.filter(item => matches(context, values, item));
}

/** The filters that the service does not know. */
function matches(context: Context, values: ListOptions, item: JsonObject): boolean {
  const { instance_name: name, has_config_drive: drive } = values;
  if (name !== undefined && item['OS-EXT-SRV-ATTR:instance_name'] !== name) return false;
  if (drive === undefined) return true;
  // The peer compares the service's text with a truth value, and so never shows a server.
  return context.manners === 'ostk' && (item.config_drive === 'True') === drive;
}

type NameFinder = (items: readonly JsonObject[], found: Found) => Promise<Names>;

/** Starts the look-ups of names that need not wait for the servers. */
async function startNames(
  context: Context,
  compute: Service,
  values: ListOptions,
  embedded: boolean,
): Promise<NameFinder> {
  const none: ImageNames = new Map();
  if (values.no_name_lookup) return async () => ({ images: none, flavors: none });
  const flavors = embedded ? Promise.resolve(none) : flavorNames(compute);
  if (!showsImages(values)) return async () => ({ images: none, flavors: await flavors });
  const service = await context.image();
  const single = values.name_lookup_one_by_one;
  const later = single || values.image ? undefined : startImageNames(service);
  return async (items, found) => {
    const ids = new Set(items.map(imageIdOf).filter(id => id !== ''));
    if (found.image !== undefined)
      return { images: new Map([[found.image, found.imageName]]), flavors: await flavors };
    return { images: await (later ? later(ids) : eachImageName(service, ids)), flavors: await flavors };
  };
}

/** Flavor names by ID, for servers that do not embed their flavor. */
async function flavorNames(compute: Service): Promise<ImageNames> {
  const query = { is_public: 'None' };
  const items = await compute
    .list('/flavors/detail', 'flavors', { query, microversion: flavor.microversion ?? '' })
    .catch(() => []);
  return new Map(items.map(item => [text(item, 'id'), text(item, 'name')]));
}

/** Whether a column of image names is printed or sorted by; otherwise nobody needs them. */
function showsImages(values: ListOptions): boolean {
  const columns = outputNames(values, 'columns');
  const names = [...columns, ...outputNames(values, 'sort_columns')].map(columnKey);
  return columns.length === 0 || names.includes('image') || names.includes('image_name');
}

/** The values of an output option, which commands do not declare themselves. */
function outputNames(values: object, dest: 'columns' | 'sort_columns'): string[] {
  const typed: unknown = dest in values ? Reflect.get(values, dest) : undefined;
  return Array.isArray(typed) ? typed.filter(name => typeof name === 'string') : [];
}

export default { '': list } satisfies Verbs;
