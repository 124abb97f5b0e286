import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parse, parseKnown } from '../../src/kernel/parse/parser.ts';
import { beginProfile } from '../../src/profile.ts';
import { globals } from '../../src/trees/glance-globals.ts';
import { configure } from '../../src/trees/glance-settings.ts';
import { isTree, treeOf } from '../../src/trees/trees.ts';
import { glance, image } from '../harness/glance.ts';
import { runLine } from '../harness/run.ts';

const SHOWN = '| id       | i     |';

describe('the name decides the tree', () => {
  test.each([
    ['glance', 'image-show i'],
    ['openstack', '--as glance image-show i'],
    ['ostk', '--as glance image-show i'],
    ['ostk', '--as=glance image-show i'],
    ['ostk', 'glance image-show i'],
    ['ostk', '--os-region-name RegionOne glance image-show i'],
    ['ostk', 'glance --os-region-name RegionOne image-show i'],
    ['ostk', 'glance image-show i --os-region-name RegionOne'],
    ['ostk', '--os-project-name admin glance image-show i'],
  ])('%s %s', async (name, line) => {
    const { code, stdout } = await runLine(line, { name, stubs: [image('i')] });
    expect(code).toBe(0);
    expect(stdout).toContain(SHOWN);
  });

  test('a word of a command is no tree', async () => {
    const { stderr } = await runLine('server show glance extra', { name: 'ostk', cold: true });
    expect(stderr).toContain('ostk server show: error: unrecognized arguments: extra');
  });

  test('a value of a global option is no tree', async () => {
    const line = '--os-region-name glance glance image-show i';
    const { stderr } = await runLine(line, { name: 'ostk', stubs: [] });
    expect(stderr).toContain('Region glance is not a valid region name');
  });

  test('trees are there by name', async () => {
    expect(['openstack', 'glance', 'ostk', 'constructor'].map(isTree)).toEqual([true, true, false, false]);
    for (const name of ['openstack', 'glance']) expect((await treeOf(name))?.name).toBe(name);
    expect(await treeOf('nosuch')).toBeUndefined();
  });
});

describe('under the own name', () => {
  test('a command is suggested', async () => {
    const { code, stderr } = await runLine('glance imag-lst --limit 1', { name: 'ostk', cold: true });
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean');
    expect(stderr).toContain('  ostk glance image-list --limit 1\n');
  });

  test('an option is suggested', async () => {
    const { stderr } = await runLine('glance image-list --limt 1', { name: 'ostk', cold: true });
    expect(stderr).toContain('  ostk glance image-list --limit 1\n');
  });

  test('help is that of the command', async () => {
    const { code, stdout } = await runLine('glance image-show --help', { name: 'ostk', cold: true });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^usage: ostk glance image-show \[-h\]/);
  });

  test('commands that only ostk has are listed there alone', async () => {
    const ours = await runLine('glance --help', { name: 'ostk', cold: true });
    expect(ours.stdout).toContain('  backend-list ');
    const theirs = await glance('--help', [], { cold: true });
    expect(theirs.stdout).not.toContain('backend-list');
    expect(theirs.stdout).not.toContain('bash_completion');
  });
});

describe('the grammar of subcommands', () => {
  const spec = globals('glance', {});
  const rest = { flags: [], help: '', nargs: 'A...', initial: [], convert: (word: string) => word } as const;
  const positional = {
    ...rest,
    required: false,
    apply: (_: unknown, words: readonly unknown[]) => [...words],
  };
  const line = (...argv: string[]) =>
    parseKnown({ ...spec, params: { ...spec.params, words: positional } }, argv).values.words;

  test('what follows the command is its own', () => {
    expect(line('--debug', 'image-list', '--limit', '1', '--', 'x')).toEqual([
      'image-list',
      '--limit',
      '1',
      '--',
      'x',
    ]);
    expect(line('--debug')).toEqual([]);
    expect(line('--os-region-name', 'image-list')).toEqual([]);
  });

  test('help stands anywhere and is that of the program', async () => {
    const { code, stdout } = await glance('image-show i --help', [], { cold: true });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^usage: glance \[--version\]/);
    expect(stdout).toContain('\nPositional arguments:\n  <subcommand>\n    add-location ');
  });

  test('own options stand anywhere and count spelled out only', async () => {
    const { code } = await glance('image-show i --no-token-cache=x', [], { cold: true });
    expect(code).toBe(2);
    for (const flag of ['--os-clou', '--profil', '--openr']) {
      expect(() => parse(spec, [flag, 'x'])).toThrow(`unrecognized arguments: ${flag} x`);
    }
  });
});

