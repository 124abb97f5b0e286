/** A user's password in an instance. */
import { command, type Verbs } from '../../kernel/command.ts';
import { arg, naming, text, textOr } from '../../kernel/params.ts';
import { askPasswordTwice, warnOfTyped } from '../openstack/lib/new-password.ts';
import { askAndTell, waiting } from './lib/change.ts';

const password = command({
  summary: "Set a user's password in an instance",
  params: {
    instance: naming('gs-instance', arg('<instance>', 'ID of the instance')),
    username: textOr('--username <username>', 'root', 'User whose password it is (default: root)'),
    password: text('--password <password>', 'New password (default: it is asked for)'),
    ...waiting,
  },
  output: 'none',
  auth: false,
  async run(context, values) {
    warnOfTyped(context, values.password);
    const { instance, username } = values;
    const typed = values.password ?? (await askPasswordTwice(context, 'New Password:'));
    return askAndTell(context, { action: 'password', instance, username, password: typed }, values);
  },
});

export default { '': password } satisfies Verbs;
