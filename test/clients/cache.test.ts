import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CacheEntry, cacheKey, createTokenCache, lifetime } from '../../src/clients/auth/cache.ts';
import { readCatalog } from '../../src/clients/auth/catalog.ts';
import { identityKey } from '../../src/clients/auth/plugins.ts';

const KEY = cacheKey(['a']);
const HOUR = 3_600_000;

let home: string;
let now: number;
let warnings: string[];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ostk-cache-'));
  now = Date.parse('2026-01-01T00:00:00Z');
  warnings = [];
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const dir = () => join(home, 'cache', 'tokens');

function cache(uid = statSync(home).uid) {
  return createTokenCache({ dir: dir(), uid, now: () => now, warn: message => warnings.push(message) });
}

const endpoint = {
  id: 'e',
  interface: 'public',
  region: 'R',
  region_id: 'R',
  url: 'http://c.test/v2.1',
  extra: null,
};

function entry(): CacheEntry {
  return {
    authUrl: 'http://id.test/v3',
    storedAt: now,
    validUntil: now + HOUR,
    identity: {
      token: 'tok',
      expiresAt: '2026-01-01T01:02:00Z',
      issuedAt: '2026-01-01T00:00:00Z',
      userId: 'u',
      userName: 'un',
      projectId: 'p',
      projectName: undefined,
      domainId: undefined,
      systemScope: undefined,
      roles: ['a', 'b'],
    },
    catalog: readCatalog({ catalog: [{ id: 'c', type: 'compute', name: 'nova', endpoints: [endpoint] }] }),
    versions: { 'http://c.test/v2.1/': { min: '2.1', max: '2.93' } },
    bases: { 'http://i.test/v2': 'http://i.test/image/v2' },
  };
}

describe('the token cache', () => {
  test('gives back what it was given, from a file of the owner’s alone', () => {
    expect(cache().load(KEY)).toBeUndefined();
    cache().store(KEY, entry());
    expect(cache().load(KEY)).toEqual(entry());
    expect(readdirSync(dir())).toEqual([`${KEY}.json`]);
    expect(statSync(dir()).mode & 0o777).toBe(0o700);
    expect(statSync(join(dir(), `${KEY}.json`)).mode & 0o777).toBe(0o600);
    expect(warnings).toEqual([]);
  });

  test('forgets at the end of the lifetime, and when the clock was set back', () => {
    cache().store(KEY, entry());
    now += HOUR - 1;
    expect(cache().load(KEY)).toBeDefined();
    now += 1;
    expect(cache().load(KEY)).toBeUndefined();
    now -= 2 * HOUR;
    expect(cache().load(KEY)).toBeUndefined();
  });

  test('ignores files that others may read or that belong to others', () => {
    cache().store(KEY, entry());
    expect(cache(statSync(home).uid + 1).load(KEY)).toBeUndefined();
    expect(warnings.splice(0).join()).toMatch(/belongs to another user/);
    chmodSync(join(dir(), `${KEY}.json`), 0o640);
    expect(cache().load(KEY)).toBeUndefined();
    expect(warnings.splice(0).join()).toMatch(/is ignored: others have access to it/);
    cache().store(KEY, entry());
    expect(cache().load(KEY)).toBeDefined();
  });

  test('follows no links and trusts no directory that others write to', () => {
    cache().store(KEY, entry());
    const path = join(dir(), `${KEY}.json`);
    const other = join(home, 'other');
    writeFileSync(other, readFileSync(path), { mode: 0o600 });
    rmSync(path);
    symlinkSync(other, path);
    expect(cache().load(KEY)).toBeUndefined();
    expect(warnings.splice(0).join()).toMatch(/is ignored/);
    chmodSync(dir(), 0o777);
    cache().store(KEY, entry());
    expect(warnings.join()).toMatch(/is not used: others have access/);
  });

  test('takes damaged files for none', () => {
    mkdirSync(dir(), { recursive: true, mode: 0o700 });
    for (const text of [
      '',
      '{"format":1',
      '[]',
      '{"format":0}',
      '{"format":1,"storedAt":1,"validUntil":9e15}',
    ]) {
      writeFileSync(join(dir(), `${KEY}.json`), text, { mode: 0o600 });
      expect(cache().load(KEY)).toBeUndefined();
    }
  });

  test('lists and clears', () => {
    cache().store(KEY, entry());
    cache().store(cacheKey(['b']), entry());
    expect(
      cache()
        .list()
        .map(each => each.key)
        .sort(),
    ).toEqual([KEY, cacheKey(['b'])].sort());
    cache().remove(KEY);
    cache().remove(KEY);
    const left = join(dir(), `.${KEY}.1.0.abcdef01`);
    writeFileSync(left, 'of a killed run');
    expect(cache().clear()).toBe(1);
    expect(existsSync(left)).toBe(false);
    expect(cache().clear()).toBe(0);
  });

  test('warns when it cannot write, and goes on', () => {
    writeFileSync(join(home, 'cache'), '');
    const one = cache();
    for (const key of ['b', 'c', 'd']) one.store(cacheKey([key]), entry());
    expect(warnings).toEqual([expect.stringMatching(/is not used/)]);
  });
});

describe('the lifetime of a token', () => {
  const identity = {
    token: 't',
    userId: '',
    userName: '',
    projectId: undefined,
    projectName: undefined,
    domainId: undefined,
    roles: [],
  };
  const issued = {
    ...identity,
    issuedAt: '2026-01-01T00:00:00.000000Z',
    expiresAt: '2026-01-01T01:00:00.000000Z',
  };

  test('is measured by the server’s clock, less two minutes', () => {
    expect(lifetime(issued, undefined)).toBe(HOUR - 120_000);
    expect(lifetime(issued, 'Thu, 01 Jan 2026 00:00:00 GMT')).toBe(HOUR - 120_000);
  });

  test('is shorter for a token made from an older one', () => {
    expect(lifetime(issued, 'Thu, 01 Jan 2026 00:30:00 GMT')).toBe(HOUR / 2 - 120_000);
  });

  test('is nothing when it is not known', () => {
    expect(lifetime({ ...issued, expiresAt: '' }, undefined)).toBe(0);
    expect(lifetime({ ...issued, issuedAt: '' }, undefined)).toBe(0);
  });
});

test('a key tells identities and scopes apart and holds no secret', () => {
  const auth = { auth_url: 'http://a', username: 'u', password: 'x', token: 'y', passcode: 'z' };
  const key = identityKey('password', auth);
  expect(key).toBe(
    identityKey('password', { passcode: 'other', password: 'other', username: 'u', auth_url: 'http://a' }),
  );
  expect(key).not.toMatch(/"x"|"y"|"z"/);
  for (const change of [
    { username: 'v' },
    { auth_url: 'http://b' },
    { project_name: 'p' },
    { system_scope: 'all' },
  ]) {
    expect(identityKey('password', { ...auth, ...change })).not.toBe(key);
  }
  expect(identityKey('v3totp', auth)).not.toBe(key);
});
