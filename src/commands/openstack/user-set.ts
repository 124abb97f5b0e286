/** Changing users (Identity API v3, "Update user"). */
import { isDeepStrictEqual } from 'node:util';
import { type JsonObject, text as textOf } from '../../clients/json.ts';
import { domain, user } from '../../clients/resources/identity.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { arg, flag, naming, text } from '../../kernel/params.ts';
import { inOrder, none } from '../../kernel/together.ts';
import { isId, once, pathOf, withIds } from './lib/by-id.ts';
import { askPasswordTwice, NO_PASSWORD, warnOfTyped } from './lib/new-password.ts';
import { accountOf, accountParams, defaultProject, optionParams } from './lib/user-fields.ts';

const set = command({
  summary: 'Change a user',
  params: {
    user: naming('user', arg('<user>', 'Name or ID of the user')),
    name: text('--name <name>', 'New name'),
    domain: naming('domain', text('--domain <domain>', 'Domain of the user (name or ID)')),
    ...accountParams,
    ...optionParams,
    enable: flag('--enable', 'Let the user log in'),
    disable: flag('--disable', 'Do not let the user log in'),
  },
  exclusive: [{ members: ['--enable', '--disable'] }],
  output: 'none',
  examples: [
    'openstack user set --password-prompt alice',
    'openstack user set --disable --domain default bob',
  ],
  async run(context, values) {
    warnOfTyped(context, values.password);
    const password = values.password_prompt ? await askPasswordTwice(context) : values.password;
    if (password === '') context.log.warn(NO_PASSWORD);
    let found: JsonObject | undefined;
    const target = once({
      word: values.user,
      domain: values.domain,
      async lookUp() {
        const query = values.domain ? { domain_id: await context.findId(domain, values.domain) } : {};
        found = await context.find(user, values.user, query);
        return textOf(found, 'id');
      },
    });
    const [, projectId] = await inOrder(
      isId(target) ? none() : target.lookUp(),
      defaultProject(context, values),
    );
    const wanted = {
      ...(values.name ? { name: values.name } : {}),
      ...accountOf(values, password, projectId),
      ...(values.enable || values.disable ? { enabled: values.enable } : {}),
    };
    if (Object.keys(wanted).length === 0) {
      await target.lookUp();
      return undefined;
    }
    const identity = await context.identity();
    await withIds([target], async (id = '') => {
      const changes = differing(wanted, found);
      if (Object.keys(changes).length > 0) await identity.patch(pathOf(user, id), { user: changes });
    });
    return undefined;
  },
});

/** What is to be other than it is; all of it where that is not known. The SDK sends nothing else. */
function differing(wanted: JsonObject, found: JsonObject | undefined): JsonObject {
  const others = Object.entries(wanted).filter(([key, value]) => !isDeepStrictEqual(value, found?.[key]));
  return Object.fromEntries(others);
}

export default { '': set } satisfies Verbs;
