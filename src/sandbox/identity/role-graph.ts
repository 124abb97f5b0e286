/** Which roles somebody has somewhere: their own, their groups', inherited from above, and what those imply. */
import { text } from '../../clients/json.ts';
import type { Item, State } from '../state.ts';
import { domainTarget, parentsOf, projectById } from './targets.ts';

/** Collection of roles that users and groups have: `role`, `user` or `group`, `target`, `inherited`. */
export const ASSIGNMENTS = 'assignments';
/** Collection of who is in which group: `user`, `group`. */
export const MEMBERSHIPS = 'memberships';
/** Collection of what roles imply: `prior`, `implied`. */
export const IMPLICATIONS = 'implied_roles';

/** The IDs of a user's groups. */
export function groupsOf(state: State, user: string): string[] {
  return state.by(MEMBERSHIPS, 'user', user).map(each => text(each, 'group'));
}

/** What a role implies, at once or by way of another one; the role itself first. */
export function closure(state: State, roles: readonly string[]): string[] {
  const found = new Set(roles);
  // A set that grows while it is gone through is gone through to its end.
  for (const role of found)
    for (const { implied } of state.by(IMPLICATIONS, 'prior', role)) found.add(String(implied));
  return [...found];
}

/** The IDs of the roles that a user has in a target, as they were given. */
export function grantedRoles(state: State, user: string, target: string): string[] {
  const own = state.by(ASSIGNMENTS, 'user', user);
  const shared = groupsOf(state, user).flatMap(group => state.by(ASSIGNMENTS, 'group', group));
  const project = target === '' ? undefined : projectById(state, target);
  const above = project ? parentsOf(state, project).map(each => each.id) : [];
  const sources = new Set([...above, ...(project ? [domainTarget(text(project, 'domain_id'))] : [])]);
  const counting = [...own, ...shared].filter(each =>
    each.inherited === true ? sources.has(text(each, 'target')) : each.target === target,
  );
  return counting.map(each => text(each, 'role'));
}

/**
 * The roles that a user has in a target.
 * @param withLocal whether roles of a domain count, which are only there to imply others
 */
export function effectiveRoles(state: State, user: string, target: string, withLocal = false): Item[] {
  return rolesByIds(state, closure(state, grantedRoles(state, user, target))).filter(
    role => withLocal || !role.domain_id,
  );
}

/** Roles by their IDs; those that are gone are left out. */
export function rolesByIds(state: State, ids: readonly string[]): Item[] {
  return ids.flatMap(id => state.get('roles', id) ?? []);
}
