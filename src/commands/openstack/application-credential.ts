/** Application credentials: a user's rights in a project, for programs (Identity API v3, "Application credentials"). */
import { applicationCredential } from '../../clients/resources/identity.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { deleting, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { arg, args, naming, text } from '../../kernel/params.ts';
import { fields, rows } from '../../kernel/rows.ts';
import { columns, ownCredentials } from './lib/application-credential.ts';
import { deleteNamed } from './lib/by-id.ts';
import { userDomain, userId } from './lib/identity.ts';

const list = command({
  summary: 'List application credentials',
  params: {
    user: naming('user', text('--user <user>', 'Those of this user (name or ID), not your own')),
    user_domain: userDomain,
  },
  output: 'list',
  examples: ['openstack application credential list'],
  async run(context, { user, user_domain }) {
    const type = user
      ? applicationCredential(await userId(context, user, user_domain))
      : await ownCredentials(context, 'invalid authentication info');
    const identity = await context.identity();
    const items = await identity.list(type.path, type.key);
    return rows(
      columns,
      items.map(item => attributes(type, item)),
    );
  },
});

const show = command({
  summary: 'Show an application credential',
  params: {
    application_credential: naming(
      'application-credential',
      arg('<application-credential>', 'Name or ID of it'),
    ),
  },
  output: 'show',
  async run(context, values) {
    const type = await ownCredentials(context);
    return fields(columns, attributes(type, await context.find(type, values.application_credential)));
  },
});

const remove = command({
  summary: 'Delete application credentials',
  params: {
    application_credential: naming(
      'application-credential',
      args('<application-credential>', 'Names or IDs of them'),
    ),
  },
  output: 'none',
  async run(context, values) {
    const type = await ownCredentials(context);
    const identity = await context.identity();
    const work = (word: string): Promise<void> =>
      deleteNamed(identity, type, { word, lookUp: () => context.findId(type, word) });
    await forEach(context, values.application_credential, work, deleting('application credential'));
    return undefined;
  },
});

export default { list, show, delete: remove } satisfies Verbs;
