/** Limits: what may be used of a resource by default, and in a project or a domain (Identity API v3, "Unified limits"). */
import { type JsonObject, text } from '../../clients/json.ts';
import { ok, reply } from '../http.ts';
import type { Call, Handler, Routes } from '../service.ts';
import { hexId, type Item, type State } from '../state.ts';
import { validList } from './bodies.ts';
import { REGIONS, SERVICES } from './catalog.ts';
import { collectionOf, type Kind, routesOf, view } from './kind.ts';
import { type Actor, allow } from './policy.ts';
import { conflict, expecting, notAllowed, notFound } from './refusals.ts';
import { LIMITS } from './removal.ts';
import type { Schema } from './schema.ts';
import { closed, idString, nullableString, string } from './schema-types.ts';
import { projectById } from './targets.ts';

const REGISTERED = 'registered_limits';

const amount: Schema = { type: 'integer', minimum: -1, maximum: 2147483647 };
const resource_name: Schema = { type: 'string', minLength: 1, maxLength: 255 };

const registered: Schema = {
  service_id: idString,
  region_id: { type: ['null', 'string'] },
  resource_name,
  default_limit: amount,
  description: nullableString,
};

/** What a limit of a project, or of a domain, looks like. */
function limitOf(owner: string): Schema {
  return {
    properties: {
      [owner]: idString,
      service_id: idString,
      region_id: string,
      resource_name,
      resource_limit: amount,
      description: nullableString,
    },
    required: [owner, 'service_id', 'resource_name', 'resource_limit'],
    additionalProperties: false,
  };
}

function listSchema(items: Schema): Schema {
  return { type: 'array', items, minItems: 1 };
}

/** @throws Refusal 400 for something that is not there */
function checkPlaces(state: State, given: JsonObject, what: string): void {
  const need = (key: string, is: (id: string) => unknown) => {
    const id = given[key] ?? null;
    if (id !== null && !is(String(id))) throw expecting(key, what);
  };
  need('service_id', id => state.get(SERVICES, id));
  need('region_id', id => state.get(REGIONS, id));
  need('project_id', id => projectById(state, id));
  need('domain_id', id => state.get('domains', id));
}

/** Whether two are about the same resource of the same service in the same region. */
function isSame(one: JsonObject, other: JsonObject): boolean {
  return ['service_id', 'resource_name', 'region_id'].every(
    key => (one[key] ?? null) === (other[key] ?? null),
  );
}

function checkUnique(state: State, given: JsonObject): void {
  if (state.all(REGISTERED).some(each => isSame(each, given)))
    throw conflict('registered_limit', 'Duplicate entry');
}

/** @throws Refusal 403 for a registered limit that limits are made of */
function checkUnused(state: State, { id }: Item): void {
  if (state.all(LIMITS).some(each => each.registered_limit_id === id))
    throw notAllowed(
      `Unable to update or delete registered limit ${id} because there are project limits associated with it.`,
    );
}

const registeredLimit: Kind = {
  plural: 'registered_limits',
  single: 'registered_limit',
  absent: id => notFound(`Could not find registered limit for ${id}.`),
  attributes: ['id', 'service_id', 'region_id', 'resource_name', 'default_limit', 'description'],
  filters: ['service_id', 'region_id', 'resource_name'],
  schema: {
    create: listSchema({ ...closed(registered), required: ['service_id', 'resource_name', 'default_limit'] }),
    update: closed(registered),
  },
  create: ({ state }, given) => {
    checkPlaces(state, given, 'registered_limit');
    checkUnique(state, given);
    return { ...given, id: hexId() };
  },
  update: ({ state }, old, given) => {
    checkPlaces(state, given, 'registered_limit');
    checkUnused(state, old);
    const made = { ...old, ...given, id: old.id };
    // Keystone does not leave out the limit itself: what stays the same is a duplicate too.
    if (given.service_id || given.region_id !== undefined || given.resource_name) checkUnique(state, made);
    return made;
  },
  remove: ({ state }, item) => {
    checkUnused(state, item);
    state.remove(REGISTERED, item.id);
  },
};

/** The limits that a token shows: a project's own, a domain's with those of its projects, the system's all. */
function visible(
  { project, domain, isSystem }: Actor,
  items: readonly Item[],
  { state }: Call,
): readonly Item[] {
  if (isSystem) return items;
  if (project) return items.filter(each => each.project_id === project.id);
  if (!domain) return [];
  return items.filter(each => each.domain_id === domain.id || domainOf(state, each) === domain.id);
}

/** The domain that a limit is in. */
function domainOf(state: State, limit: JsonObject): string {
  const project = state.get('projects', text(limit, 'project_id'));
  return project ? text(project, 'domain_id') : text(limit, 'domain_id');
}

const limit: Kind = {
  plural: 'limits',
  single: 'limit',
  collection: LIMITS,
  absent: id => notFound(`Could not find limit for ${id}.`),
  attributes: [
    ...['id', 'project_id', 'domain_id', 'resource_limit', 'description'],
    ...['service_id', 'region_id', 'resource_name'],
  ],
  hidden: ['registered_limit_id'],
  filters: ['service_id', 'region_id', 'resource_name', 'project_id', 'domain_id'],
  schema: {
    create: listSchema({ type: 'object', oneOf: ['project_id', 'domain_id'].map(limitOf) }),
    update: closed({ resource_limit: amount, description: nullableString }),
  },
  target: ({ state }, item) => (item ? { limit: { ...item, domain_scope: domainOf(state, item) } } : {}),
  visible,
  create: ({ state }, given) => {
    checkPlaces(state, given, 'limit');
    const { project_id: owner, ...rest } = given;
    const isDomain = owner !== undefined && projectById(state, String(owner))?.is_domain === true;
    const made: JsonObject = isDomain ? { ...rest, domain_id: owner } : given;
    const standard = state.all(REGISTERED).find(each => isSame(each, made));
    if (!standard) throw notAllowed('Unable to create a limit that has no corresponding registered limit.');
    const isTaken = (each: Item) =>
      each.registered_limit_id === standard.id &&
      ['project_id', 'domain_id'].every(key => (each[key] ?? null) === (made[key] ?? null));
    if (state.all(LIMITS).some(isTaken)) throw conflict('limit', 'Duplicate entry');
    return { ...made, id: hexId(), registered_limit_id: standard.id };
  },
  // Keystone looks whether there is something: neither 0 nor '' is.
  update: (_call, old, given) => ({
    ...old,
    ...(given.resource_limit ? { resource_limit: given.resource_limit } : {}),
    ...(given.description ? { description: given.description } : {}),
  }),
};

/** Several are made at once. */
function createAll(kind: Kind): Handler {
  const { plural } = kind;
  return call => {
    const actor = allow(call, `create_${plural}`);
    const items = validList(call, plural, kind.schema.create).map(given => {
      const item = kind.create(call, given, actor);
      call.state.put(collectionOf(kind), item);
      return view(kind, call, item);
    });
    return reply(201, { [plural]: items });
  };
}

const MODEL = {
  name: 'flat',
  description: 'Limit enforcement and validation does not take project hierarchy into consideration.',
};

export const routes: Routes = {
  ...routesOf(registeredLimit),
  'POST /registered_limits': createAll(registeredLimit),
  ...routesOf(limit),
  'POST /limits': createAll(limit),
  'GET /limits/model': call => {
    allow(call, 'get_limit_model');
    return ok({ model: MODEL });
  },
};
