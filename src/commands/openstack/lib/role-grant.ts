/** Roles given to users and groups on projects, domains and the system (Identity API v3, "Roles"). */

import { HttpError } from '../../../clients/errors.ts';
import { pathPart } from '../../../clients/query.ts';
import type { Context } from '../../../kernel/context.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { arg, flag, naming, text } from '../../../kernel/params.ts';
import { type Named, withIds } from './by-id.ts';
import {
  domainId,
  groupDomain,
  namedGroup,
  namedProject,
  namedRole,
  namedUser,
  projectDomain,
  roleDomain,
  roleId,
  userDomain,
} from './identity.ts';

/** What `role add` and `role remove` take. */
export const grantParams = {
  role: naming('role', arg('<role>', 'Role (name or ID)')),
  system: text('--system <system>', 'On the whole system (all)'),
  domain: naming('domain', text('--domain <domain>', 'On this domain (name or ID)')),
  project: naming('project', text('--project <project>', 'On this project (name or ID)')),
  user: naming('user', text('--user <user>', 'The user who has it (name or ID)')),
  group: naming('group', text('--group <group>', 'The group whose users have it (name or ID)')),
  group_domain: groupDomain,
  project_domain: projectDomain,
  user_domain: userDomain,
  inherited: flag('--inherited', 'On the projects below, not on the project or domain itself'),
  role_domain: roleDomain,
};

export const grantExclusive = [
  { members: ['--system', '--domain', '--project'] },
  { members: ['--user', '--group'] },
];

/** The values of `grantParams`. */
export interface Grant {
  readonly role: string;
  readonly system: string | undefined;
  readonly domain: string | undefined;
  readonly project: string | undefined;
  readonly user: string | undefined;
  readonly group: string | undefined;
  readonly group_domain: string | undefined;
  readonly project_domain: string | undefined;
  readonly user_domain: string | undefined;
  readonly inherited: boolean;
  readonly role_domain: string | undefined;
}

/** How the verb deals with what is missing. */
export interface GrantVerb {
  readonly method: 'PUT' | 'DELETE';
  /** The peer's sentence when nothing is named besides the role. */
  readonly nothing: string;
  /** Whether user, group, project and domain must exist; otherwise a word that nobody bears is taken as an ID. */
  readonly mustExist: boolean;
}

/** The peer's sentence when it is not said who has the role, or on what. */
export const INCOMPLETE =
  'Role not added, incorrect set of arguments provided. See openstack --help for more details';

/**
 * Gives a role or takes it away: look-ups together, none for IDs, then the request.
 * @throws CommandError when it is not said who has the role and on what, or when one of them does not exist. A refusal
 *   of the service itself passes for success under a peer's name, as the peer does not look at the answer
 */
export async function changeGrant(context: Context, grant: Grant, verb: GrantVerb): Promise<undefined> {
  await requireBoth(context, grant, verb);
  const identity = await context.identity();
  let refusal: unknown;
  const request = async (role = '', actor = '', target = ''): Promise<void> => {
    try {
      await identity.request(verb.method, pathOf(grant, role, actor, target));
    } catch (error) {
      refusal = error;
      throw error;
    }
  };
  try {
    await withIds(namedIn(context, grant, verb), request);
  } catch (error) {
    const unseen = context.manners === 'peer' && error === refusal && error instanceof HttpError;
    if (!unseen) throw error;
  }
  return undefined;
}

/** @throws CommandError unless there is who has the role and what it is on; the peer looks the role up in between */
async function requireBoth(context: Context, grant: Grant, verb: GrantVerb): Promise<void> {
  const { user, group, system, domain, project } = grant;
  if ((user || group) && (system || domain || project)) return;
  if (context.manners === 'ostk') {
    throw new CommandError(
      'Name who has the role (--user, --group) and on what (--project, --domain, --system).',
    );
  }
  if (!user && !domain && !group && !project) throw new CommandError(verb.nothing);
  await roleId(context, grant.role, grant.role_domain || undefined);
  throw new CommandError(INCOMPLETE);
}

/** Role, user or group, and project or domain, in the order in which the peer looks them up. */
function namedIn(context: Context, grant: Grant, lookup: GrantVerb): Named[] {
  const named = [namedRole(context, grant.role, grant.role_domain || undefined)];
  const { user, group, project, domain } = grant;
  if (user) named.push(namedUser(context, user, grant.user_domain || undefined, lookup));
  else if (group) named.push(namedGroup(context, group, grant.group_domain || undefined, lookup));
  if (grant.system) return named;
  if (project) named.push(namedProject(context, project, grant.project_domain || undefined, lookup));
  else if (domain) named.push({ word: domain, lookUp: () => domainId(context, domain, lookup) });
  return named;
}

function pathOf(grant: Grant, role: string, actor: string, target: string): string {
  const on = grant.system ? '/system' : `/${grant.domain ? 'domains' : 'projects'}/${pathPart(target)}`;
  const whose = `${grant.user ? 'users' : 'groups'}/${pathPart(actor)}`;
  const path = `${on}/${whose}/roles/${pathPart(role)}`;
  return grant.inherited && !grant.system ? `/OS-INHERIT${path}/inherited_to_projects` : path;
}
