/** Putting users into groups (Identity API v3, "Add user to group"). */
import { command, type Verbs } from '../../kernel/command.ts';
import { changeMembers, membershipParams } from './lib/membership.ts';

const user = command({
  summary: 'Put users into a group',
  params: membershipParams,
  output: 'none',
  examples: ['openstack group add user operators alice bob'],
  async run(context, values) {
    await changeMembers(context, values, 'PUT', 'added to');
    return undefined;
  },
});

export default { user } satisfies Verbs;
