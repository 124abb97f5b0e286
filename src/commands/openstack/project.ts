/** Projects: what owns resources, and what quotas are for (Identity API v3, "Projects"). */
import { HttpError } from '../../clients/errors.ts';
import { child, isList, type JsonObject, text as textOf } from '../../clients/json.ts';
import { project, user } from '../../clients/resources/identity.ts';
import { attributes } from '../../clients/resources/resource.ts';
import type { Query, Service } from '../../clients/service.ts';
import { deleting, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { markerPaging, type Paging } from '../../kernel/paging.ts';
import { arg, args, commaList, constant, flag, naming, text } from '../../kernel/params.ts';
import { type Column, rows } from '../../kernel/rows.ts';
import { inOrder, none } from '../../kernel/together.ts';
import { deleteIfThere, pathOf } from './lib/by-id.ts';
import { domainId, projectId, userId } from './lib/identity.ts';
import { showProject } from './lib/project-fields.ts';
import { listInPages } from './lib/sdk-pages.ts';
import { sortItems } from './lib/sort-items.ts';

const columns: readonly Column[] = [
  ['ID', 'id'],
  ['Name', 'name'],
];

const longColumns: readonly Column[] = [
  ...columns,
  ['Domain ID', 'domain_id'],
  ['Description', 'description'],
  ['Enabled', 'is_enabled'],
];

const tagFilter = (name: string, help: string) => commaList(`--${name} <tag>[,<tag>,...]`, help);

const list = command({
  summary: 'List projects',
  description: 'Lists projects; those that you have a role in, where you may not list all.',
  params: {
    domain: naming('domain', text('--domain <domain>', 'Only projects of this domain (name or ID)')),
    parent: naming('project', text('--parent <parent>', 'Only projects right below this one (name or ID)')),
    user: naming('user', text('--user <user>', 'Only projects that this user has a role in (name or ID)')),
    my_projects: flag('--my-projects', 'The projects that you have a role in; other filters do not count'),
    long: flag('--long', 'Show domains, descriptions and whether they are enabled, too'),
    sort: text(
      '--sort <key>[:<direction>]',
      'Sort by these fields, separated by commas, each with :asc (default) or :desc',
    ),
    is_enabled: [
      constant<boolean | undefined>('--enabled', true, undefined, 'Only projects that are enabled'),
      constant<boolean | undefined>('--disabled', false, undefined, 'Only projects that are disabled'),
    ],
    tags: tagFilter('tags', 'Only projects that have all of these tags'),
    tags_any: tagFilter('tags-any', 'Only projects that have one of these tags'),
    not_tags: tagFilter('not-tags', 'Leave out projects that have all of these tags'),
    not_tags_any: tagFilter('not-tags-any', 'Leave out projects that have one of these tags'),
    ...markerPaging,
  },
  output: 'list',
  examples: ['openstack project list --my-projects', 'openstack project list --tags blue --sort name:desc'],
  async run(context, values) {
    const { domain, parent } = values;
    const [domain_id, parent_id, whose] = await inOrder(
      domain ? domainId(context, domain) : none(),
      parent ? projectId(context, parent, domain || undefined) : none(),
      values.user ? userId(context, values.user, domain || undefined) : none(),
    );
    const query: Query = {
      domain_id,
      parent_id,
      enabled: values.is_enabled,
      tags: joined(values.tags),
      'tags-any': joined(values.tags_any),
      'not-tags': joined(values.not_tags),
      'not-tags-any': joined(values.not_tags_any),
    };
    const identity = await context.identity();
    const items = values.my_projects
      ? await ownProjects(context, identity)
      : await select(context, identity, whose, values, query);
    const named = items.map(item => ({ ...item, ...attributes(project, item) }));
    return rows(values.long ? longColumns : columns, sortItems(named, values.sort ?? ''));
  },
});

function joined(tags: readonly string[] | undefined): string | undefined {
  return tags?.join(',');
}

async function ownProjects(context: Context, identity: Service): Promise<JsonObject[]> {
  const { userId } = await context.whoami();
  return identity.list(projectsOf(userId), project.key);
}

function projectsOf(userId: string): string {
  return `${pathOf(user, userId)}/projects`;
}

/** The projects that the filters ask for; without filters one's own, where one may not list all. */
async function select(
  context: Context,
  identity: Service,
  whose: string | undefined,
  paging: Paging,
  query: Query,
): Promise<JsonObject[]> {
  const path = whose === undefined ? project.path : projectsOf(whose);
  const { limit, marker, max_items } = paging;
  const isFiltered = [limit, marker, max_items, ...Object.values(query)].some(value => value !== undefined);
  try {
    return await listInPages(context, identity, path, project.key, paging, query);
  } catch (error) {
    const isForbidden = error instanceof HttpError && error.status === 403;
    if (!isForbidden || isFiltered || whose !== undefined) throw error;
    return ownProjects(context, identity);
  }
}

const show = command({
  summary: 'Show a project',
  params: {
    project: naming('project', arg('<project>', 'Name or ID of the project')),
    domain: naming('domain', text('--domain <domain>', 'Domain of the project (name or ID)')),
    parents: flag('--parents', 'Show the projects above it, too'),
    children: flag('--children', 'Show the projects below it, too'),
  },
  output: 'show',
  examples: ['openstack project show demo', 'openstack project show --children research -f json'],
  async run(context, values) {
    const query = values.domain ? { domain_id: await domainId(context, values.domain) } : {};
    const found = await context.find(project, values.project, query);
    if (!values.parents && !values.children && !isReordered(context, found))
      return showProject(context, found);
    const identity = await context.identity();
    const related = {
      ...query,
      parents_as_ids: values.parents || undefined,
      subtree_as_ids: values.children || undefined,
    };
    const body = await identity.get(pathOf(project, textOf(found, 'id')), { query: related });
    return showProject(context, child(body, 'project'));
  },
});

/** The service lists tags in another order than it shows them in, and the peer always asks for the project by its ID. */
function isReordered(context: Context, { tags }: JsonObject): boolean {
  return context.manners === 'peer' && isList(tags) && tags.length > 1;
}

const remove = command({
  summary: 'Delete projects',
  description:
    'Deletes projects. What they own in other services, such as servers and volumes, stays there without an owner.',
  params: {
    projects: naming('project', args('<project>', 'Names or IDs of the projects')),
    domain: naming('domain', text('--domain <domain>', 'Domain of the projects (name or ID)')),
  },
  output: 'none',
  async run(context, values) {
    const ids = new Map<string, string>();
    const lookUp = async (word: string): Promise<string> => {
      ids.delete(word);
      const id = await projectId(context, word, values.domain, { domainMustExist: false });
      ids.set(word, id);
      return id;
    };
    const work = (word: string) =>
      deleteIfThere(context, project, { word, domain: values.domain, lookUp: () => lookUp(word) });
    const { failed, summary } = deleting('project');
    await forEach(context, values.projects, work, {
      // The peer has forgotten the name by then.
      failed: (word, reason) => failed(context.manners === 'peer' ? (ids.get(word) ?? word) : word, reason),
      summary,
    });
    return undefined;
  },
});

export default { list, show, delete: remove } satisfies Verbs;
