/** Who is in a group (Identity API v3, "Check whether user belongs to group"). */

import { HttpError } from '../../clients/errors.ts';
import { pathPart } from '../../clients/query.ts';
import { group } from '../../clients/resources/identity.ts';
import type { Service } from '../../clients/service.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { arg, naming } from '../../kernel/params.ts';
import { type Named, pathOf, withIds } from './lib/by-id.ts';
import { groupDomain, namedGroup, namedUser, userDomain } from './lib/identity.ts';

/** A name that nobody bears is in no group. */
const ANY = { mustExist: false };

const user = command({
  summary: 'Tell whether a user is in a group',
  description: 'Tells whether a user is in a group: yes on standard output, no on standard error.',
  params: {
    group: naming('group', arg('<group>', 'Name or ID of the group')),
    user: naming('user', arg('<user>', 'Name or ID of the user')),
    group_domain: groupDomain,
    user_domain: userDomain,
  },
  output: 'none',
  examples: ['openstack group contains user operators alice'],
  async run(context, values) {
    const who = namedUser(context, values.user, values.user_domain, ANY);
    const where = namedGroup(context, values.group, values.group_domain, ANY);
    if (await contains(await context.identity(), where, who)) {
      await context.stdout.write(`${values.user} in group ${values.group}\n`);
    } else await context.stderr.write(`${values.user} not in group ${values.group}\n`);
    return undefined;
  },
});

/** Who may not ask is told no, as by the peer. */
async function contains(identity: Service, where: Named, who: Named): Promise<boolean> {
  try {
    await withIds([who, where], (userId = '', groupId = '') =>
      identity.request('HEAD', `${pathOf(group, groupId)}/users/${pathPart(userId)}`),
    );
    return true;
  } catch (error) {
    if (error instanceof HttpError && [403, 404].includes(error.status)) return false;
    throw error;
  }
}

export default { user } satisfies Verbs;
