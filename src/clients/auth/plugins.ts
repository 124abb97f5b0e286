/** The ways to authenticate against Identity API v3, from the settings that clouds.yaml and OS_* give. */
import { AuthError } from '../errors.ts';
import type { JsonObject } from '../json.ts';

/** auth_url, username, password, project_name …, as in the `auth` part of clouds.yaml. */
export type AuthSettings = Readonly<Record<string, string>>;

/** Asks for a secret; undefined where nobody can be asked. */
export type AskPassword = (prompt: string) => Promise<string | undefined>;

/** What a plugin does: nothing at the identity service, or a request for a token. */
export type Method = 'none' | 'token_endpoint' | 'password' | 'token' | 'application_credential' | 'totp';

/** The spellings of keystoneauth's entry points, with osc-lib's `token_endpoint` and the SDK's `None`. */
const METHODS: Readonly<Record<string, readonly Method[]>> = {
  password: ['password'],
  v3password: ['password'],
  token: ['token'],
  v3token: ['token'],
  v3applicationcredential: ['application_credential'],
  v3totp: ['totp'],
  none: ['none'],
  None: ['none'],
  noauth: ['none'],
  token_endpoint: ['token_endpoint'],
  admin_token: ['token_endpoint'],
};

/** Names of methods that `auth_methods` of v3multifactor lists. */
const FACTORS: Readonly<Record<string, Method>> = {
  v3password: 'password',
  password: 'password',
  v3token: 'token',
  token: 'token',
  v3totp: 'totp',
  totp: 'totp',
  v3applicationcredential: 'application_credential',
};

/**
 * The methods behind an auth_type.
 * @param authType such as `password`, `v3applicationcredential`
 * @param auth only read for `auth_methods` of v3multifactor
 * @throws AuthError that names a type ostk does not know
 */
export function methodsOf(authType: string, auth: AuthSettings): readonly Method[] {
  if (authType === 'v3multifactor') {
    const names = (auth.auth_methods ?? '').split(',').map(name => name.trim());
    return names.map(name => FACTORS[name] ?? unknownType(name));
  }
  return METHODS[authType] ?? unknownType(authType);
}

function unknownType(name: string): never {
  throw new AuthError(`The plugin ${name} could not be found`);
}

/**
 * Looks for what a plugin cannot do without.
 * @throws AuthError with osc-lib's and keystoneauth's sentences
 */
export function checkSettings(authType: string, methods: readonly Method[], auth: AuthSettings): void {
  const missing: string[] = [];
  const need = (name: string): void => {
    if (!auth[name.replaceAll('-', '_')])
      missing.push(`Missing value ${name} required for auth plugin ${authType}`);
  };
  if (methods.includes('none')) return;
  if (methods.includes('token_endpoint')) {
    need('endpoint');
    need('token');
  } else {
    need('auth-url');
    if (methods.includes('application_credential')) need('application_credential_secret');
  }
  if (missing.length > 0) throw new AuthError(missing.join('\n'));
  const third = authType.startsWith('v3');
  if (third && methods.some(method => method !== 'token')) demandDomain(auth, 'user', 'username');
  if (
    methods.includes('application_credential') &&
    !auth.application_credential_id &&
    !auth.application_credential_name
  )
    throw new AuthError(
      'You must provide either an application credential ID or an application credential name and user.',
    );
  if (third) demandDomain(auth, 'project', 'project_name');
  if (/^(v3)?password$/.test(authType) && !auth.username && !auth.user_id)
    throw new AuthError(
      'Missing parameter(s): \nSet a username with --os-username, OS_USERNAME, or auth.username or set a user-id with ' +
        '--os-user-id, OS_USER_ID, or auth.user_id',
    );
}

/** @throws AuthError for a name without a domain, which keystoneauth's plugins for version 3 do not send */
function demandDomain(auth: AuthSettings, whose: 'user' | 'project', name: string): void {
  if (auth[name] && !domainOf(auth, whose))
    throw new AuthError(
      `You have provided a ${name}. In the V3 identity API a ${name} is only unique within a domain so you must ` +
        `also provide either a ${whose}_domain_id or ${whose}_domain_name.`,
    );
}

/**
 * Builds the body of `POST /v3/auth/tokens`.
 * @param methods from methodsOf
 * @param auth the settings
 * @param ask called for a password or passcode that is missing
 * @throws AuthError when there is no password to be had
 */
