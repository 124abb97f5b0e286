/** Lists: filters, fields, order and pages, as every resource of the network service has them. */
import { isList, isObject, type Json, type JsonObject, text } from '../../clients/json.ts';
import { ok } from '../http.ts';
import type { Call, Reply } from '../service.ts';
import type { Item } from '../state.ts';
import { asBool } from './fields.ts';
import { badRequest, badResource, invalidInput } from './refusals.ts';

/** Query parameters that are no filters. */
const OTHERS = ['fields', 'limit', 'marker', 'page_reverse', 'sort_key', 'sort_dir'];
const TAGS = ['tags', 'tags-any', 'not-tags', 'not-tags-any'];

/** Something that is shown: what its list is filtered by and sorted by. */
export interface Listed {
  readonly id: string;
  /** As the caller sees it. */
  readonly shown: JsonObject;
  /** What it is filtered by, with what the caller does not see; left out: as it is shown. */
  readonly whole?: JsonObject;
}

/** How a kind's lists are called and filtered. */
export interface ListSpec {
  /** The key of the list. */
  readonly key: string;
  /** What may be filtered by. */
  readonly filters: readonly string[];
  /** Filters that look elsewhere than at the field of their name. */
  readonly special?: Readonly<Record<string, (item: JsonObject, wanted: string) => boolean>>;
}

/** Makes an item ready for a list. */
export function listed(item: Item, shown: JsonObject): Listed {
  return { id: item.id, shown, whole: { ...item, ...shown } };
}

/**
 * The answer to a request for a list.
 * @param all everything that the caller sees
 * @throws Refusal 400 for filters, limits and orders that are not taken
 */
export function listReply(call: Call, spec: ListSpec, all: readonly Listed[]): Reply {
  const { query } = call;
  const names = [...new Set(query.keys())].filter(name => !OTHERS.includes(name));
  const strange = names.filter(name => !spec.filters.includes(name) && !TAGS.includes(name));
  if (strange.length > 0) throw badRequest(`[${pythonList(strange)}] is invalid attribute for filtering`);
  const kept = all.filter(({ shown, whole = shown }) =>
    names.every(name => matches(spec, whole, name, query.getAll(name))),
  );
  const sorted = order(kept, query, spec);
  const limit = limitOf(query, spec.key);
  const reverse = /^true$/i.test(query.get('page_reverse') ?? '');
  const page = cut(sorted, query.get('marker'), limit, reverse);
  const links = linksOf(call, page, limit, reverse);
  const items = page.map(({ shown }) => picked(shown, query));
  return ok(links.length > 0 ? { [spec.key]: items, [`${spec.key}_links`]: links } : { [spec.key]: items });
}

/** The fields that the query asks for; all when it names none. */
export function picked(shown: JsonObject, query: URLSearchParams): JsonObject {
  const wanted = query.getAll('fields').filter(Boolean);
  if (wanted.length === 0) return shown;
  return Object.fromEntries(Object.entries(shown).filter(([key]) => wanted.includes(key)));
}

function matches(spec: ListSpec, item: JsonObject, name: string, wanted: readonly string[]): boolean {
  if (TAGS.includes(name)) return tagged(item, name, wanted);
  const special = spec.special?.[name];
  if (special) return wanted.some(each => special(item, each));
  const value = item[name];
  return wanted.some(each => same(value, each));
}

/** Whether a value is the wanted one: databases do not tell case apart. */
function same(value: Json | undefined, wanted: string): boolean {
  if (typeof value === 'boolean') return value === asBool(wanted);
  if (value === null || value === undefined) return wanted === '';
  if (isList(value)) return value.some(each => same(each, wanted));
  return String(value).toLowerCase() === wanted.toLowerCase();
}

function tagged(item: JsonObject, name: string, wanted: readonly string[]): boolean {
  const tags = isList(item.tags) ? item.tags : [];
  const words = wanted.flatMap(each => each.split(','));
  const found = name.endsWith('-any')
    ? words.some(word => tags.includes(word))
    : words.every(word => tags.includes(word));
  return name.startsWith('not-') ? !found : found;
}

function order(items: readonly Listed[], query: URLSearchParams, spec: ListSpec): Listed[] {
  const keys = query.getAll('sort_key');
  const directions = query.getAll('sort_dir');
  const strange = keys.filter(key => key !== 'id' && !spec.filters.includes(key));
  if (keys.length !== directions.length)
    throw badRequest('The number of sort_keys and sort_dirs must be same');
  if (strange.length > 0) throw badRequest(`[${pythonList(strange)}] is invalid attribute for sort_keys`);
  const wrong = directions.filter(each => each !== 'asc' && each !== 'desc');
  if (wrong.length > 0)
    throw badRequest(
      `[${pythonList(wrong)}] is invalid value for sort_dirs, valid value is 'asc' and 'desc'`,
    );
  return [...items].sort((a, b) => {
    for (const [at, key] of keys.entries()) {
      const difference = compare(a.shown[key], b.shown[key]);
      if (difference !== 0) return directions[at] === 'desc' ? -difference : difference;
    }
    return compare(a.id, b.id);
  });
}

function compare(a: Json | undefined, b: Json | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [one, other] = [String(a ?? '').toLowerCase(), String(b ?? '').toLowerCase()];
  return one < other ? -1 : one > other ? 1 : 0;
}

function limitOf(query: URLSearchParams, key: string): number {
  const word = query.get('limit');
  if (word === null || word === '') return 0;
  if (!/^\d+$/.test(word)) {
    throw badResource('limit', `Limit must be an integer 0 or greater and not '${word}'`);
  }
  return key === '' ? 0 : Number(word);
}

function cut(
  items: readonly Listed[],
  marker: string | null,
  limit: number,
  reverse: boolean,
): readonly Listed[] {
  const at = marker === null ? -1 : items.findIndex(({ id }) => id === marker);
  if (reverse) {
    const before = at < 0 ? items : items.slice(0, at);
    return limit > 0 ? before.slice(Math.max(0, before.length - limit)) : before;
  }
  const after = items.slice(at + 1);
  return limit > 0 ? after.slice(0, limit) : after;
}

/** A full page may have neighbours; whether there is anything is found out by asking. */
function linksOf(call: Call, page: readonly Listed[], limit: number, reverse: boolean): JsonObject[] {
  const [first] = page;
  const last = page.at(-1);
  if (limit === 0 || !first || !last) return [];
  const link = (rel: string, marker: string, more: string) => {
    const query = new URLSearchParams(call.query);
    query.delete('marker');
    query.delete('page_reverse');
    query.append('marker', marker);
    return { rel, href: `${call.origin}${call.path}?${query}${more}` };
  };
  const full = page.length >= limit;
  return [
    ...(full || reverse ? [link('next', last.id, '')] : []),
    ...(full || !reverse ? [link('previous', first.id, '&page_reverse=True')] : []),
  ];
}

/** A filter of ports: `fixed_ips=subnet_id=…`, `ip_address=…`, `ip_address_substr=…`. */
export function byFixedIp(item: JsonObject, wanted: string): boolean {
  const [key, ...rest] = wanted.split('=');
  if (rest.length === 0) throw invalidInput(`'${wanted}' is not of the form <key>=[value]`);
  const value = rest.join('=').toLowerCase();
  const ips = isList(item.fixed_ips) ? item.fixed_ips.filter(isObject) : [];
  if (key === 'ip_address_substr') return ips.some(ip => text(ip, 'ip_address').includes(value));
  return ips.some(ip => text(ip, key ?? '').toLowerCase() === value);
}

function pythonList(words: readonly string[]): string {
  return words.map(word => `'${word}'`).join(', ');
}
