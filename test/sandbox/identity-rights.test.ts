/** Roles of the identity service, and what tokens of different scopes may do. */
import { describe, expect, it } from 'vitest';
import { child, children, text } from '../../src/clients/json.ts';
import { login, testCloud } from './cloud.ts';
import { type Keystone, keystone, member, password, said } from './keystone.ts';

const names = (entries: readonly { readonly [key: string]: unknown }[]) =>
  entries.map(each => each.name).sort();

async function rolesOf(service: Keystone, name: string, scope: object) {
  const body = { auth: { identity: password(name, 'secret'), scope: JSON.parse(JSON.stringify(scope)) } };
  const { body: made } = await service.ask('POST /auth/tokens', body, '');
  return names(children(child(made, 'token'), 'roles'));
}

describe('roles', () => {
  it('come with those that they imply, and those of groups', async () => {
    const service = keystone();
    const { user, project } = await member(service, 'ann');
    const scope = { project: { id: project } };
    expect(await rolesOf(service, 'ann', scope)).toEqual(['member', 'reader']);
    const made = async (name: string) => text(await service.make('POST /roles', { role: { name } }), 'id');
    const [first, second] = [await made('first'), await made('second')];
    expect((await service.ask(`PUT /roles/${first}/implies/${second}`)).status).toBe(201);
    const group = text(await service.make('POST /groups', { group: { name: 'both' } }), 'id');
    await service.ask(`PUT /groups/${group}/users/${user}`);
    await service.ask(`PUT /projects/${project}/groups/${group}/roles/${first}`);
    expect(await rolesOf(service, 'ann', scope)).toEqual(['first', 'member', 'reader', 'second']);
    await service.ask(`DELETE /roles/${first}/implies/${second}`);
    expect(await rolesOf(service, 'ann', scope)).toEqual(['first', 'member', 'reader']);
    await service.ask(`DELETE /roles/${first}`);
    expect(await rolesOf(service, 'ann', scope)).toEqual(['member', 'reader']);
  });

  it('are inherited by projects below', async () => {
    const service = keystone();
    const { user } = await member(service, 'ann');
    const top = text(await service.make('POST /projects', { project: { name: 'top' } }), 'id');
    const below = { project: { name: 'below', parent_id: top } };
    const inner = text(await service.make('POST /projects', below), 'id');
    const path = `/OS-INHERIT/projects/${top}/users/${user}/roles/${await service.id('roles', 'reader')}`;
    expect((await service.ask(`PUT ${path}/inherited_to_projects`)).status).toBe(204);
    expect(await rolesOf(service, 'ann', { project: { id: inner } })).toEqual(['reader']);
    expect(await rolesOf(service, 'ann', { project: { id: top } })).toEqual([]);
    const { body } = await service.ask(`GET /role_assignments?effective&user.id=${user}&include_names`);
    const inherited = children(body, 'role_assignments').filter(
      each => child(child(each, 'scope'), 'project').id === inner,
    );
    expect(inherited).toHaveLength(1);
    expect(child(child(inherited[0] ?? {}, 'role'), 'domain')).toEqual({});
    expect(text(child(inherited[0] ?? {}, 'links'), 'assignment')).toContain('/OS-INHERIT/projects/');
    expect((await service.ask(`DELETE ${path}/inherited_to_projects`)).status).toBe(204);
    expect((await service.ask(`DELETE ${path}/inherited_to_projects`)).status).toBe(404);
  });

  it('are not changed where they are those of every cloud', async () => {
    const service = keystone();
    const id = await service.id('roles', 'admin');
    expect((await service.ask(`PATCH /roles/${id}`, { role: { name: 'x' } })).status).toBe(403);
    expect((await service.ask(`DELETE /roles/${id}`)).status).toBe(403);
  });
});

describe('scopes', () => {
  it('of the system: an admin and a reader of it', async () => {
    const service = keystone();
    const { user } = await member(service, 'ann');
    const system = { system: { all: true } };
    expect((await service.login('all', password('ann', 'secret'), system)).status).toBe(401);
    await service.ask(`PUT /system/users/${user}/roles/${await service.id('roles', 'reader')}`);
    const { body } = await service.login('all', password('ann', 'secret'), system);
    expect(child(body, 'token').system).toEqual({ all: true });
    expect((await service.ask('GET /users', undefined, 'all')).status).toBe(200);
    expect((await service.ask('POST /users', { user: { name: 'x' } }, 'all')).status).toBe(403);
    await service.login('root', password('admin', 'secret'), system);
    expect((await service.ask('POST /users', { user: { name: 'x' } }, 'root')).status).toBe(201);
  });

  it('are found again in tokens made of tokens', async () => {
    const service = keystone();
    const { project } = await member(service, 'ann');
    await service.login('none', password('ann', 'secret'));
    const identity = { methods: ['token'], token: { id: service.token('none') } };
    const { body, status } = await service.login('again', identity, { project: { id: project } });
    expect(status).toBe(201);
    const { audit_ids: audits, methods } = child(body, 'token');
    expect([Array.isArray(audits) && audits.length, methods]).toEqual([2, ['token', 'password']]);
    const { body: own } = await service.ask('GET /auth/projects', undefined, 'none');
    expect(children(own, 'projects').map(each => each.id)).toEqual([project]);
  });

  it('no other service lets in whom they are not of', async () => {
    const service = keystone();
    await service.login('root', password('admin', 'secret'), { system: { all: true } });
    const { cloud } = service;
    const headers = { 'x-auth-token': service.token('root') };
    expect((await cloud.ask('', 'GET', '/image/v2/images', undefined, headers)).status).toBe(200);
    expect((await cloud.ask('', 'GET', '/image/v2/images', undefined, {})).status).toBe(401);
  });
});

describe('what a member may do', () => {
  it.each([
    ['GET /users', 403],
    ['GET /groups', 403],
    ['GET /role_assignments', 403],
    ['GET /services', 403],
    ['GET /endpoints', 403],
    ['GET /policies', 403],
    ['GET /domains', 403],
    ['GET /OS-FEDERATION/identity_providers', 403],
    ['GET /OS-OAUTH1/consumers', 403],
    ['POST /regions', 403],
    ['GET /roles', 403],
    ['GET /regions', 200],
    ['GET /registered_limits', 200],
    ['GET /limits', 200],
    ['GET /credentials', 200],
    ['GET /auth/catalog', 200],
    ['GET /auth/system', 200],
  ])('%s: %i', async (line, status) => {
    const answer = await keystone().ask(line, line.startsWith('POST') ? { region: {} } : undefined, 'demo');
    expect(answer.status).toBe(status);
    if (status === 403)
      expect(said(answer)).toMatch(
        /^You are not authorized to perform the requested action: identity:\w+\.$/,
      );
  });
});

it('several sandboxes do not take each other’s tokens', async () => {
  const [one, other] = [testCloud(), testCloud()];
  const { headers } = await one.ask('', 'POST', '/identity/v3/auth/tokens', login('admin', 'admin'));
  const token = { 'x-auth-token': headers['x-subject-token'] ?? '' };
  expect((await other.ask('', 'GET', '/identity/v3/users', undefined, token)).status).toBe(401);
});
