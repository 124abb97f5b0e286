/** What users delegate: trusts, application credentials, OAuth's access tokens; and EC2's credentials. */
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { child, children, type JsonObject, text } from '../../src/clients/json.ts';
import { ORIGIN } from '../../src/sandbox/cloud.ts';
import { type Keystone, keystone, member, password, said } from './keystone.ts';

const trusted = (id: string) => ({ 'OS-TRUST:trust': { id } });

describe('trusts', () => {
  async function setting() {
    const service = keystone();
    const { user: ann, project } = await member(service, 'ann');
    const { user: bob } = await member(service, 'bob');
    const about = { trustor_user_id: ann, trustee_user_id: bob, project_id: project };
    const make = async (more: JsonObject = {}) => {
      const trust = { ...about, impersonation: false, roles: [{ name: 'reader' }], ...more };
      return text(await service.make('POST /OS-TRUST/trusts', { trust }, 'ann'), 'id');
    };
    return { service, ann, bob, project, make };
  }

  it('lend roles, and nothing else', async () => {
    const { service, ann, bob, project, make } = await setting();
    const plain = await service.login('plain', password('bob', 'secret'), trusted(await make()));
    const token = child(plain.body, 'token');
    expect([child(token, 'user').id, child(token, 'project').id]).toEqual([bob, project]);
    expect(children(token, 'roles').map(each => each.name)).toEqual(['reader']);
    const disguised = await service.login(
      'disguised',
      password('bob', 'secret'),
      trusted(await make({ impersonation: true })),
    );
    expect(child(child(disguised.body, 'token'), 'user').id).toBe(ann);
    const further = await service.ask('POST /OS-TRUST/trusts', { trust: {} }, 'disguised');
    expect(further.status).toBeGreaterThanOrEqual(400);
    const list = await service.ask(`GET /users/${ann}/application_credentials`, undefined, 'disguised');
    expect(list.status).toBe(403);
  });

  it('end: when they are used up, when their time is over, when they are deleted', async () => {
    const { service, make } = await setting();
    const enter = async (id: string) =>
      (await service.login('bob', password('bob', 'secret'), trusted(id))).status;
    const once = await make({ remaining_uses: 1 });
    expect([await enter(once), await enter(once)]).toEqual([201, 401]);
    const short = await make({ expires_at: '2030-01-01T01:00:00.000000Z' });
    expect(await enter(short)).toBe(201);
    service.cloud.pass(3600);
    expect(await enter(short)).toBe(401);
    const gone = await make();
    expect(await enter(gone)).toBe(201);
    expect((await service.ask(`DELETE /OS-TRUST/trusts/${gone}`, undefined, 'ann')).status).toBe(204);
    expect((await service.ask('GET /auth/projects', undefined, 'bob')).status).toBe(401);
    expect(await enter(gone)).toBe(401);
  });

  it('end with the trustor’s right', async () => {
    const { service, ann, project, make } = await setting();
    const trust = await make();
    expect((await service.login('bob', password('bob', 'secret'), trusted(trust))).status).toBe(201);
    await service.ask(
      `DELETE /projects/${project}/users/${ann}/roles/${await service.id('roles', 'member')}`,
    );
    service.cloud.pass(1);
    expect((await service.login('bob', password('bob', 'secret'), trusted(trust))).status).toBe(403);
  });
});

