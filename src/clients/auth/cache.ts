/**
 * Tokens kept between runs: one file for each identity and scope at each service, readable by its owner alone.
 * The file's name is a hash of who asks for what, without any secret. So a password that was changed does not end a
 * cached token, just as it does not end the token at the service; `clear` does.
 */
import { createHash } from 'node:crypto';
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
} from 'node:fs';
import { join } from 'node:path';
import { child, isList, isObject, type Json, type JsonObject, parseJson, text } from '../json.ts';
import { rawCatalog, readCatalog } from './catalog.ts';
import type { Grant, Identity } from './token.ts';

/** The microversions of an endpoint; '' where it has none. */
export interface VersionRange {
  readonly min: string;
  readonly max: string;
}

/** What one file holds. */
export interface CacheEntry extends Grant {
  /** The identity service, for people. */
  readonly authUrl: string;
  /** Milliseconds since the epoch by the local clock: when it was stored, and from when on it counts no more. */
  readonly storedAt: number;
  readonly validUntil: number;
  /** By the URL that was asked. */
  readonly versions: Readonly<Record<string, VersionRange>>;
  /** Bases that discovery found, by the base that the catalogue suggests. */
  readonly bases: Readonly<Record<string, string>>;
}

export interface TokenCache {
  /** What is kept under a key and still valid; undefined otherwise. */
  load(key: string): CacheEntry | undefined;
  /** Keeps an entry. A directory that cannot be written is a warning. */
  store(key: string, entry: CacheEntry): void;
  remove(key: string): void;
  /** All valid entries with their keys. */
  list(): readonly { readonly key: string; readonly entry: CacheEntry }[];
  /** Removes all files, those of killed runs too. @returns how many were kept tokens */
  clear(): number;
}

export interface CacheOptions {
  /** Where the files are; made with mode 0700 when it is first needed. */
  readonly dir: string;
  /** The user that must own the files; undefined where the system has no such thing. */
  readonly uid: number | undefined;
  /** Milliseconds since the epoch. */
  now(): number;
  warn(message: string): void;
}

/** A token is not used in its last minutes: the request must still arrive, and be worked on, while it is valid. */
export const MARGIN = 120_000;

/** How far the local clock may have been set back since an entry was stored. */
const CLOCK_SLACK = 60_000;

const FORMAT = 1;
const SUFFIX = '.json';
const KEPT = /\.json$/;
/** What a run that was killed while it wrote left behind; there is a token in it. */
const TEMPORARY = /^\.[0-9a-f]{64}\./;

/**
 * The name an entry is kept under.
 * @param parts what tells one identity, scope and peer from another; no secrets
 */
