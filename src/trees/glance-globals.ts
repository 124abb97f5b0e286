/** The global options of python-glanceclient (glanceclient/shell.py, keystoneauth1/loading), with their variables. */
import { constant, converted, flag, naming, type Param, type Params, text, texts } from '../kernel/params.ts';
import type { HelpGroup, Spec } from '../kernel/parse/actions.ts';
import { ArgumentError, decimal } from '../kernel/parse/convert.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Options of the password plugin: dest without `os_`, other spellings, help. */
const AUTH: readonly (readonly [dest: string, help: string, ...others: string[]])[] = [
  ['auth_url', 'URL of the identity service'],
  ['system_scope', 'Scope for operations on the whole system'],
  ['domain_id', 'ID of the domain to be scoped to'],
  ['domain_name', 'Name of the domain to be scoped to'],
  ['project_id', 'ID of the project to be scoped to', 'tenant_id'],
  ['project_name', 'Name of the project to be scoped to', 'tenant_name'],
  ['project_domain_id', "ID of the project's domain"],
  ['project_domain_name', "Name of the project's domain"],
  ['trust_id', 'ID of the trust to act under'],
  ['default_domain_id', 'ID of the domain for the user and the project where none is told'],
  ['default_domain_name', 'Name of the domain for the user and the project where none is told'],
  ['user_id', 'ID of the user'],
  ['username', 'Name of the user', 'user_name'],
  ['user_domain_id', "ID of the user's domain"],
  ['user_domain_name', "Name of the user's domain"],
  ['password', "The user's password"],
];

const PLUGIN = AUTH.map(([dest]) => `os_${dest}`);

const CONNECTION = [
  ...['insecure', 'os_cacert', 'os_cert', 'os_key', 'timeout', 'collect_timing'],
  ...['tls_ciphers', 'tls_min_version'],
];

const GROUPS: readonly HelpGroup[] = [
  {
    title: 'API Connection Options',
    description: 'How the services are reached',
    members: CONNECTION,
  },
  { title: 'Authentication Options', description: 'Who is asking, and for which project', members: PLUGIN },
];

/** A number of seconds. @throws ArgumentError with keystoneauth's sentences */
function seconds(word: string): number {
  let value: number;
  try {
    value = decimal(word);
  } catch {
    throw new ArgumentError(`${word} must be a float`);
  }
  if (value <= 0) throw new ArgumentError(`${word} must be greater than 0`);
  return value;
}

/** An option with a second spelling, all in `_`, that is taken but not shown. */
function older(param: Param<string | undefined, string>): readonly Param<string | undefined, string>[] {
  const flags = param.flags.map(each => `--${each.slice(2).replaceAll('-', '_')}`);
  return [param, { ...param, flags, hidden: true }];
}

/** An option with the spelling of the oldest clients, which today's does not know. */
function oldest(
  flag: string,
  param: Param<string | undefined, string>,
): readonly Param<string | undefined, string>[] {
  return [param, { ...param, flags: [flag], own: true, hidden: true }];
}

/** Where an option is not typed, the first of its variables that is not empty. */
function fromEnv(env: Env, ...names: readonly string[]): string | undefined {
  return names.map(name => env[name]).find(value => value);
}

