/** Hides what must not be seen. */

/** Keys that hold secrets, by how they end: `password`, `client_secret`, `application_credential_secret` … */
const SECRET =
  /(?:^|[._-])(?:password|passwd|passcode|passphrase|secret|token|code|idp_otp_key|private_key)$/i;

/** Keys that only look so. */
const PUBLIC = /(?:^|[._-])(?:status_code|postal_code)$/i;

/** What stands in a secret's place, as the peer's `configuration show` has it. */
export const REDACTED = '<redacted>';

/**
 * Tells whether a setting's value is a secret.
 * @param key such as `password`, `auth.application_credential_secret`, `OS_PASSWORD`
 */
export function isSecret(key: string): boolean {
  return SECRET.test(key) && !PUBLIC.test(key);
}

/** A URL that may be shown: who asks, and with which password, is left out. */
export function withoutUser(url: string): string {
  return url.replace(/^(\w+:\/\/)[^/?#]*@/, '$1');
}

/** A value with every secret in it replaced, at any depth; empty values stay, for they show that something is missing. */
function hide(key: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map(each => hide(key, each));
  if (typeof value === 'object' && value !== null) return masked(value);
  return isSecret(key) && value !== undefined && value !== null && value !== '' ? REDACTED : value;
}

/**
 * A copy of settings that may be shown.
 * @param settings any mapping, such as Settings or its `auth`
 */
export function masked(settings: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, hide(key, value)]));
}
