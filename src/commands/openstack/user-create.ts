/** Making users (Identity API v3, "Create user"). */
import { HttpError } from '../../clients/errors.ts';
import { domain, user } from '../../clients/resources/identity.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { arg, flag, naming, text } from '../../kernel/params.ts';
import { inOrder, none } from '../../kernel/together.ts';
import { create as post } from './lib/identity-resource.ts';
import { askPasswordTwice, NO_PASSWORD, warnOfTyped } from './lib/new-password.ts';
import { accountOf, accountParams, defaultProject, optionParams, showUser } from './lib/user-fields.ts';

const create = command({
  summary: 'Create a user',
  params: {
    name: arg('<name>', 'Name of the new user'),
    domain: naming('domain', text('--domain <domain>', 'Domain that the user belongs to (name or ID)')),
    ...accountParams,
    ...optionParams,
    enable: flag('--enable', 'Let the user log in (default)'),
    disable: flag('--disable', 'Do not let the user log in'),
    or_show: flag('--or-show', 'Show the user of this name if there is one already'),
  },
  exclusive: [{ members: ['--enable', '--disable'] }],
  output: 'show',
  examples: [
    'openstack user create --domain default --password-prompt glance',
    'openstack user create --project demo --password-prompt alice',
  ],
  async run(context, values) {
    warnOfTyped(context, values.password);
    const { name } = values;
    const [domain_id, projectId] = await inOrder(
      values.domain ? context.findId(domain, values.domain) : none(),
      defaultProject(context, values),
    );
    const password = values.password || (values.password_prompt ? await askPasswordTwice(context) : '');
    if (!password) context.log.warn(NO_PASSWORD);
    const body = {
      name,
      enabled: !values.disable,
      domain_id,
      ...accountOf(values, password, projectId),
    };
    try {
      return showUser(await post(context, user, body));
    } catch (error) {
      if (!(values.or_show && error instanceof HttpError && error.status === 409)) throw error;
      const existing = await context.find(user, name, { domain_id });
      context.log.info(`Returning existing user ${existing.name}`);
      return showUser(existing);
    }
  },
});

export default { '': create } satisfies Verbs;
