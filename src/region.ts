/** The region of a run: which gsinitrc, and which backend. Loaded when it is used. */
import { access } from 'node:fs/promises';
import type { Backend } from './clients/gostack/backend.ts';
import { ConfigError } from './config/errors.ts';
import { type FoundGsinitrc, gsinitrcPlaces } from './config/gsinitrc.ts';
import { userPath } from './files.ts';
import type { Host } from './host.ts';
import type { Context, Log } from './kernel/context.ts';
import type { Parsed } from './kernel/parse/parser.ts';
import type { Surroundings } from './settings.ts';

/** What a region is opened with. */
type Clients = Pick<Context, 'compute' | 'volume' | 'network' | 'image' | 'identity'>;

/**
 * Reads the gsinitrc that options, environment or the usual places name.
 * @returns undefined where none was asked for and none is there
 * @throws ConfigError where one was asked for and is not there, or cannot be used
 */
export async function findGsinitrc(
  host: Host,
  options: Parsed,
  log: Log,
): Promise<FoundGsinitrc | undefined> {
  const path = await locate(host, options);
  if (path === undefined) return undefined;
  const { readGsinitrc } = await import('./gostack.ts');
  return { path, gsinitrc: await readGsinitrc(path, host, log) };
}

async function locate(host: Host, { values }: Parsed): Promise<string | undefined> {
  const { paths, asked } = gsinitrcPlaces({
    file: text(values.gsinitrc),
    zone: text(values.az),
    env: host.env,
  });
  for (const path of paths.map(each => userPath(each, host))) {
    if (await isThere(path)) return path;
  }
  if (asked) throw noGsinitrc(paths);
  return undefined;
}

/** Whether there is something at a path; what may not be looked at is there, too: nothing else counts in its place. */
async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code !== 'ENOENT' && code !== 'ENOTDIR';
  }
}

/** What is said where a gsinitrc is needed and none is there. */
export function noGsinitrc(paths: readonly string[] = gsinitrcPlaces({ env: {} }).paths): ConfigError {
  return new ConfigError(
    `There is no gsinitrc (looked at ${paths.join(' and ')}): name one with --gsinitrc or GS_INITRC, or its zone with --az or GS_AZ`,
  );
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * Whose what a run makes in a gostack region is: the project that options, openrc file or environment name, by ID where
 * they tell it. Nobody is asked whether there is such a project, and clouds.yaml does not count: it is of other regions.
 * @returns '' where none is named
 */
export async function tenantOf(
  host: Surroundings,
  { values, typed }: Pick<Parsed, 'values' | 'typed'>,
): Promise<string> {
  const [{ environmentOf }, { argumentsOf }] = await Promise.all([
    import('./settings.ts'),
    import('./config/typed.ts'),
  ]);
  const { variables } = await environmentOf(host, values);
  const { values: named, labels } = argumentsOf(values, typed, variables);
  const [id, name] = [text(named.project_id), text(named.project_name)];
  // What was typed goes before what a variable says.
  const byName = labels.project_name?.startsWith('--') && !labels.project_id?.startsWith('--');
  return (byName ? (name ?? id) : (id ?? name)) ?? '';
}

/**
 * Opens the region: `--backend` says what keeps it, else an explicit cloud means OpenStack, else a gsinitrc gostack,
 * else it is OpenStack.
 * @param gsinitrc reads it once
 * @param log is told of options that have no effect
 */
export async function openRegion(
  host: Host,
  options: Parsed,
  clients: Clients,
  gsinitrc: () => Promise<FoundGsinitrc | undefined>,
  log: Log,
): Promise<Backend> {
  const { values, typed } = options;
  const asked = text(values.backend) ?? (typed.has('cloud') ? 'openstack' : undefined);
  const found = asked === 'openstack' ? undefined : await gsinitrc();
  if (found) {
    if (typed.has('cloud')) log.warn('--os-cloud has no effect on a gostack region');
    const [{ openGostack }, { etcdTransport }] = await Promise.all([
      import('./clients/gostack/region.ts'),
      import('./gostack.ts'),
    ]);
    const transport = etcdTransport(found.gsinitrc.etcd.keepAliveTimeout);
    const backend = openGostack(found.gsinitrc, transport, () => tenantOf(host, options));
    const close = async () => {
      await backend.close();
      await transport.close();
    };
    return { ...backend, close };
  }
  if (asked === 'gostack') throw noGsinitrc();
  for (const option of ['gsinitrc', 'az'])
    if (asked && typed.has(option)) log.warn(`--${option} has no effect on OpenStack`);
  const { openOpenstack } = await import('./clients/region/openstack.ts');
  const told = new Set<string>();
  const warn = (message: string) => {
    if (!told.has(message)) log.warn(message);
    told.add(message);
  };
  return openOpenstack({ ...clients, clock: host.clock, warn });
}
