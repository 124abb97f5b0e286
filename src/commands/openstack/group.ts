/** Groups of users (Identity API v3, "Groups"). */
import { HttpError } from '../../clients/errors.ts';
import { child, type JsonObject } from '../../clients/json.ts';
import { group, user } from '../../clients/resources/identity.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { deleting, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { ShowResult } from '../../kernel/output/result.ts';
import { arg, args, flag, naming, text } from '../../kernel/params.ts';
import { type Column, rows, showResource } from '../../kernel/rows.ts';
import { inOrder, none } from '../../kernel/together.ts';
import { changeNamed, deleteIfThere, pathOf } from './lib/by-id.ts';
import { domainId, namedGroup, userDomain, userId } from './lib/identity.ts';

const columns: readonly Column[] = [
  ['ID', 'id'],
  ['Name', 'name'],
];

const longColumns: readonly Column[] = [
  ...columns,
  ['Domain ID', 'domain_id'],
  ['Description', 'description'],
];

function show(item: JsonObject): ShowResult {
  return showResource(group, item);
}

const list = command({
  summary: 'List groups',
  params: {
    domain: naming(
      'domain',
      text('--domain <domain>', 'Only groups of this domain (name or ID); not with --user'),
    ),
    user: naming('user', text('--user <user>', 'Only groups that this user is in (name or ID)')),
    user_domain: userDomain,
    long: flag('--long', 'Show domains and descriptions too'),
  },
  output: 'list',
  examples: ['openstack group list --user demo', 'openstack group list --domain default --long -f json'],
  async run(context, values) {
    const identity = await context.identity();
    const [domain_id, member] = await inOrder(
      values.domain ? domainId(context, values.domain) : none(),
      values.user ? userId(context, values.user, values.user_domain) : none(),
    );
    const items =
      member === undefined
        ? await identity.list(group.path, group.key, { query: { domain_id } })
        : await identity.list(`${pathOf(user, member)}/groups`, group.key);
    return rows(
      values.long ? longColumns : columns,
      items.map(item => attributes(group, item)),
    );
  },
});

const showGroup = command({
  summary: 'Show a group',
  params: {
    group: naming('group', arg('<group>', 'Name or ID of the group')),
    domain: naming('domain', text('--domain <domain>', 'Domain of the group (name or ID)')),
  },
  output: 'show',
  async run(context, values) {
    const query = values.domain ? { domain_id: await domainId(context, values.domain) } : {};
    return show(await context.find(group, values.group, query));
  },
});

const create = command({
  summary: 'Create a group',
  params: {
    name: arg('<group-name>', 'Name of the new group'),
    domain: naming('domain', text('--domain <domain>', 'Domain that it belongs to (name or ID)')),
    description: text('--description <description>', 'Text that describes it'),
    or_show: flag('--or-show', 'Show the group of this name if there is one already'),
  },
  output: 'show',
  examples: ['openstack group create --domain default operators'],
  async run(context, values) {
    const identity = await context.identity();
    const { name, domain, description } = values;
    const domain_id = domain ? await domainId(context, domain) : undefined;
    const body = {
      ...(name ? { name } : {}),
      ...(description ? { description } : {}),
      ...(domain_id === undefined ? {} : { domain_id }),
    };
    try {
      return show(child(await identity.post(group.path, { group: body }), 'group'));
    } catch (error) {
      if (!(values.or_show && error instanceof HttpError && error.status === 409)) throw error;
      // The peer filters by the word that was typed, which only fits where it is the domain's ID.
      const within = context.manners === 'peer' ? domain || undefined : domain_id;
      const existing = await context.find(group, name, { domain_id: within });
      context.log.info(`Returning existing group ${existing.name}`);
      return show(existing);
    }
  },
});

const set = command({
  summary: 'Change a group',
  params: {
    group: naming('group', arg('<group>', 'Name or ID of the group')),
    domain: naming('domain', text('--domain <domain>', 'Domain of the group (name or ID)')),
    name: text('--name <name>', 'New name'),
    description: text('--description <description>', 'New description'),
  },
  output: 'none',
  examples: ["openstack group set --description 'On call' operators"],
  async run(context, values) {
    const identity = await context.identity();
    const { name, description, domain } = values;
    const changes = { ...(name ? { name } : {}), ...(description ? { description } : {}) };
    await changeNamed(identity, group, namedGroup(context, values.group, domain), changes);
    return undefined;
  },
});

const remove = command({
  summary: 'Delete groups',
  params: {
    groups: naming('group', args('<group>', 'Names or IDs of the groups')),
    domain: naming('domain', text('--domain <domain>', 'Domain of the groups (name or ID)')),
  },
  output: 'none',
  async run(context, values) {
    const { domain } = values;
    const work = (name: string) => deleteIfThere(context, group, namedGroup(context, name, domain));
    await forEach(context, values.groups, work, deleting('group'));
    return undefined;
  },
});

export default { list, show: showGroup, create, set, delete: remove } satisfies Verbs;
