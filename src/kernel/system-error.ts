/** What the operating system says, in Python's words: scripts know these sentences. */

const SAID: Readonly<Record<string, string>> = {
  EPERM: '[Errno 1] Operation not permitted',
  ENOENT: '[Errno 2] No such file or directory',
  EIO: '[Errno 5] Input/output error',
  EACCES: '[Errno 13] Permission denied',
  ENOTDIR: '[Errno 20] Not a directory',
  EISDIR: '[Errno 21] Is a directory',
  EFBIG: '[Errno 27] File too large',
  ENOSPC: '[Errno 28] No space left on device',
  EROFS: '[Errno 30] Read-only file system',
  EDQUOT: '[Errno 122] Disk quota exceeded',
};

/**
 * Says an error of the system as `str(OSError)` does, the path aside.
 * @returns undefined for anything else
 */
export function systemSentence(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? SAID[String(error.code)] : undefined;
}
