/** What cannot be done: the sentences, streams and exit codes of both. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { compare, type Options, ostk, peer } from '../harness/compare.ts';
import { openrc } from '../harness/credentials.ts';

const home = mkdtempSync(join(tmpdir(), 'ostk-errors-'));
afterAll(() => rmSync(home, { recursive: true }));

/** No token from another test: authentication has to happen. */
const cold = (env: Options['env'] = {}): Options => ({
  env: { XDG_CACHE_HOME: join(home, 'cache'), ...env },
});

describe('lines that are none', () => {
  test.each([
    ['an unknown command', 'flavr list'],
    ['an unknown command with options', 'keypai list --long -f json'],
    ['an unknown option', 'flavor list --nosuch'],
    ['two commands in one', 'flavor list list'],
    ['an unknown format', 'flavor list -f bad'],
    ['an unknown choice', 'server list --sort-ascending --power-state'],
    ['no integer', 'flavor list --limit x'],
    ['an argument that is missing', 'flavor show'],
    ['a value that is missing', 'flavor create --ram'],
    ['options that exclude each other', 'flavor list --public --private'],
    ['an ambiguous option', 'flavor list --p'],
  ])('%s', async (name, line) => {
    await compare(name, line, line, { code: 2 });
  });

  test('global options that exclude each other', async () => {
    // The peer's usage names the options of authentication in another order each time.
    const [reference, result] = await Promise.all([peer('-v -q flavor list'), ostk('-v -q flavor list')]);
    expect(result.code).toBe(reference.code);
    expect(result.stderr.split('\n').at(-2)).toBe(reference.stderr.split('\n').at(-2));
  });

  test('an unknown column', async () => {
    await compare('unknown column', 'flavor list -c nosuch');
  });
  test('help for an unknown command', async () => {
    await compare('help', 'help nosuch', undefined, { code: 1 });
  });
  test('help for several commands', async () => {
    await compare('help', 'help flav', undefined, { code: 0 });
  });
  test('a log file that cannot be opened', async () => {
    await compare('log file', '--log-file /nosuch/x.log flavor list', undefined, { code: 1 });
  });
});

describe('credentials', () => {
  test('none at all', async () => {
    await compare('none', 'flavor list', undefined, { ...cold(), user: 'none', code: 1 });
  });
  test('a wrong password', async () => {
    await compare('password', 'flavor list', undefined, { ...cold({ OS_PASSWORD: 'wrong' }), code: 1 });
  });
  test('no password, no terminal', async () => {
    await compare('no password', 'flavor list', undefined, { ...cold({ OS_PASSWORD: undefined }), code: 1 });
  });
  test('a project that is not there', async () => {
    await compare('project', 'flavor list', undefined, { ...cold({ OS_PROJECT_NAME: 'nosuch' }), code: 1 });
  });
  test('an unknown cloud', async () => {
    await compare('cloud', '--os-cloud nosuch flavor list', undefined, { code: 1 });
  });
  test('an unknown cloud, and help', async () => {
    await compare('cloud', '--os-cloud nosuch --help', undefined, { code: 1 });
  });
  test('an unknown cloud goes before an unknown command', async () => {
    await compare('cloud', '--os-cloud nosuch flavr list', undefined, { code: 1 });
  });
});

