/** Where somebody has a role. */
import { text } from '../../clients/json.ts';
import type { Item, State } from '../state.ts';
import { ASSIGNMENTS, effectiveRoles, groupsOf } from './role-graph.ts';
import { domainIn, domainTarget } from './targets.ts';

/** Where a user has a role, as targets of assignments and what they come down to. */
function reachable(state: State, user: string): { projects: Item[]; domains: Item[] } {
  const grants = [user, ...groupsOf(state, user)].flatMap((who, at) =>
    state.by(ASSIGNMENTS, at === 0 ? 'user' : 'group', who),
  );
  const hasInherited = grants.some(each => each.inherited === true);
  const targets = new Set(grants.map(each => text(each, 'target')));
  const projects = state
    .all('projects')
    .filter(({ id }) => (hasInherited || targets.has(id)) && effectiveRoles(state, user, id).length > 0);
  const domains = [...targets].flatMap(target => state.get('domains', domainIn(target)) ?? []);
  return {
    projects,
    domains: domains.filter(({ id }) => effectiveRoles(state, user, domainTarget(id)).length > 0),
  };
}

/** The projects in which a user has a role. */
export function projectsOf(state: State, user: string): Item[] {
  return reachable(state, user).projects;
}

/** The domains in which a user has a role. */
export function domainsOf(state: State, user: string): Item[] {
  return reachable(state, user).domains;
}
