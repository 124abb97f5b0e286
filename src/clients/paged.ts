/** Collections in pages. */
import { child, children, isObject, type JsonObject, text } from './json.ts';

/**
 * The query of the next page, from `<key>_links` (compute, block storage, network), `links.next` (identity) or `next`
 * (image). Its path is left out: behind a proxy services often write links that cannot be reached.
 * @param body a page
 * @param key where its items are
 * @returns undefined on the last page
 */
export function nextPage(body: JsonObject, key: string): string | undefined {
  const link = children(body, `${key}_links`).find(each => text(each, 'rel') === 'next');
  const listed = children(body, 'links').find(each => text(each, 'rel') === 'next');
  const named = isObject(body.links) ? text(child(body, 'links'), 'next') : '';
  const href =
    (link && text(link, 'href')) || (listed && text(listed, 'href')) || named || text(body, 'next');
  const at = href.indexOf('?');
  return at < 0 ? undefined : href.slice(at + 1);
}
