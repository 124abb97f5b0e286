/** The pages of the manual, as mandoc and groff read them. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const FOLDER = fileURLToPath(new URL('../../dist/man/man1/', import.meta.url));
const PAGES = readdirSync(FOLDER).map(page => join(FOLDER, page));

/** What a program says of files, on both of its streams. */
function said(program: string, ...words: string[]): string {
  const { error, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (error) throw error;
  return stdout + stderr;
}

test('mandoc has nothing to say of them', () => {
  expect(PAGES.length).toBeGreaterThan(50);
  expect(said('mandoc', '-Tlint', ...PAGES)).toBe('');
});

test('groff has nothing to say of them', () => {
  for (const page of PAGES) expect(said('groff', '-man', '-ww', '-z', page)).toBe('');
});

test('a page', () => {
  const text = said('mandoc', '-Tutf8', '-Owidth=80', join(FOLDER, 'ostk-server.1')).replace(/.\x08/g, '');
  expect(text).toMatch(/^OSTK-SERVER\(1\)/);
  expect(text).toContain('ostk server create [option...] --flavor <flavor> <server-name>');
});