describe('application credentials', () => {
  async function credential(service: Keystone, user: string, more: JsonObject) {
    const application_credential = { name: 'robot', secret: 'hush', ...more };
    const body = { application_credential };
    return text(await service.make(`POST /users/${user}/application_credentials`, body, 'ann'), 'id');
  }
  const proof = (id: string) => ({
    methods: ['application_credential'],
    application_credential: { id, secret: 'hush' },
  });

  it('are good for what their access rules name', async () => {
    const service = keystone();
    const { user } = await member(service, 'ann');
    const access_rules = [
      { path: '/v2.1/servers/**', method: 'GET', service: 'compute' },
      { path: '/v2/images', method: 'GET', service: 'image' },
    ];
    const id = await credential(service, user, { access_rules });
    expect((await service.login('robot', proof(id))).status).toBe(201);
    const headers = { 'x-auth-token': service.token('robot') };
    const use = async (method: string, path: string) =>
      (await service.cloud.ask('', method, path, undefined, headers)).status;
    expect(await use('GET', '/compute/v2.1/servers/detail')).toBe(200);
    expect(await use('GET', '/image/v2/images')).toBe(200);
    expect(await use('GET', '/compute/v2.1/flavors')).toBe(401);
    expect(await use('DELETE', '/compute/v2.1/servers/x')).toBe(401);
    const rules = await service.ask(`GET /users/${user}/access_rules`, undefined, 'ann');
    const [first] = children(rules.body, 'access_rules');
    const path = `/users/${user}/access_rules/${first?.id}`;
    expect((await service.ask(`DELETE ${path}`, undefined, 'ann')).status).toBe(403);
  });

  it('make no further ones, unless they are unrestricted; they go, and their tokens with them', async () => {
    const service = keystone();
    const { user } = await member(service, 'ann');
    const own = `/users/${user}/application_credentials`;
    const more = { application_credential: { name: 'more' } };
    const id = await credential(service, user, { roles: [{ name: 'reader' }] });
    const { body } = await service.login('robot', proof(id));
    expect(children(child(body, 'token'), 'roles').map(each => each.name)).toEqual(['reader']);
    expect((await service.ask(`POST ${own}`, more, 'robot')).status).toBe(403);
    const delegated = await service.ask(`GET /users/${user}/credentials/OS-EC2`, undefined, 'robot');
    expect(said(delegated)).toContain('Delegated tokens cannot access credentials directly');
    const free = await credential(service, user, { name: 'free', unrestricted: true });
    await service.login('free', proof(free));
    expect((await service.ask(`POST ${own}`, more, 'free')).status).toBe(201);
    expect((await service.ask(`DELETE ${own}/${id}`, undefined, 'ann')).status).toBe(204);
    expect((await service.ask('GET /auth/catalog', undefined, 'robot')).status).toBe(401);
    expect((await service.login('robot', proof(id))).status).toBe(404);
  });
});

