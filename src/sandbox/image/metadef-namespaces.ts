/** Namespaces of metadata definitions and the types of resources they are for (Image API v2). */
import { type JsonObject, text } from '../../clients/json.ts';
import { empty, ok, paged, reply } from '../http.ts';
import { type Call, Refusal, type Reply, type Routes } from '../service.ts';
import type { Item } from '../state.ts';
import { isoSeconds } from '../time.ts';
import {
  allow,
  changeable,
  checkBody,
  enlistType,
  findSpace,
  isVisible,
  listIn,
  NOT_FOUND,
  named,
  newestFirst,
  propertiesIn,
  times,
  unprotected,
} from './metadef-store.ts';

/** How many namespaces a page has where nobody says (glance's limit_param_default). */
const PAGE = '25';

const RULES = {
  namespace: 'string',
  display_name: 'string',
  description: 'string',
  visibility: ['public', 'private'],
  protected: 'boolean',
  owner: 'string',
  resource_type_associations: 'array',
  properties: 'object',
  objects: 'array',
  tags: 'array',
  self: 'string',
  schema: 'string',
} as const;

const TYPE_RULES = { name: 'string', prefix: 'string', properties_target: 'string' } as const;

/** The keys of a namespace in the service's order; what it has not is left out. */
function view(item: Item, more: JsonObject = {}): JsonObject {
  const { namespace, display_name, description, visibility, owner, created_at, updated_at } = item;
  return {
    namespace,
    display_name,
    description,
    visibility,
    protected: item.protected,
    owner,
    created_at,
    updated_at,
    ...more,
    self: `/v2/metadefs/namespaces/${item.id}`,
    schema: '/v2/schemas/metadefs/namespace',
  };
}

const unlessEmpty = (key: string, items: readonly JsonObject[]) => (items.length > 0 ? { [key]: items } : {});

/** A namespace with all that is in it. */
function whole(item: Item): JsonObject {
  const properties = propertiesIn(item);
  return view(item, {
    ...unlessEmpty('resource_type_associations', listIn(item, 'resource_type_associations')),
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    ...unlessEmpty('objects', newestFirst(listIn(item, 'objects'))),
    ...unlessEmpty(
      'tags',
      newestFirst(listIn(item, 'tags')).map(({ name }) => ({ name })),
    ),
  });
}

function list(call: Call): Reply {
  const { query, state } = call;
  const visibility = query.get('visibility');
  if (visibility && !RULES.visibility.some(each => each === visibility))
    throw new Refusal(400, `Invalid visibility value: ${visibility}`);
  const types = query.get('resource_types')?.split(',');
  const found = newestFirst(state.all('metadefs')).filter(
    item =>
      isVisible(call, item) &&
      (!visibility || item.visibility === visibility) &&
      (!types || listIn(item, 'resource_type_associations').some(({ name }) => types.includes(String(name)))),
  );
  const limited = query.has('limit');
  if (!limited) query.set('limit', PAGE);
  const missing = (marker: string) =>
    new Refusal(404, `Metadata definition namespace=${marker} was not found.`);
  const { items, next } = paged(call, found, missing);
  const following = new URLSearchParams(next);
  if (!limited) following.delete('limit');
  const associations = (item: Item) =>
    unlessEmpty('resource_type_associations', listIn(item, 'resource_type_associations'));
  return ok({
    namespaces: items.map(item => view(item, associations(item))),
    ...(next === undefined ? {} : { next: `/v2/metadefs/namespaces?${following}` }),
    schema: '/v2/schemas/metadefs/namespaces',
    first: '/v2/metadefs/namespaces',
  });
}

function create(call: Call): Reply {
  const { state, caller, now, origin } = call;
  const body = checkBody(call, 'namespace', RULES, ['namespace']);
  allow(call, 'add_metadef_namespace');
  const id = text(body, 'namespace');
  if (state.get('metadefs', id))
    throw new Refusal(409, `The metadata definition namespace=${id} already exists.`);
  const made = {
    visibility: 'private',
    protected: false,
    owner: caller.projectId,
    ...body,
    id,
    ...times(now),
  };
  state.put('metadefs', made);
  for (const { name } of listIn(made, 'resource_type_associations')) enlistType(state, String(name), now);
  return reply(201, whole(made), { location: `${origin}/image/v2/metadefs/namespaces/${id}` });
}

/** What is not sent is reset. */
function change(call: Call): Reply {
  const body = checkBody(call, 'namespace', RULES, ['namespace']);
  const item = changeable(call, 'modify_metadef_namespace');
  const id = text(body, 'namespace');
  if (id !== item.id && call.state.get('metadefs', id)) {
    throw new Refusal(
      409,
      `Invalid update. It would result in a duplicate metadata definition namespace with the same name of ${id}`,
    );
  }
  const { objects, tags, properties, resource_type_associations, created_at } = item;
  const kept = { objects, tags, properties, resource_type_associations, created_at };
  const { display_name, description, visibility = 'private', owner = call.caller.projectId } = body;
  const given = { display_name, description, visibility, protected: body.protected ?? false, owner };
  const changed = { ...kept, ...given, id, namespace: id, updated_at: isoSeconds(call.now) };
  if (id !== item.id) call.state.remove('metadefs', item.id);
  call.state.put('metadefs', changed);
  return ok(view(changed));
}

function associate(call: Call): Reply {
  const body = checkBody(call, 'resource_type_association', TYPE_RULES, ['name']);
  const item = changeable(call, 'add_metadef_resource_type_association');
  const name = text(body, 'name');
  const all = listIn(item, 'resource_type_associations');
  if (all.some(each => each.name === name)) {
    throw new Refusal(
      409,
      `The metadata definition resource-type association of resource-type=${name} to namespace=${item.id} already exists.`,
    );
  }
  enlistType(call.state, name, call.now);
  const { prefix, properties_target } = body;
  const made = { name, prefix, properties_target, ...times(call.now) };
  call.state.put('metadefs', { ...item, resource_type_associations: [...all, made] });
  return reply(201, made);
}

function dissociate(call: Call): Reply {
  const item = changeable(call, 'remove_metadef_resource_type_association');
  const name = named(call);
  const all = listIn(item, 'resource_type_associations');
  if (!all.some(each => each.name === name))
    throw new Refusal(404, `Failed to find resource type ${name} to delete`);
  unprotected(item, `resource-type-association ${name}`);
  call.state.put('metadefs', {
    ...item,
    resource_type_associations: all.filter(each => each.name !== name),
  });
  return empty();
}

const typeView = ({ id: _id, ...type }: Item): JsonObject => type;

export const metadefNamespaceRoutes: Routes = {
  'GET /metadefs/namespaces': list,
  'POST /metadefs/namespaces': create,
  'GET /metadefs/namespaces/:namespace': call =>
    ok(whole(findSpace(call, name => `Metadata definition namespace=${name} was not found.`))),
  'PUT /metadefs/namespaces/:namespace': change,
  'DELETE /metadefs/namespaces/:namespace': call => {
    const item = changeable(call, 'delete_metadef_namespace', NOT_FOUND);
    unprotected(item);
    call.state.remove('metadefs', item.id);
    return empty();
  },
  'GET /metadefs/namespaces/:namespace/resource_types': call =>
    ok({ resource_type_associations: listIn(findSpace(call), 'resource_type_associations') }),
  'POST /metadefs/namespaces/:namespace/resource_types': associate,
  'DELETE /metadefs/namespaces/:namespace/resource_types/:name': dissociate,
  'GET /metadefs/resource_types': ({ state }) =>
    ok({ resource_types: state.all('metadef_types').map(typeView) }),
};
