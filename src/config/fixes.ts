/** Brings old spellings and nested settings to one form (the SDK's magic_fixes, in its order). */
import { ConfigError } from './errors.ts';
import { bool, format, isTree, type Tree, text, treeAt, truthy } from './tree.ts';

/** Settings that belong into `auth`, wherever they stand; a later spelling and one outside of `auth` win. */
const AUTH_SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  domain_id: ['domain_id', 'domain-id'],
  domain_name: ['domain_name', 'domain-name'],
  user_domain_id: ['user_domain_id', 'user-domain-id'],
  user_domain_name: ['user_domain_name', 'user-domain-name'],
  project_domain_id: ['project_domain_id', 'project-domain-id'],
  project_domain_name: ['project_domain_name', 'project-domain-name'],
  token: ['auth-token', 'auth_token', 'token'],
  passcode: ['passcode'],
};

const PROJECT = ['project_id', 'project-id'];
const TENANT = ['tenant_id', 'tenant-id'];
const named = (keys: readonly string[]): string[] => keys.map(key => key.replace('id', 'name'));

/** A service's own timeout is everybody's. */
function timeouts(cloud: Tree): Tree {
  const made: Tree = {};
  let service: unknown;
  for (const [key, value] of Object.entries(cloud)) {
    if (key.endsWith('timeout') && key !== 'timeout' && key !== 'api_timeout') service = value;
    else made[key] = value;
  }
  if (service !== undefined && service !== null) made.api_timeout = service;
  return made;
}

function authType(cloud: Tree): void {
  let type: unknown = null;
  for (const key of ['auth_plugin', 'auth_type']) {
    if (!(key in cloud)) continue;
    type = cloud[key];
    delete cloud[key];
  }
  cloud.auth_type = type;
}

function authSettings(cloud: Tree, auth: Tree): void {
  const old = cloud.auth_type === 'v2password';
  const spellings: Record<string, readonly string[]> = {
    ...AUTH_SPELLINGS,
    [old ? 'tenant_id' : 'project_id']: old ? [...PROJECT, ...TENANT] : [...TENANT, ...PROJECT],
    [old ? 'tenant_name' : 'project_name']: named(old ? [...PROJECT, ...TENANT] : [...TENANT, ...PROJECT]),
  };
  for (const [target, keys] of Object.entries(spellings)) {
    let value = '';
    for (const key of keys) {
      for (const place of [auth, cloud]) {
        if (!(key in place)) continue;
        value = text(place[key]);
        delete place[key];
      }
    }
    if (value) auth[target] = value;
  }
}

/** `endpoint_type` is called `interface` now, with or without a service before it. */
function interfaces(cloud: Tree): Tree {
  const entries = Object.entries(cloud);
  return Object.fromEntries(
    entries.map(([key, value]) => [
      key.endsWith('endpoint_type') ? key.replaceAll('endpoint_type', 'interface') : key,
      value,
    ]),
  );
}

const FLAGS = ['routes_externally', 'nat_source', 'nat_destination', 'default_interface'];

/** Only the SDK's own users read these; kept for `configuration show`. */
function networks(cloud: Tree): void {
  const made: Tree[] = [];
  const listed: unknown[] = Array.isArray(cloud.networks) ? cloud.networks : [];
  for (const entry of listed) {
    const network = isTree(entry) ? entry : {};
    if (!truthy(network.name))
      throw new ConfigError('Entry in network list is missing required field "name".');
    const one: Tree = { name: network.name };
    for (const key of FLAGS) one[key] = bool(network[key]);
    for (const key of ['routes_ipv4_externally', 'routes_ipv6_externally'])
      one[key] = key in network ? bool(network[key]) : one.routes_externally;
    made.push(one);
  }
  for (const key of ['external_network', 'internal_network']) {
    if (!(key in cloud)) continue;
    if ('networks' in cloud) {
      throw new ConfigError(
        `Both ${key} and networks were specified in the config. Please remove ${key} from the config and use ` +
          'the network list to configure network behavior.',
      );
    }
    const external = key === 'external_network';
    const roles = { routes_externally: external, nat_destination: !external, default_interface: external };
    made.push({ name: cloud[key], ...roles });
  }
  for (const key of ['nat_destination', 'default_interface']) {
    const [one, two] = made.filter(network => network[key] === true);
    if (!one || !two) continue;
    throw new ConfigError(
      `Duplicate network entries for ${key}: ${text(one.name)} and ${text(two.name)}. ` +
        `Only one network can be flagged with ${key}`,
    );
  }
  cloud.networks = made;
}

/** With a project, `domain_*` means the user's and the project's domain; without one it is the scope. */
function domains(cloud: Tree, auth: Tree): void {
  for (const kind of ['id', 'name']) {
    const target = `domain_${kind}`;
    const scoped = ['project_id', 'project_name'].some(key => key in cloud || key in auth);
    if (!scoped) {
      if (!(target in cloud) || target in auth) continue;
      auth[target] = cloud[target];
      delete cloud[target];
      continue;
    }
    for (const key of [`user_domain_${kind}`, `project_domain_${kind}`])
      if (target in auth && !(key in auth)) auth[key] = auth[target];
    delete cloud[target];
    delete auth[target];
  }
}

/**
 * Applies all of it.
 * @param settings a cloud's settings with region and options over them; `auth` is a mapping
 * @returns new settings
 * @throws ConfigError for `networks` that contradict themselves
 */
export function fix(settings: Tree): Tree {
  const timed = timeouts(settings);
  authType(timed);
  const auth = { ...treeAt(timed, 'auth') };
  timed.auth = auth;
  authSettings(timed, auth);
  const cloud = interfaces(timed);
  networks(cloud);
  domains(cloud, auth);
  for (const key of ['insecure', 'cache'])
    if (key in cloud && typeof cloud[key] !== 'boolean') cloud[key] = bool(cloud[key]);
  if (typeof cloud.auth_methods === 'string') cloud.auth_methods = cloud.auth_methods.split(',');
  if (typeof auth.auth_url === 'string') auth.auth_url = format(auth.auth_url, cloud);
  return cloud;
}
