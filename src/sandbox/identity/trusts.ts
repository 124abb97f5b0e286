/** Trusts: roles that a user lets another one have (Identity API v3, OS-TRUST; keystone/trust/core.py). */
import { children, type JsonObject, text } from '../../clients/json.ts';
import { empty, ok, reply } from '../http.ts';
import type { Call, Routes } from '../service.ts';
import { hexId, type Item, type State } from '../state.ts';
import { sentObject, valid } from './bodies.ts';
import { isDelegated, liveTrust, pedigree, TRUSTS } from './delegations.ts';
import { type Kind, view } from './kind.ts';
import { linkTo, listOf } from './lists.ts';
import { type Actor, allow } from './policy.ts';
import { checkRedelegation, redelegations } from './redelegation.ts';
import { conflict, forbidden, missing } from './refusals.ts';
import { revokeAll } from './revocation.ts';
import { effectiveRoles, rolesByIds } from './role-graph.ts';
import { roleIds } from './role-names.ts';
import { role } from './roles.ts';
import type { Schema } from './schema.ts';
import { boolean, idString, nullable, open, roleList } from './schema-types.ts';
import { projectById } from './targets.ts';
import { endIn, tokenTime } from './times.ts';

const user: Schema = { type: 'string', minLength: 1, maxLength: 64 };

const CREATE = open(
  {
    trustor_user_id: user,
    trustee_user_id: user,
    impersonation: boolean,
    project_id: nullable(idString),
    remaining_uses: { type: ['integer', 'null'], minimum: 1 },
    expires_at: { type: ['null', 'string'] },
    allow_redelegation: { type: ['boolean', 'null'] },
    redelegation_count: { type: ['integer', 'null'], minimum: 0 },
    roles: roleList,
  },
  { required: ['trustor_user_id', 'trustee_user_id', 'impersonation'] },
);

const trust: Kind = {
  plural: 'trusts',
  single: 'trust',
  prefix: '/OS-TRUST',
  attributes: [
    'id',
    'trustor_user_id',
    'trustee_user_id',
    'project_id',
    'impersonation',
    'remaining_uses',
    'deleted_at',
    'redelegated_trust_id',
    'redelegation_count',
  ],
  hidden: ['roles', 'expires_at'],
  filters: [],
  schema: { create: CREATE, update: CREATE },
  create: (_call, given) => ({ ...given, id: hexId() }),
  more: (_call, item) => {
    const expires = text(item, 'expires_at');
    return { expires_at: expires === '' ? null : tokenTime(Date.parse(expires)) };
  },
};

function rolesOf(call: Call, item: Item): JsonObject[] {
  const ids = children(item, 'roles').map(each => text(each, 'id'));
  return rolesByIds(call.state, ids).map(each => view(role, call, each));
}

/** The address of a trust's roles, which Keystone writes without what comes before the ID. */
function rolesLinks(call: Call, { id }: Item): JsonObject {
  return { self: linkTo(call, `/${id}/roles`), next: null, previous: null };
}

function whole(call: Call, item: Item): JsonObject {
  return { roles: rolesOf(call, item), ...view(trust, call, item), roles_links: rolesLinks(call, item) };
}

/** @throws Refusal 403 for a token that was had in another's stead, other than by a trust */
function checkDirect({ claims }: Actor): void {
  if (isDelegated(claims.methods)) throw forbidden('Delegated tokens cannot manage trusts.');
}

/** The trust that a path names. @throws Refusal 404 for one that has ended, 403 for another's */
function named(call: Call, rule: string): Item {
  const { id = '' } = call.params;
  const item = liveTrust(call.state, id, call.now);
  if (!item || item.remaining_uses === 0) throw missing('trust', id);
  checkDirect(allow(call, rule, { trust: item }));
  return item;
}

/** @throws Refusal 404 for a project that is not there, or a role that the trustor does not have in it */
function checkRoles(state: State, trustor: string, project: string, roles: readonly string[]): void {
  if (project !== '' && !projectById(state, project)) throw missing('project', project);
  const held = project === '' ? [] : effectiveRoles(state, trustor, project, true).map(({ id }) => id);
  const lacking = roles.find(id => !held.includes(id));
  if (lacking !== undefined) throw missing('role', lacking);
}

