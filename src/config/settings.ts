/** From files, environment and options to the settings of one cloud: what the SDK, osc-lib and the peer make of them. */

import { advise } from './advice.ts';
import { versionWarnings } from './api-versions.ts';
import { Clouds, type Profile, type Region } from './clouds.ts';
import { ConfigError, type Problem } from './errors.ts';
import { cloudsOf, Files, type Loaded } from './files.ts';
import { fix } from './fixes.ts';
import { authOf, PLUGIN_ENDPOINTS, pluginOf, prepareAuth } from './plugins.ts';
import type { GetPage } from './profiles.ts';
import { misshapen } from './shape.ts';
import { type Layer, sourceOf } from './sources.ts';
import { authUpdate, format, isTree, normalize, type Tree, text, treeAt, truthy } from './tree.ts';
import { type Arguments, argumentsOf, environmentCloud } from './typed.ts';

/** What configuration is made from. */
export interface ConfigInput {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly home: string;
  /** Values of all global options by dest; one that was not typed has its default or undefined, but has to be there. */
  readonly globals: Readonly<Record<string, unknown>>;
  /** The dests that the user typed. */
  readonly typed: ReadonlySet<string>;
  /** The user; negative where the system has none. */
  readonly uid: number;
  /** Clouds that are there without a file, by name (default none). */
  readonly builtin?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** How a profile is had that a vendor keeps at a URL (default: not at all). */
  readonly getPage?: GetPage;
  /** The machine's directory (default `/etc/openstack`). */
  readonly etc?: string;
  /** Whether files count at all (default true). */
  readonly files?: boolean | undefined;
}

/** Where settings came from: an option, a variable, a file, or `default`. */
export type Sources = Readonly<Record<string, string>>;

/** What configuration came to, whatever it came from. */
export interface Settings {
  readonly cloud: string | undefined;
  readonly authType: string;
  /** auth_url, username, password, project_name … */
  readonly auth: Readonly<Record<string, string>>;
  readonly region: string | undefined;
  readonly interface: string;
  readonly verify: boolean;
  readonly cacert: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
  /** Endpoint overrides by service type with `_`, such as `compute`, `block_storage`. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** API versions by service type with `_`, as the user asked for them. */
  readonly apiVersions: Readonly<Record<string, string>>;
  /** Types that services have in the catalogue instead of their own, by service type with `_`. */
  readonly serviceTypes: Readonly<Record<string, string>>;
  /** Everything else, as the file had it. */
  readonly extra: Readonly<Record<string, unknown>>;
  /** For each setting (`auth.username`, `region_name` …) where it came from; few runs ask, and it is found only then. */
  sources(): Sources;
  /** The whole configuration as the peer's `configuration show` has it; `auth` is a mapping in it. */
  readonly config: Readonly<Record<string, unknown>>;
  /** What the peer warns of too. */
  readonly warnings: readonly string[];
  /** What only ostk points out, under its own name. */
  readonly advice: readonly string[];
  /** Files that were passed over because they could not be parsed. */
  readonly problems: readonly Problem[];
}

/** As the peer's library introduces itself; `configuration show` has it. */
const USER_AGENT = [['osc-lib', '4.7.0']];

/**
 * Reads the files and puts everything together.
 * @throws ConfigError for an unknown cloud or region, or a file that is no mapping; with the files that were skipped
 *   and the warnings that the peer would have printed first
 */
export async function resolveSettings(input: ConfigInput): Promise<Settings> {
  const files = new Files(input);
  const warnings: string[] = [];
  try {
    return await resolve(input, files, warnings);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw error.with({
      problems: [...files.problems, ...files.odd],
      warnings: [...(await skips(files)), ...warnings],
    });
  }
}

/** The peer's warnings about files that it passes over. */
async function skips({ problems }: Files): Promise<string[]> {
  if (problems.length === 0) return [];
  const { skipped } = await import('./document.ts');
  return problems.map(skipped);
}

async function resolve(input: ConfigInput, files: Files, warnings: string[]): Promise<Settings> {
  const { env } = input;
  const all = argumentsOf(input.globals, input.typed, env);
  const clouds = await Clouds.read(files, env, input.builtin, input.getPage);
  warnings.push(...clouds.warnings);

  const { cloud: named } = input.globals;
  const asked = all.values.cloud;
  const cloud = typeof asked === 'string' ? asked : named === '' ? '' : clouds.chosen;
  // What the shell has exported is meant for another cloud than one that is built in.
  const given = clouds.isBuiltin(cloud) ? argumentsOf(input.globals, input.typed, {}) : all;
  const { values } = given;
  const token = truthy(values.endpoint) && truthy(values.token);
  const base = await clouds.base(cloud, { auth_type: token ? 'admin_token' : 'password' });
  const region = await clouds.region(cloud, text(values.region_name ?? ''));
  const config = completed(base, region, values);
  warnings.push(...prepareAuth(config));

  const type = pluginOf(config.auth_type);
  const auth = authOf(type, config);
  const shown = expanded(config);
  const profile = await clouds.profile(clouds.own(cloud ?? ''));
  let found: Sources | undefined;
  const sources = (): Sources => {
    if (found) return found;
    const choice = cloudSource(cloud, all, clouds, env);
    found = {
      ...allSources(layers(cloud ?? '', given, region, clouds, profile, env), shown, auth),
      ...(choice !== undefined && { cloud: choice }),
    };
    return found;
  };

  const tls = trust(shown, input.home);
  const { file, secureFile } = clouds;
  return {
    cloud: cloud === 'defaults' && clouds.names.length === 0 ? undefined : cloud || undefined,
    authType: type,
    auth,
    region: region.name || undefined,
    interface: text(shown.interface),
    ...tls,
    ...services(shown),
    sources,
    config: shown,
    problems: [...files.problems, ...misshapen(cloud ?? '', [file, secureFile])],
    warnings: [...(await skips(files)), ...warnings, ...versionWarnings(shown)],
    advice: await advise(
      { ...input, cloud, file, secureFile, auth, sources },
      { cloud: clouds.all[cloud ?? ''], profile: profile.values, envName: clouds.envName },
    ),
  };
}

