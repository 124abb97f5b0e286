/** What the system said about a file, in the words that Python has for it. */
import type { Manners } from '../../../kernel/context.ts';

/** Python's strerror for the errors that files meet. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'No such file or directory',
  EACCES: 'Permission denied',
  EISDIR: 'Is a directory',
  ENOTDIR: 'Not a directory',
  EROFS: 'Read-only file system',
  ENOSPC: 'No space left on device',
};

/**
 * The text of Python's OSError, such as `[Errno 2] No such file or directory: 'key.pub'`.
 * @param error what reading or writing threw: a CommandError with the system's error as its cause
 * @param path as the message shows it, `~` expanded
 * @param manners under ostk's own name only the reason is told
 */
export function osError(error: unknown, path: string, manners: Manners): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(error);
  const code = 'code' in cause ? String(cause.code) : '';
  const reason = REASONS[code] ?? cause.message;
  const errno = 'errno' in cause && typeof cause.errno === 'number' ? Math.abs(cause.errno) : 0;
  return manners === 'peer' && errno > 0 ? `[Errno ${errno}] ${reason}: '${path}'` : reason;
}
