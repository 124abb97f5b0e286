/** OAuth 1.0a requests (RFC 5849): what the Authorization header says, and whether it is signed as it should be. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Call, Refusal } from '../service.ts';
import { invalid } from './refusals.ts';

export interface OauthRequest {
  readonly consumer: string;
  readonly token: string;
  readonly verifier: string;
  /** Everything in the header but the realm. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
}

const HASHES: Readonly<Record<string, string>> = {
  'HMAC-SHA1': 'sha1',
  'HMAC-SHA256': 'sha256',
  'HMAC-SHA512': 'sha512',
};

/** What a request says of itself. @throws Refusal 500 without a header, as Keystone does */
export function oauthOf({ headers }: Call): OauthRequest {
  const [, list] = /^OAuth\s+(.*)$/is.exec(headers.authorization ?? '') ?? [];
  if (list === undefined)
    throw new Refusal(500, 'An unexpected error prevented the server from fulfilling your request.');
  const parameters = [...list.matchAll(/([^\s,=]+)="([^"]*)"/g)]
    .map(([, name = '', value = '']) => [name, decodeURIComponent(value)] as const)
    .filter(([name]) => name.toLowerCase() !== 'realm');
  const given = new Map(parameters);
  return {
    consumer: given.get('oauth_consumer_key') ?? '',
    token: given.get('oauth_token') ?? '',
    verifier: given.get('oauth_verifier') ?? '',
    parameters,
  };
}

/** How far a request's time may be from now, in seconds. */
const TOLERANCE = 600;

/** What is wrong with a request, in the words of Python's oauthlib. @throws Refusal 400 */
export function checkForm({ parameters }: OauthRequest, now: number): void {
  const given = new Map(parameters);
  const value = (name: string) => given.get(`oauth_${name}`) ?? '';
  const problem = (description: string) =>
    invalid(`Validation failed with errors: invalid_request, detail message is: ${description}.`);
  const mandatory = ['signature', 'consumer_key', 'nonce', 'timestamp', 'signature_method'];
  if (mandatory.some(name => value(name) === '')) throw problem('Missing mandatory OAuth parameters.');
  if (!Object.hasOwn(HASHES, value('signature_method')))
    throw problem(
      `Invalid signature, ${value('signature_method')} not in ${Object.keys(HASHES).join(', ')}.`,
    );
  if (given.has('oauth_version') && value('version') !== '1.0') throw problem('Invalid OAuth version.');
  if (value('timestamp').length !== 10) throw problem('Invalid timestamp size');
  if (!/^\d+$/.test(value('timestamp'))) throw problem('Timestamp must be an integer.');
  if (Math.abs(now / 1000 - Number(value('timestamp'))) > TOLERANCE)
    throw problem(`Timestamp given is invalid, differ from allowed by over ${TOLERANCE} seconds.`);
  if (!/^[0-9a-f]*$/.test(value('nonce'))) throw problem('Invalid nonce format.');
}

/**
 * Whether a request bears the signature of whoever knows the secrets of its consumer and of its token.
 * @param consumer the consumer's secret
 * @param token the token's; '' where there is none yet
 */
export function isSigned(call: Call, { parameters }: OauthRequest, consumer: string, token: string): boolean {
  const given = new Map(parameters);
  const hash = HASHES[given.get('oauth_signature_method') ?? ''];
  if (hash === undefined) return false;
  const key = `${encoded(consumer)}&${encoded(token)}`;
  const wanted = createHmac(hash, key).update(baseString(call, parameters)).digest();
  const signature = Buffer.from(given.get('oauth_signature') ?? '', 'base64');
  return signature.length === wanted.length && timingSafeEqual(signature, wanted);
}

/** What is signed (RFC 5849, 3.4.1). The address is the one by which the client knows the service. */
function baseString(call: Call, parameters: OauthRequest['parameters']): string {
  const { protocol, host } = new URL(call.origin);
  const address = `${protocol}//${(call.headers.host ?? host).toLowerCase()}${call.path}`;
  const all = [...parameters.filter(([name]) => name !== 'oauth_signature'), ...call.query]
    .map(([name, value]) => [encoded(name), encoded(value)] as const)
    .sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1))
    .map(pair => pair.join('='));
  return [call.method, address, all.join('&')].map(encoded).join('&');
}

/** Percent-encoding as RFC 3986 has it. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    each => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
