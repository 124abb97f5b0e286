import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describe as rows } from '../../src/config/describe.ts';
import { ConfigError, explain, problemLine } from '../../src/config/errors.ts';
import { searchPath } from '../../src/config/files.ts';
import { isSecret, masked, REDACTED } from '../../src/config/mask.ts';
import { type ConfigInput, resolveSettings, type Settings } from '../../src/config/settings.ts';
import { parseKnown } from '../../src/kernel/parse/parser.ts';
import { globals } from '../../src/trees/openstack-globals.ts';

const uid = process.getuid?.() ?? -1;
const YAML = '.config/openstack/clouds.yaml';
const SECURE = '.config/openstack/secure.yaml';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ostk-settings-'));
  mkdirSync(join(home, 'work'));
});
afterEach(() => rmSync(home, { recursive: true }));

/** Writes files below the home and resolves from `work` in it. `~` in variables is the home. */
function resolve(
  files: Record<string, string>,
  env: Record<string, string> = {},
  options: Record<string, unknown> = {},
  more: Partial<ConfigInput> = {},
): Promise<Settings> {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), content);
  }
  const expanded = Object.entries(env).map(([key, value]) => [key, value.replaceAll('~', home)]);
  return resolveSettings({
    env: Object.fromEntries(expanded),
    cwd: join(home, 'work'),
    home,
    globals: { ...parseKnown(globals('openstack'), []).values, ...options },
    typed: new Set(Object.keys(options)),
    uid,
    etc: join(home, 'etc'),
    ...more,
  });
}

async function failure(promise: Promise<unknown>): Promise<ConfigError> {
  const error = await promise.catch((thrown: unknown) => thrown);
  if (error instanceof ConfigError) return error;
  throw new Error(`no ConfigError: ${JSON.stringify(error)}`);
}

const AUTH = "{auth_url: 'http://a/v3', username: al, password: one, project_name: pa}";
const TWO = `clouds:
  alpha: {auth: ${AUTH}, identity_api_version: 3, region_name: RA}
  beta: {auth: {auth_url: 'http://b'}, regions: [B1, B2], cacert: ~/ca, compute_endpoint: 'http://c', volume_endpoint_override: 'http://v'}
`;

describe('what it comes to', () => {
  test('nothing at all', async () => {
    const settings = await resolve({});
    expect(settings).toMatchObject({
      cloud: undefined,
      authType: 'password',
      auth: {},
      region: undefined,
      interface: 'public',
      verify: true,
      cacert: undefined,
      endpoints: {},
      warnings: [],
      advice: [],
      problems: [],
    });
  });

  test('a cloud, with domains filled in', async () => {
    const settings = await resolve({ [YAML]: TWO }, {}, { cloud: 'alpha' });
    expect(settings.cloud).toBe('alpha');
    expect(settings.region).toBe('RA');
    expect(settings.auth).toEqual({
      auth_url: 'http://a/v3',
      username: 'al',
      password: 'one',
      project_name: 'pa',
      user_domain_id: 'default',
      project_domain_id: 'default',
    });
    expect(settings.apiVersions).toMatchObject({ identity: '3', network: '2' });
  });

  test('endpoints and TLS', async () => {
    const settings = await resolve(
      { [YAML]: TWO },
      { OS_CLOUD: 'beta', OS_KEY: '~/k' },
      { region_name: 'B2' },
    );
    expect(settings).toMatchObject({
      region: 'B2',
      verify: true,
      cacert: join(home, 'ca'),
      key: undefined,
      endpoints: { compute: 'http://c', volume: 'http://v' },
    });
    const careless = await resolve(
      {},
      { OS_CLOUD: 'beta', OS_KEY: '~/k', OS_CERT: '~/c' },
      { insecure: true },
    );
    expect(careless).toMatchObject({
      verify: false,
      cacert: undefined,
      cert: join(home, 'c'),
      key: join(home, 'k'),
    });
  });

  test('what the plugin does not take is not handed to it', async () => {
    const env = { OS_AUTH_URL: 'http://a', OS_USERNAME: 'u', OS_ENDPOINT: 'http://e', OS_TOKEN: 't' };
    expect((await resolve({}, env)).auth).toEqual({ auth_url: 'http://a', username: 'u' });
    expect(await resolve({}, {}, { endpoint: 'http://e', token: 't' })).toMatchObject({
      authType: 'admin_token',
      auth: { endpoint: 'http://e', token: 't' },
    });
    expect((await resolve({ [YAML]: 'clouds: {n: {auth_type: None}}' })).authType).toBe('none');
    expect((await resolve({ [YAML]: 'clouds: {n: {auth_type: token_endpoint}}' })).authType).toBe(
      'admin_token',
    );
    expect((await resolve({}, {}, { auth_type: 'v3oidcpassword', protocol: 'p' })).auth).toEqual({
      protocol: 'p',
    });
  });

  test('a microversion goes before a version', async () => {
    const file = 'clouds: {m: {compute_api_version: 2, compute_default_microversion: 2.60}}';
    expect((await resolve({ [YAML]: file })).apiVersions.compute).toBe('2.6');
  });

  test('nothing is mixed between runs', async () => {
    const one = await resolve({ [YAML]: TWO }, {}, { cloud: 'alpha', username: 'x' });
    expect(one.auth.username).toBe('x');
    expect((await resolve({}, {}, { cloud: 'alpha' })).auth.username).toBe('al');
  });
});

