import { describe, expect, it } from 'vitest';
import { child, children, text } from '../../src/clients/json.ts';
import { login, testCloud } from './cloud.ts';

const V3 = '/identity/v3';

describe('tokens', () => {
  it('come with roles and a catalogue', async () => {
    const { body, status, headers } = await testCloud().ask(
      '',
      'POST',
      `${V3}/auth/tokens`,
      login('demo', 'demo'),
    );
    expect(status).toBe(201);
    expect(headers['x-subject-token']).toMatch(/^gAAAAA/);
    const token = child(body, 'token');
    expect(children(token, 'roles').map(role => role.name)).toEqual(['member', 'reader']);
    expect(children(token, 'catalog').map(entry => entry.type)).toContain('image');
    expect(token.expires_at).toBe('2030-01-02T00:00:00.000000Z');
  });

  it('are refused without saying why', async () => {
    const { ask } = testCloud();
    const message = 'The request you have made requires authentication.';
    for (const body of [login('demo', 'demo', 'wrong'), login('nobody', 'demo'), login('demo', 'admin')]) {
      const { status, body: said } = await ask('', 'POST', `${V3}/auth/tokens`, body);
      expect(status).toBe(401);
      expect(said).toEqual({ error: { code: 401, message, title: 'Unauthorized' } });
    }
  });

  it('lose their worth by time and when they are revoked', async () => {
    const cloud = testCloud();
    const subject = await cloud.token('demo');
    const mine = { 'x-subject-token': subject };
    expect((await cloud.ask('demo', 'GET', `${V3}/auth/tokens`, undefined, mine)).status).toBe(200);
    expect((await cloud.ask('demo', 'DELETE', `${V3}/auth/tokens`, undefined, mine)).status).toBe(204);
    expect((await cloud.ask('demo', 'GET', `${V3}/auth/projects`)).status).toBe(401);
    expect((await cloud.ask('admin', 'GET', `${V3}/auth/projects`)).status).toBe(200);
    cloud.pass(24 * 3600);
    expect((await cloud.ask('admin', 'GET', `${V3}/auth/projects`)).status).toBe(401);
  });

  it('are not forged', async () => {
    const cloud = testCloud();
    const [payload = '', signed = ''] = (await cloud.token('demo')).slice(6).split('.');
    const other = (await cloud.token('admin')).slice(6).split('.')[0] ?? '';
    const [user, project] = Buffer.from(other, 'base64url').toString().split(':');
    const [, , ...rest] = Buffer.from(payload, 'base64url').toString().split(':');
    const claims = [user, project, ...rest].join(':');
    const forged = `gAAAAA${Buffer.from(claims).toString('base64url')}.${signed}`;
    const { status } = await cloud.ask('', 'GET', `${V3}/projects`, undefined, { 'x-auth-token': forged });
    expect(status).toBe(401);
  });

  it('are had for application credentials', async () => {
    const cloud = testCloud();
    const { body: whoami } = await cloud.ask('demo', 'GET', `${V3}/auth/tokens`, undefined, {
      'x-subject-token': await cloud.token('demo'),
    });
    const user = text(child(child(whoami, 'token'), 'user'), 'id');
    const made = await cloud.ask('demo', 'POST', `${V3}/users/${user}/application_credentials`, {
      application_credential: { name: 'robot' },
    });
    const { id, secret } = child(made.body, 'application_credential');
    const body = (given: typeof secret) => ({
      auth: {
        identity: { methods: ['application_credential'], application_credential: { id, secret: given } },
      },
    });
    expect((await cloud.ask('', 'POST', `${V3}/auth/tokens`, body(secret))).status).toBe(201);
    expect((await cloud.ask('', 'POST', `${V3}/auth/tokens`, body('wrong'))).status).toBe(401);
  });

  it('need a body that makes sense', async () => {
    const { ask } = testCloud();
    const refused = async (auth: object) =>
      (await ask('', 'POST', `${V3}/auth/tokens`, JSON.parse(JSON.stringify({ auth })))).body;
    expect(child(await refused({ identity: { methods: ['nope'] } }), 'error').message).toBe(
      'Expecting to find nope in identity. The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.',
    );
    expect(child(await refused({}), 'error').code).toBe(400);
  });
});

describe('projects and users', () => {
  it('are for admins, what is their own for everybody', async () => {
    const { ask } = testCloud();
    const { body } = await ask('demo', 'GET', `${V3}/auth/projects`);
    const [own] = children(body, 'projects');
    expect((await ask('demo', 'GET', `${V3}/projects/${own?.id}`)).status).toBe(200);
    const refused = await ask('demo', 'GET', `${V3}/projects`);
    expect(refused.status).toBe(403);
    expect(child(refused.body, 'error').message).toBe(
      'You are not authorized to perform the requested action: identity:list_projects.',
    );
    expect((await ask('demo', 'GET', `${V3}/projects/nosuch`)).status).toBe(403);
    const missing = await ask('admin', 'GET', `${V3}/projects/nosuch`);
    expect(child(missing.body, 'error').message).toBe('Could not find project: nosuch.');
  });

  it('are made, changed, given roles and deleted', async () => {
    const { ask } = testCloud();
    const project = child(
      (await ask('admin', 'POST', `${V3}/projects`, { project: { name: 'team' } })).body,
      'project',
    );
    const user = child(
      (await ask('admin', 'POST', `${V3}/users`, { user: { name: 'ann', password: 'pass' } })).body,
      'user',
    );
    expect(user.password).toBeUndefined();
    const again = await ask('admin', 'POST', `${V3}/projects`, { project: { name: 'team' } });
    expect(again.status).toBe(409);
    expect((await ask('', 'POST', `${V3}/auth/tokens`, login('ann', 'team', 'pass'))).status).toBe(401);
    const [role] = children((await ask('admin', 'GET', `${V3}/roles?name=member`)).body, 'roles');
    const path = `${V3}/projects/${project.id}/users/${user.id}/roles/${role?.id}`;
    expect((await ask('admin', 'PUT', path)).status).toBe(204);
    expect((await ask('', 'POST', `${V3}/auth/tokens`, login('ann', 'team', 'pass'))).status).toBe(201);
    expect((await ask('admin', 'DELETE', `${V3}/projects/${project.id}`)).status).toBe(204);
    expect((await ask('', 'POST', `${V3}/auth/tokens`, login('ann', 'team', 'pass'))).status).toBe(401);
  });
});

describe('paths', () => {
  it('that are not there are refused as the service does', async () => {
    const { ask } = testCloud();
    const nowhere = await ask('admin', 'GET', `${V3}/nosuch`);
    expect(nowhere.status).toBe(404);
    expect(nowhere.headers['x-openstack-request-id']).toMatch(/^req-/);
    expect((await ask('admin', 'PUT', `${V3}/projects`)).status).toBe(405);
    expect((await ask('', 'GET', '/identity')).status).toBe(300);
    expect((await ask('', 'GET', V3)).status).toBe(200);
    expect((await ask('', 'GET', '/elsewhere')).status).toBe(404);
  });
});
