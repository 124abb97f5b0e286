/** Gives a role to a user or a group. */
import { command, type Verbs } from '../../kernel/command.ts';
import { changeGrant, grantExclusive, grantParams, INCOMPLETE } from './lib/role-grant.ts';

const add = command({
  summary: 'Give a user or a group a role on a project, a domain or the system',
  params: grantParams,
  exclusive: grantExclusive,
  output: 'none',
  examples: [
    'openstack role add --project service --user glance admin',
    'openstack role add --system all --user alice reader',
  ],
  async run(context, values) {
    const done = await changeGrant(context, values, {
      method: 'PUT',
      nothing: INCOMPLETE,
      mustExist: true,
    });
    if (values.system && values.inherited) {
      context.log.warn(
        "'--inherited' was given, which is not supported when adding a system role. " +
          'This will be an error in a future release.',
      );
    }
    return done;
  },
});

export default { '': add } satisfies Verbs;
