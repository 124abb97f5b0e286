/** Taking users out of groups (Identity API v3, "Remove user from group"). */
import { command, type Verbs } from '../../kernel/command.ts';
import { changeMembers, membershipParams } from './lib/membership.ts';

const user = command({
  summary: 'Take users out of a group',
  params: membershipParams,
  output: 'none',
  examples: ['openstack group remove user operators alice'],
  async run(context, values) {
    await changeMembers(context, values, 'DELETE', 'removed from');
    return undefined;
  },
});

export default { user } satisfies Verbs;
