/** Projects (Identity API v3, "Projects"). */
import { isList } from '../../clients/json.ts';
import { ok } from '../http.ts';
import type { Call, Routes } from '../service.ts';
import { hexId, type Item } from '../state.ts';
import { found, type Kind, routesOf, view } from './kind.ts';
import { asBoolean } from './lists.ts';
import { allow, inDomain, scopeOf } from './policy.ts';
import { allProjects, changedProject, newProject, putProject } from './project-changes.ts';
import { projectSchema } from './project-schema.ts';
import { treeOf } from './project-tree.ts';
import { deleteDomain, deleteProject } from './removal.ts';
import { projectById } from './targets.ts';

const ATTRIBUTES = [
  'id',
  'name',
  'domain_id',
  'description',
  'enabled',
  'parent_id',
  'is_domain',
  'tags',
  'options',
];

/** How projects are asked for by their tags. */
const TAG_FILTERS: Readonly<
  Record<string, (has: (tag: string) => boolean, tags: readonly string[]) => boolean>
> = {
  tags: (has, tags) => tags.every(has),
  'tags-any': (has, tags) => tags.some(has),
  'not-tags': (has, tags) => !tags.every(has),
  'not-tags-any': (has, tags) => !tags.some(has),
};

function hasTags(call: Call, { tags }: Item): boolean {
  const own = isList(tags) ? tags : [];
  return Object.entries(TAG_FILTERS).every(([key, fits]) => {
    const wanted = call.query.get(key);
    return wanted === null || fits(tag => own.includes(tag), wanted.split(','));
  });
}

export const project: Kind = {
  plural: 'projects',
  single: 'project',
  attributes: ATTRIBUTES,
  filters: ['domain_id', 'enabled', 'name', 'parent_id', 'is_domain'],
  schema: projectSchema,
  repeatsExtra: true,
  find: projectById,
  all: allProjects,
  put: putProject,
  target: (_call, item) => ({ project: item }),
  scope: scopeOf,
  visible: (actor, items, call) => {
    const isDomain = asBoolean(call.query.get('is_domain') ?? '0');
    return inDomain(actor, items).filter(each => each.is_domain === isDomain && hasTags(call, each));
  },
  create: (call, given, { domainScope }) => newProject(call, hexId(), given, domainScope),
  update: changedProject,
  remove: (call, item) => (item.is_domain === true ? deleteDomain(call, item) : deleteProject(call, item)),
};

export const routes: Routes = {
  ...routesOf(project),
  'GET /projects/:id': call => {
    const { id = '' } = call.params;
    const { userId } = allow(call, 'get_project', { project: projectById(call.state, id) });
    const item = found(project, call, id);
    const tree = treeOf(call, item, userId, each => view(project, call, each));
    return ok({ project: { ...view(project, call, item), ...tree } });
  },
};