describe('sources', () => {
  test('of everything', async () => {
    const files = {
      [YAML]:
        'clouds: {alpha: {profile: p, auth: {username: al, tenant-name: pa}, regions: [{name: R, values: {interface: internal}}]}}',
      [SECURE]: 'clouds: {alpha: {auth: {password: one}}}',
      '.config/openstack/clouds-public.yml': 'public-clouds: {p: {auth: {auth_url: "http://{region_name}"}}}',
    };
    const env = { OS_IDENTITY_API_VERSION: '3', OS_USER_DOMAIN_NAME: 'D' };
    const settings = await resolve(files, { ...env, OS_CLOUD: 'alpha' }, { cacert: '/ca' });
    const folder = join(home, '.config/openstack');
    expect(settings.sources()).toMatchObject({
      cloud: 'OS_CLOUD',
      'auth.username': join(folder, 'clouds.yaml'),
      'auth.project_name': join(folder, 'clouds.yaml'),
      'auth.password': join(folder, 'secure.yaml'),
      'auth.auth_url': join(folder, 'clouds-public.yml'),
      'auth.user_domain_name': 'OS_USER_DOMAIN_NAME',
      'auth.project_domain_id': 'default',
      identity_api_version: 'OS_IDENTITY_API_VERSION',
      interface: `${join(folder, 'clouds.yaml')} (region R)`,
      cacert: '--os-cacert',
      auth_type: 'default',
      verify: 'default',
    });
  });

  test('of the cloud', async () => {
    const only = 'clouds: {only: {auth: {username: u}}}';
    expect((await resolve({ [YAML]: only })).sources().cloud).toBe(`the only cloud in ${join(home, YAML)}`);
    expect((await resolve({}, {}, { cloud: 'only' })).sources().cloud).toBe('--os-cloud');
    expect((await resolve({}, { OS_USERNAME: 'e' })).sources()).toMatchObject({
      cloud: 'environment',
      'auth.username': 'OS_USERNAME',
    });
  });

  test('rows for people', async () => {
    const settings = await resolve({ [YAML]: TWO }, {}, { cloud: 'alpha', token: 'tok' });
    const path = join(home, YAML);
    expect(rows(settings)).toEqual([
      ['cloud', 'alpha', '--os-cloud'],
      ['auth_type', 'password', 'default'],
      ['auth.auth_url', 'http://a/v3', path],
      ['auth.project_name', 'pa', path],
      ['auth.project_domain_id', 'default', 'default'],
      ['auth.username', 'al', path],
      ['auth.user_domain_id', 'default', 'default'],
      ['auth.password', REDACTED, path],
      ['region_name', 'RA', path],
      ['interface', 'public', 'default'],
      ['verify', 'true', 'default'],
      ['identity_api_version', '3', path],
    ]);
  });
});

