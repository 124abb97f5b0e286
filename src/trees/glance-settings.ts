/** What glance's global options and variables say, as configuration knows it (glanceclient/shell.py). */
import { CommandError } from '../kernel/errors.ts';
import { parseKnown } from '../kernel/parse/parser.ts';
import type { Asked } from '../kernel/tree.ts';
import { globals } from './glance-globals.ts';
import { globals as openstackGlobals } from './openstack-globals.ts';

type Values = Readonly<Record<string, unknown>>;

/** The peer's own settings by their names in configuration. */
const PLAIN: Readonly<Record<string, string>> = {
  os_region_name: 'region_name',
  os_endpoint_type: 'interface',
  os_cacert: 'cacert',
  os_cert: 'cert',
  os_key: 'key',
  insecure: 'insecure',
  timeout: 'api_timeout',
  tls_ciphers: 'tls_ciphers',
  tls_min_version: 'tls_min_version',
  os_image_url: 'image_endpoint_override',
  os_service_type: 'image_service_type',
};

/** What the peer gives to the password plugin, the only one it has. */
const PASSWORD = [
  ...['auth_url', 'username', 'user_id', 'user_domain_id', 'user_domain_name', 'password'],
  ...['project_id', 'project_name', 'project_domain_id', 'project_domain_name'],
];

/** What other plugins get besides. */
const OTHERS = [
  'system_scope',
  'domain_id',
  'domain_name',
  'trust_id',
  'default_domain_id',
  'default_domain_name',
];

/**
 * Translates what was typed, and under the peer's name what the environment says, too: clouds.yaml counts there only
 * where a cloud is named.
 * @throws CommandError with the peer's sentence for what is missing
 */
export function configure({ values: read, typed, env, exact, interactive }: Asked): Asked {
  const said = Object.fromEntries([...typed].map(dest => [dest, read[dest]]));
  const values: Values = { ...parseKnown(globals('', env), []).values, ...said };
  const cloud = text(values.cloud) ?? (exact && text(values.os_auth_url) ? undefined : text(env.OS_CLOUD));
  const alone = exact && cloud === undefined;
  if (Number(values.os_image_api_version) === 1) throw new CommandError(NO_VERSION_1);
  const counts = (dest: string): boolean => Boolean(values[dest]) && (alone || typed.has(dest));
  const made: Record<string, unknown> = {};
  for (const [dest, name] of Object.entries(PLAIN)) if (counts(dest)) made[name] = values[dest];
  // What stood in front of the tree's name is said in configuration's own words.
  for (const dest of typed)
    if (!Object.hasOwn(PLAIN, dest) && !dest.startsWith('os_')) made[dest] = read[dest];
  Object.assign(made, authentication(values, counts));
  if (alone && made.token === undefined) demandCredentials(values, interactive);
  if (cloud !== undefined || alone) made.cloud = cloud ?? '';
  return {
    values: { ...parseKnown(openstackGlobals(''), []).values, ...made },
    typed: new Set(Object.keys(made)),
    env: alone ? withoutCloud(env) : env,
    files: !alone,
    exact,
    interactive,
  };
}

/** Who is asking: a token for an endpoint, else whatever the plugin takes. */
function authentication(values: Values, counts: (dest: string) => boolean): Values {
  if (counts('os_auth_token') && counts('os_image_url')) {
    return { auth_type: 'admin_token', token: values.os_auth_token, endpoint: values.os_image_url };
  }
  const type = text(values.os_auth_type);
  const other = type !== undefined && !/^(v[23])?password$/.test(type);
  const names = other ? [...PASSWORD, ...OTHERS] : PASSWORD;
  const made = names.flatMap(name => (counts(`os_${name}`) ? [[name, values[`os_${name}`]]] : []));
  // Old spellings count where nothing else is said.
  for (const part of ['id', 'name']) {
    if (counts(`os_tenant_${part}`) && !counts(`os_project_${part}`))
      made.push([`project_${part}`, values[`os_tenant_${part}`]]);
  }
  return { ...Object.fromEntries(made), ...(counts('os_auth_type') && other ? { auth_type: type } : {}) };
}

/** @throws CommandError for the first thing that the peer misses */
function demandCredentials(values: Values, interactive: boolean): void {
  const type = text(values.os_auth_type);
  if (type !== undefined && !/^(v[23])?password$/.test(type)) return;
  const project = ['os_project_id', 'os_project_name', 'os_tenant_id', 'os_tenant_name'].some(
    dest => values[dest],
  );
  if (!values.os_username) throw new CommandError(MISSING.username);
  // A token from an earlier run does without a password; where nothing else will do, it is what the peer asks for first.
  const locked = !values.os_password && !interactive;
  if (locked && !(project && values.os_auth_url)) throw new CommandError(MISSING.password);
  if (!project) throw new CommandError(MISSING.project);
  if (!values.os_auth_url) throw new CommandError(MISSING.authUrl);
}

/** What the peer says of every service since that version was taken away. */
const NO_VERSION_1 =
  'HTTPMultipleChoices (HTTP 300) Requested version of OpenStack Images API is not available.';

/** The peer's sentences, its spaces included. */
export const MISSING = {
  username: 'You must provide a username via either --os-username or env[OS_USERNAME]',
  password: 'You must provide a password via either --os-password, env[OS_PASSWORD], or prompted response',
  project:
    'You must provide a project_id or project_name (with project_domain_name or project_domain_id) via ' +
    '  --os-project-id (env[OS_PROJECT_ID])  --os-project-name (env[OS_PROJECT_NAME]), ' +
    ' --os-project-domain-id (env[OS_PROJECT_DOMAIN_ID])' +
    '  --os-project-domain-name (env[OS_PROJECT_DOMAIN_NAME])',
  authUrl: 'You must provide an auth url via either --os-auth-url or via env[OS_AUTH_URL]',
} as const;

/** The environment without what describes a cloud. */
function withoutCloud(env: Asked['env']): Asked['env'] {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('OS_')));
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
