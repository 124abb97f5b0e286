/** Files that the user names on the command line. */
import { access, constants, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import type { Host } from './host.ts';
import { CommandError } from './kernel/errors.ts';

/** What the system's error codes mean, in the peers' words (Python's strerror). */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'No such file or directory',
  EACCES: 'Permission denied',
  EISDIR: 'Is a directory',
  ENOTDIR: 'Not a directory',
};

/** The absolute path of a word: `~` and relative ones as a shell means them. */
export function userPath(path: string, host: Host): string {
  return resolve(host.cwd, path.replace(/^~(?=\/|$)/, host.home));
}

/** The system's reason for a failed read or write. */
export function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}

/**
 * Reads a file.
 * @throws CommandError that names the path and the system's reason
 */
export async function readUserFile(path: string, host: Host): Promise<Uint8Array> {
  try {
    return await readFile(userPath(path, host));
  } catch (error) {
    throw new CommandError(`${path}: ${reason(error)}`, 1, { cause: error });
  }
}

/**
 * The real path of a folder that can be worked in; `~` is a name as any other.
 * @throws CommandError with the system's reason
 */
export async function folderPath(path: string, host: Host): Promise<string> {
  try {
    // Not `resolve`: what is above a link is above the folder that it means.
    const folder = await realpath(isAbsolute(path) ? path : `${host.cwd}/${path}`);
    if (!(await stat(folder)).isDirectory()) throw new CommandError('Not a directory');
    await access(folder, constants.X_OK);
    return folder;
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(reason(error), 1, { cause: error });
  }
}

/** Whether a word is the path of a block device; what cannot be looked at is none. */
export async function isBlockDevice(path: string, host: Host): Promise<boolean> {
  try {
    return (await stat(userPath(path, host))).isBlockDevice();
  } catch {
    return false;
  }
}

/**
 * Writes a file, replacing what was there.
 * @param mode the permissions of a new file (default 0666 less the umask)
 * @throws CommandError that names the path and the system's reason
 */
export async function writeUserFile(
  path: string,
  data: Uint8Array | string,
  mode: number | undefined,
  host: Host,
): Promise<void> {
  try {
    await writeFile(userPath(path, host), data, mode === undefined ? {} : { mode });
  } catch (error) {
    throw new CommandError(`${path}: ${reason(error)}`, 1, { cause: error });
  }
}
