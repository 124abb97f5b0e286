/** The names of the images that servers were made from. */
import { children, type JsonObject, text } from '../../../clients/json.ts';
import type { Service } from '../../../clients/service.ts';
import { BATCH } from '../../../kernel/bulk.ts';

/** Image names by ID; an image that is gone or may not be seen is missing. */
export type ImageNames = ReadonlyMap<string, string>;

/** Images asked for before it is known which are in use. */
const FIRST = 100;
/** IDs in one query: 150 make a URL of 5,600 characters, below the 8,190 that web servers take. */
const IDS_PER_REQUEST = 150;

/**
 * Starts looking for image names while the servers are still on their way: one page of the newest images, which holds
 * all that are in use on most clouds. Only for those that it does not hold a second request is made, so that a cloud
 * with thousands of images is not asked for all of them.
 * @returns what gets the names once the IDs are known; names are not crucial, so failures leave them out
 */
export function startImageNames(service: Service): (ids: ReadonlySet<string>) => Promise<ImageNames> {
  const first = service.get('/images', { query: { limit: FIRST } }).catch(() => undefined);
  return async ids => {
    const names = new Map<string, string>();
    const body = ids.size > 0 ? await first : undefined;
    if (body === undefined) return names;
    add(children(body, 'images'), names);
    const missing = [...ids].filter(id => !names.has(id));
    // Without a next page this one held every image that may be listed.
    if (missing.length > 0 && body.next !== undefined) await addListed(service, missing, names);
    return names;
  };
}

/** Gets image names one by one, ten at a time; this also finds images that are hidden from lists. */
export async function eachImageName(service: Service, ids: ReadonlySet<string>): Promise<ImageNames> {
  const names = new Map<string, string>();
  const all = [...ids];
  for (let start = 0; start < all.length; start += BATCH) {
    const images = all
      .slice(start, start + BATCH)
      .map(id => service.get(`/images/${id}`).catch(() => undefined));
    for (const image of await Promise.all(images)) if (image) add([image], names);
  }
  return names;
}

async function addListed(
  service: Service,
  ids: readonly string[],
  names: Map<string, string>,
): Promise<void> {
  const requests: Promise<JsonObject[]>[] = [];
  for (let start = 0; start < ids.length; start += IDS_PER_REQUEST) {
    const id = `in:${ids.slice(start, start + IDS_PER_REQUEST).join(',')}`;
    requests.push(service.list('/images', 'images', { query: { id } }).catch(() => []));
  }
  for (const images of await Promise.all(requests)) add(images, names);
}

function add(images: readonly JsonObject[], names: Map<string, string>): void {
  for (const image of images) names.set(text(image, 'id'), text(image, 'name'));
}
