/** Which settings an authentication plugin takes, and what osc-lib does to them first (osc_lib/cli/client_config.py). */
import { type Tree, text, treeAt, truthy } from './tree.ts';

const SCOPE = ['system_scope', 'domain_id', 'domain_name', 'project_id', 'project_name'];
const PROJECT_DOMAIN = ['project_domain_id', 'project_domain_name'];
const USER = ['user_id', 'username', 'user_domain_id', 'user_domain_name'];
const V3 = ['auth_url', ...SCOPE, ...PROJECT_DOMAIN, 'trust_id'];
const GENERIC = [...V3, 'default_domain_id', 'default_domain_name'];
const CREDENTIAL = ['secret', 'id', 'name'].map(part => `application_credential_${part}`);

/** keystoneauth's plugins that speak Identity API v3 or nothing at all. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  password: [...GENERIC, ...USER, 'password'],
  v3password: [...V3, ...USER, 'password'],
  token: [...GENERIC, 'token'],
  v3token: [...V3, 'token'],
  v3totp: [...V3, ...USER, 'passcode'],
  v3applicationcredential: [...V3, ...USER, ...CREDENTIAL],
  v3multifactor: [...V3, 'auth_methods', ...USER, 'password', 'passcode', 'token', ...CREDENTIAL],
  none: ['endpoint'],
  noauth: ['user_id', 'project_id', 'endpoint'],
  http_basic: ['username', 'password', 'endpoint'],
  admin_token: ['endpoint', 'token'],
};

/** Older names of options. */
const DEPRECATED: Readonly<Record<string, readonly string[]>> = {
  username: ['user_name'],
  project_id: ['tenant_id'],
  project_name: ['tenant_name'],
};

/** All options of all plugins: what a plugin is given that ostk only knows by name. */
const ALL = [
  ...new Set([
    ...Object.values(OPTIONS).flat(),
    'identity_provider',
    'protocol',
    'access_token',
    'client_id',
  ]),
  ...['client_secret', 'oauth2_endpoint', 'oauth2_client_id', 'oauth2_client_secret', 'discovery_endpoint'],
  ...['access_token_endpoint', 'access_token_type', 'redirect_uri', 'code', 'tenant_id', 'tenant_name'],
];

/** Names that end like endpoints of services, but belong to a plugin. */
export const PLUGIN_ENDPOINTS = new Set(['access_token', 'discovery', 'oauth2', 'device_authorization']);

/**
 * Chooses a plugin where none is told, fills in the default domain, drops domains for Identity API v2.
 * @param config changed in place; keys normalised
 * @returns what the peer warns of
 */
export function prepareAuth(config: Tree): string[] {
  const auth = treeAt(config, 'auth');
  const version = 'identity_api_version' in config ? text(config.identity_api_version) : '';
  if (!truthy(config.auth_type)) config.auth_type = deduced(config, version);
  const type = text(config.auth_type);
  if (type.startsWith('v2')) {
    if ('project_id' in auth) auth.tenant_id = auth.project_id;
    if ('project_name' in auth) auth.tenant_name = auth.project_name;
  }
  const warnings: string[] = [];
  if (version.startsWith('2') && type.endsWith('password')) {
    for (const key of [...PROJECT_DOMAIN, 'user_domain_id', 'user_domain_name']) {
      const value = auth[key];
      delete auth[key];
      if (value === undefined || value === null) continue;
      const whose = truthy(config.cloud)
        ? ` for ${text(config.cloud)}because identity API version is 2.0`
        : ' because identity API version is 2.0';
      warnings.push(`Ignoring domain related config ${key}${whose}`);
    }
  }
  if (version === '3' && truthy(config.default_domain) && /^(?:v3)?password$|^v3totp$/.test(type)) {
    for (const whose of ['project', 'user']) {
      const [id, name] = [`${whose}_domain_id`, `${whose}_domain_name`];
      if (!truthy(auth[id]) && !truthy(auth[name])) auth[id] = config.default_domain;
    }
  }
  return warnings;
}

function deduced(config: Tree, version: string): string {
  const prefix = version === '3' ? 'v3' : version.startsWith('2') ? 'v2' : '';
  if (truthy(config.username)) return `${prefix}password`;
  return truthy(config.token) ? `${prefix}token` : 'password';
}

/** What the plugin that is meant is called: `none` for all forms of nothing, `admin_token` for `token_endpoint`. */
export function pluginOf(type: unknown): string {
  if (type === null || type === undefined || type === '' || type === 'None') return 'none';
  return type === 'token_endpoint' ? 'admin_token' : text(type);
}

/**
 * What the plugin gets: a setting outside of `auth` (from an option or variable) goes before the one inside.
 * @param type from pluginOf
 * @param config from prepareAuth
 * @returns settings that are not empty, as text; for a plugin that ostk does not have, all that may concern it
 */
export function authOf(type: string, config: Tree): Record<string, string> {
  const auth = treeAt(config, 'auth');
  const made: Record<string, string> = {};
  for (const option of OPTIONS[type] ?? ALL) {
    const others = type === 'admin_token' && option === 'endpoint' ? ['url'] : (DEPRECATED[option] ?? []);
    const spellings = [option, ...others];
    const value = [config, auth]
      .map(place => place[spellings.find(key => key in place) ?? option])
      .find(each => truthy(each));
    if (value !== undefined) made[option] = text(value);
  }
  return made;
}
