/** What a test file leaves in the system's folder for temporary files goes when the file has ended. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const before = process.env.TMPDIR;
const folder = mkdtempSync(join(tmpdir(), 'ostk-test-'));
// Tests change users and modes of what is in it.
chmodSync(folder, 0o755);
process.env.TMPDIR = folder;

afterAll(() => {
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});
