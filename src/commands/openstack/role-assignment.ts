/** Who has which role on what (Identity API v3, "Roles": role assignments). */
import { child, isObject, type Json, type JsonObject, text as textOf } from '../../clients/json.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import { flag, naming, text } from '../../kernel/params.ts';
import { type Column, rows } from '../../kernel/rows.ts';
import { type Filter, idleDomain, listBy } from './lib/filters.ts';
import {
  domainId,
  groupDomain,
  namedGroup,
  namedProject,
  namedRole,
  namedUser,
  projectDomain,
  roleDomain,
  userDomain,
} from './lib/identity.ts';

const list = command({
  summary: 'List role assignments',
  params: {
    effective: flag(
      '--effective',
      'What it comes to: members in place of groups, implied and inherited roles',
    ),
    role: naming('role', text('--role <role>', 'Only this role (name or ID)')),
    role_domain: roleDomain,
    names: flag('--names', 'Show names in place of IDs'),
    user: naming('user', text('--user <user>', 'Only roles of this user (name or ID)')),
    user_domain: userDomain,
    group: naming('group', text('--group <group>', 'Only roles of this group (name or ID)')),
    group_domain: groupDomain,
    domain: naming('domain', text('--domain <domain>', 'Only roles on this domain (name or ID)')),
    project: naming('project', text('--project <project>', 'Only roles on this project (name or ID)')),
    system: text('--system <system>', 'Only roles on the whole system (all)'),
    project_domain: projectDomain,
    inherited: flag('--inherited', 'Only roles on the projects below a project or domain'),
    authuser: flag('--auth-user', 'Only roles of the user whose credentials are in use'),
    authproject: flag('--auth-project', 'Only roles on the project whose credentials are in use'),
  },
  exclusive: [{ members: ['--user', '--group'] }, { members: ['--domain', '--project', '--system'] }],
  output: 'list',
  examples: [
    'openstack role assignment list --names --effective --project demo',
    'openstack role assignment list --user alice --names -f json',
  ],
  async run(context, values) {
    const { role, user, group, domain, project, role_domain, user_domain, group_domain, project_domain } =
      values;
    const filters = {
      role_domain: idleDomain(context, role, role_domain),
      role: role ? namedRole(context, role, role_domain || undefined) : undefined,
      user_domain: idleDomain(context, user, user_domain),
      user: user
        ? namedUser(context, user, user_domain || undefined)
        : await ownId(context, values.authuser, 'userId'),
      domain: domain ? { word: domain, lookUp: () => domainId(context, domain) } : undefined,
      project_domain: idleDomain(context, project, project_domain),
      project: project
        ? namedProject(context, project, project_domain || undefined)
        : await ownId(context, values.authproject, 'projectId'),
      group_domain: idleDomain(context, group, group_domain),
      group: group ? namedGroup(context, group, group_domain || undefined) : undefined,
    };
    const identity = await context.identity();
    const items = await listBy(filters, ids => {
      const query = {
        'group.id': ids.group,
        'role.id': ids.role,
        'scope.domain.id': ids.domain,
        'scope.project.id': ids.project,
        'user.id': ids.user,
        effective: values.effective || undefined,
        include_names: values.names || undefined,
        'scope.system': values.system || undefined,
        'scope.OS-INHERIT:inherited_to': values.inherited ? 'projects' : undefined,
      };
      return identity.list('/role_assignments', 'role_assignments', { query });
    });
    return rows(columns(values.names ? nameOf : idOf), items);
  },
});

/**
 * The user or project of the token: that it exists needs no look-up.
 * @returns undefined when it is not asked for
 * @throws CommandError when the token has none
 */
async function ownId(
  context: Context,
  asked: boolean,
  which: 'userId' | 'projectId',
): Promise<Filter | undefined> {
  if (!asked) return undefined;
  const id = (await context.whoami())[which];
  if (!id) throw new CommandError('missing auth info');
  return { word: id, certain: true, lookUp: async () => id };
}

/** The columns. @param say what stands for a role, a user, a project … */
function columns(say: (reference: Json | undefined) => string): readonly Column[] {
  const scope = (item: JsonObject): JsonObject => child(item, 'scope');
  return [
    ['Role', item => say(item.role)],
    ['User', item => say(item.user)],
    ['Group', item => say(item.group)],
    ['Project', item => say(scope(item).project)],
    ['Domain', item => say(scope(item).domain)],
    ['System', item => (scope(item).system ? 'all' : '')],
    ['Inherited', item => scope(item)['OS-INHERIT:inherited_to'] === 'projects'],
  ];
}

function idOf(reference: Json | undefined): string {
  return isObject(reference) ? textOf(reference, 'id') : '';
}

/** `NAME@DOMAIN`, or only the name of what belongs to no domain. */
function nameOf(reference: Json | undefined): string {
  if (!isObject(reference)) return '';
  const name = textOf(reference, 'name');
  const domain = textOf(child(reference, 'domain'), 'name');
  return domain === '' ? name : `${name}@${domain}`;
}

export default { list } satisfies Verbs;
