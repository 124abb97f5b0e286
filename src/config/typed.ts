/** What the command line and the environment say through the global options (osc_lib/shell.py, api/auth.py). */
import type { Tree } from './tree.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Options whose value no variable gives. */
const NO_VARIABLE = new Set([
  ...[
    'verbose_level',
    'log_file',
    'deferred_help',
    'debug',
    'verify',
    'insecure',
    'timing',
    'os_beta_command',
  ],
  ...['os_project_name', 'os_project_id'],
]);

/** Options that are none of the SDK's business. */
const OTHERS = new Set(['version', 'as', 'openrc', 'openrc_arg', 'no_token_cache']);

/** The variables that give an option its value, in order. */
const VARIABLES: Readonly<Record<string, readonly string[]>> = {
  project_name: ['OS_PROJECT_NAME', 'OS_TENANT_NAME'],
  project_id: ['OS_PROJECT_ID', 'OS_TENANT_ID'],
  os_endpoint_override: [
    ...['OS_SHARED_FILE_SYSTEM_ENDPOINT_OVERRIDE', 'OS_ENDPOINT_OVERRIDE'],
    ...['OS_MANILA_BYPASS_URL', 'MANILACLIENT_BYPASS_URL'],
  ],
};

/** The options' values by setting, and where each came from: `--os-x`, `OS_X` or `default`. */
export interface Arguments {
  readonly values: Tree;
  readonly labels: Readonly<Record<string, string>>;
}

/** What a typed option is called when somebody asks where a setting came from. */
function flagOf(dest: string): string {
  if (dest === 'verify' || dest === 'insecure' || dest === 'timing' || dest === 'debug') return `--${dest}`;
  const name = dest.replace(/^os_project_/, 'tenant_').replace(/^os_/, '');
  return `--os-${name.replaceAll('_', '-')}`;
}

/** The option's word, else the first variable that is not empty, else the option's default. */
function given(dest: string, globals: Tree, typed: ReadonlySet<string>, env: Env): [unknown, string] {
  if (typed.has(dest)) return [globals[dest], flagOf(dest)];
  if (!NO_VARIABLE.has(dest)) {
    const names = VARIABLES[dest] ?? [`OS_${dest.replace(/^os_/, '').toUpperCase()}`];
    const name = names.find(each => env[each]);
    if (name !== undefined) return [env[name], name];
  }
  return [globals[dest], 'default'];
}

/**
 * Puts the options together: what was typed before the environment, project and tenant as one.
 * @param globals values of all global options by dest
 * @param typed the dests that the user typed
 */
export function argumentsOf(globals: Readonly<Tree>, typed: ReadonlySet<string>, env: Env): Arguments {
  const values: Tree = {};
  const labels: Record<string, string> = {};
  const later: [string, unknown, string][] = [];
  for (const dest of Object.keys(globals)) {
    if (OTHERS.has(dest)) continue;
    const [value, label] = given(dest, globals, typed, env);
    if (value === undefined || value === null || value === '' || (dest === 'debug' && value === false))
      continue;
    if (dest.startsWith('os_')) later.push([dest.slice(3), value, label]);
    else [values[dest], labels[dest]] = [value, label];
  }
  // --debug says everything, however often -v was typed (osc_lib/logs.py)
  if (values.debug === true) values.verbose_level = 3;
  for (const part of ['id', 'name']) {
    const project = `project_${part}`;
    if (!(project in values)) continue;
    values[`tenant_${part}`] = values[project];
    labels[`tenant_${part}`] = labels[project] ?? '';
  }
  for (const [key, value, label] of later) [values[key], labels[key]] = [value, label];
  return { values, labels };
}

/** The SDK's defaults (openstack/config/defaults.py and .json). */
export function defaults(): Tree {
  return {
    api_timeout: null,
    verify: true,
    cacert: null,
    cert: null,
    key: null,
    auth_type: 'password',
    baremetal_status_code_retries: 5,
    baremetal_introspection_status_code_retries: 5,
    image_status_code_retries: 5,
    disable_vendor_agent: {},
    interface: 'public',
    floating_ip_source: 'neutron',
    image_api_use_tasks: false,
    image_format: 'qcow2',
    message: '',
    network_api_version: '2',
    object_store_api_version: '1',
    secgroup_source: 'neutron',
    status: 'active',
  };
}

/** Variables that choose or find a configuration; alone they make no cloud. */
const SELECTORS = new Set([
  'OS_CLOUD',
  'OS_REGION_NAME',
  'OS_CLIENT_CONFIG_FILE',
  'OS_CLIENT_SECURE_FILE',
  'OS_CLOUD_NAME',
]);

/**
 * The cloud that the environment describes: every `OS_*` variable, over the defaults.
 * @returns undefined when there is none besides selectors
 */
export function environmentCloud(env: Env): Tree | undefined {
  const names = Object.keys(env).filter(name => env[name] !== undefined && /^OS_(?!TEST|STD|LOG)/.test(name));
  if (names.every(name => SELECTORS.has(name))) return undefined;
  const cloud = defaults();
  for (const name of names) cloud[name.slice(3).toLowerCase()] = env[name];
  return cloud;
}
