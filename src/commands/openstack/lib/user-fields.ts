/** Users: what is shown of them, and the options that creating and changing them share (Identity API v3, "Users"). */
import type { JsonObject } from '../../../clients/json.ts';
import { domain, project, user } from '../../../clients/resources/identity.ts';
import { attributes } from '../../../clients/resources/resource.ts';
import type { Context } from '../../../kernel/context.ts';
import type { ShowResult } from '../../../kernel/output/result.ts';
import { flag, naming, text, texts, type Values } from '../../../kernel/params.ts';
import { type Column, fields } from '../../../kernel/rows.ts';
import { projectDomain } from './identity.ts';

const shown: readonly Column[] = [
  ['default_project_id', 'default_project_id'],
  ['domain_id', 'domain_id'],
  ['email', 'email'],
  ['enabled', 'is_enabled'],
  ['id', 'id'],
  ['name', 'name'],
  ['description', 'description'],
  ['password_expires_at', 'password_expires_at'],
  ['options', 'options'],
];

/** A user as `show` and `create` print it. */
export function showUser(item: JsonObject): ShowResult {
  return fields(shown, attributes(user, item));
}

/** Options of both commands. */
export const accountParams = {
  project: naming(
    'project',
    text('--project <project>', 'Project that is used where none is named (name or ID)'),
  ),
  project_domain: projectDomain,
  password: text('--password <password>', 'Password; others may see it in the list of processes'),
  password_prompt: flag('--password-prompt', 'Ask for the password on the terminal, twice'),
  email: text('--email <email-address>', 'E-mail address'),
  description: text('--description <description>', 'Text that describes the user'),
};

/** The ID of the project of `--project`, looked for in that of `--project-domain`; undefined where none is named. */
export async function defaultProject(
  context: Context,
  values: { readonly project: string | undefined; readonly project_domain: string | undefined },
): Promise<string | undefined> {
  if (!values.project) return undefined;
  const query = values.project_domain
    ? { domain_id: await context.findId(domain, values.project_domain) }
    : {};
  return context.findId(project, values.project, query);
}

/** What creating and changing send alike. @param password undefined or '' for none */
export function accountOf(
  values: Values<typeof accountParams & typeof optionParams>,
  password: string | undefined,
  default_project_id: string | undefined,
): JsonObject {
  const { description, email } = values;
  const options = userOptions(values);
  return {
    ...(default_project_id === undefined ? {} : { default_project_id }),
    ...(description ? { description } : {}),
    ...(email ? { email } : {}),
    ...(password ? { password } : {}),
    ...(options ? { options } : {}),
  };
}

/** The options that stand for `options` of a user (Identity API, "Resource options"). */
export const optionParams = {
  ignore_lockout_failure_attempts: flag(
    '--ignore-lockout-failure-attempts',
    'Failed attempts to log in never lock the user out',
  ),
  no_ignore_lockout_failure_attempts: flag(
    '--no-ignore-lockout-failure-attempts',
    "Failed attempts to log in count, by the cloud's rules",
  ),
  ignore_password_expiry: flag('--ignore-password-expiry', 'The password never expires'),
  no_ignore_password_expiry: flag('--no-ignore-password-expiry', "The password expires by the cloud's rules"),
  ignore_change_password_upon_first_use: flag(
    '--ignore-change-password-upon-first-use',
    'The user need not change the password at first',
  ),
  no_ignore_change_password_upon_first_use: flag(
    '--no-ignore-change-password-upon-first-use',
    "The user has to change the password at first, where the cloud's rules ask for it",
  ),
  enable_lock_password: flag('--enable-lock-password', 'Only administrators can change the password'),
  disable_lock_password: flag('--disable-lock-password', 'The user can change the password'),
  enable_multi_factor_auth: flag('--enable-multi-factor-auth', 'The rules for several factors count'),
  disable_multi_factor_auth: flag(
    '--disable-multi-factor-auth',
    'The rules for several factors do not count',
  ),
  multi_factor_auth_rules: texts(
    '--multi-factor-auth-rule <rule>',
    'Methods that are enough together to log in, separated by commas, such as password,totp (may be repeated)',
  ),
};

/** The body's `options` for the values of `optionParams`. @returns undefined when none is typed */
function userOptions(values: Values<typeof optionParams>): JsonObject | undefined {
  const rules = values.multi_factor_auth_rules?.map(rule => rule.split(','));
  const options = {
    ...choice(
      'ignore_lockout_failure_attempts',
      values.ignore_lockout_failure_attempts,
      values.no_ignore_lockout_failure_attempts,
    ),
    ...choice('ignore_password_expiry', values.ignore_password_expiry, values.no_ignore_password_expiry),
    ...choice(
      'ignore_change_password_upon_first_use',
      values.ignore_change_password_upon_first_use,
      values.no_ignore_change_password_upon_first_use,
    ),
    ...choice('lock_password', values.enable_lock_password, values.disable_lock_password),
    ...choice('multi_factor_auth_enabled', values.enable_multi_factor_auth, values.disable_multi_factor_auth),
    ...(rules ? { multi_factor_auth_rules: rules } : {}),
  };
  return Object.keys(options).length > 0 ? options : undefined;
}

/** Of two flags that contradict each other the second one counts. */
function choice(option: string, on: boolean, off: boolean): JsonObject {
  return on || off ? { [option]: !off } : {};
}
