/** Lists narrowed to what command lines name: asked for at once where the words are IDs already. */
import type { JsonObject } from '../../../clients/json.ts';
import type { Query } from '../../../clients/service.ts';
import type { Context } from '../../../kernel/context.ts';
import { inOrder } from '../../../kernel/together.ts';
import { isId, type Named } from './by-id.ts';
import { domainId } from './identity.ts';

/** What a list is narrowed to. */
export interface Filter extends Named {
  /** Whether the word is the ID in any case, and the look-up no more than a check. */
  readonly certain?: boolean;
}

/**
 * Lists what belongs to the things that are named. Where all words are IDs, as far as one can see, the list is asked for
 * while they are looked up, and again only if a look-up finds another ID.
 * @param filters by the names that `list` has for them, in the order in which failures are told; undefined ones are left out
 * @param list asks for the list by the IDs
 * @throws what the first look-up that fails throws, else what `list` throws
 */
export async function listBy(
  filters: Readonly<Record<string, Filter | undefined>>,
  list: (ids: Query) => Promise<JsonObject[]>,
): Promise<JsonObject[]> {
  const named = Object.entries(filters).flatMap(([key, filter]) => (filter ? [{ key, filter }] : []));
  const query = (ids: readonly string[]): Query =>
    Object.fromEntries(named.map(({ key }, index) => [key, ids[index]]));
  const lookUps = inOrder(...named.map(({ filter }) => filter.lookUp()));
  if (!named.every(({ filter }) => filter.certain || isId(filter))) return list(query(await lookUps));
  const words = named.map(({ filter }) => filter.word);
  const [found, early] = await Promise.allSettled([lookUps, list(query(words))]);
  if (found.status === 'rejected') throw found.reason;
  if (found.value.some((id, index) => id !== words[index])) return list(query(found.value));
  if (early.status === 'rejected') throw early.reason;
  return early.value;
}

/**
 * The domain of something that is not named itself: it narrows nothing, but has to exist.
 * @param word what would be looked for in the domain
 * @param domain the domain as it was typed
 * @returns undefined where something is named, or no domain was typed
 */
export function idleDomain(
  context: Context,
  word: string | undefined,
  domain: string | undefined,
): Filter | undefined {
  if (word || !domain) return undefined;
  const lookUp = async (): Promise<string> => {
    await domainId(context, domain);
    return domain;
  };
  return { word: domain, certain: true, lookUp };
}
