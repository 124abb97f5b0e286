/** Rows of the table of cached images (print_cached_images in glanceclient's common/utils.py). */
import type { Json, JsonObject } from '../../../clients/json.ts';
import { isoTime } from '../../../kernel/output/iso-time.ts';
import type { Cell } from '../../../kernel/output/result.ts';

const NEVER = 'N/A';

/** An image that is in the cache. */
export function cachedRow({ image_id, last_accessed, last_modified, size, hits }: JsonObject): Cell[] {
  const accessed = Number(last_accessed ?? 0);
  return [
    image_id,
    'cached',
    accessed === 0 ? NEVER : isoTime(accessed),
    isoTime(Number(last_modified)),
    size,
    hits,
  ];
}

/** An image that is to be cached. */
export function queuedRow(id: Json): Cell[] {
  return [id, 'queued', NEVER, NEVER, NEVER, NEVER];
}
