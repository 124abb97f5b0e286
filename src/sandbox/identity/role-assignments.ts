/** Lists of role assignments (Identity API v3, "Roles": role assignments). */
import { child, type JsonObject, text } from '../../clients/json.ts';
import { ok } from '../http.ts';
import type { Call, Routes } from '../service.ts';
import type { State } from '../state.ts';
import { type Entry, effectiveEntries, givenEntries, type Wanted } from './assignment-entries.ts';
import { flag, linkTo, listOf } from './lists.ts';
import { type Actor, actorOf, allow, scopeOf } from './policy.ts';
import { invalid, missing } from './refusals.ts';
import { GROUPS } from './removal.ts';
import { projectById, subtreeOf } from './targets.ts';

const INHERITED = 'scope.OS-INHERIT:inherited_to';

/** @throws Refusal 400 for filters that exclude each other */
function checkFilters({ query }: Call, isEffective: boolean): void {
  const has = (key: string) => Boolean(query.get(key));
  const [project, domain, system] = ['scope.project.id', 'scope.domain.id', 'scope.system'].map(has);
  if (domain && project) throw invalid('Specify a domain or project, not both');
  if (domain && system) throw invalid('Specify system or domain, not both');
  if (project && system) throw invalid('Specify system or project, not both');
  if (has('user.id') && has('group.id')) throw invalid('Specify a user or group, not both');
  if (!isEffective) return;
  if (has('group.id'))
    throw invalid('Combining effective and group filter will always result in an empty list.');
  if (query.get(INHERITED) === 'projects' && domain)
    throw invalid('Combining effective, domain and inherited filters will always result in an empty list.');
}

function wantedOf(call: Call, withSubtree: boolean): Wanted {
  const word = (key: string) => call.query.get(key) || undefined;
  const project = word('scope.project.id');
  const inherited = call.query.get(INHERITED);
  const below = project !== undefined && withSubtree ? subtreeOf(call.state, project) : [];
  return {
    role: word('role.id'),
    user: word('user.id'),
    group: word('group.id'),
    project,
    domain: word('scope.domain.id'),
    isSystem: call.query.get('scope.system') === 'all',
    isInherited: inherited === null ? undefined : inherited === 'projects',
    subtree: below.map(({ id }) => id),
  };
}

/** Something by its ID, with its name and that of its domain where names are asked for. */
function named(state: State, collection: string, id: string, withNames: boolean): JsonObject {
  if (!withNames) return { id };
  const item = collection === 'projects' ? projectById(state, id) : state.get(collection, id);
  const domainId = text(item ?? {}, 'domain_id');
  const domain = { id: domainId, name: text(state.get('domains', domainId) ?? {}, 'name') };
  if (collection === 'domains') return { id, name: text(item ?? {}, 'name') };
  if (collection === 'roles' && domainId === '') return { id, name: text(item ?? {}, 'name') };
  return { id, name: text(item ?? {}, 'name'), domain };
}

function entryView(call: Call, entry: Entry, withNames: boolean): JsonObject {
  const { state } = call;
  const { role, user, group, project, domain, from } = entry;
  const name = (collection: string, id: string) => named(state, collection, id, withNames);
  const isInherited =
    entry.isInherited || (project !== undefined && (from.domain !== undefined || from.project !== undefined));
  const scope =
    project !== undefined
      ? { project: name('projects', project) }
      : domain !== undefined
        ? { domain: name('domains', domain) }
        : { system: { all: true } };
  const place =
    project === undefined
      ? domain === undefined
        ? '/system'
        : `/domains/${domain}`
      : from.domain !== undefined
        ? `/domains/${from.domain}`
        : `/projects/${from.project ?? project}`;
  const whoever =
    user === undefined || from.group !== undefined ? `/groups/${from.group ?? group}` : `/users/${user}`;
  const path = `${place}${whoever}/roles/${from.role ?? role}`;
  const links = {
    ...(user !== undefined && from.group !== undefined
      ? { membership: linkTo(call, `/groups/${from.group}/users/${user}`) }
      : {}),
    assignment: linkTo(call, isInherited ? `/OS-INHERIT${path}/inherited_to_projects` : path),
    ...(from.role === undefined
      ? {}
      : { prior_role: linkTo(call, `/prior_role/${role}/implies/${from.role}`) }),
  };
  return {
    links,
    scope: isInherited ? { ...scope, 'OS-INHERIT:inherited_to': 'projects' } : scope,
    ...(user === undefined ? { group: name(GROUPS, group ?? '') } : { user: name('users', user) }),
    role: name('roles', role),
  };
}

function listed(call: Call, actor: Actor, withSubtree: boolean): JsonObject {
  const isEffective = flag(call, 'effective');
  checkFilters(call, isEffective);
  const wanted = wantedOf(call, withSubtree);
  const { state } = call;
  if (wanted.project !== undefined && (isEffective || withSubtree) && !projectById(state, wanted.project))
    throw missing('project', wanted.project);
  const entries = isEffective ? effectiveEntries(state, wanted) : givenEntries(state, wanted);
  const shown = entries.map(entry => entryView(call, entry, flag(call, 'include_names')));
  if (withSubtree || actor.domainScope === '') return listOf(call, 'role_assignments', shown);
  const isIn = ({ scope }: JsonObject): boolean => {
    const { domain, project } = child({ scope }, 'scope');
    const id = (value: typeof domain) => text(child({ value }, 'value'), 'id');
    if (id(domain) === actor.domainScope) return true;
    return projectById(state, id(project))?.domain_id === actor.domainScope;
  };
  return listOf(call, 'role_assignments', shown.filter(isIn));
}

export const routes: Routes = {
  'GET /role_assignments': call => {
    if (!flag(call, 'include_subtree'))
      return ok(listed(call, allow(call, 'list_role_assignments', scopeOf(actorOf(call))), false));
    const project = call.query.get('scope.project.id');
    const found = project ? projectById(call.state, project) : undefined;
    if (project && !found) throw missing('project', project);
    // What Keystone asks is about a project, and its rule about a domain; so only admins and readers of the system pass.
    const actor = allow(call, 'list_role_assignments_for_tree', found ? { project: found } : {});
    if (!project) throw invalid('scope.project.id must be specified if include_subtree is also specified');
    return ok(listed(call, actor, true));
  },
};
