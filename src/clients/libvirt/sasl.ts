/** SASL's mechanisms PLAIN (RFC 4616) and SCRAM-SHA-256 (RFC 7677). */
import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';

/** One side of a conversation. */
export interface Mechanism {
  /** What is said first. */
  first(): Uint8Array;
  /** The answer to what the server said; undefined once there is nothing left to say. @throws Error that says why not */
  next(said: Uint8Array): Uint8Array | undefined;
}

/** Who asks. */
export interface Login {
  readonly user: string;
  readonly password: string;
}

/** The mechanisms, best first. */
export const MECHANISMS: Readonly<Record<string, (login: Login) => Mechanism>> = {
  'SCRAM-SHA-256': login => scram(login),
  PLAIN: plain,
};

function plain({ user, password }: Login): Mechanism {
  return { first: () => Buffer.from(`\0${user}\0${password}`), next: () => undefined };
}

/** A server may ask for this many rounds at most: more is an attack on the client's time. */
const ROUNDS_MAX = 10_000_000;
const LENGTH = 32;

/**
 * SCRAM without channel binding.
 * @param nonce injected by tests (default: random)
 */
export function scram({ user, password }: Login, nonce = randomBytes(18).toString('base64')): Mechanism {
  const bare = `n=${user.replaceAll('=', '=3D').replaceAll(',', '=2C')},r=${nonce}`;
  let expected: Buffer | undefined;
  let isOver = false;

  const answer = (said: string): Buffer => {
    const { r, s, i } = attributes(said);
    const rounds = Number(i);
    if (r === undefined || s === undefined || !r.startsWith(nonce) || r === nonce) {
      throw new Error('the server does not answer what it was asked (SCRAM)');
    }
    if (!Number.isInteger(rounds) || rounds < 1 || rounds > ROUNDS_MAX) {
      throw new Error(`the server asks for ${i} rounds (SCRAM)`);
    }
    const salted = pbkdf2Sync(password.normalize('NFKC'), Buffer.from(s, 'base64'), rounds, LENGTH, 'sha256');
    const key = hmac(salted, 'Client Key');
    const last = `c=biws,r=${r}`;
    const all = `${bare},${said},${last}`;
    const signature = hmac(createHash('sha256').update(key).digest(), all);
    const proof = key.map((byte, at) => byte ^ (signature[at] ?? 0));
    expected = hmac(hmac(salted, 'Server Key'), all);
    return Buffer.from(`${last},p=${Buffer.from(proof).toString('base64')}`);
  };

  return {
    first: () => Buffer.from(`n,,${bare}`),
    next(said) {
      if (isOver) return undefined;
      const text = Buffer.from(said).toString('utf8');
      if (expected === undefined) return answer(text);
      const { v = '', e } = attributes(text);
      if (e !== undefined) throw new Error(`the server refuses: ${e}`);
      const given = Buffer.from(v, 'base64');
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
        throw new Error('the server does not know the password itself (SCRAM)');
      }
      isOver = true;
      return undefined;
    },
  };
}

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function attributes(text: string): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(text.split(',').map(part => [part.slice(0, 1), part.slice(2)]));
}
