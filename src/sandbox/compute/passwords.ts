/** Random words. */
import { randomBytes } from 'node:crypto';

/** A password as Nova makes them: 12 letters and digits. */
export function password(): string {
  return randomBytes(16)
    .toString('base64')
    .replace(/[^A-Za-z0-9]/g, 'a')
    .slice(0, 12);
}

/** A random text of lower case letters and digits. */
export function word(length: number): string {
  return randomBytes(length).toString('hex').slice(0, length);
}
