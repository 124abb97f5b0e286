/** Rows of the table of cached images (print_cached_images in glanceclient's common/utils.py). */
import type { Json, JsonObject } from '../../../clients/json.ts';
import type { Cell } from '../../../kernel/output/result.ts';

const NEVER = 'N/A';

/** An image that is in the cache. */
export function cachedRow({ image_id, last_accessed, last_modified, size, hits }: JsonObject): Cell[] {
  const accessed = Number(last_accessed ?? 0);
  return [
    image_id,
    'cached',
    accessed === 0 ? NEVER : time(accessed),
    time(Number(last_modified)),
    size,
    hits,
  ];
}

/** An image that is to be cached. */
export function queuedRow(id: Json): Cell[] {
  return [id, 'queued', NEVER, NEVER, NEVER, NEVER];
}

/** Seconds since the epoch as ISO 8601 in UTC, microseconds where there are any. */
function time(seconds: number): string {
  const whole = Math.trunc(seconds);
  const micros = Math.round((seconds - whole) * 1e6);
  const text = new Date((whole + Math.floor(micros / 1e6)) * 1000).toISOString().slice(0, 19);
  return micros % 1e6 === 0 ? text : `${text}.${String(micros).padStart(6, '0')}`;
}
