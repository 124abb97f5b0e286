/** Names that nothing else of the kind has in the same domain. */
import { type JsonObject, text } from '../../clients/json.ts';
import type { Item, State } from '../state.ts';
import { conflict } from './refusals.ts';

/**
 * @param collection where others are
 * @param kind what they are, for the sentence
 * @param given what was sent: where it names a domain, the sentence does too
 * @throws Refusal 409 when another one has the same name in the same domain
 */
export function checkName(
  state: State,
  collection: string,
  kind: string,
  item: Item,
  given: JsonObject,
): void {
  const { id, name, domain_id = null } = item;
  const wanted = String(name).toLowerCase();
  const isOther = (each: Item) =>
    each.id !== id && (each.domain_id ?? null) === domain_id && text(each, 'name').toLowerCase() === wanted;
  if (!state.all(collection).some(isOther)) return;
  const place = text(given, 'domain_id');
  throw conflict(
    kind,
    `Duplicate entry found with name ${name}${place === '' ? '' : ` at domain ID ${place}`}`,
  );
}
