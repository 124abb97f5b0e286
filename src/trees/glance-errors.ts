/** What glance says of errors (glanceclient/exc.py, common/http.py). */
import { ConnectionError, HttpError, type HttpFailure } from '../clients/errors.ts';
import { keystoneConnection, peerConnection, poolSentence } from '../kernel/connection.ts';
import { sayLikeOpenstack } from '../kernel/errors.ts';
import type { Circumstances, Said } from '../kernel/tree.ts';

/** The classes of the peer's exceptions by status; their names stand in for a sentence that is missing. */
const CLASSES: Readonly<Record<number, string>> = {
  300: 'HTTPMultipleChoices',
  400: 'HTTPBadRequest',
  401: 'HTTPUnauthorized',
  403: 'HTTPForbidden',
  404: 'HTTPNotFound',
  405: 'HTTPMethodNotAllowed',
  409: 'HTTPConflict',
  413: 'HTTPOverLimit',
  500: 'HTTPInternalServerError',
  501: 'HTTPNotImplemented',
  502: 'HTTPBadGateway',
  503: 'HTTPServiceUnavailable',
};

/** As `str()` of the peer's exception for an answer. */
export function httpSentence({ status, detail, plain }: HttpFailure): string {
  return `HTTP ${detail || plain?.replaceAll('\n\n', '\n') || (CLASSES[status] ?? 'HTTPException')}`;
}

/** What the peer says of an error that reaches its end. */
export function say(error: unknown, circumstances: Circumstances): Said {
  if (error instanceof HttpError) {
    const sentence =
      error.status === 401 ? 'Invalid OpenStack Identity credentials.' : httpSentence(error.failure);
    return { sentence };
  }
  if (error instanceof ConnectionError) return { sentence: connection(error, circumstances) };
  return sayLikeOpenstack(error, circumstances);
}

/** Seconds that ostk waits for an answer where nobody says otherwise. */
const PATIENCE = 60;

function connection(error: ConnectionError, { authUrl, patience = PATIENCE }: Circumstances): string {
  const { url, kind } = error;
  if (url.endsWith('/auth/tokens') && authUrl !== undefined) {
    if (!URL.canParse(authUrl) || /^\/v[23]/.test(new URL(authUrl).pathname)) {
      return peerConnection(error, authUrl).sentence;
    }
    const first = new ConnectionError(authUrl, kind, error.message, { cause: error.cause });
    return (
      'Unable to determine the Keystone version to authenticate with using the given auth_url. Identity service may ' +
      'not support API version discovery. Please provide a versioned auth_url instead. ' +
      `error=${keystoneConnection(first)}`
    );
  }
  if (url === '' || kind === 'tls') return peerConnection(error, authUrl).sentence;
  const slow = kind === 'timeout';
  const start = slow ? `Error communicating with ${url}` : `Error finding address for ${url}`;
  // With a token and an endpoint the peer goes without keystoneauth.
  if (authUrl === undefined) return `${start}: ${poolSentence(error, patience)}`;
  return `${start}${slow ? '' : ':'} ${keystoneConnection(error)}`;
}
