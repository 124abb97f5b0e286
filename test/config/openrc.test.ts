import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/config/errors.ts';
import { type OpenrcOptions, openrcOf, readOpenrc, withOpenrc } from '../../src/config/openrc.ts';
import { plain } from '../../src/config/openrc-plain.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ostk-openrc-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const uid = process.getuid?.() ?? -1;

function written(content: string, mode = 0o600): string {
  const path = join(folder, 'openrc');
  writeFileSync(path, content);
  chmodSync(path, mode);
  return path;
}

function read(content: string, args: string[] = [], more: Partial<OpenrcOptions> = {}) {
  const env = { PATH: process.env.PATH, HOME: folder, OS_USERNAME: 'outside', SECRET: 'x' };
  return readOpenrc(written(content), args, { cwd: folder, home: folder, uid, env, input: '', ...more });
}

async function refusal(promise: Promise<unknown>): Promise<ConfigError> {
  const error = await promise.catch((thrown: unknown) => thrown);
  if (error instanceof ConfigError) return error;
  throw new Error(`not refused: ${JSON.stringify(error)}`);
}

describe('plain files', () => {
  test.each([
    ['export OS_A=1', { OS_A: '1' }],
    ['export OS_A=http://h:5000/v3', { OS_A: 'http://h:5000/v3' }],
    ['export OS_A="two words"  # comment', { OS_A: 'two words' }],
    ["export OS_A='it is $5 \\ `x`'", { OS_A: 'it is $5 \\ `x`' }],
    ['export OS_A=a\'b\'"c";', { OS_A: 'abc' }],
    ['export OS_A=', { OS_A: '' }],
    ['export OS_A=1 OS_B=2', { OS_A: '1', OS_B: '2' }],
    ['OS_A=1\nexport OS_A', { OS_A: '1' }],
    ["export OS_A='x\n y'", { OS_A: 'x\n y' }],
    ["# don't\r\n\r\n  export OS_A=1\r\n", { OS_A: '1' }],
    ['OS_A=1\nOS_B=2\nexport OS_B', { OS_B: '2' }],
    ['export OS_A=1\nexport PATH=/x\nexport GS_B=2', { OS_A: '1', GS_B: '2' }],
  ])('%j', (source, set) => {
    expect(plain(source)).toEqual({ set, unset: [] });
  });

  test('unset', () => {
    expect(plain('export OS_A=1\nunset OS_A OS_B\nunset -v FOO')).toEqual({
      set: {},
      unset: ['OS_A', 'OS_B'],
    });
    expect(plain('unset OS_A\nexport OS_A=1')).toEqual({ set: { OS_A: '1' }, unset: [] });
  });

  test.each([
    ...['export OS_A=$B', 'export OS_A="$B"', 'export OS_A=`x`', 'echo hi', 'read OS_A', 'OS_A=1 command'],
    ...['export OS_A=~/x', 'export OS_A=a\\ b', 'if true; then OS_A=1; fi', 'OS_A=1; OS_B=2', 'OS_A=1 && b'],
    ...['export -n OS_A', 'OS_A+=1', 'OS_A=(1 2)', 'OS_A=a*', 'export OS_A="x', 'OS_A=$1', 'source other'],
  ])('only a shell understands %j', source => {
    expect(plain(source)).toBeUndefined();
  });
});