function create(call: Call) {
  const { state, now } = call;
  const actor = allow(call, 'create_trust', { trust: sentObject(call, 'trust') });
  const given = valid(call, 'trust', CREATE);
  checkDirect(actor);
  const project = text(given, 'project_id');
  if (project !== '' && children(given, 'roles').length === 0)
    throw forbidden('At least one role should be specified');
  const trustee = text(given, 'trustee_user_id');
  if (!state.get('users', trustee)) throw missing('user', trustee);
  const roles = roleIds(state, given, 'roles');
  checkRoles(state, text(given, 'trustor_user_id'), project, roles);
  const expires = text(given, 'expires_at');
  const { allow_redelegation: _allow, ...rest } = given;
  const parent = actor.trust;
  const made: Item = {
    ...rest,
    id: hexId(),
    project_id: given.project_id ?? null,
    expires_at: expires === '' ? (parent?.expires_at ?? null) : endIn(expires, now),
    remaining_uses: given.remaining_uses ?? null,
    deleted_at: null,
    redelegated_trust_id: parent?.id ?? null,
    redelegation_count: redelegations(given, parent),
    roles: roles.map(id => ({ id })),
  };
  if (parent) for (const each of pedigree(state, parent)) checkRedelegation(each, made);
  const keys = ['trustor_user_id', 'trustee_user_id', 'project_id', 'impersonation', 'expires_at'];
  const isSame = (each: Item) => made.expires_at !== null && keys.every(key => each[key] === made[key]);
  if (state.all(TRUSTS).some(isSame)) throw conflict('trust', 'Duplicate entry');
  state.put(TRUSTS, made);
  return reply(201, { trust: whole(call, made) });
}

/** The trusts that a query asks for; Keystone knows three questions, and has no answer to others. */
function listed(call: Call): readonly Item[] {
  const { query, state } = call;
  const [trustor, trustee] = [query.get('trustor_user_id'), query.get('trustee_user_id')];
  if (trustor) {
    checkDirect(allow(call, 'list_trusts_for_trustor', { trust: { trustor_user_id: trustor } }));
    return state.all(TRUSTS).filter(each => each.trustor_user_id === trustor);
  }
  if (trustee) {
    checkDirect(allow(call, 'list_trusts_for_trustee', { trust: { trustee_user_id: trustee } }));
    return state.all(TRUSTS).filter(each => each.trustee_user_id === trustee);
  }
  checkDirect(allow(call, 'list_trusts'));
  return call.search === '' ? state.all(TRUSTS) : [];
}

/** Deletes a trust and those that were made by way of it. */
function remove(call: Call, item: Item): void {
  const { state, now } = call;
  for (const each of state.all(TRUSTS)) if (each.redelegated_trust_id === item.id) remove(call, each);
  state.remove(TRUSTS, item.id);
  revokeAll(state, 'trust', item.id, now);
}

export const routes: Routes = {
  'GET /OS-TRUST/trusts': call =>
    ok(
      listOf(
        call,
        'trusts',
        listed(call).map(each => view(trust, call, each)),
      ),
    ),
  'POST /OS-TRUST/trusts': create,
  'GET /OS-TRUST/trusts/:id': call => ok({ trust: whole(call, named(call, 'get_trust')) }),
  'DELETE /OS-TRUST/trusts/:id': call => {
    remove(call, named(call, 'delete_trust'));
    return empty();
  },
  'GET /OS-TRUST/trusts/:id/roles': call => {
    const item = named(call, 'list_roles_for_trust');
    return ok({ roles: rolesOf(call, item), links: rolesLinks(call, item) });
  },
  'GET /OS-TRUST/trusts/:id/roles/:role': call => {
    const item = named(call, 'get_role_for_trust');
    const { role: wanted = '' } = call.params;
    const found = rolesOf(call, item).find(each => each.id === wanted);
    if (!found) throw missing('role', wanted);
    return ok({ role: found });
  },
};
