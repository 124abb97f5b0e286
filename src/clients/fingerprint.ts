/**
 * SHA-256 for the names of files. In JavaScript: node:crypto costs a run three milliseconds to load and one to find its
 * first algorithm, which is more than all that such a run hashes.
 */
import { sha256 } from '@noble/hashes/sha2.js';

/**
 * Hashes a text.
 * @returns SHA-256 of its UTF-8 form, in hexadecimal
 */
export function fingerprint(text: string): string {
  return Buffer.from(sha256(Buffer.from(text, 'utf8'))).toString('hex');
}
