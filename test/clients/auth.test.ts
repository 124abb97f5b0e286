import { describe, expect, test } from 'vitest';
import { authenticate } from '../../src/clients/auth/authenticate.ts';
import { type AuthSettings, scopeOf, tokenRequest } from '../../src/clients/auth/plugins.ts';
import { AuthError, MalformedResponse } from '../../src/clients/errors.ts';
import { type Fake, fake, tokenReply } from './fake.ts';

const URL_ONLY = { auth_url: 'http://id.test/v3' };

function run(authType: string, auth: AuthSettings, transport: Fake = fake(() => tokenReply('t'))) {
  return authenticate({ authType, auth, transport, headers: {} });
}

function bodyOf(transport: Fake) {
  return JSON.parse(String(transport.sent.at(-1)?.body));
}

describe('what is sent', () => {
  test.each<[string, AuthSettings, object]>([
    [
      'password',
      { username: 'u', user_domain_name: 'D', password: 'pw' },
      { methods: ['password'], password: { user: { name: 'u', domain: { name: 'D' }, password: 'pw' } } },
    ],
    [
      'password',
      { username: 'u', password: 'pw' },
      { methods: ['password'], password: { user: { name: 'u', password: 'pw' } } },
    ],
    [
      'password',
      { user_id: 'i', username: 'u', password: '' },
      { methods: ['password'], password: { user: { id: 'i', password: '' } } },
    ],
    ['token', { token: 'T' }, { methods: ['token'], token: { id: 'T' } }],
    [
      'v3applicationcredential',
      { application_credential_id: 'a', application_credential_secret: 's' },
      { methods: ['application_credential'], application_credential: { id: 'a', secret: 's' } },
    ],
    [
      'v3applicationcredential',
      {
        application_credential_name: 'n',
        application_credential_secret: 's',
        username: 'u',
        user_domain_id: 'd',
      },
      {
        methods: ['application_credential'],
        application_credential: { name: 'n', user: { name: 'u', domain: { id: 'd' } }, secret: 's' },
      },
    ],
    [
      'v3totp',
      { user_id: 'i', passcode: '123456' },
      { methods: ['totp'], totp: { user: { id: 'i', passcode: '123456' } } },
    ],
    [
      'v3multifactor',
      { auth_methods: 'v3password,v3totp', user_id: 'i', password: 'pw', passcode: '1' },
      {
        methods: ['password', 'totp'],
        password: { user: { id: 'i', password: 'pw' } },
        totp: { user: { id: 'i', passcode: '1' } },
      },
    ],
  ])('%s', async (authType, auth, identity) => {
    const transport = fake(() => tokenReply('t'));
    await run(authType, { ...URL_ONLY, ...auth }, transport);
    expect(bodyOf(transport)).toEqual({ auth: { identity } });
  });

  test.each<[AuthSettings, object | undefined]>([
    [{}, undefined],
    [{ project_id: 'p', project_name: 'n' }, { project: { id: 'p' } }],
    [{ project_name: 'n', project_domain_name: 'D' }, { project: { name: 'n', domain: { name: 'D' } } }],
    [{ project_name: 'n' }, { project: { name: 'n' } }],
    [{ project_name: 'n', default_domain_id: 'x' }, { project: { name: 'n', domain: { id: 'x' } } }],
    [{ domain_id: 'd' }, { domain: { id: 'd' } }],
    [{ domain_name: 'd' }, { domain: { name: 'd' } }],
    [{ system_scope: 'all' }, { system: { all: true } }],
    [{ trust_id: 't' }, { 'OS-TRUST:trust': { id: 't' } }],
  ])('the scope of %j', (auth, scope) => expect(scopeOf(auth)).toEqual(scope));

  test.each<[AuthSettings, string]>([
    [{ project_id: 'p', system_scope: 'all' }, 'Authentication cannot be scoped to multiple targets. '],
    [{ project_name: 'p', trust_id: 't' }, 'Authentication cannot be scoped to multiple targets. '],
    [
      { domain_id: 'd', domain_name: 'D', trust_id: 't' },
      'Authentication cannot be scoped to multiple targets. ',
    ],
    [{ system_scope: 'some' }, 'Invalid system scope, only "all" is supported'],
  ])('no scope for %j', (auth, sentence) => expect(() => scopeOf(auth)).toThrow(sentence));

  test('a scope for an application credential, which the service refuses, is not left out', async () => {
    const auth = { application_credential_id: 'a', application_credential_secret: 's', project_id: 'p' };
    const asked = await tokenRequest(['application_credential'], auth, undefined);
    expect(asked).toHaveProperty('auth.scope', { project: { id: 'p' } });
  });

  test('a password that is missing is asked for', async () => {
    const asked = await tokenRequest(['password'], { user_id: 'i' }, async () => 'typed');
    expect(asked).toHaveProperty('auth.identity.password.user.password', 'typed');
    await expect(tokenRequest(['password'], { user_id: 'i' }, undefined)).rejects.toThrow(
      'No password entered, or found via --os-password or OS_PASSWORD',
    );
  });
});

