/** Signatures of OAuth 1.0 (RFC 5849) with HMAC-SHA1, in the Authorization header, as Keystone's OS-OAUTH1 wants them. */
import { createHmac, randomBytes } from 'node:crypto';

/** What is signed. The URL may have a query; a body is not covered. */
export interface Signed {
  readonly method: string;
  readonly url: string;
}

/** The protocol's parameters (RFC 5849, section 3.1), by their full names, without the signature. */
export type Parameters = Readonly<Record<string, string>>;

/** The shared secrets: the client's, and the token's once there is one. */
export interface Secrets {
  readonly client: string;
  readonly token?: string;
}

/**
 * The parameters that every request has.
 * @param clientKey the consumer's key
 * @param now milliseconds since the epoch
 * @param more those that this request adds, such as `oauth_token`
 */
export function parametersOf(clientKey: string, now: number, more: Parameters): Parameters {
  return {
    oauth_nonce: randomBytes(16).toString('hex'),
    oauth_timestamp: String(Math.floor(now / 1000)),
    oauth_version: '1.0',
    oauth_signature_method: 'HMAC-SHA1',
    oauth_consumer_key: clientKey,
    ...more,
  };
}

/**
 * Signs a request.
 * @returns the value of its Authorization header (section 3.5.1)
 */
export function authorization(request: Signed, parameters: Parameters, secrets: Secrets): string {
  const signature = createHmac('sha1', `${encode(secrets.client)}&${encode(secrets.token ?? '')}`)
    .update(baseString(request, parameters))
    .digest('base64');
  const entries = Object.entries({ ...parameters, oauth_signature: signature });
  return `OAuth ${entries.map(([name, value]) => `${encode(name)}="${encode(value)}"`).join(', ')}`;
}

/** The text that is signed (section 3.4.1): method, URL without its query, all parameters in order. */
export function baseString({ method, url }: Signed, parameters: Parameters): string {
  const { origin, pathname, searchParams } = new URL(url);
  const pairs = [...Object.entries(parameters), ...searchParams]
    .map(([name, value]): [string, string] => [encode(name), encode(value)])
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y));
  const normalized = pairs.map(([name, value]) => `${name}=${value}`).join('&');
  return [method.toUpperCase(), origin + pathname, normalized].map(encode).join('&');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Percent encoding that spares only letters, digits and `-._~` (section 3.6). */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
