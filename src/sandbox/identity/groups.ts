/** Groups of users, and who is in them (Identity API v3, "Groups"). */
import { text } from '../../clients/json.ts';
import { empty, ok } from '../http.ts';
import type { Call, Routes } from '../service.ts';
import { hexId, type Item } from '../state.ts';
import { found, type Kind, listed, routesOf } from './kind.ts';
import { checkName } from './names.ts';
import { allow, inDomain } from './policy.ts';
import { invalid, missing, notFound } from './refusals.ts';
import { deleteGroup, GROUPS } from './removal.ts';
import { revokeAll } from './revocation.ts';
import { MEMBERSHIPS } from './role-graph.ts';
import { checkExpiryFilter } from './times.ts';
import { user } from './user-kind.ts';
import { groupSchema } from './user-schema.ts';

export const group: Kind = {
  plural: 'groups',
  single: 'group',
  collection: GROUPS,
  attributes: ['id', 'name', 'domain_id', 'description'],
  filters: ['domain_id', 'name'],
  schema: groupSchema,
  target: (_call, item) => ({ group: item }),
  scope: ({ domain }) => (domain ? { group: { domain_id: domain.id } } : {}),
  visible: inDomain,
  create: (call, given, { domainScope }) => {
    const domain_id = text(given, 'domain_id') || domainScope || 'default';
    if (!call.state.get('domains', domain_id)) throw missing('domain', domain_id);
    const name = text(given, 'name').trim();
    const made = { description: '', ...given, id: hexId(), domain_id, name };
    checkName(call.state, GROUPS, 'group', made, made);
    return made;
  },
  update: (call, old, given) => {
    if (given.domain_id !== undefined && given.domain_id !== old.domain_id)
      throw invalid('Cannot change Domain ID');
    const made: Item = { ...old, ...given, id: old.id };
    const named = { ...made, name: text(made, 'name').trim() };
    checkName(call.state, GROUPS, 'group', named, given);
    return named;
  },
  remove: deleteGroup,
};

/** A user and a group that a path names. @throws Refusal 403, or 404 for one that is not there */
function pair(call: Call, rule: string): { id: string; group: string; user: string } {
  const { id: groupId = '', user: userId = '' } = call.params;
  const [known, member] = [call.state.get(GROUPS, groupId), call.state.get('users', userId)];
  allow(call, rule, { group: known, user: member });
  found(group, call, groupId);
  found(user, call, userId);
  return { id: `${groupId} ${userId}`, group: groupId, user: userId };
}

/** @throws Refusal 404 for a user who is not in the group */
function checkMember(call: Call, member: { id: string; group: string; user: string }): void {
  if (call.state.get(MEMBERSHIPS, member.id)) return;
  throw notFound(`User '${member.user}' not found in group '${member.group}'`);
}

export const routes: Routes = {
  ...routesOf(group),
  'GET /groups/:id/users': call => {
    const { id = '' } = call.params;
    const actor = allow(call, 'list_users_in_group', { group: call.state.get(GROUPS, id) });
    found(group, call, id);
    const ids = call.state.by(MEMBERSHIPS, 'group', id).map(each => text(each, 'user'));
    const members = inDomain(
      actor,
      ids.flatMap(each => call.state.get('users', each) ?? []),
    );
    const expires = checkExpiryFilter(call.query.get('password_expires_at'));
    return ok(listed(user, call, expires ? [] : members));
  },
  'GET /groups/:id/users/:user': call => {
    checkMember(call, pair(call, 'check_user_in_group'));
    return empty();
  },
  'PUT /groups/:id/users/:user': call => {
    call.state.put(MEMBERSHIPS, pair(call, 'add_user_to_group'));
    return empty();
  },
  'DELETE /groups/:id/users/:user': call => {
    const member = pair(call, 'remove_user_from_group');
    checkMember(call, member);
    call.state.remove(MEMBERSHIPS, member.id);
    revokeAll(call.state, 'user', member.user, call.now);
    return empty();
  },
};
