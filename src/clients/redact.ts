/** What must not be shown of requests and answers. */
import { fingerprint } from './fingerprint.ts';
import { isList, isObject, type Json, parseJson } from './json.ts';

/** What stands for a secret. */
export const MASK = '***';

/** Keys whose values are secrets, wherever they stand. `user_data` often holds passwords in plain text. */
const SECRET_KEYS =
  /^(.*(password|passwd|passcode|secret)|adminpass|original_password|user_data|personality|private_key|token|access_token|refresh_token|blob|auth_key|key_material|hmac_key|connection_info|oauth_(token|verifier))$/i;

/** Headers that carry tokens; keystoneauth shows a hash in their place, so that equal ones can be told. */
const TOKEN_HEADERS =
  /^(x-auth-token|x-subject-token|x-service-token|x-storage-token|authorization|proxy-authorization|set-cookie|cookie)$/i;

/**
 * A header as it may be shown.
 * @param name in any case
 * @param value its value
 * @returns `{SHA256}…` for tokens
 */
export function redactHeader(name: string, value: string): string {
  return TOKEN_HEADERS.test(name) ? `{SHA256}${fingerprint(value)}` : value;
}

/**
 * A body as it may be shown: the values of secret keys masked, and known secrets wherever they stand.
 * @param body JSON, or any text
 * @param secrets values that are known to be secret, such as the password in use; short ones (under 4 characters) are
 *   only masked under their keys, or they would blot out half of the text
 */
export function redactBody(body: string, secrets: readonly string[] = []): string {
  let shown = body;
  try {
    const value = parseJson(body);
    if (typeof value === 'object' && value !== null) shown = JSON.stringify(mask(value), plainNumbers);
  } catch {
    // Not JSON: a form says what its values are, in anything else only known ones can be found.
    shown = body.replace(/(?<=^|&)([\w.-]+)=[^&\s]*/g, (pair, name: string) =>
      SECRET_KEYS.test(name) ? `${name}=${MASK}` : pair,
    );
  }
  return redactText(shown, secrets);
}

/**
 * The texts under secret keys: services repeat what they were sent where they refuse it.
 * @param body JSON, or any text
 */
export function secretsIn(body: string): string[] {
  try {
    return textsUnder(parseJson(body), '');
  } catch {
    return [];
  }
}

function textsUnder(value: Json | undefined, key: string): string[] {
  if (typeof value === 'string') return SECRET_KEYS.test(key) ? [value] : [];
  if (isList(value)) return value.flatMap(item => textsUnder(item, key));
  return isObject(value) ? Object.entries(value).flatMap(([name, item]) => textsUnder(item, name)) : [];
}

/**
 * A text with known secrets masked.
 * @param text any text
 * @param secrets as for redactBody
 */
export function redactText(text: string, secrets: readonly string[]): string {
  let shown = text;
  for (const secret of secrets) {
    if (secret.length < 4) continue;
    for (const form of new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])) {
      shown = shown.replaceAll(form, MASK);
    }
  }
  return shown;
}

/**
 * A sentence without the secrets that it quotes, as in `{'blob': 'x'}`. What stands there without quotes may be
 * another word, such as a user's name that is the password, too.
 * @param secrets as for redactBody
 */
export function redactQuoted(text: string, secrets: readonly string[]): string {
  return secrets.reduce(
    (shown, secret) =>
      secret === ''
        ? shown
        : shown.replaceAll(`'${secret}'`, `'${MASK}'`).replaceAll(`"${secret}"`, `"${MASK}"`),
    text,
  );
}

/**
 * A URL as it may be shown: without the user and password that it may carry, and without the key of an OAuth token.
 * @param url any text
 */
export function redactUrl(url: string): string {
  return url
    .replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, `$1${MASK}@`)
    .replace(/(\/OS-OAUTH1\/authorize\/)[^/?#]+/, `$1${MASK}`);
}

function mask(value: Json): Json {
  if (Array.isArray(value)) return value.map(mask);
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, hide(key, inner)]));
}

function hide(key: string, value: Json | undefined): Json {
  if (value === undefined || value === null) return null;
  // `{"auth": {"identity": {"password": {"user": …}}}}` and `{"token": {"user": …}}` are objects: only leaves hide.
  if (SECRET_KEYS.test(key) && typeof value !== 'object') return MASK;
  if (SECRET_KEYS.test(key) && key.toLowerCase() === 'personality') return MASK;
  if (key === 'token' && typeof value === 'object' && 'id' in value) {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, name === 'id' ? MASK : hide(name, inner)]),
    );
  }
  return mask(value);
}

function plainNumbers(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}