describe('masks', () => {
  test.each([
    ...['password', 'auth.password', 'OS_PASSWORD', 'token', 'auth_token', 'passcode', 'client_secret'],
    ...['application_credential_secret', 'access_token', 'code', 'idp_otp_key', 'adminPass.password'],
  ])('%s is a secret', key => expect(isSecret(key)).toBe(true));

  test.each([
    ...['username', 'auth_url', 'application_credential_id', 'key', 'tokens', 'access_token_endpoint'],
    ...['image_status_code_retries', 'password_file', 'project_name', 'code_challenge_method'],
  ])('%s is none', key => expect(isSecret(key)).toBe(false));

  test('at any depth', () => {
    const settings = {
      a: 1,
      password: 'x',
      auth: { token: 't', user: 'u', password: '' },
      list: [{ passcode: 1 }],
    };
    expect(masked(settings)).toEqual({
      a: 1,
      password: REDACTED,
      auth: { token: REDACTED, user: 'u', password: '' },
      list: [{ passcode: REDACTED }],
    });
  });
});

describe('what is wrong', () => {
  test('an unknown cloud', async () => {
    const error = await failure(resolve({ [YAML]: TWO }, { OS_USERNAME: 'x' }, { cloud: 'gamma' }));
    expect(error.message).toBe('Cloud gamma was not found.');
    expect(error.known).toEqual(['alpha', 'beta']);
    expect(error.file).toBe(join(home, YAML));
    expect(explain(error)).toBe(`${join(home, YAML)}: Cloud gamma was not found. Known: alpha, beta.`);
  });

  test.each(['constructor', '__proto__', 'toString'])('a cloud called %s is unknown', async cloud => {
    expect((await failure(resolve({ [YAML]: TWO }, {}, { cloud }))).message).toBe(
      `Cloud ${cloud} was not found.`,
    );
  });

  test('an unknown region', async () => {
    const error = await failure(resolve({ [YAML]: TWO }, {}, { cloud: 'beta', region_name: 'b1' }));
    expect(error.message).toBe(
      'Region b1 is not a valid region name for cloud beta. Valid choices are B1,B2. ' +
        'Please note that region names are case sensitive.',
    );
    expect(explain(error)).not.toContain('Known:');
  });

  test.each([
    ['clouds.yaml', 'clouds:\n  a: b: c\n', 2, 6],
    ['clouds.yaml', 'clouds:\n  a:\n\tauth: b\n', 3, 1],
    ['clouds.yml', 'clouds: {a: "x\n', 2, 1],
    ['clouds.yaml', 'clouds:\n  a: *x\n', undefined, undefined],
    ['clouds.json', '{"clouds":\n{"a": 1', 2, 8],
    ['clouds.json', '{"clouds": {},}', 1, 15],
  ])('%s that holds %j', async (name, content, line, column) => {
    const path = join(home, 'work', name);
    const error = await failure(resolve({ [`work/${name}`]: content }, {}, { cloud: 'a' }));
    expect(error.message).toBe('Cloud a was not found.');
    expect(error.problems).toMatchObject([{ path, line, column }]);
    expect(error.warnings[0]).toMatch(`Skipping config file ${path}: while parsing`);
    expect(explain(error)).toMatch(line === undefined ? `${path}: ` : `${path}:${line}:${column}: `);
  });

  test('clouds that are no mapping, and text that is no UTF-8', async () => {
    const path = join(home, 'work/clouds.yaml');
    const odd = await failure(resolve({ 'work/clouds.yaml': 'clouds: [a]' }, {}, { cloud: 'a' }));
    expect(explain(odd)).toBe(`${path}: clouds is not a mapping`);
    expect(odd.warnings).toEqual([]);
    writeFileSync(path, Buffer.from([0x61, 0xff]));
    const strange = await failure(resolve({}, {}, { cloud: 'a' }));
    expect(explain(strange)).toBe(`${path}: it is not UTF-8`);
  });

  test('a file that cannot be parsed is passed over', async () => {
    const settings = await resolve({ 'work/clouds.yaml': 'a: b: c', [YAML]: TWO }, {}, { cloud: 'alpha' });
    expect(settings.auth.username).toBe('al');
    expect(settings.problems).toHaveLength(1);
    expect(settings.problems.map(problemLine)[0]).toContain(`${join(home, 'work/clouds.yaml')}:1:4: `);
    expect(settings.warnings).toHaveLength(1);
  });

  test('a file that is no mapping', async () => {
    const error = await failure(resolve({ [YAML]: 'just text' }));
    expect(error.message).toBe(`Configuration file ${join(home, YAML)} is empty or not a valid mapping`);
  });

  test('a file without clouds', async () => {
    const { warnings } = await resolve({ [YAML]: 'x: 1' });
    expect(warnings).toEqual([`Configuration file ${join(home, YAML)} does not contain a 'clouds' key`]);
  });
});

