/** The options that stand anywhere in a line, before the command's or after it. Values from the environment come later. */
import {
  choice,
  constant,
  count,
  flag,
  naming,
  type Param,
  type Params,
  text,
  textOr,
  texts,
} from '../kernel/params.ts';
import type { Spec } from '../kernel/parse/actions.ts';

/** Options of authentication plugins: `--os-NAME <auth-NAME>`, the dest is the name with `_`. */
const AUTH: Readonly<Record<string, string>> = {
  auth_url: 'URL of the identity service',
  system_scope: 'Scope for operations on the whole system, such as "all"',
  domain_id: 'ID of the domain to be scoped to',
  domain_name: 'Name of the domain to be scoped to',
  project_id: 'ID of the project to be scoped to',
  project_name: 'Name of the project to be scoped to',
  project_domain_id: "ID of the project's domain",
  project_domain_name: "Name of the project's domain",
  trust_id: 'ID of the trust to act under',
  identity_provider: 'Identity provider to log in with',
  protocol: 'Protocol that the identity provider is asked with',
  client_id: 'OAuth 2.0 client ID',
  client_secret: 'OAuth 2.0 client secret',
  openid_scope: 'OpenID Connect scopes, separated by blanks',
  access_token_endpoint: 'URL of the OpenID Connect token endpoint',
  discovery_endpoint: 'URL of the OpenID Connect discovery document',
  access_token_type: 'Kind of the OpenID Connect token that is used',
  oauth2_endpoint: 'URL that OAuth 2.0 tokens are asked from',
  oauth2_client_id: 'Client ID for OAuth 2.0 access tokens',
  oauth2_client_secret: 'Client secret for OAuth 2.0 access tokens',
  device_authorization_endpoint: 'URL of the OAuth 2.0 device authorization endpoint',
  code_challenge_method: 'PKCE challenge method',
  username: 'Name of the user',
  user_id: 'ID of the user',
  password: "The user's password",
  user_domain_id: "ID of the user's domain",
  user_domain_name: "Name of the user's domain",
  default_domain_id: 'ID of the domain for the user and the project where none is told',
  default_domain_name: 'Name of the domain for the user and the project where none is told',
  token: 'Token to authenticate with',
  access_token: 'OpenID Connect access token',
  redirect_host: 'Host that the web login comes back to',
  redirect_port: 'Port that the web login comes back to',
  login_timeout: 'Seconds to wait for the web login',
  passcode: 'One-time passcode (TOTP)',
  endpoint: 'Endpoint that is used without a catalogue',
  application_credential_secret: "The application credential's secret",
  application_credential_id: 'ID of the application credential',
  application_credential_name: 'Name of the application credential',
  redirect_uri: 'OpenID Connect redirect URL',
  code: 'OAuth 2.0 authorization code',
  auth_methods: 'Methods of a log-in with several factors',
  idp_otp_key: "Key of the one-time passcode in the identity provider's form",
};

const AUTH_TYPES = [
  ...['v3oidcclientcredentials', 'v3oauth2clientcredential', 'v3oidcdeviceauthz', 'v2password', 'v3password'],
  ...['token', 'v3oidcaccesstoken', 'v3websso', 'v3totp', 'admin_token', 'v3applicationcredential'],
  ...['http_basic', 'noauth', 'v3oidcauthcode', 'v1password', 'none', 'v3multifactor', 'v3token', 'password'],
  ...['v2token', 'v3tokenlessauth', 'v3oidcpassword', 'v3oauth2mtlsclientcredential'],
];

/** The newest minor version of the shared file system API that the peer knows. */
const SHARE_MINOR = 98;
const SHARE_VERSIONS = Array.from({ length: SHARE_MINOR + 1 }, (_, minor) => `2.${minor}`);

/** `--os-NAME-api-version`, with the peer's default where it has one. */
function version(name: string, initial?: string): Param<unknown> {
  const declared = `--os-${name}-api-version <${name}-api-version>`;
  const help = `Version of the ${name} API`;
  return initial === undefined ? text(declared, help) : textOr(declared, initial, help);
}

/** A flag that is undefined, not false, until it is typed: only then it overrules the configuration. */
const typedFlag = (declared: string, help: string) =>
  constant<boolean | undefined>(declared, true, undefined, help);

