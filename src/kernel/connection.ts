/** What is said when a server cannot be reached or answers with something that is no API: the peer's way and ours. */
import type { ConnectionError, MalformedResponse } from '../clients/errors.ts';
import { codeOf } from '../clients/failure.ts';
import { reprFloat } from './output/python.ts';

/** Linux's error numbers with strerror's words, as Python shows them. */
const ERRNO: Readonly<Record<string, string>> = {
  ECONNREFUSED: '[Errno 111] Connection refused',
  EHOSTUNREACH: '[Errno 113] No route to host',
  ENETUNREACH: '[Errno 101] Network is unreachable',
  EADDRNOTAVAIL: '[Errno 99] Cannot assign requested address',
  ETIMEDOUT: '[Errno 110] Connection timed out',
  UND_ERR_CONNECT_TIMEOUT: '[Errno 110] Connection timed out',
};

/** getaddrinfo's errors as Python shows them. */
const RESOLVER: Readonly<Record<string, string>> = {
  EAI_AGAIN: '[Errno -3] Temporary failure in name resolution',
};
const UNKNOWN_NAME = '[Errno -2] Name or service not known';

/** OpenSSL's words for a certificate that does not verify; Node has names for them. */
const CERTIFICATE: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'self-signed certificate in certificate chain',
  CERT_HAS_EXPIRED: 'certificate has expired',
  CERT_NOT_YET_VALID: 'certificate is not yet valid',
  UNABLE_TO_GET_ISSUER_CERT: 'unable to get issuer certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unable to get local issuer certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unable to get local issuer certificate',
};

/** Where Python 3.11's ssl module raises; it is part of the sentence. */
const PLACE = '(_ssl.c:992)';

const AUTH_PATH = '/auth/tokens';

/** What the peer prints for an error: a warning perhaps, then the sentence. */
export interface PeerReport {
  readonly warning: string | undefined;
  readonly sentence: string;
}

/**
 * The peer's words for a server that is not there: keystoneauth's around those of urllib3.
 * @param authUrl the auth_url in use, where it is known: for one that names no version the peer says more
 * @returns the warning of the discovery that failed before, and the sentence
 */
export function peerConnection(error: ConnectionError, authUrl?: string): PeerReport {
  const { url } = error;
  if (url === '') return { warning: undefined, sentence: error.message };
  const code = codeOf(error.cause);
  if (!url.endsWith(AUTH_PATH)) {
    // Of all services, the SDK looks for the versions of this one itself.
    const warning =
      error.discovering === 'compute' ? 'Cannot determine endpoint data for service compute' : undefined;
    return { warning, sentence: failed(error, url, code) };
  }
  const base = authUrl ?? url.slice(0, -AUTH_PATH.length);
  if (code === 'ERR_INVALID_URL') {
    return { warning: undefined, sentence: 'Could not find requested endpoint in Service Catalog.' };
  }
  const warning = `Failed to discover available identity versions when contacting ${base}. Attempting to parse version from URL.`;
  if (/^\/v[23]/.test(new URL(base).pathname)) return { warning, sentence: failed(error, url, code) };
  const sentence = `Could not find versioned identity endpoints when attempting to authenticate. Please check that your auth_url is correct. ${failed(error, base, code)}`;
  return { warning, sentence };
}

/**
 * As keystoneauth's Session says that a request failed, for a client that makes the query part of the URL.
 */
export function keystoneConnection(error: ConnectionError): string {
  return failed(error, error.url, codeOf(error.cause), error.url);
}

/**
 * urllib3's words for the same, which keystoneauth puts its own around.
 * @param patience the seconds after which an answer is given up
 */
export function poolSentence(error: ConnectionError, patience: number): string {
  const code = codeOf(error.cause);
  if (error.kind !== 'timeout' || ERRNO[code] !== undefined) return pool(error, error.url, code);
  const { name, at } = poolAt(new URL(error.url));
  return `${name}Pool${at}: Read timed out. (read timeout=${reprFloat(patience)})`;
}

/** The pool of connections to a server, as urllib3 names it. */
function poolAt(url: URL): { readonly name: string; readonly at: string } {
  const secure = url.protocol === 'https:';
  const at = `(host='${url.hostname}', port=${url.port || (secure ? 443 : 80)})`;
  return { name: secure ? 'HTTPSConnection' : 'HTTPConnection', at };
}

/** keystoneauth's Session._send_request on the errors of requests; a query is no part of the URL that the SDK gives it. */
function failed(
  error: ConnectionError,
  url: string,
  code: string,
  plain: string = url.split('?')[0] ?? url,
): string {
  if (error.kind === 'tls') return `SSL exception connecting to ${plain}: ${pool(error, url, code)}`;
  if (error.kind === 'timeout' && ERRNO[code] === undefined) return `Request to ${plain} timed out`;
  return `Unable to establish connection to ${plain}: ${pool(error, url, code)}`;
}

