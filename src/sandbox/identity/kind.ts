/** One kind of thing that is listed, shown, made, changed and deleted; a family of routes is data and a few functions. */
import { isObject, type JsonObject } from '../../clients/json.ts';
import { empty, ok, reply } from '../http.ts';
import type { Call, Refusal, Routes } from '../service.ts';
import { hexId, type Item, type State } from '../state.ts';
import { normalized, sentObject, valid } from './bodies.ts';
import { chosen, linkTo, listOf } from './lists.ts';
import { type Actor, actorOf, allow, type Target } from './policy.ts';
import { invalid, missing } from './refusals.ts';
import type { Schema } from './schema.ts';

export interface Kind {
  /** Keys of bodies; `plural` is also the last part of the path, and of rules. */
  readonly plural: string;
  readonly single: string;
  /** What goes before `plural` in paths, such as `/OS-TRUST`. */
  readonly prefix?: string;
  /** Where they are kept (default: `plural`). */
  readonly collection?: string;
  /** What it is called where it is not found (default: `single`). */
  readonly noun?: string;
  /** How one that is not there is refused, where that is another sentence. */
  absent?(id: string): Refusal;
  /** The attributes, in the order in which they are shown; others, where a schema lets them in, are shown before. */
  readonly attributes: readonly string[];
  /** Attributes that are left out where they are null. */
  readonly optional?: readonly string[];
  /** What is kept and never shown. */
  readonly hidden?: readonly string[];
  /** What lists can be filtered by. */
  readonly filters: readonly string[];
  readonly schema: { readonly create: Schema; readonly update: Schema };
  /** What a body that lacks it is taken for (default: {}). */
  readonly lacking?: null;
  /** Whether lists are in the order of the IDs, which are words of somebody's. */
  readonly isSorted?: boolean;
  /** Whether the caller chooses the ID, and makes it with PUT. */
  readonly isNamed?: boolean;
  /** Whether a change may name another ID, which does nothing. */
  readonly ignoresId?: boolean;
  /** Whether a change is of something that is there is asked before what it is. */
  readonly looksFirst?: boolean;
  /** Whether what answers a change has the other attributes once more, under `extra`. */
  readonly repeatsExtra?: boolean;
  /** Where they are looked for and put, where that is not one collection. */
  find?(state: State, id: string): Item | undefined;
  all?(state: State): readonly Item[];
  put?(state: State, item: Item): void;
  /** What it is called in rules, where that differs (default: `single`). */
  rule?(item: JsonObject | undefined): string;
  /** The rule for lists (default: `list_` and `plural`). */
  listRule?(call: Call): string;
  /** What a rule is about. @param item what was sent, where it is made; undefined where there is none */
  target?(call: Call, item: JsonObject | undefined): Target;
  /** What the rule for lists is about (default: nothing). */
  scope?(actor: Actor): Target;
  /** Those of a list that a caller sees (default: all). */
  visible?(actor: Actor, items: readonly Item[], call: Call): readonly Item[];
  /** A new one. @param given what was sent, checked */
  create(call: Call, given: JsonObject, actor: Actor): Item;
  /** A changed one (default: with what was sent in the place of what was). @param given what was sent, checked */
  update?(call: Call, item: Item, given: JsonObject): Item;
  /** Removes it, and what goes with it (default: it alone). */
  remove?(call: Call, item: Item): void;
  /** What is shown beside the attributes. */
  more?(call: Call, item: Item): JsonObject;
}

/** Where things of a kind are kept. */
export function collectionOf({ collection, plural }: Kind): string {
  return collection ?? plural;
}

function pathOf({ prefix = '', plural }: Kind): string {
  return `${prefix}/${plural}`;
}

/** Something as it is shown: what has no meaning first, then its attributes, then its address. */
export function view(kind: Kind, call: Call, item: Item): JsonObject {
  const { attributes, optional = [] } = kind;
  const shown = attributes.flatMap(key => {
    const value = item[key] ?? null;
    return value === null && optional.includes(key) ? [] : [[key, value]];
  });
  const links = { self: linkTo(call, `${pathOf(kind)}/${item.id}`) };
  const more = kind.more?.(call, item) ?? {};
  const own = isObject(more.links) ? more.links : {};
  return { ...extraOf(kind, item), ...Object.fromEntries(shown), ...more, links: { ...links, ...own } };
}