describe('OAuth', () => {
  /** The header of a signed request (RFC 5849). */
  function signed(path: string, given: Readonly<Record<string, string>>, secrets: readonly [string, string]) {
    const all: Record<string, string> = {
      oauth_nonce: '0123456789abcdef',
      oauth_timestamp: String(Date.parse('2030-01-01T00:00:00Z') / 1000),
      oauth_version: '1.0',
      oauth_signature_method: 'HMAC-SHA1',
      ...given,
    };
    const sorted = Object.entries(all).sort(([one], [other]) => (one < other ? -1 : 1));
    const parameters = sorted.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
    const url = `${ORIGIN}/identity/v3${path}`;
    const base = ['POST', url, parameters].map(encodeURIComponent).join('&');
    const oauth_signature = createHmac('sha1', secrets.join('&')).update(base).digest('base64');
    const words = Object.entries({ ...all, oauth_signature });
    return {
      authorization: `OAuth ${words.map(([name, value]) => `${name}="${encodeURIComponent(value)}"`).join(', ')}`,
    };
  }

  it('leads from a consumer to a token of the user, with the roles that were agreed upon', async () => {
    const service = keystone();
    const { user, project } = await member(service, 'ann');
    await service.ask(`PUT /projects/${project}/users/${user}/roles/${await service.id('roles', 'admin')}`);
    await service.login('ann', password('ann', 'secret'), { project: { id: project } });
    const consumer = await service.make('POST /OS-OAUTH1/consumers', { consumer: {} });
    const [key, secret] = [text(consumer, 'id'), text(consumer, 'secret')];
    const post = async (path: string, headers: Record<string, string>) => {
      const answer = await service.ask(`POST ${path}`, undefined, '', headers);
      return { status: answer.status, said: new URLSearchParams(answer.text) };
    };
    const start = '/OS-OAUTH1/request_token';
    const wanted = { 'requested-project-id': project };
    const call = { oauth_consumer_key: key, oauth_callback: 'oob' };
    expect((await post(start, { ...wanted, ...signed(start, call, ['wrong', '']) })).status).toBe(401);
    const request = await post(start, { ...wanted, ...signed(start, call, [secret, '']) });
    expect(request.status).toBe(201);
    const [token, hidden] = [
      request.said.get('oauth_token') ?? '',
      request.said.get('oauth_token_secret') ?? '',
    ];
    const agree = `PUT /OS-OAUTH1/authorize/${token}`;
    const roles = [{ id: await service.id('roles', 'member') }];
    expect((await service.ask(agree, { roles }, 'demo')).status).toBe(403);
    // An admin, who has no role where the consumer wants to go.
    expect((await service.ask(agree, { roles })).status).toBe(401);
    const { oauth_verifier } = child((await service.ask(agree, { roles }, 'ann')).body, 'token');
    const end = '/OS-OAUTH1/access_token';
    const grant = { oauth_consumer_key: key, oauth_token: token, oauth_verifier: String(oauth_verifier) };
    expect((await post(end, signed(end, grant, [secret, 'wrong']))).status).toBe(401);
    const access = await post(end, signed(end, grant, [secret, hidden]));
    expect(access.status).toBe(201);
    expect((await post(end, signed(end, grant, [secret, hidden]))).status).toBeGreaterThanOrEqual(400);
    const id = access.said.get('oauth_token') ?? '';
    const body = { auth: { identity: { methods: ['oauth1'], oauth1: {} } } };
    const use = { oauth_consumer_key: key, oauth_token: id };
    const keys = [secret, access.said.get('oauth_token_secret') ?? ''] as const;
    const issued = await service.ask('POST /auth/tokens', body, '', signed('/auth/tokens', use, keys));
    expect(issued.status).toBe(201);
    const made = child(issued.body, 'token');
    expect([child(made, 'user').id, child(made, 'project').id]).toEqual([user, project]);
    expect(child(made, 'OS-OAUTH1')).toEqual({ consumer_id: key, access_token_id: id });
    const mine = `/users/${user}/OS-OAUTH1/access_tokens/${id}`;
    expect((await service.ask(`DELETE ${mine}`, undefined, 'ann')).status).toBe(204);
    const late = { 'x-auth-token': issued.headers['x-subject-token'] ?? '' };
    expect((await service.ask('GET /auth/catalog', undefined, '', late)).status).toBe(401);
  });
});

describe('credentials', () => {
  it('are their owner’s; EC2’s have an ID that is the hash of the key', async () => {
    const service = keystone();
    const { user, project } = await member(service, 'ann');
    await member(service, 'bob');
    const own = `/users/${user}/credentials/OS-EC2`;
    const made = await service.make(`POST ${own}`, { tenant_id: project }, 'ann');
    expect(made).toMatchObject({ user_id: user, tenant_id: project, trust_id: null });
    const { body } = await service.ask('GET /credentials?type=ec2', undefined, 'ann');
    const [kept] = children(body, 'credentials');
    expect(JSON.parse(text(kept ?? {}, 'blob'))).toMatchObject({ access: made.access, secret: made.secret });
    expect(text(kept ?? {}, 'id')).toMatch(/^[0-9a-f]{64}$/);
    expect((await service.ask(`GET /credentials/${kept?.id}`, undefined, 'bob')).status).toBe(403);
    expect((await service.ask(`GET ${own}`, undefined, 'bob')).status).toBe(403);
    expect((await service.ask(`DELETE ${own}/${made.access}`, undefined, 'ann')).status).toBe(204);
    expect(children((await service.ask(`GET ${own}`, undefined, 'ann')).body, 'credentials')).toEqual([]);
  });
});
