/** Credentials of applications (Identity API v3, "Application credentials"), and the access rules that limit them. */
import { randomBytes } from 'node:crypto';
import { children, type JsonObject, text } from '../../clients/json.ts';
import { empty, ok, reply } from '../http.ts';
import type { Call, Routes } from '../service.ts';
import { hexId, type Item, type State } from '../state.ts';
import { normalized, valid } from './bodies.ts';
import { CREDENTIALS, isDelegated } from './delegations.ts';
import { view } from './kind.ts';
import { chosen, linkTo, listOf } from './lists.ts';
import { type Actor, allow } from './policy.ts';
import { conflict, denied, forbidden, invalid, missing } from './refusals.ts';
import { ACCESS_RULES } from './removal.ts';
import { rolesByIds } from './role-graph.ts';
import { roleIds } from './role-names.ts';
import { role } from './roles.ts';
import type { Schema } from './schema.ts';
import { boolean, idString, name, nullableString, open, roleList } from './schema-types.ts';
import { hashed } from './secrets.ts';
import { endIn } from './times.ts';

const accessRules: Schema = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      path: { type: 'string', minLength: 0, maxLength: 225, pattern: '^\\/.*' },
      method: { type: 'string', pattern: '^(POST|GET|HEAD|PATCH|PUT|DELETE)$' },
      service: idString,
      id: idString,
    },
    additionalProperties: false,
  },
};

const PROPERTIES = {
  name,
  description: nullableString,
  secret: { type: ['null', 'string'] },
  expires_at: { type: ['null', 'string'] },
  roles: roleList,
  unrestricted: boolean,
  access_rules: accessRules,
};

const CREATE = open(PROPERTIES, { required: ['name'] });

/** What else a body has that is none of its own. */
const OWN = [...Object.keys(PROPERTIES), 'id', 'user_id', 'project_id', 'system'];

/** Only who logged in may do this, or by way of an application credential. @throws Refusal 403 */
export function checkDirect({ claims, trust }: Actor): void {
  if (claims.methods.includes('application_credential')) return;
  if (trust || isDelegated(claims.methods)) throw denied();
}

/** @throws Refusal 403 for a token of an application credential that may not make others */
function checkUnrestricted({ credential }: Actor): void {
  if (credential && credential.unrestricted !== true)
    throw forbidden(
      "Using method 'application_credential' is not allowed for managing additional application credentials.",
    );
}

/** An access rule as it is shown within a credential. */
function ruleView({ id, service = null, path = null, method = null }: Item | JsonObject): JsonObject {
  return { id: id ?? null, service, path, method };
}

function credentialView(call: Call, item: Item): JsonObject {
  const roles = rolesByIds(
    call.state,
    children(item, 'roles').map(each => text(each, 'id')),
  ).map(each => {
    const { links: _links, ...shown } = view(role, call, each);
    return shown;
  });
  const rules = children(item, 'access_rules').map(ruleView);
  const expires = text(item, 'expires_at');
  return {
    id: item.id,
    name: text(item, 'name'),
    description: item.description ?? null,
    user_id: text(item, 'user_id'),
    project_id: item.project_id ?? null,
    system: null,
    expires_at: expires === '' ? null : expires.replace(/Z$/, ''),
    unrestricted: item.unrestricted ?? null,
    roles,
    ...(rules.length > 0 ? { access_rules: rules } : {}),
    links: { self: linkTo(call, `/application_credentials/${item.id}`) },
  };
}

/** The access rules of a new credential: those that its user has already, and new ones. */
function rulesOf(state: State, user: string, given: JsonObject): Item[] {
  const known = state.all(ACCESS_RULES).filter(each => each.user_id === user);
  return children(given, 'access_rules').map(wanted => {
    const same = known.find(
      each => each.id === wanted.id || ['service', 'path', 'method'].every(key => each[key] === wanted[key]),
    );
    if (same) return same;
    const lacking = ['service', 'path', 'method'].find(key => wanted[key] === undefined);
    if (lacking !== undefined) throw invalid(`'${lacking}' is a required property`);
    return { ...wanted, id: text(wanted, 'id') || hexId(), user_id: user };
  });
}

function create(call: Call) {
  const { user = '' } = call.params;
  const { state, now } = call;
  const actor = allow(call, 'create_application_credential');
  const given = valid(call, 'application_credential', CREATE);
  checkDirect(actor);
  checkUnrestricted(actor);
  const stranger = Object.keys(normalized(given)).find(key => !OWN.includes(key));
  const held = actor.roles.map(({ id }) => id);
  const wanted = children(given, 'roles').length > 0 ? roleIds(state, given, 'roles') : held;
  if (wanted.some(id => !held.includes(id)))
    throw invalid(
      'Invalid application credential: Cannot create an application credential with unassigned role',
    );
  const expires = text(given, 'expires_at');
  const expires_at = expires === '' ? null : endIn(expires, now);
  if (stranger !== undefined)
    throw invalid(`'${stranger}' is an invalid keyword argument for ApplicationCredentialModel`);
  const own = state.all(CREDENTIALS).filter(each => each.user_id === user);
  if (own.some(each => text(each, 'name').toLowerCase() === text(given, 'name').toLowerCase()))
    throw conflict('application_credential', `Duplicate entry found with name ${text(given, 'name')}`);
  const rules = rulesOf(state, user, given);
  for (const rule of rules) state.put(ACCESS_RULES, rule);
  const secret = text(given, 'secret') || randomBytes(64).toString('base64url');
  const item: Item = {
    id: hexId(),
    name: text(given, 'name'),
    description: given.description ?? null,
    project_id: actor.project?.id ?? null,
    user_id: user,
    roles: wanted.map(id => ({ id })),
    expires_at,
    unrestricted: given.unrestricted ?? null,
    ...(rules.length > 0 ? { access_rules: rules.map(ruleView) } : {}),
    secret: hashed(secret),
  };
  state.put(CREDENTIALS, item);
  return reply(201, { application_credential: { ...credentialView(call, item), secret } });
}

/** What a path names; it is its owner's, whosever path it is. */
function named(call: Call, verb: string): { actor: Actor; item: Item } {
  const { user = '', id = '' } = call.params;
  const item = call.state.get(CREDENTIALS, id);
  const owner = { id: item ? text(item, 'user_id') : user };
  const actor = allow(call, `${verb}_application_credential`, { owner });
  checkDirect(actor);
  if (verb === 'delete') checkUnrestricted(actor);
  if (!item) throw missing('Application Credential', id);
  return { actor, item };
}

export const routes: Routes = {
  'GET /users/:user/application_credentials': call => {
    checkDirect(allow(call, 'list_application_credentials'));
    const { user = '' } = call.params;
    const own = call.state.all(CREDENTIALS).filter(each => each.user_id === user);
    const shown = own.map(each => credentialView(call, each));
    return ok(listOf(call, 'application_credentials', chosen(call, shown, ['name'])));
  },
  'POST /users/:user/application_credentials': create,
  'GET /users/:user/application_credentials/:id': call =>
    ok({ application_credential: credentialView(call, named(call, 'get').item) }),
  'DELETE /users/:user/application_credentials/:id': call => {
    call.state.remove(CREDENTIALS, named(call, 'delete').item.id);
    return empty();
  },
};
