/** Users in groups: what putting them in and taking them out share (Identity API v3, "Groups"). */
import { pathPart } from '../../../clients/query.ts';
import { group as groups } from '../../../clients/resources/identity.ts';
import { BATCH, forEach } from '../../../kernel/bulk.ts';
import type { Context } from '../../../kernel/context.ts';
import { arg, args, naming } from '../../../kernel/params.ts';
import { isId, once, pathOf, withIds } from './by-id.ts';
import { groupDomain, groupId, namedUser, userDomain } from './identity.ts';

/** The arguments of both commands. */
export const membershipParams = {
  group: naming('group', arg('<group>', 'Name or ID of the group')),
  user: naming('user', args('<user>', 'Names or IDs of the users')),
  group_domain: groupDomain,
  user_domain: userDomain,
};

/** The values of `membershipParams`. */
interface Values {
  readonly group: string;
  readonly user: readonly string[];
  readonly group_domain: string | undefined;
  readonly user_domain: string | undefined;
}

/**
 * Changes who is in a group.
 * @param done what is said of those for whom it failed: `added to`
 * @throws CommandError with a summary when it failed for somebody, HttpError, Ambiguous
 */
export async function changeMembers(
  context: Context,
  values: Values,
  method: 'PUT' | 'DELETE',
  done: 'added to' | 'removed from',
): Promise<void> {
  const identity = await context.identity();
  const { group, group_domain, user_domain } = values;
  const members = new Map(values.user.map(word => [word, once(namedUser(context, word, user_domain))]));
  // While the group is looked for; a failure is told when it is the user's turn.
  for (const member of [...members.values()].slice(0, BATCH))
    if (!isId(member)) member.lookUp().catch(() => {});
  const path = `${pathOf(groups, await groupId(context, group, group_domain))}/users`;
  const work = async (word: string): Promise<unknown> => {
    const member = members.get(word);
    return member && withIds([member], (id = '') => identity.request(method, `${path}/${pathPart(id)}`));
  };
  await forEach(context, values.user, work, {
    failed: (name, reason) => `${name} not ${done} group ${group}: ${reason}`,
    summary: (failures, total) => `${failures} of ${total} users not ${done} group ${group}.`,
  });
}