describe('places where no service is', () => {
  test.each([
    ['a port that nobody listens at', 'http://127.0.0.1:1/v3'],
    ['the same, without a version', 'http://127.0.0.1:1'],
    ['an unknown host', 'http://nosuch.invalid:5000/v3'],
    ['no URL', '127.0.0.1:5000/v3'],
  ])('auth_url is %s', async (name, url) => {
    await compare(name, 'flavor list', undefined, { ...cold({ OS_AUTH_URL: url }), code: 1 });
  });

  test('auth_url says TLS where there is none', async () => {
    const url = String(openrc('admin').OS_AUTH_URL).replace('http:', 'https:');
    await compare('TLS', 'flavor list', undefined, { ...cold({ OS_AUTH_URL: url }), code: 1 });
  });

  test('with -q nothing but the error is said', async () => {
    await compare('quiet', '-q flavor list', undefined, {
      ...cold({ OS_AUTH_URL: 'http://127.0.0.1:1/v3' }),
      code: 1,
    });
  });

  test.each([
    ['compute', 'flavor list', 'v2.1'],
    ['compute', 'hypervisor list', 'v2.1'],
    ['image', 'image list', 'v2'],
    ['network', 'network list', 'v2.0'],
    ['block_storage', 'volume list', 'v3'],
  ])('%s: %s', async (service, line, version) => {
    const variable = `OS_${service.toUpperCase()}_ENDPOINT_OVERRIDE`;
    const env = { [variable]: `http://127.0.0.1:1/${version}` };
    await compare(service, line, undefined, { ...cold(env), code: 1 });
  });
});

describe('services that say no', () => {
  test.each([
    ['not found', 'flavor show nosuch', 'admin'],
    ['not found', 'server show nosuch', 'admin'],
    ['not found', 'network show nosuch', 'admin'],
    ['not found, several', 'flavor delete nosuch-1 nosuch-2', 'admin'],
    ['conflict', 'flavor create --ram 1 --disk 1 --vcpus 1 m1.tiny', 'admin'],
    ['forbidden', 'flavor create --ram 1 --disk 1 --vcpus 1 x', 'demo'],
    ['forbidden', 'hypervisor list', 'demo'],
    ['bad request', 'flavor create --ram 0 --disk 1 --vcpus 1 x', 'admin'],
  ] as const)('%s: %s', async (name, line, user) => {
    await compare(name, line, undefined, { user, code: 1 });
  });
});

describe('under its own name ostk says more', () => {
  test('an error of a service ends with its request ID', async () => {
    const { code, stderr } = await ostk('flavor create --ram 1 --disk 1 --vcpus 1 x', { user: 'demo' }, '');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Policy doesn't allow .* \(HTTP 403\) \(request ID req-[0-9a-f-]{36}\)\n$/);
  });

  test('an unknown cloud comes with the known ones', async () => {
    const file = join(home, 'clouds.yaml');
    writeFileSync(file, 'clouds:\n  one: {}\n  two: {}\n');
    const env = { OS_CLIENT_CONFIG_FILE: file };
    const { code, stderr } = await ostk('--os-cloud three flavor list', { user: 'none', env }, '');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `${file}: Cloud three was not found. Known: one, two, sandbox, sandbox-demo.\n`,
    });
  });
});

/** Runs a line in bash; `$OSTK` is the program. */
async function bash(script: string): Promise<string> {
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: home,
    OSTK: `${process.execPath} ${inject('ostkProgram')}`,
  };
  const child = spawn('bash', ['-c', script], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (text += data));
  await once(child, 'close');
  return text;
}

describe('the process', () => {
  test.each(['help', '--version', 'flavr list 2>&1'])('a reader that goes away: %s', async line => {
    expect(await bash(`(sleep .3; $OSTK ${line}; echo "code $?" >&2) | true`)).toBe('code 141\n');
  });

  test('streams that are closed', async () => {
    expect(await bash('$OSTK --version >&-; echo $?; $OSTK flavr 2>&-; echo $?')).toBe('0\n2\n');
  });

  test('Ctrl-C during a request is quiet', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/v3`;
    const env = { PATH: process.env.PATH ?? '', HOME: home, ...openrc('admin'), OS_AUTH_URL: url };
    const child = spawn(process.execPath, [inject('ostkProgram'), 'flavor', 'list'], { env });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (printed += data));
    const [socket] = await once(server, 'connection');
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([130, null]);
    expect(printed).toBe('');
    socket.destroy();
    server.close();
  });
});
