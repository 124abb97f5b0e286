/** Connects a run to the libvirt daemon that its command line, environment and files mean. */
import { readFileSync } from 'node:fs';
import type { Libvirt } from './clients/libvirt/connection.ts';
import type { KeepAliveOptions } from './clients/libvirt/keepalive.ts';
import { openLibvirt } from './clients/libvirt/open.ts';
import { ConfigError } from './config/errors.ts';
import { type LibvirtConf, libvirtConfPath, libvirtUri, parseLibvirtConf } from './config/libvirt.ts';
import type { Host } from './host.ts';

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
  host: Pick<Host, 'env' | 'uid' | 'home' | 'askSecret'>,
  { uri, ...options }: AskedLibvirt,
): Promise<Libvirt> {
  const { env, uid, home } = host;
  return openLibvirt(
    libvirtUri(uri, env, () => readConf(libvirtConfPath(env, uid, home))),
    {
      ...options,
      env,
      uid,
      credentials: {
        user: () => host.askSecret('Please enter your authentication name: '),
        password: () => host.askSecret('Please enter your password: '),
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
