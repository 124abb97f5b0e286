/** What is above and below a project, where a request asks for it. */
import { type JsonObject, text } from '../../clients/json.ts';
import type { Call } from '../service.ts';
import type { Item } from '../state.ts';
import { flag } from './lists.ts';
import { projectsOf } from './reach.ts';
import { invalid } from './refusals.ts';
import { LIMITS } from './removal.ts';
import { parentsOf, subtreeOf } from './targets.ts';

/**
 * `parents` and `subtree` of a project, as IDs or as those projects in which the caller has a role.
 * @param show how a project is shown
 * @throws Refusal 400 where both forms are asked for
 */
export function treeOf(
  call: Call,
  project: Item,
  userId: string,
  show: (project: Item) => JsonObject,
): JsonObject {
  const { state } = call;
  const asks = (side: string): '' | 'list' | 'ids' => {
    const [list, ids] = [flag(call, `${side}_as_list`), flag(call, `${side}_as_ids`)];
    if (list && ids)
      throw invalid(`Cannot use ${side}_as_list and ${side}_as_ids query params at the same time.`);
    return list ? 'list' : ids ? 'ids' : '';
  };
  const [parents, subtree] = [asks('parents'), asks('subtree')];
  const own = new Set(
    parents === 'list' || subtree === 'list' ? projectsOf(state, userId).map(each => each.id) : [],
  );
  const listed = (projects: readonly Item[]) =>
    projects
      .filter(each => own.has(each.id))
      .map(each => ({ project: { ...show(each), ...limitsOf(call, each) } }));
  return {
    ...(parents === 'list' ? { parents: listed(parentsOf(state, project)) } : {}),
    ...(parents === 'ids' ? { parents: chain(parentsOf(state, project)) } : {}),
    ...(subtree === 'list' ? { subtree: listed(subtreeOf(state, project.id)) } : {}),
    ...(subtree === 'ids' ? { subtree: branches(subtreeOf(state, project.id), project.id) } : {}),
  };
}

function limitsOf(call: Call, { id }: Item): JsonObject {
  if (!flag(call, 'include_limits')) return {};
  return { limits: call.state.all(LIMITS).filter(each => each.project_id === id) };
}

/** `{parent: {its parent: null}}` */
function chain([first, ...rest]: readonly Item[]): JsonObject | null {
  return first ? { [first.id]: chain(rest) } : null;
}

function branches(all: readonly Item[], parent: string): JsonObject | null {
  const children = all.filter(each => text(each, 'parent_id') === parent);
  if (children.length === 0) return null;
  return Object.fromEntries(children.map(({ id }) => [id, branches(all, id)]));
}
