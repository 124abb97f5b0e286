import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rawCatalog } from '../../src/clients/auth/catalog.ts';
import { openHistory } from '../../src/history.ts';
import { cliffPrompt } from '../../src/kernel/prompt/cliff.ts';
import { ownPrompt } from '../../src/kernel/prompt/own.ts';
import { shellWords } from '../../src/kernel/prompt/words.ts';
import { runLine } from '../harness/run.ts';
import { CATALOG, PROJECT, type Stub, USER } from '../harness/stub.ts';

test.each([
  ['a  b', ['a', 'b']],
  [`'a b' "c \\" d" e\\ f ''`, ['a b', 'c " d', 'e f', '']],
  [`a'b'"c" "\\n" '\\'`, ['abc', '\\n', '\\']],
])('words of %s', (line, words) => expect(shellWords(line)).toEqual(words));

test.each(["it's", '"a', 'a\\'])('%s has no end', line => expect(() => shellWords(line)).toThrow(/^No /));

test.each([
  ['# remark', []],
  ['server show "my vm"', [{ kind: 'command', words: ['server', 'show', 'my', 'vm'] }]],
  ['server list; image list', [{ kind: 'command', words: ['server', 'list'] }]],
  [
    'server list | grep "a|b" | wc',
    [
      {
        kind: 'command',
        words: ['server', 'list'],
        output: { pipe: 'grep "a|b" | wc', captures: false },
      },
    ],
  ],
  ['!ls -l', [{ kind: 'system', command: 'ls -l' }]],
  ['quit', [{ kind: 'end' }]],
])("cliff's prompt: %s", (line, statements) => {
  expect(cliffPrompt('openstack').split(line)).toEqual(statements);
});

test.each([
  [
    `server show 'my vm'; ostk image list`,
    [
      { kind: 'command', words: ['server', 'show', 'my vm'] },
      { kind: 'command', words: ['image', 'list'] },
    ],
  ],
  [
    'image list >> "a file"; exit',
    [
      {
        kind: 'command',
        words: ['image', 'list'],
        output: { file: 'a file', append: true, captures: true },
      },
      { kind: 'end' },
    ],
  ],
  [
    'server list | sort | head',
    [{ kind: 'command', words: ['server', 'list'], output: { pipe: 'sort | head', captures: true } }],
  ],
])("ostk's prompt: %s", (line, statements) => expect(ownPrompt('').split(line)).toEqual(statements));

test('lines of a pipe run under the name of the peer, whose sessions end with 1', async () => {
  const stdin = 'nosuch thing\nserver show\nhelp\n';
  const { code, stdout, stderr } = await runLine([], { stdin });
  expect(code).toBe(1);
  expect(stdout).toContain("openstack: 'nosuch thing' is not an openstack command.");
  expect(stdout.endsWith('\n\n')).toBe(true);
  expect(stderr).toMatch(
    /^usage: server show [\s\S]*server show: error: the following arguments are required: <server>\n\n$/,
  );
});

test('under ostk the first failure is the exit code, and every line runs', async () => {
  const { code, stdout, stderr } = await runLine('shell', {
    name: 'ostk',
    stdin: "versions show --nosuch\nnosuch\nserver show 'a\nflavor list --help",
  });
  expect(code).toBe(2);
  expect(stderr).toContain('No closing quotation\n');
  expect(stdout).toContain('usage: ostk flavor list');
});

const issued: Stub = {
  method: 'POST',
  service: 'identity',
  path: '/auth/tokens',
  anyBody: true,
  status: 201,
  headers: { 'x-subject-token': 'brand-new' },
  reply: {
    token: {
      issued_at: '2030-01-01T00:00:00.000000Z',
      expires_at: '2030-01-02T00:00:00.000000Z',
      user: { id: USER, name: 'admin' },
      project: { id: PROJECT, name: 'admin' },
      catalog: rawCatalog(CATALOG),
    },
  },
};

test('a session asks for the password and logs in once, also where no token is kept', async () => {
  const regions: Stub = { service: 'identity', path: '/regions', reply: { regions: [] }, times: 2 };
  const { code, stdout, asked } = await runLine('--no-token-cache shell', {
    name: 'ostk',
    cold: true,
    typed: ['region list -f json', 'region list -f json', 'exit', 'nosuch'],
    secrets: ['secret'],
    env: { OS_PASSWORD: undefined },
    stubs: [issued, regions],
  });
  expect([code, asked.length]).toEqual([0, 1]);
  expect(stdout).toMatch(/\n\[\]\n\[\]\n$/);
});

test('Ctrl-C ends a line and not the session', async () => {
  let calls = 0;
  const { stdout } = await runLine('shell', {
    name: 'ostk',
    typed: ['region list', 'help region list'],
    stubs: [],
    transport: { send: () => new Promise(() => {}) },
    stopped: () => (calls++ === 0 ? Promise.resolve(130) : new Promise(() => {})),
  });
  expect(stdout).toContain('usage: ostk region list');
});

test('what is kept of lines has no secrets', () => {
  const home = mkdtempSync(join(tmpdir(), 'ostk-history-'));
  try {
    const open = () => openHistory('ostk', { env: {}, home, uid: -1, clock: { now: Date.now } });
    const history = open();
    for (const line of ['user create  --password s3cret me', '', 'server list', 'server list'])
      history.add(line);
    expect(open().lines).toEqual(['user create  --password *** me', 'server list']);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});

test('two prompts at the same time keep both their lines, and no more than a thousand', () => {
  const home = mkdtempSync(join(tmpdir(), 'ostk-history-'));
  try {
    const open = () => openHistory('ostk', { env: {}, home, uid: -1, clock: { now: Date.now } });
    const [one, two] = [open(), open()];
    one.add('server list');
    two.add('image list');
    one.add('server show x');
    expect(open().lines).toEqual(['server list', 'image list', 'server show x']);
    expect(two.lines).toEqual(['image list']);
    for (let n = 0; n < 1200; n++) one.add(`server show ${n}`);
    const kept = open().lines;
    expect([kept.length, kept.at(-1)]).toEqual([1000, 'server show 1199']);
    const file = join(home, '.local', 'state', 'ostk', 'history', 'ostk');
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(1001);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});

test('output goes into a pipe and into a file', async () => {
  const { code, system, stdout } = await runLine('shell', {
    name: 'ostk',
    typed: ['flavor list --help | wc -l', 'flavor list --help > out', '!ls', 'history'],
  });
  expect(code).toBe(0);
  expect(system.map(([line]) => line)).toEqual(['wc -l', 'ls']);
  expect(system[0]?.[1]).toContain('usage: ostk flavor list');
  expect(stdout).toContain('    2  flavor list --help > out\n');
});

test('ostk alone prints help, glance alone its own', async () => {
  expect((await runLine([], { name: 'ostk', stdin: 'server list\n' })).stdout).toMatch(/^Usage: ostk /m);
  expect((await runLine([], { name: 'glance', stdin: 'image-list\n' })).stdout).toMatch(/^usage: glance /);
});

test('a tree that is none', async () => {
  const { code, stderr } = await runLine('shell nosuch', { name: 'ostk' });
  expect([code, stderr]).toEqual([1, "There is no nosuch tree. 'ostk help' lists what there is.\n"]);
});
