/** How secrets are kept: what is only compared as its hash, what has to be read again sealed with the cloud's key. */
import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { text } from '../../clients/json.ts';
import type { State } from '../state.ts';

/** Collection with the key that tokens are signed with, and other things are sealed with. */
export const KEYS = 'identity_keys';

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** Makes the keys of a new cloud. */
export function seedKey(state: State): void {
  state.put(KEYS, { id: 'token', secret: randomBytes(32).toString('hex') });
}

/** The key that tokens are signed with. */
export function tokenKey(state: State): string {
  return text(state.get(KEYS, 'token') ?? {}, 'secret');
}

/**
 * How passwords are kept: the sandbox protects nothing, but nobody's real password should lie there in plain. A slow
 * hash would delay every command, since each begins with a password.
 */
export function hashed(password: string, salt = randomBytes(8).toString('hex')): string {
  return `${salt}$${createHash('sha256').update(`${salt} ${password}`).digest('hex')}`;
}

/** Whether a password is the one that was hashed. @param kept '' where there is none, which no password is */
export function isSecret(given: string, kept: string): boolean {
  const [salt = '', ...rest] = kept.split('$');
  // States before 0.2 have hashes without a salt of their own.
  const wanted = Buffer.from(rest.length > 0 ? kept : `sandbox$${kept}`);
  const made = Buffer.from(hashed(given, rest.length > 0 ? salt : 'sandbox'));
  return made.length === wanted.length && timingSafeEqual(made, wanted);
}

/** Seals a text, so that it lies nowhere in plain. */
export function sealed(state: State, plain: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, sealKey(state), nonce);
  const content = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), content]).toString('base64');
}

/** Opens what was sealed. @throws Error when another cloud has sealed it */
export function opened(state: State, closed: string): string {
  const all = Buffer.from(closed, 'base64');
  const decipher = createDecipheriv(CIPHER, sealKey(state), all.subarray(0, NONCE));
  decipher.setAuthTag(all.subarray(NONCE, NONCE + TAG));
  return Buffer.concat([decipher.update(all.subarray(NONCE + TAG)), decipher.final()]).toString('utf8');
}

function sealKey(state: State): Buffer {
  return createHash('sha256')
    .update(`seal ${tokenKey(state)}`)
    .digest();
}
