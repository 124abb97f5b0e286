/** Lists of images: filters, order, pages (Image API v2, "List images"). */
import type { Json } from '../../clients/json.ts';
import { ok, paged } from '../http.ts';
import { type Call, Refusal, type Reply } from '../service.ts';
import type { Item } from '../state.ts';
import { imageView, isField, visible } from './records.ts';

const SORT_KEYS = 'name status container_format disk_format size id created_at updated_at'.split(' ');

/** Keys of a query that are no filters. */
const OTHERS = new Set(['limit', 'marker', 'sort', 'sort_key', 'sort_dir', 'member_status']);

/** How many images a page has where nobody says (glance's limit_param_default). */
const PAGE = 25;

/** `GET /images`. */
export function listImages(call: Call): Reply {
  const { query } = call;
  const limit = query.get('limit');
  if (limit !== null && !/^\d+$/.test(limit)) throw new Refusal(400, 'limit param must be an integer');
  const found = call.state.all('images').filter(image => listed(call, image));
  order(call, found);
  if (limit === null) query.set('limit', String(PAGE));
  const { items, next } = paged(call, found, marker => new Refusal(400, `No image found with ID ${marker}`));
  if (limit === null) query.delete('limit');
  const following = next === undefined ? undefined : withoutDefault(next, limit);
  const plain = new URLSearchParams(query);
  plain.delete('marker');
  const first = plain.toString();
  return ok({
    images: items.map(imageView),
    first: `/v2/images${first === '' ? '' : `?${first}`}`,
    schema: '/v2/schemas/images',
    ...(following === undefined ? {} : { next: `/v2/images?${following}` }),
  });
}

function withoutDefault(next: string, limit: string | null): string {
  if (limit !== null) return next;
  const query = new URLSearchParams(next);
  query.delete('limit');
  return query.toString();
}

function listed(call: Call, image: Item): boolean {
  const { query, caller } = call;
  const visibility = query.get('visibility');
  if (visibility !== null && !/^(public|private|shared|community|all)$/.test(visibility))
    throw new Refusal(400, `Invalid visibility value: ${visibility}`);
  const hidden = query.get('os_hidden') ?? 'false';
  if (!/^(true|false)$/i.test(hidden))
    throw new Refusal(
      400,
      `Invalid value '${hidden}' for 'os_hidden' filter. Valid values are 'true' or 'false'.`,
    );
  if (!visible(call, image) || image.os_hidden !== (hidden.toLowerCase() === 'true')) return false;
  // Another project's community image is listed only for those who ask.
  const asked = visibility === 'community' || visibility === 'all' || caller.isAdmin;
  if (image.visibility === 'community' && image.owner !== caller.projectId && !asked) return false;
  for (const [key, wanted] of query) {
    if (OTHERS.has(key) || key === 'os_hidden') continue;
    if (key === 'visibility' && wanted === 'all') continue;
    if (!has(image, key, wanted)) return false;
  }
  return true;
}

function has(image: Item, key: string, wanted: string): boolean {
  if (key === 'tag') return Array.isArray(image.tags) && image.tags.includes(wanted);
  if (key === 'size_min') return Number(image.size) >= Number(wanted);
  if (key === 'size_max') return Number(image.size) <= Number(wanted);
  const { properties } = image;
  const held: Json | undefined = isField(key)
    ? image[key]
    : typeof properties === 'object' && properties !== null && key in properties
      ? Object.entries(properties).find(([name]) => name === key)?.[1]
      : undefined;
  if (typeof held === 'boolean') return String(held) === wanted.toLowerCase();
  const values = wanted.startsWith('in:') ? wanted.slice(3).split(',') : [wanted];
  return held !== undefined && values.includes(String(held));
}

/** `sort=name:asc,id`, or pairs of `sort_key` and `sort_dir`; newest first where nobody says. */
function order({ query }: Call, images: Item[]): void {
  const pairs = (query.get('sort') ?? '')
    .split(',')
    .filter(each => each !== '')
    .map(each => each.split(':'));
  const directions = query.getAll('sort_dir');
  query.getAll('sort_key').forEach((key, at) => {
    pairs.push([key, directions[at] ?? directions[0] ?? 'desc']);
  });
  for (const [key = ''] of pairs) {
    if (SORT_KEYS.includes(key)) continue;
    throw new Refusal(
      400,
      `Invalid sort key: ${key}. It must be one of the following: ${SORT_KEYS.join(', ')}.`,
    );
  }
  const by = pairs.length === 0 ? [['created_at', 'desc']] : pairs;
  images.sort((a, b) => {
    for (const [key = '', direction = 'desc'] of [...by, ['created_at', 'desc'], ['id', 'desc']]) {
      const difference = compare(a[key], b[key]);
      if (difference !== 0) return direction === 'asc' ? difference : -difference;
    }
    return 0;
  });
}

function compare(a: Json | undefined, b: Json | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [one, other] = [String(a ?? ''), String(b ?? '')];
  return one < other ? -1 : one > other ? 1 : 0;
}
