/** Reads the configuration of a run and tells the user what is odd about it. */
import { BUILTIN_CLOUDS } from './builtin-clouds.ts';
import { unknownVersion } from './config/api-versions.ts';
import { ConfigError } from './config/errors.ts';
import { type Openrc, openrcOf, readOpenrc, withOpenrc } from './config/openrc.ts';
import { resolveSettings, type Settings, type Sources } from './config/settings.ts';
import type { ContextOptions } from './context.ts';
import type { Host } from './host.ts';
import type { Log } from './kernel/context.ts';
import type { Asked } from './kernel/tree.ts';

/**
 * Puts options, openrc file, environment and files together.
 * @throws ConfigError for an unknown cloud or region, or a file that cannot be used
 */
export async function loadSettings(host: Host, run: ContextOptions, log: Log): Promise<Settings> {
  const { values, typed } = run.options;
  const { cwd, home, uid } = host;
  const { openrc, variables } = await environmentOf(host, values);
  const plain = {
    values,
    typed,
    env: variables,
    exact: run.manners === 'peer',
    interactive: host.stdin.isTTY,
  };
  const asked: Asked = run.tree.configure?.(plain) ?? plain;
  const { files } = asked;
  const globals = asked.values;
  const getPage = async (url: string) =>
    (await import('./vendor-page.ts')).vendorPage(url, variables, run.manners);
  const input = {
    ...{ cwd, home, uid, globals, files, builtin: BUILTIN_CLOUDS, getPage },
    typed: asked.typed,
    env: asked.env,
  };
  const settings = await resolveSettings(input).catch(error => {
    if (error instanceof ConfigError && run.manners === 'peer')
      for (const said of error.warnings) log.warn(said);
    throw error;
  });
  if (run.manners === 'peer') for (const warning of settings.warnings) log.warn(warning);
  else {
    const { problems } = settings;
    if (problems.length > 0) throw new ConfigError('A file of clouds cannot be read', { problems });
    const version = unknownVersion(settings);
    if (version !== undefined) throw new ConfigError(version);
    for (const advice of [...settings.warnings, ...settings.advice]) log.warn(advice);
  }
  const auth = run.manners === 'peer' ? settings.auth : withDomain(settings);
  const sources = openrc ? () => naming(openrc, settings.sources()) : settings.sources;
  return { ...settings, auth, sources };
}

/** The peer knows the default domain only for those who ask for version 3; without it names are of no use. */
function withDomain({ auth, config }: Settings): Settings['auth'] {
  if (auth.default_domain_id || auth.default_domain_name) return auth;
  const domain =
    typeof config.default_domain === 'string' && config.default_domain ? config.default_domain : 'default';
  const lacks = (name: string, whose: string): boolean =>
    Boolean(auth[name]) && !auth[`${whose}_domain_id`] && !auth[`${whose}_domain_name`];
  return {
    ...auth,
    ...(lacks('username', 'user') && !auth.user_id ? { user_domain_id: domain } : {}),
    ...(lacks('project_name', 'project') && !auth.project_id ? { project_domain_id: domain } : {}),
  };
}

/** What a run's environment is made from. */
export type Surroundings = Pick<Host, 'env' | 'cwd' | 'home' | 'uid'>;

/**
 * The environment with what the openrc file sets that is named, if one is.
 * @throws ConfigError where it cannot be used
 */
export async function environmentOf(
  host: Surroundings,
  values: Readonly<Record<string, unknown>>,
): Promise<{ readonly openrc: NamedOpenrc | undefined; readonly variables: Host['env'] }> {
  const openrc = await namedOpenrc(host, values);
  return { openrc, variables: openrc ? withOpenrc(host.env, openrc) : host.env };
}

interface NamedOpenrc extends Openrc {
  readonly file: string;
}

/** The openrc file that `--openrc` names, else the variable OSTK_OPENRC. */
async function namedOpenrc(
  { env, cwd, home, uid }: Surroundings,
  { openrc, openrc_arg }: Readonly<Record<string, unknown>>,
): Promise<NamedOpenrc | undefined> {
  const args = Array.isArray(openrc_arg) ? openrc_arg.map(String) : [];
  const named = typeof openrc === 'string' ? { file: openrc, args } : openrcOf(env.OSTK_OPENRC);
  if (named === undefined) return undefined;
  const read = await readOpenrc(named.file, named.args, { cwd, home, uid, env });
  return { ...read, file: named.file };
}

/** Sources that are variables of the file, with the file's name. */
function naming({ set, file }: NamedOpenrc, sources: Sources): Sources {
  const named = Object.entries(sources).map(([setting, source]) => [
    setting,
    source in set ? `${source} in ${file}` : source,
  ]);
  return Object.fromEntries(named);
}