describe('what is missing', () => {
  test.each<[string, AuthSettings, string]>([
    ['password', {}, 'Missing value auth-url required for auth plugin password'],
    [
      'password',
      { ...URL_ONLY, password: 'pw' },
      'Missing parameter(s): \nSet a username with --os-username, OS_USERNAME, or auth.username or set a user-id with --os-user-id, OS_USER_ID, or auth.user_id',
    ],
    [
      'admin_token',
      {},
      'Missing value endpoint required for auth plugin admin_token\nMissing value token required for auth plugin admin_token',
    ],
    ['v3samlpassword', URL_ONLY, 'The plugin v3samlpassword could not be found'],
    [
      'v3applicationcredential',
      { ...URL_ONLY, application_credential_secret: 's' },
      'You must provide either an application credential ID or an application credential name and user.',
    ],
    [
      'v3password',
      { ...URL_ONLY, username: 'u', password: 'pw' },
      'You have provided a username. In the V3 identity API a username is only unique within a domain so you must also provide either a user_domain_id or user_domain_name.',
    ],
    [
      'v3token',
      { ...URL_ONLY, token: 't', project_name: 'p' },
      'You have provided a project_name. In the V3 identity API a project_name is only unique within a domain so you must also provide either a project_domain_id or project_domain_name.',
    ],
  ])('%s with %j', async (authType, auth, message) => {
    const error = await run(authType, auth).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AuthError);
    expect(error).toHaveProperty('message', message);
  });
});

describe('where it is sent', () => {
  const auth = { user_id: 'i', password: 'pw' };

  test.each([
    ['http://id.test/v3', 'http://id.test/v3/auth/tokens'],
    ['http://id.test/v3/', 'http://id.test/v3/auth/tokens'],
    ['http://id.test:5000', 'http://id.test:5000/v3/auth/tokens'],
    ['http://id.test/identity', 'http://id.test/identity/v3/auth/tokens'],
    ['http://id.test/v2.0', 'http://id.test/v3/auth/tokens'],
  ])('%s', async (auth_url, url) => {
    const transport = fake(() => tokenReply('t'));
    await run('password', { ...auth, auth_url }, transport);
    expect(transport.lines).toEqual([`POST ${url}`]);
  });

  test('versions are asked for when nothing is there', async () => {
    const links = [{ rel: 'self', href: 'http://id.test/keystone/v3/' }];
    const transport = fake(({ method, url }) => {
      if (method === 'GET') return { status: 300, body: { versions: { values: [{ id: 'v3.14', links }] } } };
      return url.includes('/keystone/') ? tokenReply('t') : { status: 404 };
    });
    const grant = await run('password', { ...auth, auth_url: 'http://id.test' }, transport);
    expect(grant.identity).toMatchObject({ token: 't', projectName: 'p', roles: ['member'] });
    expect(transport.lines).toEqual([
      'POST http://id.test/v3/auth/tokens',
      'GET http://id.test',
      'POST http://id.test/keystone/v3/auth/tokens',
    ]);
  });

  test('what was said stays where the right place was asked', async () => {
    const links = [{ rel: 'self', href: 'http://id.test/v3/' }];
    const message = 'Could not find Application Credential: x.';
    const transport = fake(({ method }) =>
      method === 'GET'
        ? { status: 300, body: { versions: { values: [{ id: 'v3.14', links }] } } }
        : { status: 404, body: { error: { code: 404, message } } },
    );
    const refused = run('password', { ...auth, auth_url: 'http://id.test' }, transport);
    await expect(refused).rejects.toThrow(`${message} (HTTP 404) (Request-ID: req-1)`);
    expect(transport.lines).toHaveLength(2);
  });
});

describe('what is refused', () => {
  const auth = { ...URL_ONLY, user_id: 'i', password: 'pw' };

  test('has keystoneauth’s sentence', async () => {
    const message = 'The request you have made requires authentication.';
    const refusing = fake(() => ({
      status: 401,
      body: { error: { code: 401, message, title: 'Unauthorized' } },
    }));
    const error = await run('password', auth, refusing).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AuthError);
    expect(error).toMatchObject({
      message: `${message} (HTTP 401) (Request-ID: req-1)`,
      cause: { status: 401 },
    });
    const busy = fake(() => ({ status: 503, reason: 'Service Unavailable', body: { x: 1 } }));
    await expect(run('password', auth, busy)).rejects.toThrow(
      'Unrecognized schema in response body. (HTTP 503)',
    );
  });

  test('is an answer without a token', async () => {
    const odd = fake(() => ({ body: { hello: 1 } }));
    await expect(run('password', auth, odd)).rejects.toBeInstanceOf(MalformedResponse);
  });
});
