/** `--sort KEY[:DIRECTION],…`: sorting by the client (osc_lib.utils: sort_items). */
import type { JsonObject } from '../../../clients/json.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { compareText, str } from '../../../kernel/output/python.ts';

/**
 * Sorts items by the texts of their fields, the first key counting most.
 * @param items in the order that ties keep
 * @param sort keys with `:asc` (default) or `:desc`, separated by commas; '' sorts nothing
 * @throws CommandError for a wrong direction, an empty key or a field that an item does not have
 */
export function sortItems(items: readonly JsonObject[], sort: string): JsonObject[] {
  const sorted = [...items];
  if (sort === '') return sorted;
  for (const word of sort.trim().split(',').reverse()) {
    const { key, sign } = readKey(word);
    const texts = new Map(sorted.map(item => [item, fieldText(item, key)]));
    sorted.sort((a, b) => sign * compareText(texts.get(a) ?? '', texts.get(b) ?? ''));
  }
  return sorted;
}

function readKey(word: string): { key: string; sign: 1 | -1 } {
  const at = word.indexOf(':');
  if (at < 0) return { key: word, sign: 1 };
  const key = word.slice(0, at);
  const direction = word.slice(at + 1);
  if (key === '') throw new CommandError("'<empty string>'' is not a valid sort key");
  if (direction === 'asc' || direction === 'desc') return { key, sign: direction === 'asc' ? 1 : -1 };
  throw new CommandError(
    `'${direction || '<empty string>'}' is not a valid sort direction for sort key ${key}, ` +
      "use 'asc' or 'desc' instead",
  );
}

function fieldText(item: JsonObject, key: string): string {
  if (Object.hasOwn(item, key)) return str(item[key]);
  throw new CommandError(`Resource doesn't have field ${key}`);
}
