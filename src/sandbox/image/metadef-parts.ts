/** What namespaces of metadata definitions hold: objects, properties, tags (Image API v2). */
import { isObject, type JsonObject, text } from '../../clients/json.ts';
import { empty, ok, reply } from '../http.ts';
import { type Call, Refusal, type Reply, type Routes } from '../service.ts';
import type { Item } from '../state.ts';
import { isoSeconds } from '../time.ts';
import {
  changeable,
  checkBody,
  clear,
  findSpace,
  inList,
  keep,
  listIn,
  named,
  newestFirst,
  propertiesIn,
  SPACE,
  times,
  unprotected,
} from './metadef-store.ts';

const OBJECT_RULES = {
  name: 'string',
  description: 'string',
  required: 'array',
  properties: 'object',
  schema: 'string',
  self: 'string',
} as const;

const PROPERTY_RULES = {
  name: 'string',
  type: ['array', 'boolean', 'integer', 'number', 'object', 'string'],
  title: 'string',
  description: 'string',
  operators: 'array',
  default: 'any',
  readonly: 'boolean',
  minimum: 'number',
  maximum: 'number',
  enum: 'array',
  pattern: 'string',
  minLength: 'number',
  maxLength: 'number',
  items: 'object',
  uniqueItems: 'boolean',
  minItems: 'number',
  maxItems: 'number',
  additionalItems: 'boolean',
  required: 'array',
} as const;

const MISSING_SPACE = (name: string): string => `Metadata definition namespace=${name} was not found.`;

const found = (call: Call): Item => findSpace(call, MISSING_SPACE);

const object = (call: Call, space: Item): JsonObject =>
  inList(call, space, 'objects', name => `Could not find metadata object ${name}`);

function objectView(
  { id }: Item,
  { name, required, description, properties, ...times }: JsonObject,
): JsonObject {
  return {
    name,
    required,
    description,
    properties,
    ...times,
    self: `/v2/metadefs/namespaces/${id}/objects/${String(name)}`,
    schema: '/v2/schemas/metadefs/object',
  };
}

/** An object that is read has lists even where it was given none. */
const read = (space: Item, object: JsonObject): JsonObject =>
  objectView(space, { ...object, required: object.required ?? [], properties: object.properties ?? {} });

function createObject(call: Call): Reply {
  const body = checkBody(call, 'object', OBJECT_RULES, ['name']);
  const space = changeable(call, 'add_metadef_object', MISSING_SPACE);
  const objects = listIn(space, 'objects');
  if (objects.some(({ name }) => name === body.name)) {
    const name = text(body, 'name');
    throw new Refusal(
      409,
      `A metadata definition object with name=${name} already exists in namespace=${space.id}.`,
    );
  }
  const { name, required, description, properties } = body;
  const made = { name, required, description, properties, ...times(call.now) };
  keep(call, space, { objects: [...objects, made] });
  return reply(201, objectView(space, made));
}

function changeObject(call: Call): Reply {
  const body = checkBody(call, 'object', OBJECT_RULES, ['name']);
  const space = changeable(call, 'modify_metadef_object', MISSING_SPACE);
  const before = object(call, space);
  const others = listIn(space, 'objects').filter(each => each !== before);
  if (others.some(each => each.name === body.name)) {
    const name = text(body, 'name');
    throw new Refusal(
      409,
      `Invalid update. It would result in a duplicate metadata definition object with the same name=${name} in namespace=${space.id}.`,
    );
  }
  const { name, required, description, properties } = body;
  const { created_at } = before;
  const made = { name, required, description, properties, created_at, updated_at: isoSeconds(call.now) };
  keep(call, space, {
    objects: listIn(space, 'objects').map(each => (each.name === before.name ? made : each)),
  });
  return ok(objectView(space, made));
}

/** One property as it is shown alone, and by name. */
function propertyOf(body: JsonObject): JsonObject {
  const keys = Object.keys(PROPERTY_RULES);
  return Object.fromEntries(keys.flatMap(key => (body[key] === undefined ? [] : [[key, body[key]]])));
}

function property(call: Call, space: Item): JsonObject {
  const item = propertiesIn(space)[named(call)];
  if (!isObject(item)) throw new Refusal(404, `Could not find property ${named(call)}`);
  return item;
}

const REQUIRED = ['type', 'title', 'name'];

function createProperty(call: Call): Reply {
  const body = checkBody(call, 'property', PROPERTY_RULES, REQUIRED);
  const space = changeable(call, 'add_metadef_property');
  const name = text(body, 'name');
  const properties = propertiesIn(space);
  if (name in properties) {
    throw new Refusal(
      409,
      `A metadata definition property with name=${name} already exists in namespace=${space.id}.`,
    );
  }
  const made = propertyOf(body);
  keep(call, space, { properties: { ...properties, [name]: made } });
  return reply(201, made);
}

function changeProperty(call: Call): Reply {
  const body = checkBody(call, 'property', PROPERTY_RULES, REQUIRED);
  const space = changeable(call, 'modify_metadef_property');
  property(call, space);
  const name = text(body, 'name');
  const properties = propertiesIn(space);
  if (name !== named(call) && name in properties) {
    throw new Refusal(
      409,
      `Invalid update. It would result in a duplicate metadata definition property with the same name=${name} in namespace=${space.id}.`,
    );
  }
  const made = propertyOf(body);
  const all = Object.entries(properties).map(([key, value]) =>
    key === named(call) ? [name, made] : [key, value],
  );
  keep(call, space, { properties: Object.fromEntries(all) });
  return ok(made);
}

export const metadefPartRoutes: Routes = {
  [`GET ${SPACE}/objects`]: call => {
    const space = found(call);
    const objects = newestFirst(listIn(space, 'objects')).map(each => read(space, each));
    return ok({ objects, schema: 'v2/schemas/metadefs/objects' });
  },
  [`POST ${SPACE}/objects`]: createObject,
  [`DELETE ${SPACE}/objects`]: clear('objects'),
  [`GET ${SPACE}/objects/:name`]: call => {
    const space = found(call);
    return ok(read(space, object(call, space)));
  },
  [`PUT ${SPACE}/objects/:name`]: changeObject,
  [`DELETE ${SPACE}/objects/:name`]: call => {
    const space = changeable(call, 'delete_metadef_object', MISSING_SPACE);
    const { name } = object(call, space);
    unprotected(space, `object ${String(name)}`);
    keep(call, space, { objects: listIn(space, 'objects').filter(each => each.name !== name) });
    return empty();
  },
  [`GET ${SPACE}/properties`]: call => {
    const properties = Object.entries(propertiesIn(findSpace(call)));
    const named = properties.map(([name, value]) => [
      name,
      isObject(value) ? { ...value, name: undefined } : value,
    ]);
    return ok({ properties: Object.fromEntries(named) });
  },
  [`POST ${SPACE}/properties`]: createProperty,
  [`DELETE ${SPACE}/properties`]: clear('properties'),
  [`GET ${SPACE}/properties/:name`]: call => ok({ name: named(call), ...property(call, findSpace(call)) }),
  [`PUT ${SPACE}/properties/:name`]: changeProperty,
  [`DELETE ${SPACE}/properties/:name`]: call => {
    const space = changeable(call, 'remove_metadef_property');
    property(call, space);
    unprotected(space, `property ${named(call)}`);
    const rest = Object.entries(propertiesIn(space)).filter(([name]) => name !== named(call));
    keep(call, space, { properties: Object.fromEntries(rest) });
    return empty();
  },
};
