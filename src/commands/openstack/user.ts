/** Users (Identity API v3, "Users"). */
import { HttpError, NotFound } from '../../clients/errors.ts';
import type { JsonObject } from '../../clients/json.ts';
import { domain, group, project, user } from '../../clients/resources/identity.ts';
import { attributes } from '../../clients/resources/resource.ts';
import type { Query } from '../../clients/service.ts';
import { BATCH, deleting, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import { markerPaging } from '../../kernel/paging.ts';
import { arg, args, constant, flag, naming, text, type Values } from '../../kernel/params.ts';
import { type Column, rows } from '../../kernel/rows.ts';
import { inOrder } from '../../kernel/together.ts';
import { deleteNamed, pathOf } from './lib/by-id.ts';
import { userIdsOf } from './lib/project-users.ts';
import { listInPages } from './lib/sdk-pages.ts';
import { showUser } from './lib/user-fields.ts';

const columns: readonly Column[] = [
  ['ID', 'id'],
  ['Name', 'name'],
];

const longColumns: readonly Column[] = [
  ...columns,
  ['Project', 'default_project_id'],
  ['Domain', 'domain_id'],
  ['Description', 'description'],
  ['Email', 'email'],
  ['Enabled', 'is_enabled'],
];

const listParams = {
  domain: naming('domain', text('--domain <domain>', 'Only users of this domain (name or ID)')),
  group: naming('group', text('--group <group>', 'Only users in this group (name or ID)')),
  project: naming(
    'project',
    text('--project <project>', 'Only users with a role in this project (name or ID)'),
  ),
  long: flag('--long', 'Show projects, domains, descriptions, addresses and whether they are enabled, too'),
  is_enabled: [
    constant<boolean | undefined>(
      '--enabled',
      true,
      undefined,
      'Only users that are enabled; not with --group and --project',
    ),
    constant<boolean | undefined>(
      '--disabled',
      false,
      undefined,
      'Only users that are disabled; not with --group and --project',
    ),
  ],
  ...markerPaging,
};

const list = command({
  summary: 'List users',
  params: listParams,
  exclusive: [{ members: ['--group', '--project'] }],
  output: 'list',
  examples: ['openstack user list --project demo', 'openstack user list --domain default --long -f json'],
  async run(context, values) {
    if (values.project && (values.limit !== undefined || values.marker !== undefined)) {
      throw new CommandError('--limit and --marker are not supported with --project');
    }
    const domain_id = values.domain ? await context.findId(domain, values.domain) : undefined;
    const items = values.project
      ? await usersOfProject(context, values.project, { domain_id })
      : await usersInPages(context, values, domain_id);
    return rows(
      values.long ? longColumns : columns,
      items.map(item => attributes(user, item)),
    );
  },
});

/** The users with a role in a project. */
async function usersOfProject(context: Context, word: string, query: Query): Promise<JsonObject[]> {
  const projectId = await context.findId(project, word, query);
  const ids = await userIdsOf(await context.identity(), projectId);
  const found: JsonObject[] = [];
  for (let start = 0; start < ids.length; start += BATCH) {
    const batch = ids.slice(start, start + BATCH).map(id => context.find(user, id));
    found.push(...(await inOrder(...batch)));
  }
  return found;
}

/** All users, or those of a group, as far as the paging options go. */
async function usersInPages(
  context: Context,
  values: Values<typeof listParams>,
  domain_id: string | undefined,
): Promise<JsonObject[]> {
  const identity = await context.identity();
  const inPages = (path: string, query: Query) =>
    listInPages(context, identity, path, user.key, values, query);
  if (!values.group) return inPages(user.path, { domain_id, enabled: values.is_enabled });
  // The peer filters groups by the word that was typed, which only fits where it is the domain's ID.
  const within = context.manners === 'peer' ? values.domain : domain_id;
  const groupId = await context.findId(group, values.group, { domain_id: within });
  return inPages(`${pathOf(group, groupId)}/users`, { domain_id });
}

/**
 * The query for a domain that is named.
 * The peer looks in all domains where there is none of this name, and may so delete another domain's user.
 */
async function inDomain(context: Context, word: string | undefined): Promise<Query> {
  if (!word) return {};
  try {
    return { domain_id: await context.findId(domain, word) };
  } catch (error) {
    if (error instanceof NotFound && context.manners === 'peer') return {};
    throw error;
  }
}

const show = command({
  summary: 'Show a user',
  params: {
    user: naming('user', arg('<user>', 'Name or ID of the user')),
    domain: naming('domain', text('--domain <domain>', 'Domain of the user (name or ID)')),
  },
  output: 'show',
  examples: ['openstack user show demo', 'openstack user show --domain default admin -f json'],
  async run(context, values) {
    const query = await inDomain(context, values.domain);
    try {
      return showUser(await context.find(user, values.user, query));
    } catch (error) {
      const own = values.domain ? undefined : await ownId(context, values.user, error);
      if (own === undefined) throw error;
      return showUser(await context.find(user, own));
    }
  },
});

/** Who may not look up names may know who they are; the peer means to, and fails. */
async function ownId(context: Context, word: string, error: unknown): Promise<string | undefined> {
  const isForbidden = error instanceof HttpError && error.status === 403;
  if (!isForbidden || context.manners === 'peer') return undefined;
  const { userId, userName } = await context.whoami();
  return userName === word ? userId : undefined;
}

const remove = command({
  summary: 'Delete users',
  params: {
    users: naming('user', args('<user>', 'Names or IDs of the users')),
    domain: naming('domain', text('--domain <domain>', 'Domain of the users (name or ID)')),
  },
  output: 'none',
  async run(context, values) {
    const identity = await context.identity();
    const query = await inDomain(context, values.domain);
    const work = (word: string) =>
      deleteNamed(identity, user, {
        word,
        domain: values.domain,
        lookUp: () => context.findId(user, word, query),
      });
    await forEach(context, values.users, work, deleting('user'));
    return undefined;
  },
});

export default { list, show, delete: remove } satisfies Verbs;
