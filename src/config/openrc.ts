/**
 * Reads openrc files. A file of plain assignments is read without a shell; any other is sourced by bash, with a
 * terminal for its questions and without the user's environment. Variables that the file sets go before those of the
 * environment, those that it unsets are dropped from it; only `OS_*` and `GS_*` are taken.
 */
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { ConfigError } from './errors.ts';
import type { ShellOptions } from './openrc-bash.ts';
import { plain } from './openrc-plain.ts';

/** What an openrc file says about the environment. */
export interface Openrc {
  readonly set: Readonly<Record<string, string>>;
  /** Variables that the file unset, and did not set again. */
  readonly unset: readonly string[];
}

/** How a file is read. */
export interface OpenrcOptions extends ShellOptions {
  readonly home: string;
  /** The user; negative where the system has none. */
  readonly uid: number;
}

/** Who may be trusted with a file that is run: its reader, and root. */
const ROOT = 0;
const OTHERS_MAY_WRITE = 0o022;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'No such file or directory',
  EACCES: 'Permission denied',
};

/**
 * Reads an openrc file.
 * @param file relative to the working directory; `~` is the home
 * @param args the file's positional arguments; a file that gets some is always sourced by bash
 * @throws ConfigError when it cannot be read, may be written by others, ends bash, or sets nothing
 */
export async function readOpenrc(
  file: string,
  args: readonly string[],
  options: OpenrcOptions,
): Promise<Openrc> {
  const expanded = file.replace(/^~(?=\/|$)/, options.home);
  const path = isAbsolute(expanded) ? expanded : join(options.cwd, expanded);
  const source = trusted(file, path, options.uid);
  const read = plain(source) ?? (await (await import('./openrc-bash.ts')).sourced(path, args, options));
  if (Object.keys(read.set).length === 0 && read.unset.length === 0)
    throw new ConfigError(`${file} sets no OS_ or GS_ variable`, { file });
  return read;
}

/** Reads a file's text once it is clear that nobody else may change it. The check and the text are of one open file. */
function trusted(file: string, path: string, uid: number): string {
  let descriptor: number;
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK); // a pipe by name is refused, not waited for
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new ConfigError(`${file}: ${REASONS[code] ?? code}`, { file }, { cause: error });
  }
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile()) {
      if (status.isDirectory()) throw new ConfigError(`${file}: Is a directory`, { file });
      throw new ConfigError(`${file} is not a regular file`, { file });
    }
    if (uid >= 0 && status.uid !== uid && status.uid !== ROOT) {
      throw new ConfigError(`${file} belongs to another user (UID ${status.uid}), so it is not run`, {
        file,
        hint: `Copy it to a file of your own: install -m 600 ${quoted(file)} ~/openrc`,
      });
    }
    if (uid >= 0 && (status.mode & OTHERS_MAY_WRITE) !== 0) {
      const mode = (status.mode & 0o7777).toString(8).padStart(4, '0');
      throw new ConfigError(`${file} can be written by others (mode ${mode}), so it is not run`, {
        file,
        hint: `Run: chmod go-w ${quoted(file)}`,
      });
    }
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

function quoted(word: string): string {
  return /^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/**
 * Reads the variable `OSTK_OPENRC`: a file and its arguments, separated by blanks; quotes keep blanks.
 * @returns undefined when there is nothing in it
 */
export function openrcOf(
  value: string | undefined,
): { readonly file: string; readonly args: readonly string[] } | undefined {
  const words = [...(value ?? '').matchAll(/(?:[^\s'"]|"[^"]*"|'[^']*')+/g)].map(([word]) =>
    word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'),
  );
  const [file, ...args] = words;
  return file === undefined ? undefined : { file, args };
}

/**
 * The environment as it is after an openrc file.
 * @returns a new environment
 */
export function withOpenrc(
  env: Readonly<Record<string, string | undefined>>,
  { set, unset }: Openrc,
): Record<string, string | undefined> {
  const made = { ...env };
  for (const name of unset) delete made[name];
  return { ...made, ...set };
}
