/** The cache of image data (Image API v2.14, "Cache manage"). */
import { empty, ok } from '../http.ts';
import { type Call, type JobContext, Refusal, type Routes } from '../service.ts';
import type { Item, State } from '../state.ts';
import { visible } from './records.ts';

/** Images by their IDs: those that wait have no time. */
const CACHE = 'image_cache';

/** How long it takes until the data of an image are in the cache. */
const SECONDS = 2;

function allow({ caller }: Call, action: string): void {
  if (!caller.isAdmin) throw new Refusal(403, `You are not authorized to complete ${action} action.`);
}

const isQueued = ({ queued }: Item): boolean => queued === true;

/** @throws Refusal 404 for an image that the caller sees none of, unless it is in the cache */
function findImage(call: Call, cached = false): Item | undefined {
  const { id = '' } = call.params;
  const image = call.state.get('images', id);
  if (image && visible(call, image)) return image;
  if (cached && call.state.get(CACHE, id)) return undefined;
  throw new Refusal(404, `Image ${id} not found.`);
}

function clear(state: State, which: (item: Item) => boolean): void {
  for (const item of state.all(CACHE).filter(which)) state.remove(CACHE, item.id);
}

export const cacheRoutes: Routes = {
  'GET /cache': call => {
    allow(call, 'cache_list');
    const items = call.state.all(CACHE);
    const cached = items
      .filter(item => !isQueued(item))
      .map(({ id, hits, last_accessed, last_modified, size }) => ({
        image_id: id,
        hits,
        last_accessed,
        last_modified,
        size,
      }));
    return ok({ cached_images: cached, queued_images: items.filter(isQueued).map(({ id }) => id) });
  },
  'DELETE /cache': call => {
    allow(call, 'cache_delete');
    const target = (call.headers['x-image-cache-clear-target'] ?? '').toLowerCase();
    if (!['', 'cache', 'queue'].includes(target)) {
      throw new Refusal(
        400,
        "If provided 'x-image-cache-clear-target' must be 'cache', 'queue' or empty string.",
      );
    }
    clear(call.state, item => target === '' || isQueued(item) === (target === 'queue'));
    return empty();
  },
  'PUT /cache/:id': call => {
    const image = findImage(call);
    allow(call, 'cache_image');
    if (image?.status !== 'active')
      throw new Refusal(400, 'Only images with status active can be targeted for queueing');
    if (!call.state.get(CACHE, image.id)) {
      call.state.put(CACHE, { id: image.id, queued: true });
      call.state.schedule(call.after(SECONDS), 'image/cache', { id: image.id });
    }
    return empty(202);
  },
  'DELETE /cache/:id': call => {
    findImage(call, true);
    allow(call, 'cache_delete');
    call.state.remove(CACHE, call.params.id ?? '');
    return empty();
  },
};

/** Puts an image that waits into the cache. */
export function fillCache({ state, now }: JobContext, data: { readonly id?: unknown }): void {
  const id = String(data.id);
  const item = state.get(CACHE, id);
  const image = state.get('images', id);
  if (!item || !isQueued(item)) return;
  if (image?.status !== 'active') {
    state.remove(CACHE, id);
    return;
  }
  const seconds = Math.floor(now / 1000);
  state.put(CACHE, { id, hits: 0, last_accessed: seconds, last_modified: seconds, size: image.size });
}
