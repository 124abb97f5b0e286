/** Identity providers, mappings, protocols, service providers, and tokens without a scope. */
import { expect, test } from 'vitest';
import { runLine } from '../harness/run.ts';
import { ENDPOINTS, type Stub, USER } from '../harness/stub.ts';

const identity = (stub: Stub): Stub => ({ service: 'identity', ...stub });
const PROVIDERS = '/OS-FEDERATION/identity_providers';
const RULES = [{ local: [], remote: [] }];
const files = { 'rules.json': ` ${JSON.stringify(RULES)}\n`, 'broken.json': '[{', ids: ' a \r\nb\n\nc\n' };

test('an identity provider is created under its ID; lines of a file are its remote IDs', async () => {
  const sent = {
    enabled: true,
    domain_id: 'd1',
    remote_ids: ['a', 'b', '', 'c'],
    authorization_ttl: 0,
  };
  const { depth } = await runLine(
    'identity provider create --remote-id-file ids --domain nosuch --authorization-ttl 0 idp',
    {
      files,
      stubs: [
        identity({ path: '/domains/nosuch', status: 404, reply: {} }),
        identity({
          path: '/domains',
          query: { name: 'nosuch' },
          reply: { domains: [{ id: 'd1', name: 'nosuch' }] },
        }),
        identity({ method: 'PUT', path: `${PROVIDERS}/idp`, body: { identity_provider: sent }, reply: {} }),
      ],
    },
  );
  expect(depth).toBe(2);
});

test('what is wrong with a file is told before anything is sent', async () => {
  const own = { files, name: 'ostk' };
  expect((await runLine('mapping create --rules broken.json m', own)).stderr).toMatch(
    /^An error occurred when reading rules from file broken\.json: Expecting property name .*\n$/,
  );
  expect((await runLine('mapping create --rules missing m', own)).stderr).toBe(
    'Error occurred trying to read from file missing: No such file or directory\n',
  );
  expect(await runLine('mapping set m', own)).toMatchObject({ code: 1, sent: [] });
  const line = 'identity provider set --authorization-ttl -1 idp';
  expect(await runLine(line, own)).toMatchObject({ code: 1, sent: [] });
});

test('a mapping shows what was sent where the service does not say it', async () => {
  const body = { mapping: { id: 'm', rules: RULES, schema_version: '2.0' } };
  const { stdout } = await runLine('mapping create --rules rules.json --schema-version 2.0 m -f json', {
    files,
    stubs: [
      identity({
        method: 'PUT',
        path: '/OS-FEDERATION/mappings/m',
        body,
        reply: { mapping: { id: 'm', rules: RULES } },
      }),
    ],
  });
  expect(JSON.parse(stdout)).toEqual({ id: 'm', rules: RULES, schema_version: '2.0' });
});

test('setting a protocol ends as the peer does, and well under ostk’s name', async () => {
  const line = 'federation protocol set --identity-provider idp --mapping m saml2';
  const stubs = [
    identity({
      method: 'PATCH',
      path: `${PROVIDERS}/idp/protocols/saml2`,
      body: { protocol: { mapping_id: 'm' } },
      reply: { protocol: { id: 'saml2', mapping_id: 'm' } },
    }),
  ];
  expect(await runLine(line, { stubs })).toMatchObject({
    code: 1,
    stdout: '',
    stderr: "(('id', 'identity_provider', 'mapping'), ('saml2', 'idp', 'm'))\n",
  });
  expect(await runLine(line, { stubs, name: 'ostk' })).toMatchObject({ code: 0, stdout: '', stderr: '' });
});

test('nothing to set: the peer shows nothing but the ID, ostk what there is', async () => {
  const line = 'service provider set sp -f value -c id -c auth_url';
  expect((await runLine(line)).stdout).toBe('sp\nNone\n');
  const stubs = [
    identity({
      path: '/OS-FEDERATION/service_providers/sp',
      reply: { service_provider: { id: 'sp', auth_url: 'http://a' } },
    }),
  ];
  expect((await runLine(line, { stubs, name: 'ostk' })).stdout).toBe('sp\nhttp://a\n');
});

test('a token without a scope has no catalogue: the identity service is asked where the token came from', async () => {
  const token: Stub = {
    method: 'POST',
    service: 'identity',
    path: '/auth/tokens',
    anyBody: true,
    status: 201,
    headers: { 'x-subject-token': 'unscoped' },
    reply: {
      token: {
        user: { id: USER, name: 'admin' },
        issued_at: '2030-01-01T00:00:00.000000Z',
        expires_at: '2030-01-02T00:00:00.000000Z',
      },
    },
  };
  const around = { cold: true, env: { OS_PROJECT_NAME: undefined, OS_PROJECT_DOMAIN_NAME: undefined } };
  const projects = {
    url: `${ENDPOINTS.identity}/auth/projects`,
    reply: { projects: [{ id: 'p', name: 'demo' }] },
  };
  const listed = await runLine('federation project list -f value', { ...around, stubs: [token, projects] });
  expect(listed).toMatchObject({ code: 0, stdout: 'p   demo\n' });
  const pairs = await runLine('ec2 credentials list', { ...around, stubs: [token] });
  expect(pairs).toMatchObject({ code: 1, stderr: 'The service catalog is empty.\n' });
});
