/** Users, groups, domains and projects of the identity service. */
import { describe, expect, it } from 'vitest';
import { child, children, text } from '../../src/clients/json.ts';
import { keystone, member, password, said } from './keystone.ts';

describe('users', () => {
  it('change their passwords, which ends the tokens that they had', async () => {
    const service = keystone();
    const { user } = await member(service, 'ann');
    const change = (original: string, next: string) =>
      service.ask(
        `POST /users/${user}/password`,
        { user: { original_password: original, password: next } },
        'ann',
      );
    expect((await change('wrong', 'new')).status).toBe(401);
    expect((await change('secret', 'secret')).status).toBe(204);
    service.cloud.pass(1);
    expect((await service.login('ann', password('ann', 'secret'))).status).toBe(201);
    expect((await change('secret', 'new')).status).toBe(204);
    expect((await service.ask('GET /auth/projects', undefined, 'ann')).status).toBe(401);
    expect((await service.login('ann', password('ann', 'secret'))).status).toBe(401);
    expect((await service.login('ann', password('ann', 'new'))).status).toBe(201);
  });

  it('whose passwords are locked do not', async () => {
    const service = keystone();
    const { user } = await member(service, 'ann');
    await service.ask(`PATCH /users/${user}`, { user: { options: { lock_password: true } } });
    const body = { user: { original_password: 'secret', password: 'new' } };
    const { status } = await service.ask(`POST /users/${user}/password`, body, 'ann');
    expect(status).toBe(400);
  });

  it('who need two proofs get a receipt for the first', async () => {
    const service = keystone();
    const { user } = await member(service, 'ann');
    const options = { multi_factor_auth_enabled: true, multi_factor_auth_rules: [['password', 'token']] };
    await service.ask(`PATCH /users/${user}`, { user: { options } });
    const first = await service.login('more', password('ann', 'secret'));
    expect(first.status).toBe(401);
    expect(child(first.body, 'receipt').methods).toEqual(['password']);
    expect(first.body.required_auth_methods).toEqual([['password', 'token']]);
    expect(first.headers['openstack-auth-receipt']).toMatch(/^gAAAAA/);
    const without = { multi_factor_auth_enabled: false, multi_factor_auth_rules: [['password', 'token']] };
    await service.ask(`PATCH /users/${user}`, { user: { options: without } });
    expect((await service.login('more', password('ann', 'secret'))).status).toBe(201);
  });

  it('go with what they had: rights, memberships, credentials, trusts', async () => {
    const service = keystone();
    const { user, project } = await member(service, 'ann');
    const { user: other } = await member(service, 'bob');
    const group = text(await service.make('POST /groups', { group: { name: 'both' } }), 'id');
    await service.ask(`PUT /groups/${group}/users/${user}`);
    await service.make('POST /credentials', {
      credential: { user_id: user, type: 'cert', blob: 'x', project_id: project },
    });
    const trust = { trustor_user_id: user, trustee_user_id: other, impersonation: true };
    const roles = [{ name: 'member' }];
    await service.make('POST /OS-TRUST/trusts', { trust: { ...trust, project_id: project, roles } }, 'ann');
    expect((await service.ask(`DELETE /users/${user}`)).status).toBe(204);
    const left = async (line: string, key: string) => children((await service.ask(line)).body, key);
    expect(await left(`GET /groups/${group}/users`, 'users')).toEqual([]);
    expect(await left(`GET /credentials?user_id=${user}`, 'credentials')).toEqual([]);
    expect(await left(`GET /role_assignments?scope.project.id=${project}`, 'role_assignments')).toEqual([]);
    expect(await left('GET /OS-TRUST/trusts', 'trusts')).toEqual([]);
    expect((await service.ask('GET /auth/projects', undefined, 'ann')).status).toBe(401);
  });

  it('are told by their projects and groups, as members of a group are', async () => {
    const service = keystone();
    const { user, project } = await member(service, 'ann');
    const group = text(await service.make('POST /groups', { group: { name: 'both' } }), 'id');
    await service.ask(`PUT /groups/${group}/users/${user}`);
    const shared = text(await service.make('POST /projects', { project: { name: 'shared' } }), 'id');
    await service.ask(`PUT /projects/${shared}/groups/${group}/roles/${await service.id('roles', 'reader')}`);
    const ids = async (line: string, key: string) =>
      children((await service.ask(line, undefined, 'ann')).body, key).map(each => each.id);
    expect(new Set(await ids(`GET /users/${user}/projects`, 'projects'))).toEqual(new Set([project, shared]));
    expect(await ids(`GET /users/${user}/groups`, 'groups')).toEqual([group]);
    expect((await service.ask(`HEAD /groups/${group}/users/${user}`)).status).toBe(204);
    expect((await service.ask(`DELETE /groups/${group}/users/${user}`)).status).toBe(204);
    expect((await service.ask('GET /auth/projects', undefined, 'ann')).status).toBe(401);
    service.cloud.pass(1);
    await service.login('ann', password('ann', 'secret'));
    expect(await ids(`GET /users/${user}/projects`, 'projects')).toEqual([project]);
  });
});

