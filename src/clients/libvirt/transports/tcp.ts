/** A daemon of another machine, in the clear or over TLS. */
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { homedir } from 'node:os';
import type { Duplex } from 'node:stream';
import { ErrorCode, LibvirtConnectionError, LibvirtError } from '../errors.ts';
import type { Target } from '../open.ts';
import { systemWords } from '../system-error.ts';
import { flag, type LibvirtUri, parameter } from '../uri.ts';

const TCP_PORT = 16509;
const TLS_PORT = 16514;
/** What a daemon says once it has let the client's certificate and address in. */
const WELCOME = 1;

/** Connects in the clear. @throws LibvirtConnectionError */
export async function connectTcp(uri: LibvirtUri, { timeout }: Target): Promise<Duplex> {
  const { connect } = await import('node:net');
  const [host, port] = [uri.host ?? 'localhost', uri.port ?? TCP_PORT];
  return ready(connect({ host, port, noDelay: true }), 'connect', refusal(host, port), timeout);
}

/**
 * Connects over TLS with the certificates that libvirt would use.
 * @throws LibvirtConnectionError of kind 'tls' for certificates that are missing or not trusted, on either side
 */
export async function connectTls(uri: LibvirtUri, target: Target): Promise<Duplex> {
  if (parameter(uri, 'tls_priority') !== undefined) {
    throw new LibvirtError(ErrorCode.noSupport, 'tls_priority is a list of GnuTLS, which is not used here');
  }
  const certificates = readCertificates(uri, target);
  const [{ connect }, { isIP }] = await Promise.all([import('node:tls'), import('node:net')]);
  const [host, port] = [uri.host ?? 'localhost', uri.port ?? TLS_PORT];
  const socket = connect({
    host,
    port,
    ...certificates,
    ...(isIP(host) ? {} : { servername: host }),
    rejectUnauthorized: !flag(uri, 'no_verify'),
  });
  await ready(socket, 'secureConnect', refusal(host, port), target.timeout);
  await welcome(socket, target.timeout);
  return socket;
}

/** Waits until a socket is connected. */
function ready<S extends Socket>(
  socket: S,
  event: string,
  refused: (error: Error) => Error,
  timeout: number,
): Promise<S> {
  return new Promise((resolve, reject) => {
    const late = new LibvirtConnectionError('timeout', `no answer within ${timeout / 1000} seconds`);
    const timer = setTimeout(() => socket.destroy(refused(late)), timeout);
    const fail = (error: Error) => {
      clearTimeout(timer);
      reject(error instanceof LibvirtError ? error : refused(error));
    };
    socket.once('error', fail);
    socket.once(event, () => {
      clearTimeout(timer);
      socket.removeListener('error', fail);
      resolve(socket);
    });
  });
}

function refusal(host: string, port: number): (error: Error) => Error {
  return error => {
    const code = 'code' in error ? String(error.code) : '';
    if (/^(ERR_TLS|CERT_|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|ERR_SSL)/.test(code)) return untrusted(error);
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
      const message = `unable to resolve hostname '${host}': Name or service not known`;
      return new LibvirtConnectionError('refused', message, { cause: error });
    }
    return new LibvirtConnectionError(
      error instanceof LibvirtConnectionError ? error.kind : 'refused',
      `unable to connect to server at '${host}:${port}': ${systemWords(innermost(error))}`,
      {
        cause: error,
        hint: `Check that the daemon listens there (libvirtd --listen, or its -tcp/-tls socket).`,
      },
    );
  };
}

/** A name with several addresses fails with all of their errors; the first says it. */
function innermost(error: Error): unknown {
  return error instanceof AggregateError ? error.errors[0] : error;
}

function untrusted(error: Error): Error {
  return new LibvirtConnectionError(
    'tls',
    `authentication failed: Failed to verify peer's certificate: ${error.message}`,
    {
      cause: error,
      hint: 'The CA certificate must be that of the server (parameter pkipath, ~/.pki/libvirt, /etc/pki).',
    },
    ErrorCode.authFailed,
  );
}

/** The daemon sends one byte before the protocol begins; it hangs up where it does not like the client. */
function welcome(socket: Socket, timeout: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error?: Error) => {
      clearTimeout(timer);
      for (const event of ['readable', 'end', 'error']) socket.removeAllListeners(event);
      if (error === undefined) resolve();
      else {
        socket.destroy();
        reject(error);
      }
    };
    const refused = (cause?: Error) =>
      done(
        new LibvirtConnectionError(
          'tls',
          'authentication failed: server verification (of our certificate or IP address) failed',
          { cause },
          ErrorCode.authFailed,
        ),
      );
    const timer = setTimeout(() => refused(), timeout);
    socket.on('end', () => refused());
    socket.on('error', refused);
    socket.on('readable', () => {
      const byte: unknown = socket.read(1);
      if (byte === null) return;
      if (Buffer.isBuffer(byte) && byte[0] === WELCOME) done();
      else refused();
    });
  });
}

interface Certificates {
  readonly ca: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
}

/** Where libvirt looks: the URI's folder, the user's own, the system's (remote driver, "TLS setup"). */
function readCertificates(uri: LibvirtUri, { uid, env }: Target): Certificates {
  const named = parameter(uri, 'pkipath');
  const own = named ?? `${env.HOME ?? homedir()}/.pki/libvirt`;
  if (named !== undefined || uid !== 0) {
    const found = readSet(`${own}/cacert.pem`, `${own}/clientcert.pem`, `${own}/clientkey.pem`);
    if (found !== undefined) return found;
    if (named !== undefined) throw missing(`${own}/cacert.pem`);
  }
  const pki = '/etc/pki';
  const system = `${pki}/CA/cacert.pem`;
  const found = readSet(system, `${pki}/libvirt/clientcert.pem`, `${pki}/libvirt/private/clientkey.pem`);
  if (found === undefined) throw missing(system);
  return found;
}

function readSet(ca: string, cert: string, key: string): Certificates | undefined {
  const authority = readIfThere(ca);
  if (authority === undefined) return undefined;
  const own = { cert: readIfThere(cert), key: readIfThere(key) };
  return own.cert && own.key ? { ca: authority, cert: own.cert, key: own.key } : { ca: authority };
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
      return undefined;
    }
    throw new LibvirtConnectionError('tls', `Cannot read certificate '${path}': ${systemWords(error)}`, {
      cause: error,
    });
  }
}

function missing(path: string): Error {
  return new LibvirtConnectionError(
    'tls',
    `Cannot read CA certificate '${path}': No such file or directory`,
    {
      hint: 'Put the certificates there, or name their folder with the parameter pkipath.',
    },
  );
}
