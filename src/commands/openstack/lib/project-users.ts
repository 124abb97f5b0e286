/** Who has a role in a project (Identity API v3, "List role assignments"). */
import { isObject, text as textOf } from '../../../clients/json.ts';
import type { Service } from '../../../clients/service.ts';

/**
 * The users with a role of their own in a project; those of groups with a role are not among them, as in the peer.
 * @returns their IDs, each once
 */
export async function userIdsOf(identity: Service, projectId: string): Promise<string[]> {
  const query = { 'scope.project.id': projectId };
  const assignments = await identity.list('/role_assignments', 'role_assignments', { query });
  const users = assignments.flatMap(({ user }) => (isObject(user) ? [textOf(user, 'id')] : []));
  return [...new Set(users)];
}
