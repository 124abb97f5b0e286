/** SSH keys made here, so that the private half never leaves the machine. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';

/** A key pair in the text forms that ssh reads. */
export interface SshKey {
  /** An OpenSSH private key file, without a passphrase. */
  readonly privateKey: string;
  /** One line without its end: `ssh-ed25519 AAAA…`, without a comment. */
  readonly publicKey: string;
}

const KIND = 'ssh-ed25519';
const LINE = 64;
/** The cipher's block size for a key that is not encrypted (OpenSSH, PROTOCOL.key). */
const BLOCK = 8;

/** A text or bytes with their length in front (RFC 4251, section 5: string). */
function field(data: string | Uint8Array): Buffer {
  const bytes = Buffer.from(data);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/**
 * Makes an Ed25519 key pair.
 * @returns both halves, as ssh-keygen would write them without a comment and a passphrase
 */
export function generateSshKey(): SshKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { d = '', x = '' } = privateKey.export({ format: 'jwk' });
  const seed = Buffer.from(d, 'base64url');
  const point = Buffer.from(x, 'base64url');
  const blob = Buffer.concat([field(KIND), field(point)]);
  return { privateKey: fileOf(blob, seed, point), publicKey: `${KIND} ${blob.toString('base64')}` };
}

/** The private key's file (OpenSSH, PROTOCOL.key). */
function fileOf(blob: Buffer, seed: Buffer, point: Buffer): string {
  const check = randomBytes(4);
  const secret = Buffer.concat([
    check,
    check,
    blob,
    field(Buffer.concat([seed, point])),
    field(''), // the comment
  ]);
  const padding = Buffer.from(
    Array.from({ length: (BLOCK - (secret.length % BLOCK)) % BLOCK }, (_, index) => index + 1),
  );
  const one = Buffer.from([0, 0, 0, 1]);
  const whole = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    field('none'),
    field('none'),
    field(''),
    one,
    field(blob),
    field(Buffer.concat([secret, padding])),
  ]);
  const lines = whole.toString('base64').match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  return ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----', ''].join(
    '\n',
  );
}
