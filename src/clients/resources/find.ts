/** From a name or an ID to the resource: as few round trips as the API allows. */

import { Ambiguous, HttpError, NotFound } from '../errors.ts';
import { child, isObject, type JsonObject } from '../json.ts';
import { pathPart } from '../query.ts';
import type { Query, Service } from '../service.ts';
import type { ResourceType } from './resource.ts';

const UUID = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

/** Answers to a GET by ID that mean "no such ID": services differ in what they say of a word that is none. */
const NO_SUCH_ID = new Set([400, 403, 404]);

/**
 * Finds the one resource that a word means: an ID first, then a name.
 * A word that cannot be an ID is only looked up as a name; one that may be either is looked up as both at once.
 * @param service the client of `type.service`
 * @param query more filters for the look-up by name (`project_id`, `all_tenants` …)
 * @returns the resource as the service sent it
 * @throws NotFound, Ambiguous (lists the IDs), HttpError
 */
export function find(
  service: Service,
  type: ResourceType,
  nameOrId: string,
  query: Query = {},
): Promise<JsonObject> {
  return findIn(service, type, nameOrId, () =>
    listByName(service, type, type.detail ?? type.path, nameOrId, query),
  );
}

/**
 * As `find`, but returns only the ID. By its name it is looked for among IDs and names, which a service has at hand:
 * whole servers make Nova ask Neutron for what each one has. A refusal is that of the list of whole resources, which
 * the peer asks for; a type without `detail` has none.
 */
export async function findId(
  service: Service,
  type: ResourceType,
  nameOrId: string,
  query: Query = {},
): Promise<string> {
  const { path, detail } = type;
  const list = (): Promise<JsonObject[]> =>
    listByName(service, type, path, nameOrId, query).catch((error: unknown) => {
      if (detail === undefined || !(error instanceof HttpError)) throw error;
      return listByName(service, type, detail, nameOrId, query);
    });
  return String((await findIn(service, type, nameOrId, list)).id);
}

/** @param list those of the name */
async function findIn(
  service: Service,
  type: ResourceType,
  nameOrId: string,
  list: () => Promise<JsonObject[]>,
): Promise<JsonObject> {
  const [byId, byName] = await lookUp(service, type, nameOrId, list);
  if (byId) return byId;
  const [match, ...others] = byName;
  if (match === undefined) throw new NotFound(type.kind, nameOrId);
  if (others.length > 0) {
    throw new Ambiguous(
      type.kind,
      nameOrId,
      byName.map(item => String(item.id)),
    );
  }
  return match;
}

type LookUp = [byId: JsonObject | undefined, byName: JsonObject[]];

async function lookUp(
  service: Service,
  type: ResourceType,
  word: string,
  list: () => Promise<JsonObject[]>,
): Promise<LookUp> {
  if (UUID.test(word)) {
    const item = await getById(service, type, word);
    return item ? [item, []] : [undefined, await list()];
  }
  if (type.ids === 'uuid') return [undefined, await list()];
  const listed = list();
  // Who may read one thing may often not list all: an ID that was found needs no list.
  listed.catch(() => {});
  const item = await getById(service, type, word);
  return item ? [item, []] : [undefined, await listed];
}

/**
 * GETs one resource.
 * @returns the resource, or undefined when the service says that there is none
 */
async function getById(service: Service, type: ResourceType, id: string): Promise<JsonObject | undefined> {
  // Without an ID it would be the whole collection, which some services answer with.
  if (id === '') return undefined;
  try {
    const body = await service.get(`${type.path}/${pathPart(id)}`, microversion(type));
    return type.single === undefined ? body : child(body, type.single);
  } catch (error) {
    if (error instanceof HttpError && NO_SUCH_ID.has(error.status)) return undefined;
    throw error;
  }
}

async function listByName(
  service: Service,
  type: ResourceType,
  path: string,
  name: string,
  query: Query,
): Promise<JsonObject[]> {
  const filter = type.nameFilter === undefined ? {} : { [type.nameFilter]: pattern(type, name) };
  // The SDK's order, which refusals show: the name stands behind a domain and before `all_tenants`.
  const { all_tenants, ...within } = query;
  const everywhere = all_tenants === undefined ? {} : { all_tenants };
  const items = await service.list(path, type.key, {
    query: { ...within, ...filter, ...everywhere },
    ...microversion(type),
  });
  return items.filter(item => nameOf(type, item) === name);
}

/** Nova's name filter is a regular expression (Compute API, "List Servers": name); the others compare. */
function pattern(type: ResourceType, name: string): string {
  // An empty one is sent as it is: the service refuses it in its own words.
  return type.service === 'compute' && name !== ''
    ? `^${name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`
    : name;
}

function nameOf(type: ResourceType, item: JsonObject): unknown {
  const declared = type.attributes.name;
  if (declared === undefined) return item.name;
  return item[typeof declared === 'string' ? declared : declared.key];
}

/** The request options that carry a type's microversion. */
function microversion(type: ResourceType): { microversion?: string } {
  return type.microversion === undefined ? {} : { microversion: type.microversion };
}

/**
 * GETs one resource by its ID, when the ID is certain.
 * @throws HttpError
 */
export async function fetchById(service: Service, type: ResourceType, id: string): Promise<JsonObject> {
  const body = await service.get(`${type.path}/${pathPart(id)}`, microversion(type));
  return type.single !== undefined && isObject(body[type.single]) ? child(body, type.single) : body;
}
