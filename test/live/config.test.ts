/** The same files, variables and options through the peer's `configuration show` and through resolveSettings. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/config/errors.ts';
import { resolveSettings } from '../../src/config/settings.ts';
import { parseKnown } from '../../src/kernel/parse/parser.ts';
import { globals } from '../../src/trees/openstack-globals.ts';
import { Peer } from './harness/peer.ts';

interface Case {
  readonly name: string;
  /** By path below the home; the working directory is `work` in it. */
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: string;
}

const YAML = '.config/openstack/clouds.yaml';
const TWO = `
clouds:
  alpha:
    auth:
      auth_url: http://alpha:5000/v3
      username: al
      password: one
      project_name: pa
      user_domain_name: Default
      project_domain_name: Default
    region_name: RA
    identity_api_version: 3
  beta:
    auth: {auth_url: 'http://{region_name}.beta:5000/v3', username: be, password: '{brace}', project_id: 1234}
    regions:
      - B1
      - name: B2
        values: {auth: {username: other}, compute_api_version: 2.10, volume_endpoint_override: http://v/}
    verify: no
    interface: internal
`;
const ONE = `clouds: {only: {auth: {auth_url: http://only/v3, username: u, password: p}}}`;
const V3 = `clouds: {v: {identity_api_version: 3, auth: {auth_url: http://v, username: u, project_name: p}}}`;
const both = { [YAML]: TWO };
const openrc = {
  OS_AUTH_URL: 'http://env:5000/v3',
  OS_USERNAME: 'eve',
  OS_PASSWORD: 'env{x}',
  OS_PROJECT_NAME: 'envproject',
  OS_USER_DOMAIN_NAME: 'Default',
  OS_REGION_NAME: 'ENV',
  OS_IDENTITY_API_VERSION: '3',
};

