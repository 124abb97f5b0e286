/** The grammar of libvirt's shell, its tables, its help. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { spread } from '../../../src/kernel/vsh/domains.ts';
import { bytes, domain, flag, named, number, word, words } from '../../../src/kernel/vsh/params.ts';
import { BadValue, parseWords } from '../../../src/kernel/vsh/parse.ts';
import { splitCommands } from '../../../src/kernel/vsh/split.ts';
import { vshTable } from '../../../src/kernel/vsh/text.ts';
import { isPeerCommand } from '../../../src/trees/virsh-commands.ts';
import { runLine } from '../../harness/run.ts';

describe('a text is taken apart', () => {
  test.each([
    [
      'list --all; domstate web',
      [
        ['list', '--all'],
        ['domstate', 'web'],
      ],
    ],
    [`echo 'a;b' "c \\" d" e\\ f`, [['echo', 'a;b', 'c " d', 'e f']]],
    ['a # no more; b\nc', [['a'], ['c']]],
    ['# all of it', []],
    ['a\\\nb', [['ab']]],
    ["it's open", [['its open']]],
    [' ; ;', []],
    ["a ''", [['a', '']]],
  ])('%j', (source, commands) => {
    expect(splitCommands(source)).toEqual(commands);
  });

  test.each([
    ['echo "a', 'missing "'],
    ['echo a\\', 'dangling \\'],
  ])('%j is refused', (source, message) => {
    expect(() => splitCommands(source)).toThrow(message);
  });
});

describe('words of a command', () => {
  const params = {
    domain,
    target: word('--target', 'x'),
    xpath: named('--xpath', 'x'),
    count: number('--count', 'x'),
    live: flag('--live', 'x'),
    cmd: words('--cmd', 'x'),
    formatter: { ...named('-f', 'x'), own: true },
  };
  const read = (line: readonly string[], own = false) =>
    parseWords('do', { prog: 'do', params }, line, own).values;

  test.each([
    [['web'], { domain: 'web' }],
    [['--domain', 'web', 'vda', 'a', 'b'], { domain: 'web', target: 'vda', cmd: ['a', 'b'] }],
    [
      ['--live', 'web', '--xpath=/a=b', '--count', '7'],
      { domain: 'web', live: true, xpath: '/a=b', count: 7 },
    ],
    [['--', '--live', '--x'], { domain: '--live', target: '--x' }],
    [['web', '-x'], { domain: 'web', target: '-x' }],
    [['web', '', '-f'], { domain: 'web', target: '', cmd: ['-f'] }],
  ])('%j', (line, values) => {
    if (line.includes('')) expect(() => read(line)).toThrow(BadValue);
    else expect(read(line)).toMatchObject(values);
  });

  test.each([
    [[], "command 'do' requires <domain> option"],
    [['a', '--nosuch'], "command 'do' doesn't support option --nosuch"],
    [['a', '--liv'], "command 'do' doesn't support option --liv"],
    [['a', '--live=yes'], "invalid '=' after option --live"],
    [['a', '--live', '--live'], undefined],
    [['a', '--xpath', 'b', '--xpath', 'c'], 'option --xpath already seen'],
    [['a', '--xpath'], 'expected syntax: --xpath <string>'],
    [['a', '--count'], 'expected syntax: --count <number>'],
    [['a', '--count', 'x'], "Numeric value 'x' for <count> option is malformed or out of range"],
    [[''], "Failed to get option 'domain': Option argument is empty"],
  ])('%j is refused', (line, message) => {
    if (message === undefined) expect(() => read(line)).toThrow('option --live already seen');
    else expect(() => read(line)).toThrow(message);
  });

  test("ostk's own options are none of the peer's", () => {
    expect(read(['web', '-f', 'json'], true)).toMatchObject({ domain: 'web', formatter: 'json' });
    expect(read(['web', '-f', 'json'])).toMatchObject({ target: '-f', cmd: ['json'] });
  });
});

describe('sizes', () => {
  test.each([
    ['5', 5n * 1024n],
    ['5b', 5n],
    ['5 k', 5n * 1024n],
    ['5KiB', 5n * 1024n],
    ['5KB', 5000n],
    ['2G', 2n * 1024n ** 3n],
    ['1mb', 1_000_000n],
  ])('%s', (text, value) => {
    expect(bytes('--size', text, 1024)).toBe(value);
  });

  test.each(['', 'x', '-5', '5x', '5kk', '99999999999E'])('%j is none', text => {
    expect(() => bytes('--size', text, 1)).toThrow(
      `Scaled numeric value '${text}' for <--size> option is malformed or out of range`,
    );
  });
});

test('tables line up, also where characters are wide or do not print', () => {
  expect(
    vshTable(
      ['Id', 'Name'],
      [
        ['1', '网络'],
        ['-', 'a\tb'],
      ],
      true,
    ),
  ).toBe(' Id   Name\n--------------\n 1    网络\n -    a\\x09b\n');
  expect(vshTable(['Id', 'Name'], [['1', 'a']], false)).toBe(' 1   a\n');
});

test('several domains are lines of their own', () => {
  expect(spread(['--domain', 'a', '--live', '--domain=b'])).toEqual({
    domains: ['a', 'b'],
    lines: [
      ['--domain', 'a', '--live'],
      ['--domain', 'b', '--live'],
    ],
  });
  expect(spread(['--domain', 'a'])).toBeUndefined();
});

describe('lines that need no daemon', () => {
  const virsh = (line: string | readonly string[]) => runLine(line, { name: 'virsh' });

  test('what cannot be read ends before anything runs', async () => {
    expect(await virsh(['help list; nosuch'])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: "error: unknown command: 'nosuch'\n",
    });
  });

  test('a command that is not there yet', async () => {
    expect(await virsh('lxc-enter-namespace x')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: "error: command 'lxc-enter-namespace' is not part of ostk yet; 'help' lists those that are\n",
    });
  });

  test.each(['-v', '--version', '-V', '--version=long', '--vers'])('%s', async option => {
    expect(await virsh([option])).toMatchObject({ code: 0, stdout: '9.0.0\n', stderr: '' });
  });

  test('an option that is none', async () => {
    expect(await virsh('--nosuch list')).toMatchObject({
      code: 1,
      stderr: "error: unsupported option '--nosuch'. See --help.\n",
    });
  });

  test('each command has a blank line behind it, and the last one tells the code', async () => {
    const { code, stdout, stderr } = await virsh(['help nosuch; help quit']);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: "error: command or command group 'nosuch' doesn't exist\n",
    });
    expect(stdout).toMatch(/^\n {2}NAME\n {4}quit - .*\n\n {2}SYNOPSIS\n {4}quit\n\n\n$/);
  });

  test('without a daemon: where it was looked for, and a blank line', async () => {
    const { code, stdout, stderr } = await runLine(['list'], {
      name: 'virsh',
      env: { LIBVIRT_DEFAULT_URI: 'test+unix:///default?socket=/nosuch/libvirt-sock' },
    });
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '\n',
      stderr:
        'error: failed to connect to the hypervisor\n' +
        "error: Failed to connect socket to '/nosuch/libvirt-sock': No such file or directory\n",
    });
  });
});

test('knows all commands of the peer by name', () => {
  const lines = readFileSync(new URL('../../surface/virsh.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  const names = lines.map(line => /^\S+: (\S+)/.exec(line)?.[1] ?? '');
  expect(names.filter(name => !isPeerCommand(name))).toEqual([]);
  expect(isPeerCommand('nosuch')).toBe(false);
});