const params: Params = {
  version: { ...flag('--version', "show program's version number and exit"), ends: true },
  verbose_level: [
    count('-v --verbose', 1, 'Say more; twice for everything'),
    constant('-q --quiet', 0, 1, 'Say nothing but errors'),
  ],
  log_file: text('--log-file', 'File that messages are also written to'),
  deferred_help: flag('-h --help', 'Show help and exit'),
  debug: flag('--debug', 'Show requests, answers and stack traces'),
  cloud: naming(
    'cloud',
    text('--os-cloud <cloud-config-name>', 'Name of a cloud in clouds.yaml (Env: OS_CLOUD)'),
  ),
  region_name: naming('region', text('--os-region-name <auth-region-name>', 'Region (Env: OS_REGION_NAME)')),
  cacert: text('--os-cacert <ca-bundle-file>', 'File of trusted CA certificates (Env: OS_CACERT)'),
  cert: text('--os-cert <certificate-file>', 'File of the client certificate (Env: OS_CERT)'),
  key: text('--os-key <key-file>', "File of the client certificate's key (Env: OS_KEY)"),
  verify: typedFlag('--verify', "Check the server's certificate (default)"),
  insecure: typedFlag('--insecure', "Do not check the server's certificate"),
  default_domain: textOr(
    '--os-default-domain <auth-domain>',
    'default',
    'ID of the default domain (Env: OS_DEFAULT_DOMAIN)',
  ),
  interface: choice(
    '--os-interface <interface>',
    ['admin', 'public', 'internal'],
    'Kind of endpoint: admin, public or internal (Env: OS_INTERFACE)',
  ),
  service_provider: text(
    '--os-service-provider <service_provider>',
    'Service provider to run the command at, by Keystone-to-Keystone federation; needs a remote project',
  ),
  remote_project_name: text(
    '--os-remote-project-name <remote_project_name>',
    'Name of the project at the service provider',
  ),
  remote_project_id: text(
    '--os-remote-project-id <remote_project_id>',
    'ID of the project at the service provider',
  ),
  remote_project_domain_name: text(
    '--os-remote-project-domain-name <remote_project_domain_name>',
    "Name of the remote project's domain",
  ),
  remote_project_domain_id: text(
    '--os-remote-project-domain-id <remote_project_domain_id>',
    "ID of the remote project's domain",
  ),
  timing: flag('--timing', 'Print how long each request took'),
  os_beta_command: flag('--os-beta-command', 'Allow commands that may still change'),
  os_accelerator_api_version: version('accelerator'),
  os_compute_api_version: version('compute'),
  os_identity_api_version: version('identity'),
  os_image_api_version: version('image'),
  os_network_api_version: version('network'),
  os_object_api_version: version('object'),
  os_volume_api_version: version('volume'),
  os_workflow_api_version: version('workflow', '2'),
  os_database_api_version: version('database', '1'),
  os_orchestration_api_version: version('orchestration', '1'),
  os_share_api_version: {
    ...textOr(
      '--os-share-api-version <shared-file-system-api-version>',
      `2.${SHARE_MINOR}`,
      'Version of the shared file system API',
    ),
    choices: SHARE_VERSIONS,
  },
  os_endpoint_override: text(
    '--os-endpoint-override <endpoint-override>',
    'Endpoint of the service in place of the one in the catalogue',
  ),
  os_placement_api_version: version('placement', '1'),
  auth_type: choice('--os-auth-type <auth-type>', AUTH_TYPES, 'How to authenticate (Env: OS_AUTH_TYPE)'),
  ...Object.fromEntries(
    Object.entries(AUTH).map(([dest, help]) => {
      const name = dest.replaceAll('_', '-');
      return [dest, text(`--os-${name} <auth-${name}>`, `${help} (Env: OS_${dest.toUpperCase()})`)];
    }),
  ),
  os_project_name: text('--os-tenant-name <auth-tenant-name>', 'As --os-project-name', { hidden: true }),
  os_project_id: text('--os-tenant-id <auth-tenant-id>', 'As --os-project-id', { hidden: true }),
  as: text('--as NAME', 'Behave as the program of this name, such as openstack; before the command', {
    own: 'leading',
  }),
  openrc: text('--openrc FILE', 'Take the environment from an openrc file', { own: true }),
  openrc_arg: texts('--openrc-arg ARG', 'Argument for the openrc file; repeatable', { own: true }),
  no_token_cache: flag('--no-token-cache', 'Neither read nor write cached tokens', { own: true }),
};

/**
 * The global options of python-openstackclient, which are those of ostk itself.
 * @param program the name that usage and errors begin with; ostk's own options are shown under `ostk` only
 * @returns a spec for `parseKnown`; a dest that was not typed has the peer's fixed default or undefined
 */
export function globals(program: string): Spec {
  return {
    prog: program,
    params,
    help: false,
    showOwn: program === 'ostk',
    exclusive: [
      { members: ['--verbose', '--quiet'] },
      { members: ['--verify', '--insecure'] },
      { members: ['--os-remote-project-name', '--os-remote-project-id'] },
      { members: ['--os-remote-project-domain-name', '--os-remote-project-domain-id'] },
    ],
  };
}