describe('projects', () => {
  it('are in a tree that has no disabled branch, and whose inner nodes stay', async () => {
    const service = keystone();
    const made = async (name: string, more = {}) =>
      text(await service.make('POST /projects', { project: { name, ...more } }), 'id');
    const top = await made('top');
    const inner = await made('inner', { parent_id: top });
    const refused = await service.ask(`DELETE /projects/${top}`);
    expect(refused.status).toBe(403);
    expect(said(refused)).toContain(`Cannot delete the project ${top} since it is not a leaf`);
    const disabled = await service.ask(`PATCH /projects/${top}`, { project: { enabled: false } });
    expect(disabled.status).toBe(403);
    await service.ask(`PATCH /projects/${inner}`, { project: { enabled: false } });
    const below = await service.ask('POST /projects', { project: { name: 'below', parent_id: inner } });
    expect(said(below)).toContain('cannot create a project in a branch containing a disabled project');
    const { body } = await service.ask(`GET /projects/${top}?subtree_as_ids`);
    expect(child(body, 'project').subtree).toEqual({ [inner]: null });
  });

  it('have tags in alphabetical order', async () => {
    const service = keystone();
    const { id } = await service.make('POST /projects', { project: { name: 'p', tags: ['red', 'Blue'] } });
    await service.ask(`PUT /projects/${id}/tags/green`);
    const { body } = await service.ask(`GET /projects/${id}/tags`);
    expect(body.tags).toEqual(['Blue', 'green', 'red']);
    const found = async (query: string) =>
      children((await service.ask(`GET /projects?${query}`)).body, 'projects').length;
    expect([await found('tags=red,green'), await found('not-tags-any=red,x'), await found('tags=x')]).toEqual(
      [1, 2, 0],
    );
  });
});

describe('domains', () => {
  it('are deleted when they are disabled, with all that is in them', async () => {
    const service = keystone();
    const domain = text(await service.make('POST /domains', { domain: { name: 'away' } }), 'id');
    const about = { name: 'ann', domain_id: domain, password: 'secret' };
    const user = text(await service.make('POST /users', { user: about }), 'id');
    const project = { name: 'p', domain_id: domain };
    const inside = text(await service.make('POST /projects', { project }), 'id');
    const refused = await service.ask(`DELETE /domains/${domain}`);
    expect(refused.status).toBe(403);
    expect(said(refused)).toBe('Cannot delete a domain that is enabled, please disable it first.');
    await service.ask(`PATCH /domains/${domain}`, { domain: { enabled: false } });
    expect((await service.ask(`DELETE /domains/${domain}`)).status).toBe(204);
    for (const path of [`/users/${user}`, `/projects/${inside}`, `/domains/${domain}`])
      expect((await service.ask(`GET ${path}`)).status).toBe(404);
  });

  it('are administered by whom they have as admin, and nothing else is', async () => {
    const service = keystone();
    const domain = text(await service.make('POST /domains', { domain: { name: 'ours' } }), 'id');
    const { user } = await member(service, 'ann');
    await service.ask(`PUT /domains/${domain}/users/${user}/roles/${await service.id('roles', 'reader')}`);
    await service.login('ann', password('ann', 'secret'), { domain: { id: domain } });
    await service.make('POST /users', { user: { name: 'theirs', domain_id: domain } });
    const { body } = await service.ask('GET /users', undefined, 'ann');
    expect(children(body, 'users').map(each => each.name)).toEqual(['theirs']);
    const create = { user: { name: 'more', domain_id: domain } };
    expect((await service.ask('POST /users', create, 'ann')).status).toBe(403);
    expect((await service.ask('GET /domains/default', undefined, 'ann')).status).toBe(403);
  });
});