const CASES: readonly Case[] = [
  { name: 'nothing' },
  { name: 'an openrc', env: openrc },
  { name: 'an openrc with another region typed', env: openrc, args: '--os-region-name X' },
  {
    name: 'options alone',
    args: '--os-auth-url http://a --os-username u --os-project-name p --os-password x',
  },
  { name: 'two clouds, none chosen', files: both },
  { name: 'a cloud by option', files: both, args: '--os-cloud alpha' },
  { name: 'a cloud by variable', files: both, env: { OS_CLOUD: 'beta' } },
  { name: 'an unknown cloud', files: both, args: '--os-cloud gamma' },
  { name: 'a region with values', files: both, args: '--os-cloud beta --os-region-name B2' },
  { name: 'an unknown region', files: both, args: '--os-cloud beta --os-region-name b2' },
  { name: 'a region by variable', files: both, env: { OS_CLOUD: 'beta', OS_REGION_NAME: 'B2' } },
  { name: 'an openrc and a cloud', files: both, env: openrc, args: '--os-cloud alpha --os-region-name RA' },
  { name: 'an openrc whose region the cloud lacks', files: both, env: openrc, args: '--os-cloud alpha' },
  { name: 'the only cloud', files: { [YAML]: ONE } },
  { name: 'the only cloud and an openrc', files: { [YAML]: ONE }, env: openrc },
  { name: 'only a region in the environment', files: { [YAML]: ONE }, env: { OS_REGION_NAME: 'R' } },
  {
    name: 'options over file',
    files: both,
    args: '--os-cloud alpha --os-username me --os-project-name mine --os-password x',
  },
  {
    name: 'variables over file',
    files: both,
    env: { OS_CLOUD: 'alpha', OS_PROJECT_NAME: 'mine', OS_USERNAME: 'me', OS_PROJECT_ID: 'id' },
  },
  {
    name: 'tenants',
    env: { OS_TENANT_NAME: 't', OS_TENANT_ID: 'i', OS_AUTH_URL: 'http://a' },
    args: '--os-tenant-name other',
  },
  {
    name: 'tenants over projects',
    env: { OS_PROJECT_NAME: 'p', OS_TENANT_NAME: 't' },
    args: '--os-tenant-id other',
  },
  {
    name: 'secure.yaml',
    files: {
      ...both,
      '.config/openstack/secure.yaml': 'clouds: {alpha: {auth: {password: hidden}}, new: {auth: {token: t}}}',
    },
    args: '--os-cloud alpha',
  },
  {
    name: 'a cloud of secure.yaml alone',
    files: { '.config/openstack/secure.yml': 'clouds: {new: {auth: {token: t}}}' },
  },
  { name: 'the working directory first', files: { ...both, 'work/clouds.yaml': ONE } },
  {
    name: 'the working directory hides',
    files: { ...both, 'work/clouds.yaml': ONE },
    args: '--os-cloud alpha',
  },
  { name: 'XDG', files: { ...both, 'xdg/openstack/clouds.yml': ONE }, env: { XDG_CONFIG_HOME: '~/xdg' } },
  {
    name: 'a site directory',
    files: { 'site/openstack/clouds.yaml': ONE },
    env: { XDG_CONFIG_DIRS: '~/site' },
  },
  {
    name: 'two site directories',
    files: { 'site/openstack/clouds.yaml': ONE },
    env: { XDG_CONFIG_DIRS: '~/site:~/other' },
  },
  {
    name: 'json',
    files: {
      '.config/openstack/clouds.json':
        '{"clouds": {"j": {"auth": {"auth_url": "http://j", "username": 5}, "verify": false}}}',
    },
  },
  {
    name: 'OS_CLIENT_CONFIG_FILE',
    files: { ...both, 'other.yaml': ONE },
    env: { OS_CLIENT_CONFIG_FILE: '~/other.yaml' },
  },
  {
    name: 'OS_CLIENT_CONFIG_FILE is not there',
    files: { [YAML]: ONE },
    env: { OS_CLIENT_CONFIG_FILE: '~/nosuch.yaml' },
  },
  {
    name: 'OS_CLIENT_SECURE_FILE',
    files: { ...both, 's.yaml': 'clouds: {alpha: {region_name: S}}' },
    env: { OS_CLIENT_SECURE_FILE: '~/s.yaml', OS_CLOUD: 'alpha' },
  },
  {
    name: 'a profile',
    files: {
      [YAML]: 'clouds: {a: {profile: p, auth: {username: u}}}',
      '.config/openstack/clouds-public.yaml':
        'public-clouds: {p: {auth: {auth_url: http://p, username: no}, region_name: P, image_format: raw}}',
    },
  },
  {
    name: 'a profile called cloud',
    files: {
      [YAML]: 'clouds: {a: {cloud: p}}',
      '.config/openstack/clouds-public.yaml': 'public-clouds: {p: {regions: [P1, P2]}}',
    },
    args: '--os-region-name P2',
  },
  { name: 'an unknown profile', files: { [YAML]: 'clouds: {a: {profile: nosuch, auth: {username: u}}}' } },
  { name: 'default domains', files: { [YAML]: V3 } },
  { name: 'another default domain', files: { [YAML]: V3 }, args: '--os-default-domain corp' },
  { name: 'a default domain, version by variable', env: { ...openrc, OS_DEFAULT_DOMAIN: 'corp' } },
  {
    name: 'domain for user and project',
    files: { [YAML]: 'clouds: {v: {auth: {domain_name: D, username: u, project_name: p}}}' },
  },
  { name: 'domain scope', files: { [YAML]: 'clouds: {v: {domain_id: D, auth: {username: u}}}' } },
  { name: 'domain scope by option', files: { [YAML]: V3 }, args: '--os-domain-name D' },
  {
    name: 'identity 2',
    files: { [YAML]: V3.replace('3,', '2.0,') },
    env: { OS_USER_DOMAIN_NAME: 'x', OS_CLOUD: 'v' },
  },
  {
    name: 'v2password',
    files: { [YAML]: 'clouds: {v: {auth_type: v2password, auth: {project_name: p, username: u}}}' },
  },
  { name: 'token by option', args: '--os-token t --os-auth-url http://a' },
  { name: 'token and endpoint', args: '--os-token t --os-endpoint http://e' },
  { name: 'token and endpoint by variable', env: { OS_TOKEN: 't', OS_ENDPOINT: 'http://e' } },
  {
    name: 'auth type by option',
    files: both,
    args: '--os-cloud alpha --os-auth-type v3totp --os-passcode 123',
  },
  { name: 'auth_plugin', files: { [YAML]: 'clouds: {v: {auth_plugin: v3token, auth: {auth-token: t}}}' } },
  {
    name: 'no auth type',
    files: { [YAML]: 'clouds: {v: {auth_type: , username: u, identity_api_version: 3}}' },
  },
  {
    name: 'application credential',
    env: {
      OS_AUTH_TYPE: 'v3applicationcredential',
      OS_AUTH_URL: 'http://a',
      OS_APPLICATION_CREDENTIAL_ID: 'i',
      OS_APPLICATION_CREDENTIAL_SECRET: 's',
    },
  },
  { name: 'TLS', files: { [YAML]: 'clouds: {v: {cacert: ~/ca, cert: ~/c, key: k, verify: false}}' } },
  { name: 'insecure by option', files: { [YAML]: 'clouds: {v: {cacert: ca}}' }, args: '--insecure' },
  { name: 'insecure by variable', env: { ...openrc, OS_INSECURE: 'TRUE', OS_CACERT: '/ca' } },
  {
    name: 'verify by option',
    files: { [YAML]: 'clouds: {v: {verify: false, insecure: "true"}}' },
    args: '--verify',
  },
  {
    name: 'endpoint type',
    env: { ...openrc, OS_ENDPOINT_TYPE: 'internalURL', OS_VOLUME_ENDPOINT_TYPE: 'admin' },
  },
  {
    name: 'endpoint type and interface',
    env: { ...openrc, OS_ENDPOINT_TYPE: 'internal', OS_INTERFACE: 'admin' },
    args: '--os-interface public',
  },
  { name: 'interface over file', files: both, args: '--os-cloud beta --os-interface admin' },
  {
    name: 'versions',
    env: { ...openrc, OS_COMPUTE_API_VERSION: '2.90' },
    args: '--os-volume-api-version 3.50 --os-object-api-version 1',
  },
  {
    name: 'endpoints',
    env: { ...openrc, OS_COMPUTE_ENDPOINT_OVERRIDE: 'http://c' },
    args: '--os-endpoint-override http://m',
  },
  { name: 'timeouts', files: { [YAML]: 'clouds: {v: {compute_timeout: 7, timeout: 3}}' } },
  {
    name: 'networks',
    files: { [YAML]: 'clouds: {v: {networks: [{name: n, routes_externally: true, nat_source: yes}]}}' },
  },
  {
    name: 'an external network',
    files: { [YAML]: 'clouds: {v: {external_network: e, internal_network: i}}' },
  },
  { name: 'networks twice', files: { [YAML]: 'clouds: {v: {external_network: e, networks: []}}' } },
  {
    name: 'kinds of values',
    files: {
      [YAML]:
        'clouds: {v: {a: 1.50, b: 0o17, c: 017, d: 1e3, e: yes, f: y, g: ~, h: 12:30, i: 123456789012345678901, j: [1, x, no], k: {l-m: 3}, n: "{region_name}", o: 2.0, p: .5, auth: {password: 0123, user-domain-name: d}}}',
    },
  },
  {
    name: 'nulls in auth',
    files: { [YAML]: 'clouds: {v: {auth: {username: , project_name: , password: yes}}}' },
  },
  {
    name: 'merge keys',
    files: {
      [YAML]:
        'base: &b {region_name: R, auth: {username: u}}\nclouds:\n  v:\n    <<: *b\n    interface: admin\n',
    },
  },
  { name: 'environment named', files: { [YAML]: TWO }, env: { ...openrc, OS_CLOUD_NAME: 'mine' } },
  { name: 'environment named as a cloud', files: both, env: { ...openrc, OS_CLOUD_NAME: 'alpha' } },
  { name: 'the environment by its name', files: both, env: openrc, args: '--os-cloud envvars' },
  {
    name: 'regions with a comma',
    files: { [YAML]: 'clouds: {v: {region_name: "A,B"}}' },
    args: '--os-region-name B',
  },
  { name: 'an invalid region', files: { [YAML]: 'clouds: {v: {regions: [{nam: A}]}}' } },
  { name: 'a file without clouds', files: { [YAML]: 'other: 1' } },
  { name: 'a file that is a list', files: { [YAML]: '- a' } },
  { name: 'an empty file', files: { [YAML]: '' } },
  { name: 'an empty cloud name', files: both, args: '--os-cloud=' },
  {
    name: 'help, verbose, timing',
    files: both,
    args: '--os-cloud alpha -v --timing --os-beta-command --debug',
  },
  {
    name: 'app cred over cloud',
    files: both,
    env: { OS_TOKEN: 'tok' },
    args: '--os-cloud alpha --os-auth-type token',
  },
];

