import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { maskLine } from '../../src/kernel/mask-line.ts';
import { runLine } from '../harness/run.ts';
import type { Stub } from '../harness/stub.ts';

const home = mkdtempSync(join(tmpdir(), 'ostk-log-'));
afterAll(() => rmSync(home, { recursive: true }));

const stubs: Stub[] = [{ path: '/flavors/detail', query: { is_public: 'True' }, reply: { flavors: [] } }];

const token: Stub = {
  method: 'POST',
  service: 'identity',
  path: '/auth/tokens',
  anyBody: true,
  status: 401,
  reply: { error: { code: 401, message: 'no' } },
};

describe('secrets', () => {
  test.each([
    ['--os-password hunter2 server list', '--os-password *** server list'],
    ['--os-password=hunter2 server list', '--os-password=*** server list'],
    ['--os-passw hunter2 server list', '--os-passw *** server list'],
    ['--os-token t --os-auth-type token', '--os-token *** --os-auth-type token'],
    ['--os-access-token-endpoint http://x', '--os-access-token-endpoint http://x'],
    ['--os-application-credential-secret s', '--os-application-credential-secret ***'],
    ['server set --password p vm', 'server set --password *** vm'],
    ['user set --password-prompt joe', 'user set --password-prompt joe'],
    ['--no-token-cache server list', '--no-token-cache server list'],
    ['application credential create --secret s ci', 'application credential create --secret *** ci'],
    ['application credential create --sec s ci', 'application credential create --sec *** ci'],
    ['credential create demo data', 'credential create demo ***'],
    ['credential create --type ec2 -f json demo data', 'credential create --type ec2 -f json demo ***'],
    ['--debug cred cr --noindent demo data --project=p', '--debug cred cr --noindent demo *** --project=p'],
    ['credential set --data d --type cert x', 'credential set --data *** --type cert x'],
    [
      'request token create --consumer-key=k --consumer-s s',
      'request token create --consumer-key=*** --consumer-s ***',
    ],
    [
      'access token create --request-key k --request-secret s',
      'access token create --request-key *** --request-secret ***',
    ],
    ['access token create --verifier v', 'access token create --verifier ***'],
    ['--verify credential list', '--verify credential list'],
    ['port set --data-plane-status ACTIVE p', 'port set --data-plane-status ACTIVE p'],
  ])('%s', (line, shown) => {
    expect(maskLine(line.split(' ')).join(' ')).toBe(shown);
  });

  test.each(['--os-password hunter2', '--os-password=hunter2', '--os-passw hunter2', ''])(
    'no password in what --debug shows: %s',
    async typed => {
      const file = join(home, `secrets${typed.length}.log`);
      const line = `--debug --log-file ${file} ${typed} flavor list`.split(' ').filter(word => word !== '');
      const env = { OS_PASSWORD: 'hunter2' };
      const { code, stdout, stderr } = await runLine(line, { cold: true, stubs: [token], env });
      expect(code).toBe(1);
      expect(stderr).toContain('REQ: curl');
      expect(`${stdout}${stderr}${readFileSync(file, 'utf8')}`).not.toContain('hunter2');
    },
  );
});

describe('levels', () => {
  test('-v tells the line', async () => {
    const { stderr } = await runLine('-v --os-password=x flavor list', { stubs });
    expect(stderr).toBe('START with options: -v --os-password=*** flavor list\n');
  });

  test('-vv and --debug tell everything', async () => {
    for (const option of ['-vv', '--debug']) {
      const { stderr } = await runLine(`${option} flavor list`, { stubs });
      expect(stderr).toMatch(
        /^START with options: .*\nREQ: curl .*\nRESP: \[200\][\s\S]*\nEND return value: 0\n$/,
      );
    }
  });

  test('a stack is shown with --debug alone', async () => {
    const failing = [{ path: '/flavors/detail', query: { is_public: 'True' }, status: 500, reply: {} }];
    expect((await runLine('-vv flavor list', { stubs: failing })).stderr).not.toMatch(/\n {4}at /);
    expect((await runLine('--debug flavor list', { stubs: failing })).stderr).toMatch(/\n {4}at /);
  });
});

describe('--log-file', () => {
  const LINE = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \d+ (INFO|ERROR) openstack \[\S* \S* \S*\] /;

  test('is appended to, and a new one is for its owner alone', async () => {
    const file = join(home, 'new.log');
    await runLine(`-v --log-file ${file} flavor list`, { stubs });
    await runLine(`--log-file ${file} flavor list -f json`, {
      stubs: [{ ...stubs[0], status: 403, reply: {} }],
    });
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(lines).toEqual([
      expect.stringMatching(/ INFO openstack \[\S* \S* \S*\] START with options: -v --log-file /),
      expect.stringMatching(/ ERROR openstack \[\S* admin admin\] ForbiddenException: 403: /),
    ]);
    for (const line of lines) expect(line).toMatch(LINE);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('that cannot be opened ends the run', async () => {
    writeFileSync(join(home, 'plain'), '');
    const path = join(home, 'plain', 'x.log');
    const { code, stderr, sent } = await runLine(`--log-file ${path} flavor list`);
    expect({ code, stderr, sent }).toEqual({
      code: 1,
      stderr: `[Errno 20] Not a directory: '${path}'\n`,
      sent: [],
    });
  });
});

describe('a password on the command line', () => {
  const warned = /can be seen by everybody/;

  test('is warned of on a terminal, under ostk', async () => {
    const line = '--os-password secret flavor list';
    expect((await runLine(line, { stubs, name: 'ostk', isTTY: true })).stderr).toMatch(warned);
    expect((await runLine(line, { stubs, name: 'ostk' })).stderr).not.toMatch(warned);
    expect((await runLine(line, { stubs, isTTY: true })).stderr).not.toMatch(warned);
  });
});

describe('help', () => {
  test.each(['--help', 'help', '-h', ''])('needs no credentials and no cloud: ostk %s', async line => {
    const words = line === '' ? [] : line.split(' ');
    const { code, stdout } = await runLine(['--os-cloud', 'nosuch', ...words], { name: 'ostk', cold: true });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Usage: ostk /m);
  });

  test('stands anywhere in a line', async () => {
    const expected = (await runLine('flavor list --help', { cold: true })).stdout;
    for (const line of ['help flavor list', '-h flavor list', 'flavor -h list', 'flavor list --long -h']) {
      expect(await runLine(line, { cold: true })).toMatchObject({ code: 0, stdout: expected });
    }
  });

  test('--version', async () => {
    expect((await runLine('--version', { cold: true })).stdout).toBe('openstack 10.5.0\n');
    expect((await runLine('flavor list --version', { name: 'ostk', cold: true })).stdout).toBe(
      'ostk 0.0.0\n',
    );
  });
});
