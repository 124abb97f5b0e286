/** Projects, users, roles, domains: kept, filtered and shown alike (Identity API v3). */
import { isObject, type JsonObject, text } from '../../clients/json.ts';
import { empty, object, ok, reply } from '../http.ts';
import { type Call, Refusal, type Routes } from '../service.ts';
import { hexId, type Item } from '../state.ts';
import { allow, unknown } from './policy.ts';
import { hashed } from './seed.ts';

/** One kind of thing that the identity service keeps. */
interface Kind {
  /** The collection, which is also the path and the key of lists. */
  readonly plural: string;
  readonly single: string;
  readonly filters: readonly string[];
  /** What a new one has where its body says nothing. */
  defaults(call: Call, body: JsonObject): JsonObject;
  /** The sentence for a name that is taken. */
  conflict(name: string, taken: Item): string;
  /** Whether somebody who is no admin may look at it. */
  own(call: Call, id: string): boolean;
}

const KINDS: readonly Kind[] = [
  {
    plural: 'projects',
    single: 'project',
    filters: ['name', 'domain_id', 'parent_id', 'enabled', 'is_domain'],
    defaults: (_call, body) => ({
      domain_id: 'default',
      description: '',
      enabled: true,
      parent_id: text(body, 'domain_id') || 'default',
      is_domain: false,
      tags: [],
      options: {},
    }),
    conflict: (name, taken) =>
      'Conflict occurred attempting to store project - it is not permitted to have two projects with either the same ' +
      `name or same id in the same domain: name is ${name}, project id ${taken.id}.`,
    own: (call, id) => id === call.caller.projectId,
  },
  {
    plural: 'users',
    single: 'user',
    filters: ['name', 'domain_id', 'enabled'],
    defaults: () => ({ domain_id: 'default', enabled: true, password_expires_at: null, options: {} }),
    conflict: (name, taken) =>
      `Conflict occurred attempting to store user - Duplicate entry found with name ${name} at domain ID ${text(taken, 'domain_id')}.`,
    own: (call, id) => id === call.caller.userId,
  },
  {
    plural: 'roles',
    single: 'role',
    filters: ['name', 'domain_id'],
    defaults: () => ({ domain_id: null, description: null, options: {} }),
    conflict: name => `Conflict occurred attempting to store role - Duplicate entry found with name ${name}.`,
    own: () => false,
  },
  {
    plural: 'domains',
    single: 'domain',
    filters: ['name', 'enabled'],
    defaults: () => ({ description: '', enabled: true, tags: [], options: {} }),
    conflict: name =>
      `Conflict occurred attempting to store domain - it is not permitted to have two domains with the same name: ${name}.`,
    own: (call, id) => id === call.caller.domainId,
  },
];

/** A project as the API shows it. */
export function projectView(project: Item, origin: string): JsonObject {
  return view('projects', project, origin);
}

function view(plural: string, item: Item, origin: string): JsonObject {
  const { password: _password, ...shown } = item;
  return { ...shown, links: { self: `${origin}/identity/v3/${plural}/${item.id}` } };
}

/** The body of a list. */
export function listOf(call: Call, key: string, items: readonly JsonObject[]): JsonObject {
  const self = `${call.origin}${call.path}${call.search}`;
  return { [key]: items, links: { next: null, self, previous: null } };
}

/** Whether an item has the values that a query asks for. */
function matches(call: Call, item: Item, filters: readonly string[]): boolean {
  return filters.every(key => {
    const wanted = call.query.get(key);
    if (wanted === null) return true;
    if (typeof item[key] === 'boolean') return item[key] === !/^(false|0|no)$/i.test(wanted);
    return (item[key] ?? '') === wanted;
  });
}

/** The same name in the same domain. */
function taken(call: Call, kind: Kind, wanted: Item): Item | undefined {
  const { name, domain_id, id } = wanted;
  return call.state
    .all(kind.plural)
    .find(each => each.name === name && each.domain_id === domain_id && each.id !== id);
}

/** A password is kept only as its hash. */
function kept(body: JsonObject): JsonObject {
  const { password, links: _links, ...rest } = body;
  return typeof password === 'string' ? { ...rest, password: hashed(password) } : rest;
}

function routesOf(kind: Kind): Routes {
  const { plural, single } = kind;
  const find = (call: Call, rule: string): Item => {
    const { id = '' } = call.params;
    allow(call, `${rule}_${single}`, rule === 'get' && kind.own(call, id));
    const item = call.state.get(plural, id);
    if (!item) throw unknown(single, id);
    return item;
  };
  const store = (call: Call, item: Item) => {
    const other = taken(call, kind, item);
    if (other) throw new Refusal(409, kind.conflict(text(item, 'name'), other));
    call.state.put(plural, item);
    return { [single]: view(plural, item, call.origin) };
  };
  const bodyOf = (call: Call): JsonObject => {
    const body = object(call, single);
    if (!body) throw new Refusal(400, `'${single}' is a required property`);
    return body;
  };

  return {
    [`GET /${plural}`]: call => {
      allow(call, `list_${plural}`);
      const found = call.state.all(plural).filter(item => matches(call, item, kind.filters));
      return ok(
        listOf(
          call,
          plural,
          found.map(item => view(plural, item, call.origin)),
        ),
      );
    },
    [`POST /${plural}`]: call => {
      allow(call, `create_${single}`);
      const body = bodyOf(call);
      if (!text(body, 'name')) throw new Refusal(400, "'name' is a required property");
      const given = Object.fromEntries(Object.entries(kept(body)).filter(([, value]) => value !== null));
      return reply(201, store(call, { ...kind.defaults(call, body), ...given, id: hexId() }));
    },
    [`GET /${plural}/:id`]: call => ok({ [single]: view(plural, find(call, 'get'), call.origin) }),
    [`PATCH /${plural}/:id`]: call => {
      const item = find(call, 'update');
      return ok(store(call, { ...item, ...kept(bodyOf(call)), id: item.id }));
    },
    [`DELETE /${plural}/:id`]: call => {
      const item = find(call, 'delete');
      const { options } = item;
      if (isObject(options) && options.immutable === true)
        throw new Refusal(
          403,
          `Cannot delete resource ${item.id} of type ${single} because it is immutable. Update its resource option to be mutable before trying to delete it.`,
        );
      call.state.remove(plural, item.id);
      return empty();
    },
  };
}

/** Routes of all kinds. */
export const resourceRoutes: Routes = Object.assign({}, ...KINDS.map(routesOf));