function pool(error: ConnectionError, text: string, code: string): string {
  if (error.kind === 'broken') {
    const what =
      code === 'ECONNRESET'
        ? "ConnectionResetError(104, 'Connection reset by peer')"
        : "RemoteDisconnected('Remote end closed connection without response')";
    return `('Connection aborted.', ${what})`;
  }
  const url = new URL(text);
  const { name, at } = poolAt(url);
  const reason = cause(error, `${name}${at}`, url.hostname, code);
  return `${name}Pool${at}: Max retries exceeded with url: ${url.pathname}${url.search} (Caused by ${reason})`;
}

function cause(error: ConnectionError, connection: string, host: string, code: string): string {
  if (error.kind === 'tls') return `SSLError(${tlsCause(host, code)})`;
  if (error.kind === 'dns') {
    return `NameResolutionError("${connection}: Failed to resolve '${host}' (${RESOLVER[code] ?? UNKNOWN_NAME})")`;
  }
  const reason = ERRNO[code] ?? error.message;
  return `NewConnectionError("${connection}: Failed to establish a new connection: ${reason}")`;
}

function tlsCause(host: string, code: string): string {
  const failedCheck = '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed:';
  const known = CERTIFICATE[code];
  if (known !== undefined) return `SSLCertVerificationError(1, '${failedCheck} ${known} ${PLACE}')`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const what = /^[\d.]+$|:/.test(host) ? 'IP address mismatch' : 'Hostname mismatch';
    return `SSLCertVerificationError(1, "${failedCheck} ${what}, certificate is not valid for '${host}'. ${PLACE}")`;
  }
  if (code === 'EPROTO' || code === 'ERR_SSL_WRONG_VERSION_NUMBER') {
    return `SSLError(1, '[SSL: WRONG_VERSION_NUMBER] wrong version number ${PLACE}')`;
  }
  return `SSLZeroReturnError(6, 'TLS/SSL connection has been closed (EOF) ${PLACE}')`;
}

/**
 * Our own words: what was asked for, why there is no answer, what to do next.
 * @returns one line
 */
export function connectionSentence(error: ConnectionError): string {
  const { url, kind, message } = error;
  if (url === '')
    return `${message}. Check --os-cacert, --os-cert and --os-key (OS_CACERT, OS_CERT, OS_KEY).`;
  const identity = url.endsWith(AUTH_PATH);
  const code = codeOf(error.cause);
  if (code === 'ERR_INVALID_URL') {
    const base = identity ? url.slice(0, -AUTH_PATH.length) : url;
    return `'${base}' is no URL of a service: it has to begin with http:// or https://. ${where(identity)}`;
  }
  const [plain = url] = url.split('?');
  if (kind === 'tls') return tlsSentence(plain, message, code);
  if (kind === 'broken') {
    const what = code === 'UND_ERR_SOCKET' ? 'the server closed the connection' : message;
    return `No answer from ${plain}: ${what}. Something between here and the service, such as a proxy or a load balancer, may have cut it.`;
  }
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  const why = kind === 'dns' ? `the host name ${host} is unknown` : message;
  return `Cannot reach ${plain}: ${why}. ${where(identity)}`;
}

function where(identity: boolean): string {
  return identity
    ? 'Check OS_AUTH_URL (auth_url in clouds.yaml), and that the service is up.'
    : "Check that the service is up, and its address: 'ostk catalog list'.";
}

function tlsSentence(url: string, message: string, code: string): string {
  const start = `TLS failure at ${url}:`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const { hostname } = new URL(url);
    return (
      `${start} the certificate is not valid for ${hostname}. Ask for the server by a name that it is made out to; ` +
      '--os-cacert FILE (OS_CACERT) names who is trusted, whatever the name.'
    );
  }
  if (code === 'ECONNRESET') {
    return `${start} the server ended the connection. Does it speak TLS, or is the address http://…?`;
  }
  if (code === 'EPROTO' || code === 'ERR_SSL_WRONG_VERSION_NUMBER') {
    return `${start} ${message}. Is the address http://…?`;
  }
  return `${start} ${message}. Name the file of the authority that issued it with --os-cacert FILE (OS_CACERT).`;
}

/**
 * Our own words for an answer that is no API's.
 * @returns one line that ends with the request ID, where there is one
 */
export function malformedSentence(error: MalformedResponse): string {
  const [plain = error.url] = error.url.split('?');
  const id = error.requestId === undefined ? '' : ` (request ID ${error.requestId})`;
  const what = /^(HTML|JSON|nothing) /.test(error.message)
    ? `${plain} sent ${error.message}`
    : `Unexpected answer from ${plain}: ${error.message}`;
  return `${what}. Is this the address of the API, or does something answer in its place?${id}`;
}

/** As Python's json module says it; where the text breaks off is not told to the letter. */
export function peerMalformed(error: MalformedResponse): string {
  // A KeyError, which is all that the peer has to say of it.
  const [, list] = /a list ('[^']+') was expected$/.exec(error.message) ?? [];
  return /^(HTML|nothing) /.test(error.message)
    ? 'Expecting value: line 1 column 1 (char 0)'
    : (list ?? error.message);
}
