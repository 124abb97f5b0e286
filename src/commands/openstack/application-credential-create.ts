/** `application credential create`. Its secret is printed once; nobody can ask for it again. */
import type { Json } from '../../clients/json.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import { arg, flag, naming, text, texts } from '../../kernel/params.ts';
import { JsonError } from '../../kernel/parse/json.ts';
import { fields } from '../../kernel/rows.ts';
import { columns, ownCredentials, roleReference } from './lib/application-credential.ts';
import { expiration } from './lib/expiration.ts';
import { create as post } from './lib/identity-resource.ts';
import { userJson } from './lib/json-text.ts';
import { textFile } from './lib/user-file.ts';

/**
 * Access rules from an option: JSON, or the name of a file with JSON in it.
 * @throws CommandError for what is neither
 */
async function accessRules(context: Context, option: string | undefined): Promise<Json> {
  if (!option) return [];
  try {
    return userJson(option);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
  }
  const content = await textFile(
    context,
    option,
    context.manners === 'peer'
      ? 'Access rules is not valid JSON string or file does not exist.'
      : `${option} is neither JSON nor a file that can be read`,
  );
  try {
    return userJson(content);
  } catch (error) {
    if (!(error instanceof JsonError) || context.manners === 'peer') throw error;
    throw new CommandError(`${option} is not JSON: ${error.message}`, 1, { cause: error });
  }
}

const create = command({
  summary: 'Create an application credential for the project in use',
  params: {
    name: arg('<name>', 'Name of it'),
    secret: text('--secret <secret>', 'Secret to use; the service makes one when it is left out'),
    roles: naming(
      'role',
      texts(
        '--role <role>',
        'Role that it has, one of your own (name or ID; may be repeated; default: all of them)',
      ),
    ),
    expiration: text('--expiration <expiration>', 'When it expires, in UTC (YYYY-mm-ddTHH:MM:SS)'),
    description: text('--description <description>', 'Text that describes it'),
    unrestricted: flag(
      '--unrestricted',
      'Let it make and delete application credentials and trusts, which is dangerous',
    ),
    restricted: flag(
      '--restricted',
      'Do not let it make or delete application credentials and trusts (default)',
    ),
    access_rules: text(
      '--access-rules <access-rules>',
      'What it may be used for: JSON, or a file with JSON: a list of objects with service, method and path',
    ),
  },
  output: 'show',
  examples: [
    'openstack application credential create --role reader --expiration 2031-01-01T00:00:00 backup',
    'openstack application credential create --access-rules rules.json ci',
  ],
  async run(context, values) {
    const sent = {
      name: values.name,
      roles: (values.roles ?? []).map(roleReference),
      expires_at: values.expiration ? expiration(values.expiration) : null,
      description: values.description ?? null,
      secret: values.secret ?? null,
      unrestricted: values.unrestricted && !values.restricted,
      access_rules: await accessRules(context, values.access_rules),
    };
    const type = await ownCredentials(context);
    const made = await post(context, type, sent);
    return fields([...columns, ['Secret', 'secret']], attributes(type, made));
  },
});

export default { '': create } satisfies Verbs;
