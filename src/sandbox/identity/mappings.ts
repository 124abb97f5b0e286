/** Rules that make local users and groups of what identity providers assert (Identity API v3, OS-FEDERATION). */
import { isObject, type JsonObject } from '../../clients/json.ts';
import { empty, ok, reply } from '../http.ts';
import type { Call, Routes } from '../service.ts';
import type { Item } from '../state.ts';
import { sent } from './bodies.ts';
import { found, type Kind, listed, view } from './kind.ts';
import { allow } from './policy.ts';
import { conflict, invalid } from './refusals.ts';
import { complaints, type Schema } from './schema.ts';
import { closed, string } from './schema-types.ts';

export const MAPPINGS = 'federation_mappings';

const domain = closed({ id: string, name: string });

/** What a remote attribute has to be, besides being there. */
function condition(name: string): Schema {
  return closed(
    { type: string, [name]: { type: 'array' }, regex: { type: 'boolean' } },
    { required: ['type', name] },
  );
}

const local = closed({
  user: closed({
    id: string,
    name: string,
    email: string,
    domain,
    type: { type: 'string', enum: ['ephemeral', 'local'] },
  }),
  projects: {
    type: 'array',
    items: closed(
      {
        name: string,
        roles: {
          type: 'array',
          items: { type: 'object', required: ['name'], properties: { name: string } },
        },
      },
      { required: ['name', 'roles'] },
    ),
  },
  group: {
    type: 'object',
    oneOf: [
      closed({ id: string }, { required: ['id'] }),
      closed({ name: string, domain }, { required: ['name', 'domain'] }),
    ],
  },
  groups: string,
  group_ids: string,
  domain,
});

const remote = {
  type: 'object',
  oneOf: [
    closed({ type: string }, { required: ['type'] }),
    ...['any_one_of', 'not_any_of', 'blacklist', 'whitelist'].map(condition),
  ],
};

const rule = {
  type: 'object',
  required: ['local', 'remote'],
  additionalProperties: false,
  properties: {
    local: { type: 'array', items: local },
    remote: { minItems: 1, type: 'array', items: remote },
  },
};

/** keystone/federation/utils.py, MAPPING_SCHEMA. */
const MAPPING: Schema = {
  type: 'object',
  required: ['rules'],
  properties: { rules: { minItems: 1, type: 'array', items: rule } },
};

const mapping: Kind = {
  plural: 'mappings',
  single: 'mapping',
  prefix: '/OS-FEDERATION',
  collection: MAPPINGS,
  isSorted: true,
  attributes: ['id', 'rules'],
  hidden: ['schema_version'],
  filters: [],
  schema: { create: MAPPING, update: MAPPING },
  create: (call, given) => ({ rules: given.rules, id: call.params.id ?? '' }),
};

/** The rules that were sent. @throws Refusal 400 that tells everything that is wrong with them */
function rulesIn(call: Call): JsonObject {
  const given = sent(call, 'mapping');
  const wrong = complaints(MAPPING, given);
  if (wrong.length > 0 || !isObject(given)) throw invalid(wrong.map(each => `${each}\n`).join(''));
  return { rules: given.rules };
}

/** Keeps a mapping, and shows it. */
function kept(call: Call, item: Item): JsonObject {
  call.state.put(MAPPINGS, item);
  return { mapping: view(mapping, call, item) };
}

export const routes: Routes = {
  'GET /OS-FEDERATION/mappings': call => {
    allow(call, 'list_mappings');
    return ok(listed(mapping, call, call.state.all(MAPPINGS)));
  },
  'GET /OS-FEDERATION/mappings/:id': call => {
    allow(call, 'get_mapping');
    return ok({ mapping: view(mapping, call, found(mapping, call, call.params.id ?? '')) });
  },
  'PUT /OS-FEDERATION/mappings/:id': call => {
    const { id = '' } = call.params;
    allow(call, 'create_mapping');
    const given = rulesIn(call);
    if (call.state.get(MAPPINGS, id)) throw conflict('mapping', 'Duplicate entry');
    return reply(201, kept(call, { ...given, id }));
  },
  'PATCH /OS-FEDERATION/mappings/:id': call => {
    const { id = '' } = call.params;
    allow(call, 'update_mapping');
    const given = rulesIn(call);
    found(mapping, call, id);
    return ok(kept(call, { ...given, id }));
  },
  'DELETE /OS-FEDERATION/mappings/:id': call => {
    allow(call, 'delete_mapping');
    call.state.remove(MAPPINGS, found(mapping, call, call.params.id ?? '').id);
    return empty();
  },
};
