import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { compare, ostk, peer } from '../harness/compare.ts';

/** The variables of completion data. */
function variables(data: string): Map<string, string> {
  const found = data.matchAll(/^ {2}(cmds\w*)='([^']*)'$/gm);
  return new Map([...found].map(([, name = '', words = '']) => [name, words]));
}

test('every option of every command, as the peer has it', async () => {
  const around = { user: 'none' } as const;
  const line = 'complete --shell none';
  const [reference, ours] = await Promise.all([peer(line, around), ostk(line, around)]);
  const wanted = variables(reference.stdout);
  const options = [...variables(ours.stdout)].filter(([, words]) => words.startsWith('-'));
  expect(options.length).toBeGreaterThan(100);
  expect(Object.fromEntries(options)).toEqual(
    Object.fromEntries(options.map(([name]) => [name, wanted.get(name)])),
  );
  expect(variables(ours.stdout).get('cmds')?.split(' ')).toContain('server');
});

test('bad input', async () => {
  await compare('no such shell', 'complete --shell zsh', undefined, { user: 'none', code: 2 });
});

/** What bash would offer for a line whose last word is being typed. */
function offered(script: string, words: readonly string[]): string[] {
  const program = `eval "$(cat)"
    COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 ))
    _stack_test; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = spawnSync('bash', ['--norc', '-c', program, 'bash', ...words], {
    input: script,
    encoding: 'utf8',
  });
  return stdout.split('\n').filter(word => word !== '');
}

test('the function completes in bash', async () => {
  const { stdout: script } = await ostk('complete --name stack-test', { user: 'none' });
  expect(script).toMatch(/^complete .*-F _stack_test stack-test$/m);
  const on = (...words: string[]): string[] => offered(script, ['stack-test', ...words]);
  expect(on('catal')).toEqual(['catalog']);
  expect(on('--os-cloud', 'x', 'catal')).toEqual(['catalog']);
  expect(on('server', 'migrate', '')).toEqual(['confirm', 'revert']);
  expect(on('server', 'migrate', '--ho')).toEqual(['--host']);
  expect(on('volume', 'create', '--image', 'x', '--si')).toEqual(['--size']);
  expect(on('image', 'show', '/etc/host')).toContain('/etc/hosts');
});
