/** Options of lists that come in pages, and what they mean to a request. */
import { children, type JsonObject } from '../clients/json.ts';
import type { RequestOptions, Service } from '../clients/service.ts';
import { nonNegative, text } from './params.ts';

/** `--limit`, `--marker` and `--max-items`, as the peer has them on lists that page by marker. */
export const markerPaging = {
  limit: nonNegative(
    '--limit <limit>',
    'Ask for this many entries a page; the service may have a lower maximum',
  ),
  marker: text('--marker <marker>', 'Begin after this entry of an earlier list'),
  max_items: nonNegative('--max-items <max-items>', 'End after this many entries, over all pages'),
};

/** The values of `markerPaging`. */
export interface Paging {
  readonly limit?: number | undefined;
  readonly marker?: string | undefined;
  readonly max_items?: number | undefined;
}

/**
 * GETs a list the way its paging options ask for.
 * @param single whether a limit or a marker means just one page (the peer's `paginated=False`)
 */
export async function listPaged(
  service: Service,
  path: string,
  key: string,
  paging: Paging,
  options: RequestOptions,
  single: boolean,
): Promise<JsonObject[]> {
  const { limit, marker } = paging;
  // The SDK takes 0 for no limit, and asks for pages no larger than what is wanted in all.
  const most = paging.max_items || undefined;
  // The order of the keys is the SDK's: URLs are part of its messages.
  const page = { ...(limit ? { limit } : {}), ...(marker ? { marker } : {}) };
  const query = { ...page, ...options.query, ...(limit ? {} : { limit: most }) };
  if (!(single && (limit || marker)))
    return service.list(path, key, { ...options, query, ...(most === undefined ? {} : { limit: most }) });
  const items = children(await service.get(path, { ...options, query, isList: true }), key);
  return items.slice(0, most);
}
