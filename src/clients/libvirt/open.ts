/** Opens connections: finds the daemon, proves who asks, opens the hypervisor. */
import { userInfo } from 'node:os';
import type { Duplex } from 'node:stream';
import type { Credentials } from './auth.ts';
import { type Libvirt, RpcConnection } from './connection.ts';
import { KEEPALIVE_DEFAULTS, type KeepAliveOptions } from './keepalive.ts';
import { connectGetUri } from './protocol/hypervisor.ts';
import { authList, connectClose, connectOpen, connectSupportsFeature } from './protocol/session.ts';
import { daemonUri, type LibvirtUri, parameter, parseUri } from './uri.ts';

export interface OpenOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Refuses calls that change something (default false). */
  readonly readOnly?: boolean;
  /** Who asks (default: this process's user). */
  readonly uid?: number;
  readonly keepAlive?: KeepAliveOptions;
  /** Milliseconds until an answer must have come while the connection is opened (default 30 s). */
  readonly timeout?: number;
  /** Whether nobody is there whom a program such as ssh could ask (default false). */
  readonly unattended?: boolean;
  /** Gives user names and passwords where a daemon asks for them. */
  readonly credentials?: Credentials;
}

/** What a transport needs to know. */
export interface Target {
  /** Undefined where none was asked for: this machine's daemon, and the hypervisor that it chooses. */
  readonly uri: LibvirtUri | undefined;
  readonly env: OpenOptions['env'];
  readonly uid: number;
  readonly readOnly: boolean;
  readonly timeout: number;
  readonly unattended?: boolean;
}

const OPEN_TIMEOUT = 30_000;
const CLOSE_TIMEOUT = 1_000;
/** virConnectFlags. */
const READ_ONLY = 1;
/** The daemon's features (virDrvFeature). */
const PROGRAM_KEEPALIVE = 10;
const AUTH_NONE = 0;

/**
 * Opens a connection.
 * @param uri undefined or empty: what the daemon of this machine chooses
 * @throws LibvirtError: the daemon's refusal, a LibvirtConnectionError where none was reached
 */
export async function openLibvirt(uri: string | undefined, options: OpenOptions): Promise<Libvirt> {
  const parsed = uri ? parseUri(uri) : undefined;
  const target: Target = {
    uri: parsed,
    env: options.env,
    uid: options.uid ?? userInfo().uid,
    readOnly: options.readOnly === true,
    timeout: options.timeout ?? OPEN_TIMEOUT,
    unattended: options.unattended === true,
  };
  const connection = await establish(target, options.credentials, options.keepAlive ?? KEEPALIVE_DEFAULTS);
  const chosen = parsed?.text ?? (await connection.call(connectGetUri, {}, target)).uri;
  return library(connection, chosen, target, options.credentials);
}

/** What users of the library see of a connection. */
function library(
  connection: RpcConnection,
  uri: string,
  target: Target,
  credentials: Credentials | undefined,
): Libvirt {
  const self: Libvirt = {
    uri,
    over: connection.over,
    call: (procedure, args, call) => connection.call(procedure, args, call),
    stream: (procedure, args) => connection.stream(procedure, args),
    on: (event, listener) => connection.on(event, listener),
    async bulk() {
      // The test driver has a world for each connection.
      if (target.uri?.driver === 'test') return { ...self, close: async () => {} };
      // A reader that stops does not answer pings, so the daemon is not told that they would be.
      return library(await establish(target, credentials, undefined), uri, target, credentials);
    },
    async close() {
      await connection.call(connectClose, {}, { timeout: CLOSE_TIMEOUT }).catch(() => {});
      connection.close();
    },
  };
  return self;
}

/** @param keepAlive undefined: neither side asks the other for signs of life */
async function establish(
  target: Target,
  credentials: Credentials | undefined,
  keepAlive: KeepAliveOptions | undefined,
): Promise<RpcConnection> {
  const connection = new RpcConnection(await connect(target));
  const { timeout } = target;
  try {
    await authenticate(connection, target, credentials);
    const name = target.uri ? daemonUri(target.uri) : '';
    const [supported] = await Promise.all([
      keepAlive && connection.call(connectSupportsFeature, { feature: PROGRAM_KEEPALIVE }, { timeout }),
      connection.call(connectOpen, { name, flags: target.readOnly ? READ_ONLY : 0 }, { timeout }),
    ]);
    if (keepAlive && supported?.supported === 1) connection.startKeepAlive(keepAlive);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

async function authenticate(
  connection: RpcConnection,
  target: Target,
  credentials: Credentials | undefined,
): Promise<void> {
  const { types } = await connection.call(authList, {}, target);
  const asked = target.uri && parameter(target.uri, 'auth');
  if (types.length === 0 || (asked === undefined && types[0] === AUTH_NONE)) return;
  const { prove } = await import('./auth.ts');
  await prove(connection, types, { ...target, credentials });
}

async function connect(target: Target): Promise<Duplex> {
  const { uri } = target;
  switch (uri?.transport) {
    case undefined:
    case 'unix':
      return (await import('./transports/unix.ts')).connectUnix(target);
    case 'tcp':
      return (await import('./transports/tcp.ts')).connectTcp(uri, target);
    case 'tls':
      return (await import('./transports/tcp.ts')).connectTls(uri, target);
    case 'ssh':
      return (await import('./transports/child.ts')).connectSsh(uri, target);
    case 'ext':
      return (await import('./transports/child.ts')).connectProgram(uri, target);
  }
}
