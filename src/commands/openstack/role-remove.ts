/** Takes a role from a user or a group. */
import { command, type Verbs } from '../../kernel/command.ts';
import { changeGrant, grantExclusive, grantParams } from './lib/role-grant.ts';

const remove = command({
  summary: 'Take a role on a project, a domain or the system from a user or a group',
  params: grantParams,
  exclusive: grantExclusive,
  output: 'none',
  examples: ['openstack role remove --project demo --user alice member'],
  run: (context, values) =>
    changeGrant(context, values, {
      method: 'DELETE',
      nothing: 'Incorrect set of arguments provided. See openstack --help for more details',
      mustExist: false,
    }),
});

export default { '': remove } satisfies Verbs;
