/** From the errors of Node and undici to ConnectionError. */
import { ConnectionError } from './errors.ts';

type Kind = ConnectionError['kind'];

/** What a code means where its name does not say it. */
const KINDS: Readonly<Record<string, Kind>> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  EADDRNOTAVAIL: 'refused',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  EAI_NONAME: 'dns',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  EPROTO: 'tls',
};

/** OpenSSL's verification results as Node spells them (node:tls, "X509 certificate error codes"), and its own codes. */
const TLS =
  /^(CERT_|CRL_|ERR_TLS_|ERR_SSL_|ERR_OSSL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_(CA|PURPOSE)|PATH_LENGTH_|HOSTNAME_MISMATCH|ERROR_IN_)/;

/** The certificate's problem in words, where Node's own are terse. */
const WORDS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'the certificate has expired',
  CERT_NOT_YET_VALID: 'the certificate is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate chain ends in a self-signed certificate that is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate was issued by an unknown authority',
  UNABLE_TO_GET_ISSUER_CERT: 'the certificate was issued by an unknown authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the certificate was issued by an unknown authority',
};

/**
 * The code of an error, such as `ECONNREFUSED`: its own, or that of what it was made from.
 * @param error anything thrown
 * @returns '' when it has none
 */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string' && error.code !== '') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}

/**
 * Classifies what went wrong below HTTP.
 * @param url what was asked for
 * @param error Node's or undici's error, kept as `cause`
 */
export function connectionError(url: string, error: unknown): ConnectionError {
  const code = codeOf(error);
  const handshake = error instanceof Error && error.message.includes('before secure TLS connection');
  const kind = KINDS[code] ?? (TLS.test(code) || handshake ? 'tls' : 'broken');
  return new ConnectionError(url, kind, sentence(code, error), { cause: error });
}

function sentence(code: string, error: unknown): string {
  const known = WORDS[code];
  if (known !== undefined) return known;
  if (code === 'ECONNREFUSED') return 'connection refused';
  if (code === 'ENOTFOUND') return 'the host name is unknown';
  if (code === 'EPROTO' || code === 'ERR_SSL_WRONG_VERSION_NUMBER') return 'the server does not speak TLS';
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return 'no connection within the time limit';
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT')
    return 'the server stopped answering';
  const own = error instanceof Error ? error.message : String(error);
  return own || code;
}
