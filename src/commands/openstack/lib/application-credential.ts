/** Application credentials: their columns, and whose they are. */
import { isList, isObject, type Json, type JsonObject } from '../../../clients/json.ts';
import { applicationCredential } from '../../../clients/resources/identity.ts';
import type { ResourceType } from '../../../clients/resources/resource.ts';
import type { Context } from '../../../kernel/context.ts';
import { listCell } from '../../../kernel/output/cells.ts';
import { Formatted } from '../../../kernel/output/result.ts';
import type { Column } from '../../../kernel/rows.ts';
import { currentUser } from './keystone-find.ts';

/** The columns of lists and the fields of one, in the peer's order. */
export const columns: readonly Column[] = [
  ['ID', 'id'],
  ['Name', 'name'],
  ['Description', 'description'],
  ['Project ID', 'project_id'],
  ['Roles', item => roleNames(item.roles)],
  ['Unrestricted', 'unrestricted'],
  ['Access Rules', 'access_rules'],
  ['Expires At', 'expires_at'],
];

/** Roles by name for people, whole for machines. */
function roleNames(roles: Json | undefined): Formatted {
  const names = isList(roles) ? roles.filter(isObject).map(role => role.name ?? null) : [];
  return new Formatted(roles ?? null, listCell(names).human, roles ?? null);
}

/**
 * The application credentials of whoever runs the command.
 * @param nobody the peer's sentence where that is nobody
 */
export async function ownCredentials(
  context: Context,
  nobody = 'failed to retrieve auth info for current session',
): Promise<ResourceType> {
  return applicationCredential(await currentUser(context, nobody));
}

/** A role as a request names it. */
export function roleReference(word: string): JsonObject {
  return isUuidLike(word) ? { id: word } : { name: word };
}

/** Whether a word is a UUID in one of the ways that Python's uuid.UUID takes. */
function isUuidLike(word: string): boolean {
  const bare = word
    .replaceAll('urn:', '')
    .replaceAll('uuid:', '')
    .replace(/^[{}]+|[{}]+$/g, '');
  return /^[0-9a-f]{32}$/i.test(bare.replaceAll('-', ''));
}
