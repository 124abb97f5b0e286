/** What goes with a project, a user, a group or a domain that is deleted. */
import { text } from '../../clients/json.ts';
import type { Call } from '../service.ts';
import type { Item, State } from '../state.ts';
import { PROJECT_ENDPOINT_GROUPS, PROJECT_ENDPOINTS } from './catalog.ts';
import { CREDENTIALS as APPLICATION_CREDENTIALS, TRUSTS } from './delegations.ts';
import { checkDelete } from './immutable.ts';
import { notAllowed } from './refusals.ts';
import { revokeAll } from './revocation.ts';
import { ASSIGNMENTS, MEMBERSHIPS } from './role-graph.ts';
import { domainTarget } from './targets.ts';

export const GROUPS = 'user_groups';
export const CREDENTIALS = 'credentials';
export const ACCESS_RULES = 'access_rules';
export const LIMITS = 'project_limits';
export const IDENTITY_PROVIDERS = 'identity_providers';
export const PROTOCOLS = 'federation_protocols';

/** Removes those items of a collection of which `is` is true. */
export function removeWhere(state: State, collection: string, is: (item: Item) => boolean): void {
  for (const item of state.all(collection)) if (is(item)) state.remove(collection, item.id);
}

/** Deletes a project. @throws Refusal 403 when it is immutable, or others are below it */
export function deleteProject({ state, now }: Pick<Call, 'state' | 'now'>, project: Item): void {
  const { id } = project;
  checkDelete(project, 'project');
  if (state.all('projects').some(each => each.parent_id === id))
    throw notAllowed(
      `Cannot delete the project ${id} since it is not a leaf in the hierarchy. Use the cascade option if you want ` +
        'to delete a whole subtree.',
    );
  state.remove('projects', id);
  removeWhere(state, ASSIGNMENTS, each => each.target === id);
  for (const collection of [CREDENTIALS, TRUSTS, LIMITS])
    removeWhere(state, collection, each => each.project_id === id);
  for (const collection of [PROJECT_ENDPOINTS, PROJECT_ENDPOINT_GROUPS])
    removeWhere(state, collection, each => each.project === id);
  for (const user of state.all('users'))
    if (user.default_project_id === id) state.put('users', { ...user, default_project_id: null });
  revokeAll(state, 'project', id, now);
}

/** Deletes a user. */
export function deleteUser({ state, now }: Pick<Call, 'state' | 'now'>, { id }: Item): void {
  state.remove('users', id);
  removeWhere(state, MEMBERSHIPS, each => each.user === id);
  removeWhere(state, ASSIGNMENTS, each => each.user === id);
  for (const collection of [CREDENTIALS, APPLICATION_CREDENTIALS, ACCESS_RULES])
    removeWhere(state, collection, each => each.user_id === id);
  removeWhere(state, TRUSTS, each => each.trustor_user_id === id || each.trustee_user_id === id);
  revokeAll(state, 'user', id, now);
}

/** Deletes a group; its members lose their tokens where it gave them a role. */
export function deleteGroup({ state, now }: Pick<Call, 'state' | 'now'>, { id }: Item): void {
  const members = state.by(MEMBERSHIPS, 'group', id).map(each => text(each, 'user'));
  const hadRoles = state.by(ASSIGNMENTS, 'group', id).length > 0;
  state.remove(GROUPS, id);
  removeWhere(state, MEMBERSHIPS, each => each.group === id);
  removeWhere(state, ASSIGNMENTS, each => each.group === id);
  if (hadRoles) for (const user of members) revokeAll(state, 'user', user, now);
}

/** Deletes a domain and everything in it. @throws Refusal 403 when it is enabled, or something is immutable */
export function deleteDomain(call: Pick<Call, 'state' | 'now'>, domain: Item): void {
  const { state } = call;
  const { id } = domain;
  checkDelete(domain, 'domain');
  if (domain.enabled === true)
    throw notAllowed('Cannot delete a domain that is enabled, please disable it first.');
  const isIn = (item: Item) => item.domain_id === id;
  const below = (parent: string): Item[] =>
    state.all('projects').flatMap(each => (each.parent_id === parent ? [...below(each.id), each] : []));
  for (const project of below(id)) deleteProject(call, project);
  for (const group of state.all(GROUPS).filter(isIn)) deleteGroup(call, group);
  for (const user of state.all('users').filter(isIn)) deleteUser(call, user);
  for (const provider of state.all(IDENTITY_PROVIDERS).filter(isIn)) {
    removeWhere(state, PROTOCOLS, each => each.idp_id === provider.id);
    state.remove(IDENTITY_PROVIDERS, provider.id);
  }
  state.remove('domains', id);
  removeWhere(state, ASSIGNMENTS, each => each.target === domainTarget(id) || each.target === id);
}
