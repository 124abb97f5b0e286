/** libvirt's URIs: `driver[+transport]://[user@][host][:port]/path?parameters`. */
import { ErrorCode, LibvirtError } from './errors.ts';

/** How a daemon is reached. */
export type TransportName = 'unix' | 'tcp' | 'tls' | 'ssh' | 'ext';

/** A URI in its parts. */
export interface LibvirtUri {
  /** As it was typed. */
  readonly text: string;
  readonly driver: string;
  readonly transport: TransportName;
  readonly user: string | undefined;
  /** Without the brackets of an IPv6 address; undefined for this machine. */
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly path: string;
  readonly parameters: readonly (readonly [name: string, value: string])[];
}

/** Parameters that are the client's own and no business of the driver (remote driver, URI reference). */
const CLIENT_PARAMETERS = new Set([
  'name',
  'command',
  'socket',
  'auth',
  'sshauth',
  'netcat',
  'keyfile',
  'pkipath',
  'known_hosts',
  'known_hosts_verify',
  'tls_priority',
  'mode',
  'proxy',
  'no_sanity',
  'no_verify',
  'no_tty',
  'authfile',
]);

const SHAPE =
  /^([a-z][a-z0-9+.-]*):(?:\/\/(?:([^@/?#]*)@)?(\[[0-9a-f:.%]+\]|[^:/?#]*)(?::(\d+))?)?([^?#]*)(?:\?([^#]*))?(?:#.*)?$/i;

/**
 * Takes a URI apart.
 * @throws LibvirtError for one that is none, or whose transport is unknown
 */
export function parseUri(text: string): LibvirtUri {
  const match = SHAPE.exec(text);
  const [, scheme, user, host, port, path = '', query] = match ?? [];
  if (scheme === undefined)
    throw invalid(text.includes(':') ? `Unable to parse URI ${text}` : 'missing scheme for URI');
  const server = host === undefined || host === '' ? undefined : host.replace(/^\[(.*)\]$/, '$1');
  const plus = scheme.indexOf('+');
  const named = plus < 0 ? undefined : scheme.slice(plus + 1).toLowerCase();
  const transport = transportOf(named, server);
  return {
    text,
    driver: plus < 0 ? scheme : scheme.slice(0, plus),
    transport,
    user: user === undefined ? undefined : decodeURIComponent(user),
    host: server,
    port: port === undefined ? undefined : Number(port),
    path,
    parameters: (query ?? '')
      .split(/[&;]/)
      .filter(part => part !== '')
      .map(part => {
        const [name = '', ...value] = part.split('=');
        return [decodeURIComponent(name), decodeURIComponent(value.join('='))] as const;
      }),
  };
}

function transportOf(named: string | undefined, server: string | undefined): TransportName {
  switch (named) {
    case undefined:
      return server === undefined ? 'unix' : 'tls';
    case 'unix':
      if (server === undefined) return 'unix';
      throw invalid(`using unix socket and remote server '${server}' is not supported.`);
    case 'tcp':
    case 'tls':
    case 'ssh':
    case 'ext':
      return named;
    case 'libssh':
    case 'libssh2':
      return 'ssh';
    default:
      throw invalid(
        'remote_open: transport in URL not recognised (should be tls|unix|ssh|ext|tcp|libssh2|libssh)',
      );
  }
}

/** A parameter's value; names are told apart without regard to case. */
export function parameter(uri: LibvirtUri, name: string): string | undefined {
  return uri.parameters.findLast(([key]) => key.toLowerCase() === name)?.[1];
}

/** Whether a parameter such as `no_verify` is there and not zero. @throws LibvirtError for what is no number */
export function flag(uri: LibvirtUri, name: string): boolean {
  const value = parameter(uri, name);
  if (value === undefined) return false;
  if (!/^[+-]?\d+$/.test(value)) throw invalid(`Failed to parse value of URI component ${name}`);
  return Number(value) !== 0;
}

/** The URI as the daemon is asked to open it: local, and without what is the client's own. */
export function daemonUri(uri: LibvirtUri): string {
  const name = parameter(uri, 'name');
  if (name !== undefined) return name;
  if (uri.driver === 'remote') return '';
  const passed = uri.parameters.filter(([key]) => !CLIENT_PARAMETERS.has(key.toLowerCase()));
  const query = passed.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`);
  return `${uri.driver}://${uri.path}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}

/** An argument that libvirt would not take. */
export function invalid(detail: string): LibvirtError {
  return new LibvirtError(ErrorCode.invalidArg, `invalid argument: ${detail}`);
}
