/** Things that were made immutable (option `immutable`), and options in general. */
import { child, isObject, type JsonObject } from '../../clients/json.ts';
import type { Item } from '../state.ts';
import { notAllowed } from './refusals.ts';

/** Whether something is immutable. */
export function isImmutable(item: Item): boolean {
  return child(item, 'options').immutable === true;
}

function refused(verb: string, kind: string, item: Item) {
  const how = 'Set resource option "immutable" to false first.';
  return notAllowed(`Unable to ${verb} immutable ${kind} resource: \`${item.id}. ${how}`);
}

/**
 * @param given what is to be changed: making it mutable again, and nothing else, is allowed
 * @throws Refusal 403 for something immutable
 */
export function checkUpdate(item: Item, given: JsonObject, kind: string): void {
  if (!isImmutable(item)) return;
  const { immutable } = child(given, 'options');
  const isReleased = immutable === false || immutable === null;
  if (!isReleased || Object.keys(given).length > 1) throw refused('update', kind, item);
}

/** @throws Refusal 403 for something immutable */
export function checkDelete(item: Item, kind: string): void {
  if (isImmutable(item)) throw refused('delete', kind, item);
}

/** Options after a change: null takes one away. */
export function mergedOptions(before: JsonObject, given: JsonObject): JsonObject {
  if (!isObject(given.options)) return child(before, 'options');
  const all = { ...child(before, 'options'), ...given.options };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}
