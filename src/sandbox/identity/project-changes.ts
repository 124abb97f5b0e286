/** How projects, and the domains that are projects too, are made and changed (keystone/resource/core.py). */
import { isList, type JsonObject, text } from '../../clients/json.ts';
import type { Call } from '../service.ts';
import type { Item, State } from '../state.ts';
import { checkUpdate, mergedOptions } from './immutable.ts';
import { conflict, invalid, notAllowed } from './refusals.ts';
import { asProject, parentsOf, projectById, subtreeOf } from './targets.ts';

/** How many projects may be above one, its domain among them. */
const DEEPEST = 5;

/** Every project, the domains among them. */
export function allProjects(state: State): Item[] {
  return [...state.all('projects'), ...state.all('domains').map(asProject)];
}

/** Keeps a project, or the domain that it is. Tags are in alphabetical order from the next request on. */
export function putProject(state: State, given: Item): void {
  const byName = (one: string, other: string): number => (one.toLowerCase() < other.toLowerCase() ? -1 : 1);
  const project: Item = { ...given, tags: isList(given.tags) ? given.tags.map(String).sort(byName) : [] };
  if (project.is_domain !== true) state.put('projects', project);
  else {
    const { parent_id: _parent, domain_id: _domain, is_domain: _is, ...domain } = project;
    state.put('domains', { ...domain, id: project.id });
  }
}

/** A new project. @param given what was sent @throws Refusal 400, 403 or 409 where it cannot be */
export function newProject(call: Call, id: string, given: JsonObject, scope: string): Item {
  const { state } = call;
  const isDomain = given.is_domain === true;
  const domain = isDomain ? text(given, 'domain_id') : text(given, 'domain_id') || scope || 'default';
  const parent = text(given, 'parent_id') || domain;
  const project: Item = {
    enabled: true,
    description: '',
    ...given,
    id,
    name: text(given, 'name').trim(),
    domain_id: domain || null,
    parent_id: parent || null,
    is_domain: isDomain,
    tags: isList(given.tags) ? given.tags : [],
    options: mergedOptions({}, given),
  };
  if (isDomain) checkDomain(project);
  else checkPlace(state, project);
  checkUnique(state, project);
  return project;
}

/** @throws Refusal 400 for a domain that cannot be one */
export function checkDomain({ id, name, parent_id = null }: Item): void {
  if (String(name).toLowerCase() === 'federated') throw invalid(`Domain cannot be named ${name}`);
  if (id.toLowerCase() === 'federated') throw invalid(`Domain cannot have ID ${id}`);
  if (parent_id !== null) throw invalid('only root projects are allowed to act as domains.');
}

function checkPlace(state: State, project: Item): void {
  const [domain, parentId] = [text(project, 'domain_id'), text(project, 'parent_id')];
  if (!state.get('domains', domain)) throw invalid(`Could not find domain: ${domain}.`);
  const parent = projectById(state, parentId);
  if (!parent) throw invalid(`Could not find project: ${parentId}.`);
  if (parent.is_domain === true && parentId !== domain)
    throw invalid(
      `Cannot create project, the parent (${parentId}) is acting as a domain, but this project's domain id ` +
        `(${domain}) does not match the parent's id.`,
    );
  const other = text(parent, 'domain_id');
  if (parent.is_domain !== true && other !== domain)
    throw invalid(
      `Cannot create project, since it specifies its domain_id ${domain}, but specifies a parent in a different ` +
        `domain (${other}).`,
    );
  const above = [...parentsOf(state, parent), parent];
  const disabled = above.find(each => each.enabled !== true);
  if (disabled)
    throw invalid(`cannot create a project in a branch containing a disabled project: ${disabled.id}`);
  if (above.length > DEEPEST) throw notAllowed(`Max hierarchy depth reached for ${parentId} branch.`);
}

/** @throws Refusal 409 when the domain has another project, or the cloud another domain, of the same name */
function checkUnique(state: State, { id, name, domain_id = null, is_domain }: Item): void {
  const wanted = String(name).toLowerCase();
  const others = is_domain === true ? state.all('domains').map(asProject) : state.all('projects');
  const isTaken = others.some(
    each => each.id !== id && each.domain_id === domain_id && text(each, 'name').toLowerCase() === wanted,
  );
  if (!isTaken) return;
  const rule = 'it is not permitted to have two projects';
  throw conflict(
    'project',
    is_domain === true
      ? `${rule} acting as domains with the same name: ${name}`
      : `${rule} with either the same name or same id in the same domain: name is ${name}, project id ${id}`,
  );
}

/** A changed project. @param given what was sent @throws Refusal 400, 403 or 409 where it cannot be so */
export function changedProject(call: Call, old: Item, given: JsonObject): Item {
  const { state } = call;
  const isDomain = old.is_domain === true;
  const differs = (key: string) => given[key] !== undefined && given[key] !== (old[key] ?? null);
  if (differs('domain_id')) throw invalid('Cannot change Domain ID');
  checkUpdate(old, given, isDomain ? 'domain' : 'project');
  if (differs('parent_id')) throw notAllowed('Update of `parent_id` is not allowed.');
  if (differs('is_domain')) throw invalid('Update of `is_domain` is not allowed.');
  const project = { ...old, ...given, id: old.id, options: mergedOptions(old, given) };
  const made: Item = given.name === undefined ? project : { ...project, name: text(given, 'name').trim() };
  if (isDomain) checkDomain(made);
  const [was, is] = [old.enabled === true, made.enabled === true];
  if (!was && is && parentsOf(state, old).some(each => each.enabled !== true))
    throw notAllowed(`Cannot enable project ${old.id} since it has disabled parents`);
  if (was && !is && !isDomain && subtreeOf(state, old.id).some(each => each.enabled === true))
    throw notAllowed(`Cannot disable project ${old.id} since its subtree contains enabled projects.`);
  checkUnique(state, made);
  return made;
}