describe('advice', () => {
  test('a file that is not there', async () => {
    const { advice } = await resolve({}, { OS_CLIENT_CONFIG_FILE: '/nosuch/file' });
    expect(advice).toEqual([
      'There is no file /nosuch/file, which OS_CLIENT_CONFIG_FILE says; others are used.',
    ]);
  });

  test('environment and cloud disagree', async () => {
    const env = {
      OS_USERNAME: 'eve',
      OS_PROJECT_NAME: 'pe',
      OS_AUTH_URL: 'http://a/v3/',
      OS_PASSWORD: 'hidden',
    };
    const settings = await resolve({ [YAML]: TWO }, env, { cloud: 'alpha' });
    expect(settings.auth).toMatchObject({ username: 'eve', project_name: 'pe' });
    expect(settings.advice).toEqual([
      'The environment (OS_USERNAME=eve, OS_PROJECT_NAME=pe) and cloud alpha in ' +
        `${join(home, YAML)} (username al, project_name pa) disagree about who you are: the environment wins. ` +
        'Unset the variables to use the cloud as it is written.',
    ]);
  });

  test.each([
    [{ OS_USERNAME: 'al', OS_PROJECT_NAME: 'pa', OS_AUTH_URL: 'http://a/v3' }, {}],
    [{ OS_USERNAME: 'eve' }, { username: 'typed' }],
    [{ OS_REGION_NAME: 'RA', OS_PASSWORD: 'x' }, {}],
  ])('%j and %j agree with the cloud', async (env, options) => {
    expect((await resolve({ [YAML]: TWO }, env, { cloud: 'alpha', ...options })).advice).toEqual([]);
  });

  test('an openrc without a cloud is no disagreement', async () => {
    expect((await resolve({ [YAML]: TWO }, { OS_USERNAME: 'eve' })).advice).toEqual([]);
  });

  test('a stored password for a place that the working directory names', async () => {
    const files = {
      'work/clouds.yaml': 'clouds: {alpha: {auth: {auth_url: http://evil, username: al}}}',
      [SECURE]: 'clouds: {alpha: {auth: {password: one}}}',
    };
    expect((await resolve(files)).advice).toEqual([
      `The password from ${join(home, SECURE)} will be sent to http://evil, which ` +
        `${join(home, 'work/clouds.yaml')} says: make sure that you trust that file.`,
    ]);
    const chosen = await resolve({}, { OS_CLIENT_CONFIG_FILE: '~/work/clouds.yaml' });
    expect(chosen.advice).toEqual([]);
  });

  test('both in the working directory', async () => {
    const files = {
      'work/clouds.yaml': 'clouds: {alpha: {auth: {auth_url: http://a, username: al}}}',
      'work/secure.yaml': 'clouds: {alpha: {auth: {password: one}}}',
    };
    expect((await resolve(files)).advice).toEqual([]);
  });

  test("somebody else's file in the working directory", async () => {
    const files = { 'work/clouds.yaml': `clouds: {a: {auth: ${AUTH}}}` };
    await resolve(files);
    const path = join(home, 'work/clouds.yaml');
    // what belongs to root is trusted, so that root has to give it away first
    if (uid === 0) chownSync(path, 12345, 0);
    const owner = uid === 0 ? 12345 : uid;
    const { advice } = await resolve({}, {}, {}, { uid: uid === 0 ? 0 : uid + 1 });
    expect(advice).toEqual([
      `${path} belongs to another user (UID ${owner}), who decides where your password goes.`,
    ]);
  });

  test('an unknown profile', async () => {
    const { advice } = await resolve({ [YAML]: 'clouds: {a: {profile: nosuch}}' });
    expect(advice).toEqual(["The profile nosuch is in no clouds-public.yaml, and no vendor's."]);
  });
});

