/** Identity providers of a federation, and the protocols they are reached by (Identity API v3, OS-FEDERATION). */
import { isList, type JsonObject, text } from '../../clients/json.ts';
import { empty, ok, reply } from '../http.ts';
import type { Call, Routes } from '../service.ts';
import { hexId, type Item, type State } from '../state.ts';
import { valid } from './bodies.ts';
import { type Kind, routesOf } from './kind.ts';
import { linkTo, listOf } from './lists.ts';
import { MAPPINGS } from './mappings.ts';
import { allow } from './policy.ts';
import { conflict, invalid, missing, notFound } from './refusals.ts';
import { IDENTITY_PROVIDERS, PROTOCOLS, removeWhere } from './removal.ts';
import type { Schema } from './schema.ts';
import { boolean, closed, idString, nullable, nullableString, SOME, string } from './schema-types.ts';

const changeable: Schema = {
  authorization_ttl: { type: ['integer', 'null'], minimum: 0 },
  remote_ids: { type: ['array', 'null'], items: string, uniqueItems: true },
};
const described: Schema = { enabled: boolean, description: nullableString };

const remoteIds = (item: JsonObject) => (isList(item.remote_ids) ? item.remote_ids.map(String) : []);

/** @throws Refusal 409 for a remote ID that another provider has */
function checkRemoteIds(state: State, made: Item): Item {
  const others = state.all(IDENTITY_PROVIDERS).filter(each => each.id !== made.id);
  const taken = remoteIds(made).find(id => others.some(each => remoteIds(each).includes(id)));
  if (taken !== undefined) throw conflict('identity_provider', `Duplicate remote ID: ${taken}`);
  return { ...made, remote_ids: remoteIds(made) };
}

/** The domain for the users of a provider that says nothing of one. */
function newDomain(state: State, provider: string): string {
  const id = hexId();
  const description = `Auto generated federated domain for Identity Provider: ${provider}`;
  state.put('domains', { id, name: id, description, enabled: true, tags: [], options: {} });
  return id;
}

const provider: Kind = {
  plural: 'identity_providers',
  single: 'identity_provider',
  noun: 'Identity Provider',
  prefix: '/OS-FEDERATION',
  isNamed: true,
  isSorted: true,
  attributes: ['id', 'domain_id', 'enabled', 'description', 'authorization_ttl'],
  hidden: ['remote_ids'],
  filters: ['id', 'enabled'],
  schema: {
    create: closed({ ...described, domain_id: nullable(idString), ...changeable }),
    update: closed({ ...described, ...changeable }, SOME),
  },
  create: ({ state, params: { id = '' } }, given) => {
    const domain = text(given, 'domain_id');
    if (domain !== '' && !state.get('domains', domain)) throw missing('domain', domain);
    if (state.get(IDENTITY_PROVIDERS, id)) throw conflict('identity_provider', `Duplicate entry: ${id}`);
    const made = checkRemoteIds(state, { enabled: false, ...given, id });
    return { ...made, domain_id: domain || newDomain(state, id) };
  },
  update: ({ state }, old, given) => checkRemoteIds(state, { ...old, ...given, id: old.id }),
  remove: ({ state }, { id }) => {
    removeWhere(state, PROTOCOLS, each => each.idp_id === id);
    state.remove(IDENTITY_PROVIDERS, id);
  },
  more: (call, item) => ({
    // What answers a change has them as they were sent.
    remote_ids: call.method === 'GET' ? remoteIds(item).sort() : remoteIds(item),
    links: { protocols: linkTo(call, `/OS-FEDERATION/identity_providers/${item.id}/protocols`) },
  }),
};

const protocolProperties: Schema = {
  mapping_id: { type: 'string', minLength: 1, maxLength: 64, pattern: '^[a-zA-Z0-9-_]+$' },
  remote_id_attribute: { type: 'string', maxLength: 64 },
};
const CREATE = closed(protocolProperties, { required: ['mapping_id'] });
const UPDATE = closed(protocolProperties, SOME);

/** Keystone leaves the provider out of the addresses. */
function protocolLinks(call: Call, item: Item): JsonObject {
  return {
    self: linkTo(call, `/protocols/${text(item, 'name')}`),
    identity_provider: linkTo(call, `/${text(item, 'idp_id')}`),
  };
}

function protocolView(call: Call, item: Item): JsonObject {
  const { mapping_id = null } = item;
  return { protocol: { id: text(item, 'name'), mapping_id, links: protocolLinks(call, item) } };
}

/** @throws Refusal 400 for a mapping that is not there */
function checkMapping({ state }: Call, given: JsonObject): void {
  const mapping = text(given, 'mapping_id');
  if (!state.get(MAPPINGS, mapping)) throw invalid(`Invalid mapping id: ${mapping}`);
}

function named({ state, params: { idp = '', id = '' } }: Call): Item {
  const item = state.get(PROTOCOLS, `${idp} ${id}`);
  if (!item) throw notFound(`Could not find federated protocol ${id} for Identity Provider: ${idp}.`);
  return item;
}

const ALL = '/OS-FEDERATION/identity_providers/:idp/protocols';

export const routes: Routes = {
  ...routesOf(provider),
  [`GET ${ALL}`]: call => {
    allow(call, 'list_protocols');
    const own = call.state.all(PROTOCOLS).filter(each => each.idp_id === call.params.idp);
    const shown = own.map(each => {
      const { name = null, idp_id = null, mapping_id = null, remote_id_attribute = null } = each;
      return { id: name, idp_id, mapping_id, remote_id_attribute, links: protocolLinks(call, each) };
    });
    return ok(listOf(call, 'protocols', shown));
  },
  [`GET ${ALL}/:id`]: call => {
    allow(call, 'get_protocol');
    return ok(protocolView(call, named(call)));
  },
  [`PUT ${ALL}/:id`]: call => {
    const { idp = '', id = '' } = call.params;
    const { state } = call;
    allow(call, 'create_protocol');
    const given = valid(call, 'protocol', CREATE);
    checkMapping(call, given);
    if (!state.get(IDENTITY_PROVIDERS, idp)) throw missing('Identity Provider', idp);
    if (state.get(PROTOCOLS, `${idp} ${id}`))
      throw conflict('federation_protocol', `Duplicate entry found with ID ${id}`);
    const item = { ...given, id: `${idp} ${id}`, name: id, idp_id: idp };
    state.put(PROTOCOLS, item);
    return reply(201, protocolView(call, item));
  },
  [`PATCH ${ALL}/:id`]: call => {
    allow(call, 'update_protocol');
    const given = valid(call, 'protocol', UPDATE);
    checkMapping(call, given);
    const old = named(call);
    const item = { ...old, ...given, id: old.id };
    call.state.put(PROTOCOLS, item);
    return ok(protocolView(call, item));
  },
  [`DELETE ${ALL}/:id`]: call => {
    allow(call, 'delete_protocol');
    call.state.remove(PROTOCOLS, named(call).id);
    return empty();
  },
};