export function cacheKey(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/**
 * How long a new token is good for, whatever the local clock shows.
 * @param identity `expiresAt` and `issuedAt` by the server's clock
 * @param date the answer's Date header
 * @returns milliseconds, the margin taken off; 0 or less when it must not be kept
 */
export function lifetime(identity: Identity, date: string | undefined): number {
  const expires = Date.parse(identity.expiresAt);
  // A token made from another keeps that one's end but has a new beginning, so both measures count.
  const starts = [Date.parse(identity.issuedAt ?? ''), Date.parse(date ?? '')].filter(
    time => !Number.isNaN(time),
  );
  if (Number.isNaN(expires) || starts.length === 0) return 0;
  return expires - Math.max(...starts) - MARGIN;
}

/**
 * Makes the cache; nothing is read or written before it is used.
 * @param options where, whose, and which clock
 */
export function createTokenCache(options: CacheOptions): TokenCache {
  const { dir, uid, warn } = options;
  let counter = 0;
  let told = false;

  /** Says why the directory is of no use; once, for each token asks anew. */
  function unusable(why: string): void {
    if (!told) warn(`Token cache ${dir} is not used: ${why}`);
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

  function read(name: string): CacheEntry | undefined {
    const path = join(dir, name);
    let descriptor: number;
    try {
      descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    } catch (error) {
      if (!missing(error)) warn(`Token cache file ${path} is ignored: ${reason(error)}`);
      return undefined;
    }
    try {
      const problem = objection(fstatSync(descriptor), 0o077);
      if (problem === undefined) return parseEntry(parseJson(readFileSync(descriptor, 'utf8')));
      warn(`Token cache file ${path} is ignored: ${problem}`);
    } catch {
      // A file that is cut short or of another version counts as none; it is written anew.
    } finally {
      closeSync(descriptor);
    }
    return undefined;
  }

  function valid(entry: CacheEntry): boolean {
    const now = options.now();
    return now < entry.validUntil && entry.storedAt <= now + CLOCK_SLACK;
  }

  function load(key: string): CacheEntry | undefined {
    const name = key + SUFFIX;
    if (!exists(dir) || !usable(false)) return undefined;
    const entry = read(name);
    return entry && valid(entry) ? entry : undefined;
  }

  function store(key: string, entry: CacheEntry): void {
    if (!usable(true)) return;
    const temporary = join(
      dir,
      `.${key}.${options.now()}.${counter++}.${createHash('sha256').update(entry.identity.token).digest('hex').slice(0, 8)}`,
    );
    try {
      writeFileSync(
        temporary,
        JSON.stringify({ format: FORMAT, ...entry, catalog: rawCatalog(entry.catalog) }),
        { mode: 0o600, flag: 'wx' },
      );
      renameSync(temporary, join(dir, key + SUFFIX));
    } catch (error) {
      remover(temporary);
      warn(`The token could not be cached: ${reason(error)}`);
    }
  }

  function names(pattern: RegExp): string[] {
    return exists(dir) ? readdirSync(dir).filter(name => pattern.test(name)) : [];
  }

  return {
    load,
    store,
    remove: key => remover(join(dir, key + SUFFIX)),
    list: () =>
      usable(false)
        ? names(KEPT).flatMap(name => {
            const entry = read(name);
            return entry && valid(entry) ? [{ key: name.slice(0, -SUFFIX.length), entry }] : [];
          })
        : [],
    clear: () => {
      const found = names(KEPT);
      for (const name of [...found, ...names(TEMPORARY)]) remover(join(dir, name));
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

function parseEntry(value: Json): CacheEntry | undefined {
  if (!isObject(value) || value.format !== FORMAT) return undefined;
  const { storedAt, validUntil } = value;
  const identity = child(value, 'identity');
  if (typeof storedAt !== 'number' || typeof validUntil !== 'number' || !text(identity, 'token'))
    return undefined;
  const authUrl = text(value, 'authUrl');
  return {
    authUrl,
    storedAt,
    validUntil,
    identity: parseIdentity(identity),
    catalog: readCatalog(value),
    versions: Object.fromEntries(
      Object.entries(child(value, 'versions')).flatMap(([url, range]) =>
        isObject(range) ? [[url, { min: text(range, 'min'), max: text(range, 'max') }]] : [],
      ),
    ),
    bases: Object.fromEntries(
      Object.entries(child(value, 'bases')).flatMap(([url, base]) =>
        typeof base === 'string' ? [[url, base]] : [],
      ),
    ),
  };
}

function parseIdentity(identity: JsonObject): Identity {
  const optional = (key: string): string | undefined => text(identity, key) || undefined;
  const { roles } = identity;
  return {
    token: text(identity, 'token'),
    expiresAt: text(identity, 'expiresAt'),
    issuedAt: text(identity, 'issuedAt'),
    userId: text(identity, 'userId'),
    userName: text(identity, 'userName'),
    projectId: optional('projectId'),
    projectName: optional('projectName'),
    domainId: optional('domainId'),
    systemScope: optional('systemScope'),
    roles: isList(roles) ? roles.filter(role => typeof role === 'string') : [],
  };
}