function declare(env: Env): Params {
  const option = (declared: string, help: string, ...names: string[]) => ({
    ...text(declared, help),
    initial: fromEnv(env, ...names),
  });
  const auth = AUTH.map(([dest, help, ...others]) => {
    const names = [dest, ...others];
    const flags = names.map(name => `--os-${name.replaceAll('_', '-')}`).join(' ');
    const variables = names.map(name => `OS_${name.toUpperCase()}`);
    return [`os_${dest}`, option(flags, `${help} (Env: ${variables.join(', ')})`, ...variables)] as const;
  });
  return {
    help: flag('-h --help', 'Show help and exit', { hidden: true }),
    version: { ...flag('--version', "show program's version number and exit"), ends: true },
    debug: {
      ...flag('-d --debug', 'Show requests and answers (Env: GLANCECLIENT_DEBUG)'),
      initial: Boolean(env.GLANCECLIENT_DEBUG),
    },
    verbose: flag('-v --verbose', 'Show more columns'),
    get_schema: flag('--get-schema', "Ask for the server's schemas anew"),
    force: flag('-f --force', 'Do not ask for confirmation'),
    os_image_url: older(
      option('--os-image-url', 'Endpoint of the image service (Env: OS_IMAGE_URL)', 'OS_IMAGE_URL'),
    ),
    os_image_api_version: older(
      option(
        '--os-image-api-version',
        'Version of the image API: 2 (Env: OS_IMAGE_API_VERSION)',
        'OS_IMAGE_API_VERSION',
      ),
    ),
    os_tenant_id: text('--os_tenant_id', 'As --os-project-id', { hidden: true }),
    os_tenant_name: text('--os_tenant_name', 'As --os-project-name', { hidden: true }),
    os_region_name: older(option('--os-region-name', 'Region (Env: OS_REGION_NAME)', 'OS_REGION_NAME')),
    os_auth_token: older(
      option(
        '--os-auth-token',
        'Token to use together with --os-image-url (Env: OS_AUTH_TOKEN)',
        'OS_AUTH_TOKEN',
      ),
    ),
    os_service_type: older(
      option(
        '--os-service-type',
        'Type of the service in the catalogue (Env: OS_SERVICE_TYPE)',
        'OS_SERVICE_TYPE',
      ),
    ),
    os_endpoint_type: older(
      option(
        '--os-endpoint-type',
        'Kind of endpoint: public, internal or admin (Env: OS_ENDPOINT_TYPE)',
        'OS_ENDPOINT_TYPE',
      ),
    ),
    insecure: flag('--insecure', "Do not check the server's certificate"),
    os_cacert: oldest(
      '--ca-file',
      option('--os-cacert <ca-certificate>', 'File of trusted CA certificates (Env: OS_CACERT)', 'OS_CACERT'),
    ),
    os_cert: oldest(
      '--cert-file',
      option('--os-cert <certificate>', 'File of the client certificate (Env: OS_CERT)', 'OS_CERT'),
    ),
    os_key: oldest(
      '--key-file',
      option('--os-key <key>', "File of the client certificate's key (Env: OS_KEY)", 'OS_KEY'),
    ),
    timeout: converted('--timeout <seconds>', seconds, 'Seconds that an answer may take'),
    collect_timing: flag('--collect-timing', 'Taken for the sake of old lines; nothing is shown'),
    tls_ciphers: option(
      '--tls-ciphers <ciphers>',
      'Ciphers to allow, as OpenSSL spells them (Env: OS_TLS_CIPHERS)',
      'OS_TLS_CIPHERS',
    ),
    tls_min_version: {
      ...option(
        '--tls-min-version',
        'Oldest version of TLS to accept (Env: OS_TLS_MIN_VERSION)',
        'OS_TLS_MIN_VERSION',
      ),
      choices: [null, '1.2', '1.3'],
    },
    os_auth_type: {
      ...option(
        '--os-auth-type --os-auth-plugin <name>',
        'How to authenticate (Env: OS_AUTH_TYPE)',
        'OS_AUTH_TYPE',
        'OS_AUTH_PLUGIN',
      ),
    },
    ...Object.fromEntries(auth),
    ...own(env),
  };
}

/** Options that the peer does not have, or not everywhere. */
function own(env: Env): Params {
  return {
    profile: {
      ...text(
        '--profile HMAC_KEY',
        'Let the services trace this run, signed with this key (Env: OS_PROFILE)',
        {
          own: true,
        },
      ),
      initial: fromEnv(env, 'OS_PROFILE'),
    },
    cloud: naming(
      'cloud',
      text('--os-cloud <cloud-config-name>', 'Name of a cloud in clouds.yaml (Env: OS_CLOUD)', {
        own: true,
      }),
    ),
    as: text('--as NAME', 'Behave as the program of this name, such as openstack; before the command', {
      own: 'leading',
    }),
    openrc: text('--openrc FILE', 'Take the environment from an openrc file', { own: true }),
    openrc_arg: texts('--openrc-arg ARG', 'Argument for the openrc file; repeatable', { own: true }),
    no_token_cache: constant('--no-token-cache', true, false, 'Neither read nor write cached tokens', {
      own: true,
    }),
  };
}

/**
 * Declares the global options of glance.
 * @param program the name that usage and errors begin with
 * @param env where they have their defaults
 */
export function globals(program: string, env: Env): Spec {
  return {
    prog: program,
    params: declare(env),
    help: false,
    showOwn: program !== 'glance',
    groups: GROUPS,
    description: 'Command-line interface to the OpenStack Images API.',
    epilog: `"${program} help COMMAND" tells more about a command.`,
  };
}
