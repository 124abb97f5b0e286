/** Lists of the identity service in pages, with all that the peer's SDK makes of `--limit` and `--max-items`. */
import { children, type JsonObject, text as textOf } from '../../../clients/json.ts';
import type { Query, Service } from '../../../clients/service.ts';
import type { Context } from '../../../kernel/context.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { listPaged, type Paging } from '../../../kernel/paging.ts';

/**
 * GETs a list the way its paging options ask for.
 * Identity services before 2025.1 take no notice of a limit. The SDK asks them for the next page all the same, gets what
 * it had, and gives up or shows it twice; under a peer's name so do we.
 * @throws CommandError `Endless pagination loop detected, aborting`, under a peer's name only
 */
export function listInPages(
  context: Context,
  service: Service,
  path: string,
  key: string,
  paging: Paging,
  query: Query,
): Promise<JsonObject[]> {
  const limit = paging.limit || paging.max_items;
  if (limit && context.manners === 'peer') return asTheSdk(service, path, key, { ...paging, limit }, query);
  return listPaged(service, path, key, paging, { query }, false);
}

/** As openstack/resource.py: list. */
async function asTheSdk(
  service: Service,
  path: string,
  key: string,
  { limit, marker, max_items }: Paging,
  query: Query,
): Promise<JsonObject[]> {
  const most = max_items || undefined;
  const items: JsonObject[] = [];
  let after = marker;
  for (let page: Query = { limit, marker, ...query }; ; page = { ...query, marker: after, limit }) {
    const found = children(await service.get(path, { query: page }), key);
    items.push(...found);
    const last = found.at(-1);
    if (most !== undefined && items.length > most) return items.slice(0, most);
    if (last === undefined) return items;
    const next = textOf(last, 'id');
    if (next === after) throw new CommandError('Endless pagination loop detected, aborting');
    after = next;
  }
}
