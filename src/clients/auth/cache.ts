/**
 * Tokens kept between runs: one file for each identity and scope at each service, readable by its owner alone.
 * The file's name is a hash of who asks for what, without any secret. So a password that was changed does not end a
 * cached token, just as it does not end the token at the service; `clear` does.
 */

import { fingerprint } from '../fingerprint.ts';
import { child, isList, isObject, type Json, type JsonObject, parseJson, text } from '../json.ts';
import { createPrivateFiles } from '../private-files.ts';
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

/**
 * The name an entry is kept under.
 * @param parts what tells one identity, scope and peer from another; no secrets
 */
export function cacheKey(parts: readonly string[]): string {
  return fingerprint(JSON.stringify(parts));
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
  const { warn } = options;
  const files = createPrivateFiles({ ...options, what: 'Token cache' });

  function read(name: string): CacheEntry | undefined {
    const text = files.read(name);
    try {
      return text === undefined ? undefined : parseEntry(parseJson(text));
    } catch {
      // A file that is cut short or of another version counts as none; it is written anew.
      return undefined;
    }
  }

  function valid(entry: CacheEntry): boolean {
    const now = options.now();
    return now < entry.validUntil && entry.storedAt <= now + CLOCK_SLACK;
  }

  return {
    load(key) {
      const entry = read(key + SUFFIX);
      return entry && valid(entry) ? entry : undefined;
    },
    store(key, entry) {
      const { catalog } = entry;
      const text = JSON.stringify({ format: FORMAT, ...entry, catalog: rawCatalog(catalog) });
      const why = files.write(key + SUFFIX, text);
      if (why !== undefined) warn(`The token could not be cached: ${why}`);
    },
    remove: key => files.remove(key + SUFFIX),
    list: () =>
      files.names(KEPT).flatMap(name => {
        const entry = read(name);
        return entry && valid(entry) ? [{ key: name.slice(0, -SUFFIX.length), entry }] : [];
      }),
    clear: () => files.clear(KEPT),
  };
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
