/** Titles, descriptions and metadata of domains, beside the real virsh. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, test } from 'vitest';
import { compare } from '../harness/compare.ts';
import { onTestDriver, TEST_HOST } from '../harness/virsh.ts';

const folder = mkdtempSync(join(tmpdir(), 'ostk-live-annotation-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An editor that writes a text. */
function writing(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\nprintf '${text}' > "$1"\n`);
  chmodSync(path, 0o755);
  return path;
}

/** A name of a temporary file is everybody's own. */
const hideFiles = (text: string): string => text.replaceAll(/virsh\w{6}\.xml/g, 'virsh.xml');

const LINE = writing('line', 'a line\\n');
const ELEMENT = writing('element', '<more/>\\n');
const BROKEN = writing('broken', '<more');

const SET = 'metadata test http://x --key k --set "<a>b</a>"';

describe('on the test driver', () => {
  test.each([
    'desc test; desc test --title; desc test hello  world; desc test; desc test --title a b; desc test --title',
    'desc test hello --config; desc test --config; desc test; desc test hello --live; desc test --live',
    'desc test --live --current; desc test --config --current; desc nosuch; desc; desc test ""; desc test "a &lt; <b>"; desc test',
    "desc test --title 'two\nlines'; desc test 'two\nlines'; desc test --new-desc x; desc test",
    'metadata test http://x; metadata test; metadata nosuch http://x; metadata test http://x --remove',
    `${SET}; metadata test http://x; metadata test http://y; metadata test http://x --remove; metadata test http://x`,
    `${SET} --config; metadata test http://x; metadata test http://x --config; ${SET} --live --config; dumpxml test --xpath //metadata`,
    'metadata test http://x --set "<a/>"; metadata test http://x --edit; metadata test http://x --key k --set "<"',
    'metadata test http://x --edit --set a; metadata test http://x --remove --set a; metadata test http://x --remove --edit',
    'metadata test http://x --live --current --edit --remove; metadata test http://x --config --current',
  ])('%s', async line => {
    await onTestDriver(line);
  });
});

test('quiet runs say what a description is, and not that there is none', async () => {
  const line = 'desc test; desc test x; desc test; metadata test http://x';
  await compare(
    'test',
    ['-q', '-c', `test://${TEST_HOST}`, line],
    ['-q', '-c', `test+unix://${TEST_HOST}`, line],
    {
      program: 'virsh',
      mask: [],
    },
  );
});

describe('in an editor', () => {
  test.each([
    ['desc test --edit; desc test; desc test --edit', LINE],
    ['desc test --edit --title; desc test --title; desc test --edit --title', LINE],
    ['desc test --edit more; desc test', 'true'],
    ['desc test --edit; desc test --edit --title; desc nosuch --edit', 'true'],
    ['desc test --edit', 'false'],
    [`${SET}; metadata test http://x --key k --edit; metadata test http://x`, ELEMENT],
    ['metadata test http://x --key k --edit; metadata test http://x', ELEMENT],
    ['metadata test http://x --key k --edit', BROKEN],
    [`${SET}; metadata test http://x --key k --edit; metadata nosuch http://x --key k --edit`, 'true'],
  ])('%s in %s', async (line, editor) => {
    await onTestDriver(line, { env: { EDITOR: editor }, own: { peer: hideFiles, ostk: hideFiles } });
  });
});