describe('files for bash', () => {
  test('a clean environment, exported variables only', async () => {
    const source =
      'export OS_A="<$OS_USERNAME$SECRET>" FOO=1; OS_B=2; export GS_C=$HOME; export OS_D="a\nb=c"';
    expect(await read(source)).toEqual({ set: { OS_A: '<>', GS_C: folder, OS_D: 'a\nb=c' }, unset: [] });
  });

  test('positional arguments', async () => {
    const { set } = await read('export OS_REGION_NAME=$1 OS_N=$#', ['az 1', 'x']);
    expect(set).toEqual({ OS_REGION_NAME: 'az 1', OS_N: '2' });
    expect((await read('export OS_N=$#')).set).toEqual({ OS_N: '0' });
  });

  test('questions', async () => {
    const said: string[] = [];
    const source =
      'echo "Password for $OS_USER: "\nread -sr OS_PASSWORD_INPUT\nexport OS_PASSWORD=$OS_PASSWORD_INPUT';
    const { set } = await read(source, [], { input: 'p w\\1\n', output: text => said.push(text) });
    expect(set).toEqual({ OS_PASSWORD: 'p w\\1' });
    expect(said.join('')).toContain('Password for');
  });

  test('what it unsets, and what it sets again', async () => {
    const source =
      'unset OS_TENANT_ID; unset -v OS_X FOO; export OS_X=$((1+1))\nif [ -z "$OS_Y" ]; then unset OS_Y; fi';
    expect(await read(source)).toEqual({ set: { OS_X: '2' }, unset: ['OS_TENANT_ID', 'OS_Y'] });
  });

  test('options, output and IFS of the file do no harm', async () => {
    const source = 'set -euf -o pipefail; IFS=O; echo OS_X=1; echo err >&2; export OS_A=$(echo 1) OS_B=2';
    expect((await read(source, [], { output: () => {} })).set).toEqual({ OS_A: '1', OS_B: '2' });
  });

  test('neighbours are found', async () => {
    writeFileSync(join(folder, 'stackrc'), 'export OS_A=near');
    const source = 'source $(dirname "$BASH_SOURCE")/stackrc';
    expect((await read(source)).set).toEqual({ OS_A: 'near' });
  });

  test.each([
    ['export OS_A=$(echo 1); exit 3', 'with exit code 3'],
    ['set -e; export OS_A=$(echo 1); false', 'with exit code 1'],
    ['kill -TERM $$', 'by SIGTERM'],
  ])('%s', async (source, how) => {
    const error = await refusal(read(source));
    expect(error.message).toBe(`${join(folder, 'openrc')} ended bash ${how} before it was read to its end`);
  });

  test('a syntax error', async () => {
    const error = await refusal(read('if [', [], { output: () => {} }));
    expect(error.message).toMatch(/failed in bash with status \d+ and set nothing$/);
  });

  test('a file that sets nothing of ours', async () => {
    expect((await refusal(read('export FOO=1'))).message).toMatch(/openrc sets no OS_ or GS_ variable$/);
  });
});

describe('files that are refused', () => {
  const options = { cwd: '/', home: '/', env: {}, uid: 0 };

  test.each([0o620, 0o602, 0o666])('mode %o', async mode => {
    const path = written('export OS_A=1', mode);
    const error = await refusal(readOpenrc(path, [], { ...options, uid }));
    expect(error.message).toBe(
      `${path} can be written by others (mode 0${mode.toString(8)}), so it is not run`,
    );
    expect(error.hint).toBe(`Run: chmod go-w ${path}`);
  });

  test.each([0o600, 0o644, 0o400, 0o755])('not mode %o', async mode => {
    const path = written('export OS_A=1', mode);
    expect((await readOpenrc(path, [], { ...options, uid })).set).toEqual({ OS_A: '1' });
  });

  test("somebody else's", async () => {
    const path = written('export OS_A=1');
    // root's own files are trusted by all, so that root has to give the file away first
    if (uid === 0) chownSync(path, 12345, 0);
    const error = await refusal(readOpenrc(path, [], { ...options, uid: uid === 0 ? 0 : uid + 1 }));
    expect(error.message).toBe(
      `${path} belongs to another user (UID ${uid === 0 ? 12345 : uid}), so it is not run`,
    );
  });

  test('missing, and a folder', async () => {
    const missing = await refusal(readOpenrc('nosuch', [], { ...options, cwd: folder }));
    expect(missing.message).toBe('nosuch: No such file or directory');
    expect((await refusal(readOpenrc(folder, [], options))).message).toBe(`${folder}: Is a directory`);
  });
});

test('paths', async () => {
  written('export OS_A=1');
  const options = { cwd: folder, home: folder, uid, env: {} };
  expect((await readOpenrc('openrc', [], options)).set).toEqual({ OS_A: '1' });
  expect((await readOpenrc('~/openrc', [], { ...options, cwd: '/' })).set).toEqual({ OS_A: '1' });
});

test('OSTK_OPENRC', () => {
  expect(openrcOf(undefined)).toBeUndefined();
  expect(openrcOf('  ')).toBeUndefined();
  expect(openrcOf('~/openrc az1  b')).toEqual({ file: '~/openrc', args: ['az1', 'b'] });
  expect(openrcOf(`"/my files/rc" 'a b'c ""`)).toEqual({ file: '/my files/rc', args: ['a bc', ''] });
});

test('the environment afterwards', () => {
  const env = { OS_A: '1', OS_B: '2', PATH: '/bin' };
  expect(withOpenrc(env, { set: { OS_A: 'x', GS_C: '3' }, unset: ['OS_B'] })).toEqual({
    OS_A: 'x',
    PATH: '/bin',
    GS_C: '3',
  });
});
