/** One kind of resource: its routes, made from its fields, its policy and what changing it does. */
import { isList, isObject, type JsonObject, text } from '../../clients/json.ts';
import { empty, ok, reply } from '../http.ts';
import type { Call, Refusal, Routes } from '../service.ts';
import { type Item, type State, uuid } from '../state.ts';
import { isoSeconds } from '../time.ts';
import { type Fields, readChange, readNew } from './fields.ts';
import { type ListSpec, listed, listReply, picked } from './list.ts';
import { allow, type Rules } from './policy.ts';
import { checkQuota } from './quota-limits.ts';
import { badRequest } from './refusals.ts';

/** The state, and the time at which it is changed. */
export interface Desk {
  readonly state: State;
  readonly now: number;
}

export interface Kind {
  /** The collection, and the key of lists, such as `security_groups`. */
  readonly plural: string;
  readonly single: string;
  /** The path, such as `security-groups`. */
  readonly path: string;
  readonly fields: Fields;
  readonly filters: readonly string[];
  readonly special?: ListSpec['special'];
  readonly rules: Rules;
  /** Rules for changes; left out: the same. */
  readonly changeRules?: Rules;
  missing(id: string): Refusal;
  /** The refusal for one that is there and not the caller's; left out: as if it were missing. */
  hidden?(): Refusal;
  /** What the API shows of it. */
  view(call: Call, item: Item): JsonObject;
  /** Whether the caller may know of it. */
  visible(call: Call, item: Item): boolean;
  /** Runs before anything is shown or made. */
  prepare?(call: Call): void;
  /**
   * Whether the caller is whom rules call the owner: of the network that it is on. Left out: everybody is.
   * @throws Refusal where what it is on is not there
   */
  owner?(call: Call, values: JsonObject): boolean;
  /** Makes and keeps a new one. @param values its fields, with an ID, a project and times */
  create(call: Call, values: Item): Item;
  /** Makes and keeps the changed one. */
  update?(call: Call, item: Item, changes: JsonObject): Item;
  remove(call: Call, item: Item): void;
}

/** Times and revision of something new. */
export function born(now: number, revision = 0): JsonObject {
  const time = isoSeconds(now);
  return { tags: [], created_at: time, updated_at: time, revision_number: revision };
}

/** An item with another revision and, where the time is known, another time of change. */
export function touched(item: Item, now: number | undefined): Item {
  const revision = typeof item.revision_number === 'number' ? item.revision_number + 1 : 1;
  const time = now === undefined ? {} : { updated_at: isoSeconds(now) };
  return { ...item, ...time, revision_number: revision };
}

/** Keeps a changed item, unless nothing is changed. */
export function change(desk: Desk, plural: string, item: Item, changes: JsonObject): Item {
  if (Object.entries(changes).every(([key, value]) => JSON.stringify(item[key]) === JSON.stringify(value)))
    return item;
  const next = { ...touched(item, desk.now), ...changes, id: item.id };
  desk.state.put(plural, next);
  return next;
}

/** Whether something is the caller's, or the caller an admin. */
export function isOwn(call: Call, item: JsonObject): boolean {
  return call.caller.isAdmin || item.project_id === call.caller.projectId;
}

/** The item of a kind that the caller sees. @throws Refusal 404 */
export function find(call: Call, kind: Kind, id: string): Item {
  const item = call.state.get(kind.plural, id);
  if (item && kind.visible(call, item)) return item;
  throw (item && kind.hidden?.()) ?? kind.missing(id);
}

/** The routes of a kind. */
export function routesOf(kind: Kind): Routes {
  const { path, plural, single } = kind;

  function make(call: Call, body: JsonObject): JsonObject {
    const project = projectOf(call, body);
    const values: Item = {
      id: uuid(),
      ...born(call.now),
      ...readNew(body, kind.fields),
      project_id: project,
    };
    const own = kind.owner?.(call, values) ?? true;
    allow(call, `create_${single}`, body, kind.rules, own, kind.fields);
    checkQuota(call.state, project, single);
    return kind.view(call, kind.create(call, values));
  }

  const update = kind.update?.bind(kind);
  const changing: Routes = update
    ? {
        [`PUT /${path}/:id`]: call => {
          const body = bodyOf(call, single);
          const item = find(call, kind, call.params.id ?? '');
          projectOf(call, body);
          const changes = readChange(body, kind.fields);
          const own = mayChange(call, kind, item, `update_${single}`);
          allow(call, `update_${single}`, body, kind.changeRules ?? kind.rules, own);
          return ok({ [single]: kind.view(call, update(call, item, changes)) });
        },
        [`PUT /${path}`]: () => {
          throw kind.missing('None');
        },
      }
    : {};

  return {
    [`GET /${path}`]: call => {
      kind.prepare?.(call);
      const seen = call.state.all(plural).filter(item => kind.visible(call, item));
      const spec = { key: plural, filters: kind.filters, ...(kind.special ? { special: kind.special } : {}) };
      return listReply(
        call,
        spec,
        narrowed(call, plural, seen).map(item => listed(item, kind.view(call, item))),
      );
    },
    [`GET /${path}/:id`]: call => {
      const item = find(call, kind, call.params.id ?? '');
      return ok({ [single]: picked(kind.view(call, item), call.query) });
    },
    [`POST /${path}`]: call => {
      kind.prepare?.(call);
      const many = isObject(call.body) ? call.body[plural] : undefined;
      if (!isList(many)) return reply(201, { [single]: make(call, bodyOf(call, single)) });
      return reply(201, { [plural]: many.map(each => make(call, isObject(each) ? each : {})) });
    },
    ...changing,
    [`DELETE /${path}/:id`]: call => {
      const item = find(call, kind, call.params.id ?? '');
      mayChange(call, kind, item, `delete_${single}`);
      kind.remove(call, item);
      return empty();
    },
    [`DELETE /${path}`]: () => {
      throw kind.missing('None');
    },
  };
}

/**
 * Whether the caller is the owner for the rules of single fields.
 * @throws Refusal 403 when it may not be changed at all
 */
function mayChange(call: Call, kind: Kind, item: Item, action: string): boolean {
  const owner = kind.owner?.(call, item);
  if (!isOwn(call, item) && owner !== true) allow(call, action, {}, { '': 'admin' }, false);
  return owner ?? true;
}

/** Drops early, before views are made, what a filter by ID leaves out. */
function narrowed(call: Call, plural: string, items: readonly Item[]): readonly Item[] {
  const ids = call.query.getAll('id');
  if (ids.length > 0) return items.filter(({ id }) => ids.includes(id));
  const device = call.query.get('device_id');
  return plural === 'ports' && device ? items.filter(item => item.device_id === device) : items;
}

/** The object in a body under its name. @throws Refusal 400 */
export function bodyOf(call: Call, single: string): JsonObject {
  if (call.body !== null && !isObject(call.body)) throw badRequest('Body contains invalid data');
  const body = isObject(call.body) ? call.body[single] : undefined;
  if (!isObject(body)) throw badRequest(`Unable to find '${single}' in request body`);
  return body;
}

/** Whose a new thing becomes. @throws Refusal 400 for another's project */
function projectOf(call: Call, body: JsonObject): string {
  const wanted = text(body, 'project_id') || text(body, 'tenant_id');
  const { projectId, isAdmin } = call.caller;
  if (wanted !== '' && wanted !== projectId && !isAdmin)
    throw badRequest(
      "Specifying 'project_id' or 'tenant_id' other than the authenticated project in request requires admin or advsvc privileges",
    );
  return wanted || projectId;
}
