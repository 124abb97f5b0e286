/** What the peer signs requests of OAuth with. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll } from 'vitest';

/**
 * Finds oauthlib, without which the peer does without some commands. Keystone needs it, so it is where that is.
 * @returns what the environment of the peer has to have; it is there until the tests of the file are over
 */
export function libraries(): { readonly PYTHONPATH: string } {
  const dir = mkdtempSync(join(tmpdir(), 'ostk-oauth-'));
  const code = 'import oauthlib, os; print(os.path.dirname(oauthlib.__file__))';
  const oauthlib = execFileSync('/usr/bin/python3', ['-c', code], { encoding: 'utf8' }).trim();
  symlinkSync(oauthlib, join(dir, basename(oauthlib)));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  return { PYTHONPATH: dir };
}
