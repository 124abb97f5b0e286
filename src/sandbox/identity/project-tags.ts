/** Tags of projects (Identity API v3, "Project tags"). */
import { isList, type Json } from '../../clients/json.ts';
import { empty, ok } from '../http.ts';
import type { Call, Reply, Routes } from '../service.ts';
import type { Item } from '../state.ts';
import { sent } from './bodies.ts';
import { isImmutable } from './immutable.ts';
import { found } from './kind.ts';
import { linkTo } from './lists.ts';
import { allow } from './policy.ts';
import { putProject } from './project-changes.ts';
import { tag, tags as tagList } from './project-schema.ts';
import { project } from './projects.ts';
import { missing, notAllowed } from './refusals.ts';
import { validate } from './schema.ts';
import { projectById } from './targets.ts';

function about(call: Call, rule: string): { item: Item; tags: readonly string[] } {
  const { id = '' } = call.params;
  allow(call, rule, { project: projectById(call.state, id) });
  const item = found(project, call, id);
  return { item, tags: isList(item.tags) ? item.tags.map(String) : [] };
}

/** @param verb what is tried @throws Refusal 403 for an immutable project */
function change(call: Call, item: Item, tags: readonly string[], verb: string): void {
  if (isImmutable(item))
    throw notAllowed(
      `Cannot ${verb} project tags for ${item.id}, project is immutable. Set "immutable" option to false before ` +
        'creating project tags.',
    );
  putProject(call.state, { ...item, tags: tags.map(each => each.trim()) });
}

/** The address of a project's tags is the service's: Keystone forgets the rest. */
function body(call: Call, tags: readonly string[]): Json {
  return { links: { self: linkTo(call, '') }, tags };
}

export const routes: Routes = {
  'GET /projects/:id/tags': call => ok(body(call, about(call, 'list_project_tags').tags)),
  'PUT /projects/:id/tags': call => {
    const { id = '' } = call.params;
    allow(call, 'update_project_tags', { project: projectById(call.state, id) });
    const wanted = sent(call, 'tags');
    validate(tagList, wanted);
    const item = found(project, call, id);
    const tags = isList(wanted) ? wanted.map(String) : [];
    change(call, item, tags, 'update');
    return ok(body(call, tags));
  },
  'DELETE /projects/:id/tags': call => {
    change(call, about(call, 'delete_project_tags').item, [], 'update');
    return empty();
  },
  'GET /projects/:id/tags/:tag': call => {
    const { tag: wanted = '' } = call.params;
    if (!about(call, 'get_project_tag').tags.includes(wanted)) throw missing('project tag', wanted);
    return empty();
  },
  'PUT /projects/:id/tags/:tag': (call): Reply => {
    const { id = '', tag: wanted = '' } = call.params;
    const { item, tags } = about(call, 'create_project_tag');
    validate(tag, wanted);
    validate(tagList, [...tags, wanted]);
    change(call, item, [...tags, wanted], 'create');
    const location = linkTo(call, `/${id}/tags/${wanted}`);
    return { status: 201, headers: { location, 'content-type': 'text/html; charset=utf-8' }, content: '' };
  },
  'DELETE /projects/:id/tags/:tag': call => {
    const { tag: wanted = '' } = call.params;
    const { item, tags } = about(call, 'delete_project_tag');
    if (!tags.includes(wanted) && !isImmutable(item)) throw missing('project tag', wanted);
    change(
      call,
      item,
      tags.filter(each => each !== wanted),
      'delete',
    );
    return empty();
  },
};