export async function tokenRequest(
  methods: readonly Method[],
  auth: AuthSettings,
  ask: AskPassword | undefined,
): Promise<JsonObject> {
  const identity: Record<string, JsonObject | string[]> = { methods: [...methods] };
  for (const method of methods) {
    if (method === 'password') {
      const password = auth.password ?? (await asked(ask, 'Password: '));
      identity.password = { user: { ...user(auth), password } };
    } else if (method === 'token') {
      identity.token = { id: auth.token ?? '' };
    } else if (method === 'totp') {
      const passcode = auth.passcode ?? (await asked(ask, 'TOTP passcode: '));
      identity.totp = { user: { ...user(auth), passcode } };
    } else {
      identity[method] = applicationCredential(auth);
    }
  }
  const scope = scopeOf(auth);
  return { auth: { identity, ...(scope === undefined ? {} : { scope }) } };
}

/** A secret that somebody types. @throws AuthError with the peer's sentence, the same for all of them */
async function asked(ask: AskPassword | undefined, prompt: string): Promise<string> {
  const secret = await ask?.(prompt);
  if (!secret) throw new AuthError('No password entered, or found via --os-password or OS_PASSWORD');
  return secret;
}

function applicationCredential(auth: AuthSettings): JsonObject {
  const secret = auth.application_credential_secret ?? '';
  if (auth.application_credential_id) return { id: auth.application_credential_id, secret };
  return { name: auth.application_credential_name ?? '', user: user(auth), secret };
}

function user(auth: AuthSettings): JsonObject {
  if (auth.user_id) return { id: auth.user_id };
  return auth.username ? named(auth, 'user', auth.username) : {};
}

/** A name with its domain, where there is one: the identity service says that it misses it. */
function named(auth: AuthSettings, whose: 'user' | 'project', name: string): JsonObject {
  const domain = domainOf(auth, whose);
  return domain ? { name, domain } : { name };
}

/**
 * The scope that is asked for. An application credential has its own; the service refuses one that is asked for.
 * @returns undefined for none: the service then uses the user's default project, or gives an unscoped token
 * @throws AuthError with keystoneauth's sentence for more than one, and for a part of the system
 */
export function scopeOf(auth: AuthSettings): JsonObject | undefined {
  const scopes: JsonObject[] = [];
  if (auth.domain_id) scopes.push({ domain: { id: auth.domain_id } });
  else if (auth.domain_name) scopes.push({ domain: { name: auth.domain_name } });
  if (auth.project_id) scopes.push({ project: { id: auth.project_id } });
  else if (auth.project_name) scopes.push({ project: named(auth, 'project', auth.project_name) });
  if (auth.trust_id) scopes.push({ 'OS-TRUST:trust': { id: auth.trust_id } });
  if (auth.system_scope) scopes.push({ system: { all: true } });
  if (scopes.length > 1)
    throw new AuthError(
      'Authentication cannot be scoped to multiple targets. Pick one of: project, domain, trust, system or unscoped',
    );
  if (auth.system_scope && auth.system_scope !== 'all')
    throw new AuthError('Invalid system scope, only "all" is supported');
  return scopes[0];
}

function domainOf(auth: AuthSettings, whose: 'user' | 'project'): JsonObject | undefined {
  const id = auth[`${whose}_domain_id`];
  const name = auth[`${whose}_domain_name`];
  if (id) return { id };
  if (name) return { name };
  if (auth.default_domain_id) return { id: auth.default_domain_id };
  if (auth.default_domain_name) return { name: auth.default_domain_name };
  return undefined;
}

/**
 * What tells one identity and scope from another, without any secret: passwords, tokens and passcodes take no part.
 * A changed password therefore does not end a cached token, just as it does not end the token at the service.
 * @returns a text to be hashed
 */
export function identityKey(authType: string, auth: AuthSettings): string {
  const known = { ...auth };
  for (const name of SECRETS) delete known[name];
  return JSON.stringify([authType, ...Object.entries(known).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** Settings of `auth` that must not be shown or kept. */
export const SECRETS: readonly string[] = [
  'password',
  'token',
  'passcode',
  'application_credential_secret',
  'client_secret',
  'access_token',
  'authorization_code',
  'consumer_secret',
  'access_secret',
];