function extraOf({ attributes, hidden = [] }: Kind, item: Item): JsonObject {
  const known = new Set([...attributes, ...hidden, 'links']);
  return Object.fromEntries(Object.entries(item).filter(([key]) => !known.has(key)));
}

/** Things of a kind as a list, filtered by the query. */
export function listed(kind: Kind, call: Call, items: readonly Item[]): JsonObject {
  const sorted = kind.isSorted ? [...items].sort((one, other) => (one.id < other.id ? -1 : 1)) : items;
  const shown = sorted.map(item => view(kind, call, item));
  return listOf(call, kind.plural, chosen(call, shown, kind.filters));
}

function find(kind: Kind, state: State, id: string): Item | undefined {
  return kind.find ? kind.find(state, id) : state.get(collectionOf(kind), id);
}

function put(kind: Kind, state: State, item: Item): void {
  if (kind.put) kind.put(state, item);
  else state.put(collectionOf(kind), item);
}

/** The thing that has an ID. @throws Refusal 404 */
export function found(kind: Kind, call: Call, id: string): Item {
  const item = find(kind, call.state, id);
  if (!item) throw kind.absent?.(id) ?? missing(kind.noun ?? kind.single, id);
  return item;
}

/** @throws Refusal 400 for a body that gives another ID than the path */
export function checkId(given: JsonObject, id: string): void {
  if (given.id !== undefined && given.id !== null && given.id !== id) throw invalid('Cannot change ID');
}

/** The routes of a kind. */
export function routesOf(kind: Kind): Routes {
  const { single, plural, schema } = kind;
  const path = pathOf(kind);
  const absent = kind.lacking === null ? null : {};
  const collection = collectionOf(kind);
  const target = (call: Call, item: JsonObject | undefined): Target => kind.target?.(call, item) ?? {};
  const wanted = (call: Call) => find(kind, call.state, call.params.id ?? '');

  const permitted = (call: Call, verb: string, item: Item | undefined) =>
    allow(call, `${verb}_${kind.rule?.(item) ?? single}`, target(call, item));

  const create = (call: Call) => {
    const asked = sentObject(call, single);
    const actor = allow(call, `create_${kind.rule?.(asked) ?? single}`, target(call, asked));
    const given = normalized(valid(call, single, schema.create, absent));
    const item = kind.create(call, given, actor);
    put(kind, call.state, item);
    return reply(201, { [single]: view(kind, call, item) });
  };

  return {
    [`GET ${path}`]: call => {
      const actor = allow(call, kind.listRule?.(call) ?? `list_${plural}`, kind.scope?.(actorOf(call)) ?? {});
      const all = kind.all ? kind.all(call.state) : call.state.all(collection);
      return ok(listed(kind, call, kind.visible ? kind.visible(actor, all, call) : all));
    },
    [kind.isNamed ? `PUT ${path}/:id` : `POST ${path}`]: create,
    [`GET ${path}/:id`]: call => {
      permitted(call, 'get', wanted(call));
      return ok({ [single]: view(kind, call, found(kind, call, call.params.id ?? '')) });
    },
    [`PATCH ${path}/:id`]: call => {
      const { id = '' } = call.params;
      permitted(call, 'update', wanted(call));
      if (kind.looksFirst) found(kind, call, id);
      const given = valid(call, single, schema.update, absent);
      if (!kind.ignoresId) checkId(given, id);
      const old = found(kind, call, id);
      const item = kind.update?.(call, old, given) ?? { ...old, ...given, id };
      put(kind, call.state, item);
      const extra = kind.repeatsExtra ? { extra: extraOf(kind, item) } : {};
      return ok({ [single]: { ...view(kind, call, item), ...extra } });
    },
    [`DELETE ${path}/:id`]: call => {
      const { id = '' } = call.params;
      permitted(call, 'delete', wanted(call));
      const item = found(kind, call, id);
      if (kind.remove) kind.remove(call, item);
      else call.state.remove(collection, id);
      return empty();
    },
  };
}

/** A new thing with an ID of its own. */
export function fresh(given: JsonObject): Item {
  return { ...given, id: hexId() };
}