/** Lines of stderr that say what went wrong, without the peer's Python chatter. */
function sentences(stderr: string): string[] {
  return stderr
    .split('\n')
    .filter(line => line !== '' && !/^(?:START|END|defaults:|cloud cfg|command:|Auth plugin)/.test(line));
}

describe('configuration show', () => {
  let peer: Peer;
  let home: string;
  beforeAll(async () => {
    peer = await Peer.start();
  });
  afterAll(() => peer.close());
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'ostk-config-'));
    mkdirSync(join(home, 'work'));
    chmodSync(home, 0o755);
  });
  afterEach(() => rmSync(home, { recursive: true }));

  test.each(CASES)('$name', async ({ files = {}, env: given = {}, args = '' }) => {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(home, path)), { recursive: true });
      writeFileSync(join(home, path), content);
    }
    const env: Record<string, string> = { HOME: home, LANG: 'C.UTF-8', PATH: '/usr/bin:/bin' };
    for (const [key, value] of Object.entries(given)) env[key] = value.replaceAll('~', home);
    const cwd = join(home, 'work');
    const argv = args.split(' ').filter(word => word !== '');
    const show = await peer.run([...argv, 'configuration', 'show', '--unmask', '-f', 'json'], { env, cwd });
    const { values, typed } = parseKnown(globals('openstack'), argv);
    const ours = await resolveSettings({ env, cwd, home, globals: values, typed, uid: 0 }).catch(
      (error: unknown) => {
        if (error instanceof ConfigError) return error;
        throw error;
      },
    );
    if (ours instanceof ConfigError) {
      expect(sentences(show.stderr).at(-1)).toBe(ours.message);
      expect(show.code).toBe(1);
      return;
    }
    expect(show.stdout, show.stderr).not.toBe('');
    const theirs: Record<string, unknown> = JSON.parse(show.stdout);
    const { auth = {}, ...rest } = ours.config;
    const flat: Record<string, unknown> = { ...rest };
    for (const [key, value] of Object.entries(auth ?? {})) flat[`auth.${key}`] = value;
    expect(flat).toEqual(theirs);
    for (const warning of ours.warnings) expect(show.stderr).toContain(warning);
  });
});
