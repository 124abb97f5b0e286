/**
 * Small files for one user alone, kept between runs: written whole or not at all, read only where nobody else can have
 * written them.
 */
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  type Stats,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from './fingerprint.ts';

export interface PrivateFilesOptions {
  /** Where the files are; made with mode 0700 when it is first needed. */
  readonly dir: string;
  /** The user that must own the files; undefined where the system has no such thing. */
  readonly uid: number | undefined;
  /** What the directory is called in warnings, such as `Token cache`. */
  readonly what: string;
  /** Milliseconds since the epoch. */
  now(): number;
  warn(message: string): void;
}

export interface PrivateFiles {
  /** A file's text; undefined when there is none, or none that can be trusted, of which a warning tells. */
  read(name: string): string | undefined;
  /** Writes a file. @returns why it could not be written; undefined when it was, or a warning was given already */
  write(name: string, text: string): string | undefined;
  /**
   * Adds to the end of a file, which is made when it is not there; what others add at the same time stays.
   * @returns as `write`
   */
  append(name: string, text: string): string | undefined;
  remove(name: string): void;
  /** The files whose names match, as far as the directory can be trusted. */
  names(pattern: RegExp): string[];
  /** Keeps the so many files that were written last of those whose names match. */
  prune(pattern: RegExp, most: number): void;
  /** Removes the files whose names match, and what killed runs left. @returns how many matched */
  clear(pattern: RegExp): number;
}

/** What a run that was killed while it wrote left behind; it may hold secrets. */
const TEMPORARY = /^\.[0-9a-f]{64}\./;

/**
 * Opens a directory of such files; nothing is read or written before it is used.
 * @param options where, whose, and which clock
 */
export function createPrivateFiles(options: PrivateFilesOptions): PrivateFiles {
  const { dir, uid, what, warn } = options;
  let counter = 0;
  let told = false;

  /** Says why the directory is of no use; once, for each file asks anew. */
  function unusable(why: string): void {
    if (!told) warn(`${what} ${dir} is not used: ${why}`);
    told = true;
  }

  /** Why a file or directory cannot be trusted. */
  function objection(stats: Stats, forbidden: number): string | undefined {
    if (uid !== undefined && stats.uid !== uid) return 'it belongs to another user';
    return stats.mode & forbidden ? 'others have access to it' : undefined;
  }

  /** @returns whether the directory is there and nobody else can write to it */
  function usable(create: boolean): boolean {
    try {
      if (create) mkdirSync(dir, { recursive: true, mode: 0o700 });
      const stats = lstatSync(dir);
      const problem = stats.isDirectory() ? objection(stats, 0o022) : 'it is no directory';
      if (problem !== undefined) unusable(problem);
      return problem === undefined;
    } catch (error) {
      if (create) unusable(reason(error));
      return false;
    }
  }

  function read(name: string): string | undefined {
    if (!exists(dir) || !usable(false)) return undefined;
    const path = join(dir, name);
    let descriptor: number;
    try {
      descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    } catch (error) {
      if (!missing(error)) warn(`${what} file ${path} is ignored: ${reason(error)}`);
      return undefined;
    }
    try {
      const problem = objection(fstatSync(descriptor), 0o077);
      if (problem === undefined) return readFileSync(descriptor, 'utf8');
      warn(`${what} file ${path} is ignored: ${problem}`);
      return undefined;
    } catch {
      // What is there is no file, and counts as none.
      return undefined;
    } finally {
      closeSync(descriptor);
    }
  }

  function write(name: string, text: string): string | undefined {
    if (!usable(true)) return undefined;
    const unique = fingerprint(name);
    const content = fingerprint(text).slice(0, 8);
    const temporary = join(dir, `.${unique}.${options.now()}.${counter++}.${content}`);
    try {
      writeFileSync(temporary, text, { mode: 0o600, flag: 'wx' });
      renameSync(temporary, join(dir, name));
      return undefined;
    } catch (error) {
      remover(temporary);
      return reason(error);
    }
  }

  function append(name: string, text: string): string | undefined {
    if (!usable(true)) return undefined;
    let descriptor: number | undefined;
    try {
      const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW } = constants;
      descriptor = openSync(join(dir, name), O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600);
      const problem = objection(fstatSync(descriptor), 0o077);
      if (problem === undefined) writeSync(descriptor, text);
      return problem;
    } catch (error) {
      return reason(error);
    } finally {
      if (descriptor !== undefined) closeSync(descriptor);
    }
  }

  function prune(pattern: RegExp, most: number): void {
    const found = all(pattern);
    if (found.length <= most) return;
    const written = found.map(name => {
      const stats = lstatSync(join(dir, name), { throwIfNoEntry: false });
      return { name, at: stats?.mtimeMs ?? 0 };
    });
    written.sort((a, b) => b.at - a.at);
    for (const { name } of written.slice(most)) remover(join(dir, name));
  }

  const all = (pattern: RegExp): string[] =>
    exists(dir) ? readdirSync(dir).filter(name => pattern.test(name)) : [];

  return {
    read,
    write,
    append,
    prune,
    remove: name => remover(join(dir, name)),
    names: pattern => (usable(false) ? all(pattern) : []),
    clear(pattern) {
      const found = all(pattern);
      for (const name of [...found, ...all(TEMPORARY)]) remover(join(dir, name));
      return found.length;
    },
  };
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function remover(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (!missing(error)) throw error;
  }
}

function missing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
