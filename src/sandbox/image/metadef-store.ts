/** Namespaces of metadata definitions as they are kept, and found by those who may see or change them. */
import { isList, isObject, type Json, type JsonObject, text } from '../../clients/json.ts';
import { empty } from '../http.ts';
import { type Call, type Handler, Refusal } from '../service.ts';
import type { Item, State } from '../state.ts';
import { isoSeconds } from '../time.ts';

/** What a new item and a changed one get. */
export function times(now: number): { created_at: string; updated_at: string } {
  const time = isoSeconds(now);
  return { created_at: time, updated_at: time };
}

/** The order of everything: the newest first, and of the same time that which came last. */
export function newestFirst<T extends JsonObject>(items: readonly T[]): T[] {
  return [...items].reverse().sort((a, b) => {
    const [one, other] = [text(a, 'created_at'), text(b, 'created_at')];
    return one < other ? 1 : one > other ? -1 : 0;
  });
}

/** The objects in a list that a namespace has. */
export function listIn(item: Item, key: 'objects' | 'tags' | 'resource_type_associations'): JsonObject[] {
  const value = item[key];
  return isList(value) ? value.filter(isObject) : [];
}

/** The properties that a namespace has, by name. */
export function propertiesIn({ properties }: Item): Readonly<Record<string, Json | undefined>> {
  return isObject(properties) ? properties : {};
}

/** What the caller wants to do. @throws Refusal 403 for all but administrators */
export function allow({ caller }: Call, action: string): void {
  if (!caller.isAdmin) throw new Refusal(403, `You are not authorized to complete ${action} action.`);
}

/** Whether the caller sees a namespace. */
export function isVisible({ caller }: Call, { visibility, owner }: Item): boolean {
  return caller.isAdmin || visibility === 'public' || owner === caller.projectId;
}

/** The sentence of most requests for a namespace that nobody sees. */
export const NOT_FOUND = (name: string): string => `Namespace ${name} not found`;

/**
 * The namespace that a path names.
 * @throws Refusal 404
 */
export function findSpace(call: Call, missing: (name: string) => string = NOT_FOUND): Item {
  const { namespace: name = '' } = call.params;
  const found = call.state.get('metadefs', name);
  if (!found || !isVisible(call, found)) throw new Refusal(404, missing(name));
  return found;
}

/** As `findSpace`, for those who want to change it. @throws Refusal 403 */
export function changeable(call: Call, action: string, missing?: (name: string) => string): Item {
  const found = findSpace(call, missing);
  allow(call, action);
  return found;
}

/** @throws Refusal 403 when the namespace is protected */
export function unprotected(item: Item, what = `namespace ${item.id}`): void {
  if (item.protected !== true) return;
  throw new Refusal(403, `Metadata definition ${what} is protected and cannot be deleted.`);
}

/** What a path names besides the namespace. */
export function named(call: Call): string {
  return call.params.name ?? '';
}

/** Makes a type of resources known, if it is not. */
export function enlistType(state: State, name: string, now: number): void {
  if (!state.get('metadef_types', name)) state.put('metadef_types', { id: name, name, ...times(now) });
}

/** A refusal of a body. */
export function mismatch(kind: string, problem: string): Refusal {
  return new Refusal(400, `Provided object does not match schema '${kind}': ${problem}`);
}

/** What a field may be. */
export type Rule = 'any' | 'string' | 'boolean' | 'number' | 'array' | 'object' | readonly string[];

/**
 * Checks a body as the service's schemas do, in as much as clients run into it.
 * @param required what has to be there
 * @throws Refusal 400 or 403
 */
export function checkBody(
  { body }: Call,
  kind: string,
  rules: Readonly<Record<string, Rule>>,
  required: readonly string[],
): JsonObject {
  if (!isObject(body)) throw new Refusal(400, 'Body expected in request.');
  for (const key of ['created_at', 'updated_at']) {
    if (key in body) throw new Refusal(403, `Attribute '${key}' is read-only.`);
  }
  const unknown = Object.keys(body).filter(key => !(key in rules));
  if (unknown.length > 0) {
    const words = unknown.map(key => `'${key}'`).join(', ');
    const were = unknown.length === 1 ? 'was' : 'were';
    throw mismatch(kind, `Additional properties are not allowed (${words} ${were} unexpected)`);
  }
  for (const key of required) {
    if (!(key in body)) throw mismatch(kind, `'${key}' is a required property`);
  }
  for (const [key, value = null] of Object.entries(body)) checkField(kind, rules[key] ?? 'string', value);
  return body;
}

function checkField(kind: string, rule: Rule, value: Json): void {
  if (rule === 'any') return;
  if (typeof rule === 'string') {
    const fits =
      rule === 'array' ? isList(value) : rule === 'object' ? isObject(value) : typeof value === rule;
    if (!fits) throw mismatch(kind, `${quoted(value)} is not of type '${rule}'`);
  } else if (typeof value !== 'string' || !rule.includes(value)) {
    const words = rule.map(each => `'${each}'`).join(', ');
    throw mismatch(kind, `${quoted(value)} is not one of [${words}]`);
  }
}

function quoted(value: Json): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return value === null ? 'None' : JSON.stringify(value);
}

/** The path of routes in a namespace. */
export const SPACE = '/metadefs/namespaces/:namespace';

/** Puts a namespace in its old place, changed. */
export function keep(call: Call, space: Item, changes: JsonObject): void {
  call.state.put('metadefs', { ...space, ...changes, id: space.id });
}

/** One of the things in a list of a namespace. @throws Refusal 404 */
export function inList(
  call: Call,
  space: Item,
  key: 'objects' | 'tags',
  missing: (name: string) => string,
): JsonObject {
  const thing = listIn(space, key).find(({ name }) => name === named(call));
  if (!thing) throw new Refusal(404, missing(named(call)));
  return thing;
}

/** Empties a namespace of one kind of things. */
export function clear(key: 'objects' | 'properties' | 'tags'): Handler {
  return call => {
    const space = changeable(call, 'delete_metadef_namespace');
    unprotected(space);
    keep(call, space, { [key]: key === 'properties' ? {} : [] });
    return empty();
  };
}
