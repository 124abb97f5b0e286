/** Changing one's own password (Identity API v3, "Change password for user"). */
import { user } from '../../clients/resources/identity.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { text } from '../../kernel/params.ts';
import { pathOf } from './lib/by-id.ts';
import { askPassword, askPasswordTwice, NO_PASSWORD, warnOfTyped } from './lib/new-password.ts';

const set = command({
  summary: 'Change your own password',
  description: 'Changes your own password. What is left out is asked for on the terminal, without echo.',
  params: {
    password: text('--password <new-password>', 'New password'),
    original_password: text('--original-password <original-password>', 'The password until now'),
  },
  output: 'none',
  examples: ['openstack user password set'],
  async run(context, values) {
    warnOfTyped(context, values.password, values.original_password);
    const { userId } = await context.whoami();
    const original_password = values.original_password ?? (await askPassword(context, 'Current Password:'));
    const password = values.password ?? (await askPasswordTwice(context, 'New Password:'));
    if (password === '') context.log.warn(NO_PASSWORD);
    const identity = await context.identity();
    await identity.post(`${pathOf(user, userId)}/password`, { user: { password, original_password } });
    return undefined;
  },
});

export default { set } satisfies Verbs;