describe('settings', () => {
  const asked = (env: Record<string, string>, ...argv: string[]) => {
    const { values, typed } = parseKnown(globals('glance', env), argv);
    const made = configure({ values, typed, env, exact: true, interactive: false });
    const said = [...made.typed].map(name => [name, made.values[name]]);
    return { said: Object.fromEntries(said), files: made.files };
  };
  const ENV = {
    OS_AUTH_URL: 'http://a/v3',
    OS_USERNAME: 'u',
    OS_PASSWORD: 'p',
    OS_TENANT_NAME: 't',
    OS_TRUST_ID: 'x',
  };

  test('the environment is all there is, without files', () => {
    expect(asked({ ...ENV, OS_CLOUD: 'other' })).toEqual({
      said: { auth_url: 'http://a/v3', username: 'u', password: 'p', project_name: 't', cloud: '' },
      files: false,
    });
  });

  test('a cloud that is named brings the files in', () => {
    expect(asked(ENV, '--os-cloud', 'c')).toEqual({ said: { cloud: 'c' }, files: true });
    expect(asked({ OS_CLOUD: 'c' })).toEqual({ said: { cloud: 'c' }, files: true });
  });

  test('options, old spellings, and what they are called elsewhere', () => {
    const { said } = asked(
      ENV,
      ...['--key-file', 'k', '--cert-file', 'c', '--ca-file', 'a', '--os-tenant-id', 'i', '--timeout', '5'],
      ...['--os-image-url', 'http://i', '--os-service-type', 's', '--os-endpoint-type', 'e', '--insecure'],
    );
    expect(said).toMatchObject({
      ...{ key: 'k', cert: 'c', cacert: 'a', project_id: 'i', api_timeout: 5, insecure: true },
      ...{ image_endpoint_override: 'http://i', image_service_type: 's', interface: 'e' },
    });
  });

  test('a token goes with an endpoint', () => {
    const { said } = asked({}, '--os-image-url', 'http://i', '--os_auth_token', 't');
    expect(said).toMatchObject({ auth_type: 'admin_token', token: 't', endpoint: 'http://i' });
  });

  test('another plugin gets what it needs', () => {
    const { said } = asked({ ...ENV, OS_AUTH_TYPE: 'v3token' });
    expect(said).toMatchObject({ auth_type: 'v3token', trust_id: 'x' });
  });

  test('a password is asked for in the words of the peer', async () => {
    const env = { OS_PASSWORD: undefined };
    const run = await glance('image-show i', [], { env, cold: true, secrets: [undefined] });
    const { asked: prompts, code, stderr } = run;
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr:
        'You must provide a password via either --os-password, env[OS_PASSWORD], or prompted response\n',
    });
    expect(prompts).toEqual(['OS Password: ']);
  });
});

describe('a trace of the run', () => {
  test('its headers go with every request, its ID is told at the end', async () => {
    const { sent, stdout } = await glance('--profile KEY image-show i', [image('i')]);
    const headers = sent[0]?.headers ?? {};
    const info = headers['x-trace-info'] ?? '';
    expect(headers['x-trace-hmac']).toBe(createHmac('sha1', 'KEY').update(info).digest('hex'));
    const { base_id, parent_id } = JSON.parse(Buffer.from(info, 'base64url').toString());
    expect(parent_id).toBe(base_id);
    expect(stdout).toMatch(new RegExp(`\\+\\nProfiling trace ID: ${base_id}\\nTo display trace use`));
  });

  test('as osprofiler packs and signs it', () => {
    const { headers } = beginProfile('KEY', '11111111-2222-3333-4444-555555555555');
    expect(headers).toEqual({
      'x-trace-info':
        'eyJiYXNlX2lkIjogIjExMTExMTExLTIyMjItMzMzMy00NDQ0LTU1NTU1NTU1NTU1NSIsICJwYXJlbnRfaWQiOiAiMTExMTExMTEtMjIyMi0zMzMzLTQ0NDQtNTU1NTU1NTU1NTU1In0=',
      'x-trace-hmac': '1f37a46f6642d7cf86f4995689d963e1a14776e4',
    });
  });

  test('without a key there is none', async () => {
    const { sent, stdout } = await glance('image-show i', [image('i')]);
    expect(sent[0]?.headers).not.toHaveProperty('x-trace-info');
    expect(stdout).not.toContain('Profiling');
  });
});

test('text of services is escaped on a terminal', async () => {
  const { stdout } = await glance('image-show i', [image('i', { name: 'a\x1b[2Jb' })], { isTTY: true });
  expect(stdout).toContain('a\\x1b[2Jb');
  expect(stdout).not.toContain('\x1b[2J');
});
