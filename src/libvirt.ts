/** Connects a run to the libvirt daemon that its command line, environment and files mean. */
import { readFileSync } from 'node:fs';
import type { Libvirt } from './clients/libvirt/connection.ts';
import { KEEPALIVE_DEFAULTS, type KeepAliveOptions } from './clients/libvirt/keepalive.ts';
import { openLibvirt } from './clients/libvirt/open.ts';
import { ConfigError } from './config/errors.ts';
import { type LibvirtConf, libvirtConfPath, libvirtUri, parseLibvirtConf } from './config/libvirt.ts';
import type { Host } from './host.ts';
import type { LibvirtTarget } from './kernel/context.ts';
import { orFail } from './kernel/vsh/failure.ts';

/** What a command line says of its connection. */
export interface AskedLibvirt {
  /** A URI or an alias of libvirt.conf; undefined: the environment's, libvirt.conf's, or this machine's. */
  readonly uri?: string | undefined;
  readonly readOnly?: boolean;
  readonly keepAlive?: KeepAliveOptions;
}

/**
 * Opens the connection.
 * @throws LibvirtError, ConfigError
 */
export function connectLibvirt(
  host: Pick<Host, 'env' | 'uid' | 'home' | 'askSecret' | 'unattended'>,
  { uri, ...options }: AskedLibvirt,
): Promise<Libvirt> {
  const { env, uid, home, unattended = false } = host;
  return openLibvirt(
    libvirtUri(uri, env, () => readConf(libvirtConfPath(env, uid, home))),
    {
      ...options,
      env,
      uid,
      unattended,
      credentials: {
        // At the end of the input there is an empty one, and the daemon says what it thinks of that.
        user: async () => (await host.askSecret('Please enter your authentication name: ', true)) ?? '',
        password: async () => (await host.askSecret('Please enter your password: ')) ?? '',
      },
    },
  );
}

function readConf(path: string): LibvirtConf {
  try {
    return parseLibvirtConf(readFileSync(path, 'utf8'), path);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    // Without the file, or the right to read it, nothing is configured.
    return { uriAliases: [] };
  }
}

/** The key of the connection in use, and of what it was asked for with. */
const CURRENT = 'current';

/**
 * The connection in use: the one that is open, a new one where there is none or where it broke off.
 * @param open connections of the session, by what they are
 * @param values global options
 * @param anew another one from now on, or beside the one in use
 * @throws Failure with what the daemon, or the way to it, refused; LibvirtError for one beside it
 */
export async function openDaemon(
  host: Host,
  open: Map<string, Promise<Libvirt>>,
  {
    connect,
    readonly,
    keepalive_interval: interval,
    keepalive_count: count,
  }: Readonly<Record<string, unknown>>,
  anew?: LibvirtTarget,
): Promise<Libvirt> {
  const asked = anew?.uri ?? (typeof connect === 'string' ? connect : undefined);
  const keepAlive = {
    ...KEEPALIVE_DEFAULTS,
    ...(typeof interval === 'number' ? { interval } : {}),
    ...(typeof count === 'number' ? { count } : {}),
  };
  const readOnly = anew?.readOnly ?? readonly === true;
  const target = { uri: asked, readOnly, keepAlive };
  if (anew?.beside) return connectLibvirt(host, target);
  const current = await open.get(CURRENT)?.catch(() => undefined);
  if (current && !anew) return current;
  await current?.close();
  const made = connectLibvirt(host, target);
  open.set(CURRENT, made);
  const forget = () => open.get(CURRENT) === made && open.delete(CURRENT);
  made.then(({ over }) => over.then(forget)).catch(forget);
  return orFail('failed to connect to the hypervisor', made);
}
