/** UUIDs as people write them and as the protocol has them. */
import { Buffer } from 'node:buffer';

/** The 16 bytes of a UUID, undefined where it is none. */
export function uuidBytes(word: string): Buffer | undefined {
  const digits = word.replaceAll('-', '');
  return /^[0-9a-f]{32}$/i.test(digits) ? Buffer.from(digits, 'hex') : undefined;
}

/** A UUID with its dashes. */
export function uuidText(bytes: Uint8Array): string {
  const digits = Buffer.from(bytes).toString('hex');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
