/** Projects, users and domains that command lines name (Identity API v3), for users who may not list them too. */
import { HttpError, NotFound } from '../../../clients/errors.ts';
import { domain, group, project, role, user } from '../../../clients/resources/identity.ts';
import type { ResourceType } from '../../../clients/resources/resource.ts';
import type { Query } from '../../../clients/service.ts';
import type { Context } from '../../../kernel/context.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { naming, text } from '../../../kernel/params.ts';
import type { Named } from './by-id.ts';

/** `--project-domain`, for `projectId`. */
export const projectDomain = naming(
  'domain',
  text('--project-domain <project-domain>', 'Domain of the project (name or ID)'),
);

/** `--user-domain`, for `userId`. */
export const userDomain = naming(
  'domain',
  text('--user-domain <user-domain>', 'Domain of the user (name or ID)'),
);

/** `--group-domain`, for `groupId`. */
export const groupDomain = naming(
  'domain',
  text('--group-domain <group-domain>', 'Domain of the group (name or ID)'),
);

/** `--role-domain`, for `roleId`. */
export const roleDomain = text(
  '--role-domain <role-domain>',
  'Domain of the role (name or ID), for a role that belongs to one',
);

/** How a name that nobody bears is taken. */
interface Lookup {
  /** Whether it must exist (default true); otherwise the word is taken as an ID. */
  readonly mustExist?: boolean;
  /** The same for the name of the domain (default as `mustExist`). */
  readonly domainMustExist?: boolean;
}

/**
 * The ID of the project that a word means.
 * Who may not look it up gets the word itself, as an ID (openstackclient/identity/common.py: find_project_id_sdk).
 * @param domainNameOrId the domain to look in
 * @throws CommandError when there is none (without a text under a peer's name: the peer says nothing either),
 *   Ambiguous, HttpError
 */
export function projectId(
  context: Context,
  nameOrId: string,
  domainNameOrId?: string,
  lookup: Lookup = {},
): Promise<string> {
  return idInDomain(context, project, nameOrId, domainNameOrId, lookup);
}

/** As `projectId`, for a user. */
export function userId(
  context: Context,
  nameOrId: string,
  domainNameOrId?: string,
  lookup: Lookup = {},
): Promise<string> {
  return idInDomain(context, user, nameOrId, domainNameOrId, lookup);
}

/** As `projectId`, for a group. */
export function groupId(
  context: Context,
  nameOrId: string,
  domainNameOrId?: string,
  lookup: Lookup = {},
): Promise<string> {
  return idInDomain(context, group, nameOrId, domainNameOrId, lookup);
}

/** As `projectId`, for a role; without a domain only a role that belongs to none is found by its name. */
export function roleId(context: Context, nameOrId: string, domainNameOrId?: string): Promise<string> {
  return idInDomain(context, role, nameOrId, domainNameOrId, {});
}

/** A group for `withIds`. */
export function namedGroup(context: Context, word: string, domain?: string, lookup: Lookup = {}): Named {
  return { word, domain, lookUp: () => groupId(context, word, domain, lookup) };
}

/** A user for `withIds`. */
export function namedUser(context: Context, word: string, domain?: string, lookup: Lookup = {}): Named {
  return { word, domain, lookUp: () => userId(context, word, domain, lookup) };
}

/** A project for `withIds`. */
export function namedProject(context: Context, word: string, domain?: string, lookup: Lookup = {}): Named {
  return { word, domain, lookUp: () => projectId(context, word, domain, lookup) };
}

/** A role for `withIds`. */
export function namedRole(context: Context, word: string, domain?: string): Named {
  return { word, domain, lookUp: () => roleId(context, word, domain) };
}

/** As `projectId`, for a domain. */
export function domainId(context: Context, nameOrId: string, lookup: Lookup = {}): Promise<string> {
  return idOf(context, domain, nameOrId, {}, lookup);
}

async function idInDomain(
  context: Context,
  type: ResourceType,
  nameOrId: string,
  domainNameOrId: string | undefined,
  lookup: Lookup,
): Promise<string> {
  if (domainNameOrId === undefined) return idOf(context, type, nameOrId, {}, lookup);
  const { mustExist = true, domainMustExist = mustExist } = lookup;
  const domain_id = await domainId(context, domainNameOrId, { mustExist: domainMustExist });
  return idOf(context, type, nameOrId, { domain_id }, lookup);
}

async function idOf(
  context: Context,
  type: ResourceType,
  nameOrId: string,
  query: Query,
  lookup: Lookup,
): Promise<string> {
  try {
    return await (type === domain ? domainOnce(context, nameOrId) : context.findId(type, nameOrId, query));
  } catch (error) {
    if (error instanceof HttpError && error.status === 403) return nameOrId;
    if (!(error instanceof NotFound)) throw error;
    if (lookup.mustExist === false) return nameOrId;
    throw new CommandError(context.manners === 'peer' ? '' : error.message, 1, { cause: error });
  }
}

/** Domains are looked up once a run, however many names are looked for in them. */
const domains = new WeakMap<Context, Map<string, Promise<string>>>();

function domainOnce(context: Context, nameOrId: string): Promise<string> {
  const known = domains.get(context) ?? new Map<string, Promise<string>>();
  domains.set(context, known);
  const found = known.get(nameOrId) ?? context.findId(domain, nameOrId);
  known.set(nameOrId, found);
  return found;
}
