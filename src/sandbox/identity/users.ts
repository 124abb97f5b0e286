/** Users, and what they may do for themselves (Identity API v3, "Users"). */
import { text } from '../../clients/json.ts';
import { empty, ok } from '../http.ts';
import { type Call, Refusal, type Routes } from '../service.ts';
import { valid } from './bodies.ts';
import { group } from './groups.ts';
import { mergedOptions } from './immutable.ts';
import { listed, routesOf, view } from './kind.ts';
import { chosen, listOf } from './lists.ts';
import { allow, inDomain } from './policy.ts';
import { project } from './projects.ts';
import { projectsOf } from './reach.ts';
import { invalid, missing, unauthorized } from './refusals.ts';
import { GROUPS } from './removal.ts';
import { revokeAll } from './revocation.ts';
import { groupsOf } from './role-graph.ts';
import { hashed, isSecret } from './secrets.ts';
import { user } from './user-kind.ts';
import { passwordChange } from './user-schema.ts';

function changePassword(call: Call) {
  const { id = '' } = call.params;
  const given = valid(call, 'user', passwordChange);
  const found = call.state.get('users', id);
  if (!isSecret(text(given, 'original_password'), text(found ?? {}, 'password')) || !found)
    throw unauthorized();
  if (found.enabled !== true) throw new Refusal(401, `The account is disabled for user: ${id}.`);
  if (mergedOptions(found, {}).lock_password === true)
    throw invalid(
      'You cannot change your password at this time due to password policy disallowing password changes. ' +
        'Please contact your administrator to reset your password.',
    );
  call.state.put('users', { ...found, password: hashed(text(given, 'password')) });
  revokeAll(call.state, 'user', id, call.now);
  return empty();
}

/** Whoever knows the old password needs no token. */
export const open: Routes = { 'POST /v3/users/:id/password': changePassword };

export const routes: Routes = {
  ...routesOf(user),
  'GET /users/:user/projects': call => {
    const { user: id = '' } = call.params;
    allow(call, 'list_user_projects', { user: call.state.get('users', id) });
    if (!call.state.get('users', id)) throw missing('user', id);
    const shown = projectsOf(call.state, id).map(each => view(project, call, each));
    return ok(listOf(call, 'projects', chosen(call, shown, ['domain_id', 'enabled', 'name'])));
  },
  'GET /users/:user/groups': call => {
    const { user: id = '' } = call.params;
    const actor = allow(call, 'list_groups_for_user', { user: call.state.get('users', id) });
    if (!call.state.get('users', id)) throw missing('user', id);
    const groups = groupsOf(call.state, id).flatMap(each => call.state.get(GROUPS, each) ?? []);
    const own = inDomain(actor, groups).map(each => ({ ...each, membership_expires_at: null }));
    return ok(listed({ ...group, filters: ['name'] }, call, own));
  },
};
