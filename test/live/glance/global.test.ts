import { describe, expect, test } from 'vitest';
import { ostk, peer } from '../harness/compare.ts';
import { same } from './lib.ts';

describe('what a line begins with', () => {
  test.each([
    '--version',
    'nosuch',
    '--nosuch',
    '--nosuch image-list',
    '-- image-list',
    '--t x image-list',
    '--os-u x image-list',
    '--timeout x image-list',
    '--timeout 0 image-list',
    '--tls-min-version 1.1 image-list',
    '--debug=1 image-list',
    '--os-image-url',
    'image-list --debug --nosuch',
    'image-list --os-region-name RegionOne',
    'image-list extra',
    'image-show',
    'image-show a b',
    'md-property-create --ti x n',
    'member-update a b c',
    'image-list --limit x',
    'image-list --sort-key nosuch',
    'image-create --protected maybe',
    'image-create --tags',
    'image-li',
    '--os-image-api-version 3 image-list',
    '--os-image-api-version x image-list',
    '--os-image-api-version 1 image-list',
    'help nosuch',
    'help image-list extra',
    'bash-completion extra',
  ])('%s', line => same(line));

  test('help anywhere is the help of the program', async () => {
    const lines = [
      [],
      ['-h'],
      ['--help'],
      ['image-list', '--help'],
      ['help'],
      ['--debug'],
      ['bash_completion'],
    ];
    const runs = lines.map(async line => {
      const options = { program: 'glance', stdin: false } as const;
      const [theirs, ours] = await Promise.all([peer(line, options), ostk(line, options)]);
      const head = (text: string): string => text.split('\n\n')[0] ?? '';
      expect({ line, code: ours.code, stderr: ours.stderr }).toEqual({
        line,
        code: theirs.code,
        stderr: theirs.stderr,
      });
      if (line[0] !== 'bash_completion') expect(head(ours.stdout)).toBe(head(theirs.stdout));
    });
    await Promise.all(runs);
  });

  test('the usage of every command', async () => {
    const options = { program: 'glance', stdin: false } as const;
    const { stdout } = await peer('help', options);
    const commands = [...stdout.matchAll(/^ {4}([a-z][a-z-]+)\b/gm)].map(([, name = '']) => name);
    expect(commands.length).toBe(71);
    for (let start = 0; start < commands.length; start += 8) {
      const batch = commands.slice(start, start + 8).map(async name => {
        const [theirs, ours] = await Promise.all([
          peer(['help', name], options),
          ostk(['help', name], options),
        ]);
        const head = (text: string): string => text.split('\n\n')[0] ?? '';
        expect(head(ours.stdout)).toBe(head(theirs.stdout));
        const headings = (text: string) =>
          [...text.matchAll(/^[A-Z][a-z]+( [a-z]+)?:$/gm)].map(([line]) => line);
        expect(headings(ours.stdout), name).toEqual(headings(theirs.stdout));
      });
      await Promise.all(batch);
    }
  });

  test('completion names what exists', async () => {
    const options = { program: 'glance', stdin: false } as const;
    const [theirs, ours] = await Promise.all([
      peer('bash-completion', options),
      ostk('bash-completion', options),
    ]);
    const sorted = (text: string): string[] => text.trim().split(' ').sort();
    expect(sorted(ours.stdout)).toEqual(sorted(theirs.stdout));
  });
});

describe('credentials', () => {
  const without = (...variables: string[]) => Object.fromEntries(variables.map(name => [name, undefined]));

  test.each([
    ['a user', ['OS_USERNAME']],
    ['a password', ['OS_PASSWORD']],
    ['a project', ['OS_PROJECT_NAME']],
    ['an auth_url', ['OS_AUTH_URL']],
    ['password and project', ['OS_PASSWORD', 'OS_PROJECT_NAME']],
    ['password and auth_url', ['OS_PASSWORD', 'OS_AUTH_URL']],
    ['project and auth_url', ['OS_PROJECT_NAME', 'OS_AUTH_URL']],
  ])('without %s', async (_, variables) => {
    // A token from an earlier run needs no password.
    const env = { ...without(...variables), XDG_CACHE_HOME: '/nonexistent/cache' };
    const found = await peer('image-list', { program: 'glance', stdin: false, env });
    const ours = await ostk('image-list --limit 1', { program: 'glance', stdin: false, env });
    expect(ours.stderr.replace(/^Token cache .*\n/gm, '')).toBe(found.stderr);
    expect(ours.code).toBe(1);
  });

  test('nobody', () => same('image-list', { user: 'none', code: 1 }));

  test('by options and old spellings', () =>
    same(
      '--os-username admin --os-password secret --os_tenant_name admin --os-tenant-name admin --os-auth-url http://127.0.0.1:5000/v3 --os-user-domain-name Default --os-project-domain-name Default import-info',
      { user: 'none', code: 0 },
    ));

  test('a wrong password', () => same('--os-username nosuch --os-password bad image-list', { code: 1 }));

  test('a token and an endpoint', async () => {
    const { stdout } = await peer('token issue -f value -c id');
    const options = ['--os-auth-token', stdout.trim(), '--os-image-url', 'http://127.0.0.1:9292'];
    await same([...options, 'import-info'], { user: 'none', code: 0 });
    await same([...options, 'cache-list'], { user: 'none', code: 0 });
  });

  test.each([
    '--os-image-url http://127.0.0.1:9292 --os-auth-token bad image-list',
    '--os-image-url http://127.0.0.1:1 image-list',
    '--os-image-url http://127.0.0.1:1 --os-auth-token x image-show y',
    '--os-image-url http://nosuch.invalid import-info',
    '--os-auth-url http://127.0.0.1:1/v3 image-list',
    '--os-auth-url http://127.0.0.1:1/ image-list',
    '--os-region-name nosuch image-list',
    '--os-service-type nosuch image-list',
    '--os-endpoint-type internal import-info',
    '--os-endpoint-type internalURL import-info',
  ])('%s', line => same(line, { edit: text => text }));

  test.each(['OS_IMAGE_API_VERSION', 'OS_REGION_NAME'])('without %s', name =>
    same('import-info', { env: { [name]: undefined }, code: 0 }),
  );
});

describe("ostk's own options", () => {
  test.each([
    ['--os-cloud sandbox image-list', 'cirros'],
    ['image-list --os-cloud sandbox', 'cirros'],
    ['--no-token-cache import-info', 'glance-'],
  ])('%s', async (line, shown) => {
    const { code, stdout } = await ostk(line, { program: 'glance', stdin: false });
    expect(code).toBe(0);
    expect(stdout).toContain(shown);
  });

  test('under its own name', async () => {
    const own = await ostk('glance import-info', { stdin: false }, '');
    const { stdout } = await peer('import-info', { program: 'glance', stdin: false });
    expect(own).toEqual({ code: 0, stdout, stderr: '' });
  });
});
