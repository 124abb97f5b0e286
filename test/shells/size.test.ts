/** A terminal that nobody told its size, as `script` and `docker exec -t` make it where their input is none. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const PROGRAM = fileURLToPath(new URL('../../bin/ostk.js', import.meta.url));

/** What a line shows on such a terminal, and how it ended. */
function shown(line: string, home: string): { code: number | null; text: string } {
  const { status, stdout } = spawnSync(
    'script',
    ['-qec', `stty size; ${process.execPath} ${PROGRAM} --os-cloud sandbox ${line}`, '/dev/null'],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: 60_000,
      env: { PATH: process.env.PATH, HOME: home, OSTK_SANDBOX_SPEED: '1' },
    },
  );
  return { code: status, text: stdout.replaceAll('\r', '') };
}

test('waits without a spinner, and draws tables as wide as they are', () => {
  const home = mkdtempSync(join(tmpdir(), 'ostk-size-'));
  const made = shown('server create --image cirros --flavor m1.tiny --wait a -f value -c status', home);
  expect(made).toEqual({ code: 0, text: '0 0\nACTIVE\n' });
  const { text } = shown('server list -c Name -c Status', home);
  expect(text).toMatch(/^0 0\n\+-+\+-+\+\n\| Name +\| Status +\|\n/);
});