/** The cloud with the region's values and then the options over it, in one form. */
function completed(base: Tree, region: Region, values: Tree): Tree {
  const config = structuredClone(base);
  delete config.regions;
  const over = { ...values, additional_user_agent: USER_AGENT, region_name: region.name };
  for (const layer of [region.values, over]) {
    const said = Object.entries(layer).filter(([, value]) => value !== null);
    authUpdate(config, Object.fromEntries(said));
  }
  return normalize(fix(config));
}

/** Texts with `{name}` in them filled in, the password aside. */
function expanded(config: Tree): Tree {
  const made = { ...config };
  for (const [key, value] of Object.entries(made))
    if (typeof value === 'string' && key !== 'password') made[key] = format(value, made);
  delete made.force_ipv4;
  delete made.prefer_ipv6;
  return made;
}

/** TLS as requests gets it: `insecure` wins over all, a bundle counts only where something is verified. */
function trust(config: Tree, home: string): Pick<Settings, 'verify' | 'cacert' | 'cert' | 'key'> {
  const path = (key: string): string | undefined => {
    const value = config[key];
    return truthy(value) ? text(value).replace(/^~(?=\/|$)/, home) : undefined;
  };
  const verify = config.insecure !== true && truthy(config.verify);
  const cert = path('cert');
  return {
    verify,
    cacert: verify ? path('cacert') : undefined,
    cert,
    key: cert === undefined ? undefined : path('key'),
  };
}

/** What settings of single services end with. */
const OF_SERVICES = ['endpoint_override', 'endpoint', 'api_version', 'service_type', 'default_microversion'];

/** Splits what concerns single services from the rest. */
function services(config: Tree): Pick<Settings, 'endpoints' | 'apiVersions' | 'serviceTypes' | 'extra'> {
  const endpoints: Record<string, string> = {};
  const serviceTypes: Record<string, string> = {};
  const apiVersions: Record<string, string> = {};
  const extra: Tree = {};
  const plain: Record<string, string> = {};
  const micro: Record<string, string> = {};
  for (const [key, value] of Object.entries(config)) {
    const what = OF_SERVICES.find(each => key.length > each.length + 1 && key.endsWith(`_${each}`));
    const service = what === undefined ? '' : key.slice(0, -what.length - 1);
    if (what === undefined || !truthy(value) || PLUGIN_ENDPOINTS.has(service)) {
      if (key !== 'auth') extra[key] = value;
    } else if (what === 'api_version') apiVersions[service] = text(value);
    else if (what === 'default_microversion') micro[service] = text(value);
    else if (what === 'service_type') serviceTypes[service] = text(value);
    else if (what === 'endpoint') plain[service] = text(value);
    else endpoints[service] = text(value);
  }
  const versions = { ...apiVersions, ...micro };
  return { endpoints: { ...plain, ...endpoints }, apiVersions: versions, serviceTypes, extra };
}

/** All places that settings can come from, the strongest first. */
function layers(
  cloud: string,
  given: Arguments,
  region: Region,
  clouds: Clouds,
  profile: Profile,
  env: ConfigInput['env'],
): Layer[] {
  const { file, secureFile, envName } = clouds;
  const inFile = (loaded: Loaded | undefined): Layer => ({
    values: treeAt(cloudsOf(loaded?.data), cloud),
    label: () => loaded?.path ?? '',
  });
  const fromEnv = cloud === envName ? (environmentCloud(env) ?? {}) : {};
  const said = Object.keys(fromEnv).filter(key => env[`OS_${key.toUpperCase()}`] !== undefined);
  return [
    { values: given.values, label: key => given.labels[key] ?? 'default' },
    { values: region.values, label: () => `${file?.path} (region ${region.name})` },
    {
      values: Object.fromEntries(said.map(key => [key, fromEnv[key]])),
      label: key => `OS_${key.toUpperCase()}`,
    },
    inFile(secureFile),
    inFile(file),
    { values: clouds.isBuiltin(cloud) ? clouds.own(cloud) : {}, label: () => 'built in' },
    { values: profile.values, label: () => profile.label },
  ];
}

function allSources(
  origin: readonly Layer[],
  config: Tree,
  auth: Record<string, string>,
): Record<string, string> {
  const sources: Record<string, string> = {};
  for (const [key, value] of Object.entries(auth))
    sources[`auth.${key}`] = sourceOf(origin, key, value, config);
  for (const [key, value] of Object.entries(config)) {
    if (value === null || isTree(value) || Array.isArray(value)) continue;
    sources[key] = sourceOf(origin, key, text(value), config);
  }
  return sources;
}

/** Who chose the cloud. */
function cloudSource(
  cloud: string | undefined,
  { values, labels }: Arguments,
  clouds: Clouds,
  env: ConfigInput['env'],
): string | undefined {
  if (!cloud || (cloud === 'defaults' && clouds.names.length === 0)) return undefined;
  if ('cloud' in values) return labels.cloud;
  if (env.OS_CLOUD) return 'OS_CLOUD';
  if (cloud === clouds.envName) return 'environment';
  return `the only cloud in ${clouds.file?.path ?? clouds.secureFile?.path}`;
}