describe('vendors', () => {
  const asked: string[] = [];
  const answering = (status: number, text: string) => ({
    getPage: async (url: string) => {
      asked.push(url);
      return { status, reason: 'Said', text };
    },
  });
  const profile = { name: 'v', profile: { auth: { auth_url: 'http://v' }, regions: ['R1', 'R2'] } };
  const whole = JSON.stringify(profile);

  test('known to the SDK by name', async () => {
    const files = { [YAML]: 'clouds: {a: {profile: citycloud, region_name: Sto2, auth: {username: me}}}' };
    const settings = await resolve(files);
    expect(settings.auth).toMatchObject({ auth_url: 'https://Sto2.citycloud.com:5000/v3/', username: 'me' });
    expect(settings.sources()['auth.auth_url']).toBe('profile citycloud');
    expect(settings.advice).toEqual([]);
  });

  test('a file goes before them', async () => {
    const files = {
      [YAML]: 'clouds: {a: {profile: citycloud}}',
      'work/clouds-public.yaml': "public-clouds: {citycloud: {auth: {auth_url: 'http://own'}}}",
    };
    expect((await resolve(files)).auth.auth_url).toBe('http://own');
  });

  test.each([
    ['http://v.test:99/x', 'http://v.test:99/.well-known/openstack/api'],
    ['vexxhost', 'https://vexxhost.com/.well-known/openstack/api'],
  ])('at a URL: %s', async (name, url) => {
    asked.length = 0;
    const files = { [YAML]: `clouds: {a: {profile: '${name}', auth: {username: me}}}` };
    const settings = await resolve(files, {}, {}, answering(200, whole));
    expect(settings.auth).toMatchObject({ auth_url: 'http://v', username: 'me' });
    expect(settings.region).toBe('R1');
    expect(asked).toEqual([url]);
  });

  test('who asks for one is told to the vendor, and shown to nobody', async () => {
    asked.length = 0;
    const files = { [YAML]: "clouds: {a: {profile: 'http://me:pw@v.test'}}" };
    const settings = await resolve(files, {}, {}, answering(200, whole));
    expect(asked).toEqual(['http://me:pw@v.test/.well-known/openstack/api']);
    expect(JSON.stringify(rows(settings))).not.toContain('pw');
    const error = await failure(resolve(files, {}, {}, answering(401, '')));
    expect(error.message).toBe('http://v.test is a remote profile that could not be fetched: 401 Said');
  });

  test.each([
    [
      'betacloud',
      200,
      whole,
      'betacloud references a cloud that no longer exists: betacloud.de has ceased business',
    ],
    ['foo://bar', 200, '', "No connection adapters were found for 'foo://bar/.well-known/openstack/api'"],
    ['http://v', 404, '', 'http://v is a remote profile that could not be fetched: 404 Said'],
    ['http://v', 200, '<html>', 'What http://v/.well-known/openstack/api holds is no profile of a cloud.'],
  ])('that are of no use: %s, %i', async (name, status, text, message) => {
    const files = { [YAML]: `clouds: {a: {profile: '${name}'}}` };
    const error = await failure(resolve(files, {}, {}, answering(status, text)));
    expect(error.message).toBe(message);
  });
});

test('where files are looked for', () => {
  const places = { cwd: '/w', home: '/h', env: {} };
  const rest = ['/etc/xdg/openstack', '/etc/openstack'];
  expect(searchPath(places)).toEqual(['/w', '/h/.config/openstack', '/h/.config/openstack', ...rest]);
  const env = { XDG_CONFIG_HOME: '/x', XDG_CONFIG_DIRS: '/s', SNAP_REAL_HOME: '/r' };
  const moved = ['/w', '/x/openstack', '/r/.config/openstack', '/s/openstack', '/etc/openstack'];
  expect(searchPath({ ...places, env })).toEqual(moved);
  expect(searchPath({ ...places, env: { XDG_CONFIG_HOME: 'relative' } })[1]).toBe('/h/.config/openstack');
});
