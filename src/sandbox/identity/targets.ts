/** Where somebody can have a role: in a project, a domain, or the whole system; and what is above a project. */
import { text } from '../../clients/json.ts';
import type { Item, State } from '../state.ts';

/** The scope of tokens for the whole system, and of the roles that count there. */
export const SYSTEM = 'system';

/** A domain as roles and tokens name it, to be told from a project, which may have the same ID. */
export function domainTarget(id: string): string {
  return `@${id}`;
}

/** The ID of the domain that a target is; '' for another one. */
export function domainIn(target: string): string {
  return target.startsWith('@') ? target.slice(1) : '';
}

/** A domain as the project that it also is. */
export function asProject(domain: Item): Item {
  return { ...domain, domain_id: null, parent_id: null, is_domain: true };
}

/** A project, or a domain as the project that it also is. */
export function projectById(state: State, id: string): Item | undefined {
  const domain = state.get('projects', id) ? undefined : state.get('domains', id);
  return domain ? asProject(domain) : state.get('projects', id);
}

/** What is above a project: its parent first, its domain last. */
export function parentsOf(state: State, project: Item): Item[] {
  const parents: Item[] = [];
  for (let at: Item | undefined = project; at; ) {
    at = projectById(state, text(at, 'parent_id'));
    if (at) parents.push(at);
  }
  return parents;
}

/** What is below a project, level by level. */
export function subtreeOf(state: State, id: string): Item[] {
  const all = state.all('projects');
  const below: Item[] = [];
  for (let level = [id]; level.length > 0; ) {
    const children = all.filter(each => level.includes(text(each, 'parent_id')));
    below.push(...children);
    level = children.map(each => each.id);
  }
  return below;
}
