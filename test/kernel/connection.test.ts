import { describe, expect, test } from 'vitest';
import { MalformedResponse } from '../../src/clients/errors.ts';
import { connectionError } from '../../src/clients/failure.ts';
import { connectionSentence, malformedSentence, peerConnection } from '../../src/kernel/connection.ts';

const failing = (url: string, code: string, message = code) =>
  connectionError(url, Object.assign(new Error(message), { code }));

const AUTH = 'http://127.0.0.1:1/v3/auth/tokens';
const REFUSED =
  "HTTPConnectionPool(host='127.0.0.1', port=1): Max retries exceeded with url: /v3/auth/tokens (Caused by NewConnectionError(\"HTTPConnection(host='127.0.0.1', port=1): Failed to establish a new connection: [Errno 111] Connection refused\"))";

describe('the peer', () => {
  test('warns of the discovery that failed before authentication', () => {
    expect(peerConnection(failing(AUTH, 'ECONNREFUSED'), 'http://127.0.0.1:1/v3')).toEqual({
      warning:
        'Failed to discover available identity versions when contacting http://127.0.0.1:1/v3. Attempting to parse version from URL.',
      sentence: `Unable to establish connection to ${AUTH}: ${REFUSED}`,
    });
  });

  test('cannot guess the version of an auth_url without one', () => {
    const { sentence } = peerConnection(failing(AUTH, 'ECONNREFUSED'), 'http://127.0.0.1:1');
    expect(sentence).toMatch(
      /^Could not find versioned identity endpoints .* Unable to establish connection to http:\/\/127.0.0.1:1: .*url: \/ \(/,
    );
  });

  test.each([
    [
      'http://h.test/v2.1/servers?a=b',
      'ENOTFOUND',
      "Unable to establish connection to http://h.test/v2.1/servers: HTTPConnectionPool(host='h.test', port=80): Max retries exceeded with url: /v2.1/servers?a=b (Caused by NameResolutionError(\"HTTPConnection(host='h.test', port=80): Failed to resolve 'h.test' ([Errno -2] Name or service not known)\"))",
    ],
    [
      'https://h.test/v2/images',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      "SSL exception connecting to https://h.test/v2/images: HTTPSConnectionPool(host='h.test', port=443): Max retries exceeded with url: /v2/images (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate (_ssl.c:992)')))",
    ],
    [
      'http://h.test/v2/images',
      'UND_ERR_SOCKET',
      "Unable to establish connection to http://h.test/v2/images: ('Connection aborted.', RemoteDisconnected('Remote end closed connection without response'))",
    ],
    ['http://h.test/v2/images', 'UND_ERR_BODY_TIMEOUT', 'Request to http://h.test/v2/images timed out'],
  ])('%s %s', (url, code, sentence) => {
    expect(peerConnection(failing(url, code))).toEqual({ warning: undefined, sentence });
  });
});

describe('ostk names URL, cause and next step', () => {
  test.each([
    [AUTH, 'ECONNREFUSED', `Cannot reach ${AUTH}: connection refused. Check OS_AUTH_URL`],
    [
      'http://h.test/a?b=c',
      'ENOTFOUND',
      'Cannot reach http://h.test/a: the host name h.test is unknown. Check that',
    ],
    [
      'http://h.test/a',
      'UND_ERR_CONNECT_TIMEOUT',
      'Cannot reach http://h.test/a: no connection within the time limit.',
    ],
    [
      'https://h.test/a',
      'CERT_HAS_EXPIRED',
      'TLS failure at https://h.test/a: the certificate has expired. Name the file of the authority that issued it with --os-cacert FILE (OS_CACERT).',
    ],
    [
      'https://h.test/a',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'TLS failure at https://h.test/a: the certificate is not valid for h.test.',
    ],
    [
      'https://h.test/a',
      'EPROTO',
      'TLS failure at https://h.test/a: the server does not speak TLS. Is the address http://…?',
    ],
    [
      'http://h.test/a',
      'UND_ERR_SOCKET',
      'No answer from http://h.test/a: the server closed the connection.',
    ],
    [
      'h.test:5000/v3/auth/tokens',
      'ERR_INVALID_URL',
      "'h.test:5000/v3' is no URL of a service: it has to begin with http:// or https://.",
    ],
  ])('%s %s', (url, code, start) => {
    const said = connectionSentence(failing(url, code));
    expect(said.slice(0, start.length)).toBe(start);
    expect(said).not.toContain('\n');
  });

  test('a server that hangs up before TLS began', () => {
    const error = failing(
      'https://h.test/a',
      'ECONNRESET',
      'Client network socket disconnected before secure TLS connection was established',
    );
    expect(connectionSentence(error)).toBe(
      'TLS failure at https://h.test/a: the server ended the connection. Does it speak TLS, or is the address http://…?',
    );
  });

  test('HTML', () => {
    const error = new MalformedResponse('http://h.test/a?b', 'HTML instead of JSON', 'req-1');
    expect(malformedSentence(error)).toBe(
      'http://h.test/a sent HTML instead of JSON. Is this the address of the API, or does something answer in its place? (request ID req-1)',
    );
  });
});
