/** Paths and query strings as Python's requests writes them. */
import type { Query } from './service.ts';

/**
 * Encodes a query.
 * @param query undefined values are left out, a list repeats its key, booleans are Python's `True` and `False`
 * @returns without the `?`; '' for an empty query
 */
export function encodeQuery(query: Query | undefined): string {
  if (query === undefined) return '';
  const pairs: string[] = [];
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const one of typeof value === 'object' ? value : [value])
      pairs.push(`${quote(key)}=${quote(word(one))}`);
  }
  return pairs.join('&');
}

function word(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return String(value);
}

/** urllib's quote_plus: a space is `+`, and `_.-~` stay. */
function quote(text: string): string {
  return encodeURIComponent(text)
    .replace(/%20/g, '+')
    .replace(/[!'()*]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * Encodes a part of a path: what the services' names may have stays as it is, since URLs are part of the peer's
 * sentences; what would end the part does not, as it does for the peer.
 * @param text such as a tag
 */
export function pathPart(text: string): string {
  return encodeURIComponent(text).replace(/%(?:2[46BC]|3[ABD]|40)/g, decodeURIComponent);
}
