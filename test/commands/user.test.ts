import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/clients/json.ts';
import { identity, lookUp, refusal } from '../harness/identity.ts';
import { runLine } from '../harness/run.ts';
import { type Stub, USER } from '../harness/stub.ts';

const ID = '5466809b82d54cf79557e17d42ba7fdc';

const user = (id: string, name: string, more: JsonObject = {}): JsonObject => ({
  id,
  name,
  domain_id: 'default',
  enabled: true,
  password_expires_at: null,
  options: {},
  links: {},
  ...more,
});

const demo = lookUp('users', 'demo', [user(ID, 'demo', { description: 'old' })]);

const created = (sent: Record<string, unknown>): Stub =>
  identity('/users', {
    method: 'POST',
    body: { user: JSON.parse(JSON.stringify(sent)) },
    status: 201,
    reply: { user: user(ID, 'glance') },
  });

const patch = (changes: Record<string, string>, more: Partial<Stub> = {}): Stub =>
  identity(`/users/${ID}`, { method: 'PATCH', body: { user: changes }, reply: { user: {} }, ...more });

describe('round trips', () => {
  test('create in a domain with a project: 2', async () => {
    const { code, depth, stderr } = await runLine('user create --domain d --project p --password x glance', {
      stubs: [
        ...lookUp('domains', 'd', [{ id: 'd1', name: 'd' }]),
        ...lookUp('projects', 'p', [{ id: 'p1', name: 'p' }]),
        created({
          name: 'glance',
          enabled: true,
          domain_id: 'd1',
          default_project_id: 'p1',
          password: 'x',
        }),
      ],
    });
    expect({ code, depth, stderr }).toEqual({ code: 0, depth: 2, stderr: '' });
  });

  test('set, delete by ID: 1', async () => {
    const set = await runLine(`user set --description new ${ID}`, { stubs: [patch({ description: 'new' })] });
    expect([set.code, set.depth]).toEqual([0, 1]);
    const ids = [ID, ID.replace('5', '6'), ID.replace('5', '7')];
    const stubs = ids.map(id => identity(`/users/${id}`, { method: 'DELETE' }));
    const deleted = await runLine(['user', 'delete', ...ids], { stubs });
    expect([deleted.code, deleted.depth]).toEqual([0, 1]);
  });

  test('set by name: 2, nothing where nothing changes', async () => {
    const set = await runLine('user set --description new --disable demo', {
      stubs: [
        ...demo,
        identity(`/users/${ID}`, {
          method: 'PATCH',
          body: { user: { description: 'new', enabled: false } },
          reply: {},
        }),
      ],
    });
    expect([set.code, set.depth]).toEqual([0, 2]);
    const same = await runLine('user set --description old --enable demo', { stubs: demo });
    expect([same.code, same.depth]).toEqual([0, 1]);
  });

  test('list of a project: 3', async () => {
    const assignments = ['u1', 'u2', 'u1'].map(id => ({ user: { id }, role: { id: 'r' } }));
    const { depth, stdout } = await runLine('user list --project p -f value', {
      stubs: [
        ...lookUp('projects', 'p', [{ id: 'p1', name: 'p' }]),
        identity('/role_assignments', {
          query: { 'scope.project.id': 'p1' },
          reply: { role_assignments: [...assignments, { group: { id: 'g' } }] },
        }),
        ...['u1', 'u2'].flatMap(id => [
          identity(`/users/${id}`, { reply: { user: user(id, `name of ${id}`) } }),
          identity('/users', { query: { name: id }, reply: { users: [] } }),
        ]),
      ],
    });
    expect({ depth, stdout }).toEqual({ depth: 3, stdout: 'u1 name of u1\nu2 name of u2\n' });
  });
});

test('an ID that is none may be a name', async () => {
  const { code, depth } = await runLine(`user delete ${ID}`, {
    stubs: [
      identity(`/users/${ID}`, { method: 'DELETE', ...refusal(404, 'Could not find user.') }),
      identity(`/users/${ID}`, refusal(404, 'Could not find user.')),
      identity('/users', { query: { name: ID }, reply: { users: [user('u1', ID)] } }),
      identity('/users/u1', { method: 'DELETE' }),
    ],
  });
  expect({ code, depth }).toEqual({ code: 0, depth: 4 });
});

test('a change that is refused is told as it was, once the user was found', async () => {
  const { stderr } = await runLine(`user set --name x ${ID}`, {
    stubs: [
      patch({ name: 'x' }, refusal(403, 'You are not authorized: identity:update_user.')),
      identity(`/users/${ID}`, { reply: { user: user(ID, 'demo') } }),
    ],
  });
  expect(stderr).toMatch(
    /^ForbiddenException: 403: .*\/users\/5466809b82d54cf79557e17d42ba7fdc, You are not/,
  );
});

describe('passwords', () => {
  const bare = created({ name: 'glance', enabled: true, password: 'two' });

  test('are asked for until both agree', async () => {
    const secrets = ['one', 'two', 'two', 'two'];
    const line = 'user create --password-prompt glance -f value -c name';
    const { asked, stdout } = await runLine(line, { stubs: [bare], secrets });
    const prompts = ['User Password:', 'Repeat User Password:'];
    expect(asked).toEqual([...prompts, ...prompts]);
    expect(stdout).toBe('The passwords entered were not the same\nglance\n');
    const own = await runLine(line, { stubs: [bare], secrets, name: 'ostk' });
    expect(own).toMatchObject({ stdout: 'glance\n', stderr: 'The passwords entered were not the same\n' });
  });

  test('of a user who changes their own', async () => {
    const body = { user: { password: 'new', original_password: 'old' } };
    const stubs = [identity(`/users/${USER}/password`, { method: 'POST', body })];
    const { code, asked } = await runLine('user password set', { stubs, secrets: ['old', 'new', 'new'] });
    expect(code).toBe(0);
    expect(asked).toEqual(['Current Password:', 'New Password:', 'Repeat New Password:']);
  });

  test.each([
    [undefined, 'No terminal detected attempting to read password\n'],
    [[undefined], 'Error reading password\n'],
  ])('cannot be asked for: %s', async (secrets, sentence) => {
    const outcome = await runLine('user password set', secrets ? { secrets } : {});
    expect(outcome).toMatchObject({ code: 1, stderr: sentence });
  });

  test("on the line are warned of once, on a terminal, under ostk's own name", async () => {
    const line = `user set --password two ${ID}`;
    const stubs = [patch({ password: 'two' })];
    const { stderr } = await runLine(line, { stubs, name: 'ostk', isTTY: true });
    expect(stderr).toMatch(/^A password on the command line can be seen [^\n]*\n$/);
    expect((await runLine(line, { stubs, name: 'ostk' })).stderr).toBe('');
    expect((await runLine(line, { stubs, isTTY: true })).stderr).toBe('');
  });

  test('that are missing are told of', async () => {
    const { stderr } = await runLine('user create glance', {
      stubs: [created({ name: 'glance', enabled: true })],
    });
    expect(stderr).toMatch(/^No password was supplied/);
  });

  test.each(['--debug', '-vv'])('are in nothing that %s shows', async option => {
    const line = `${option} user password set --password hush-one --original-password=hush-two`;
    const body = { user: { password: 'hush-one', original_password: 'hush-two' } };
    const stubs = [identity(`/users/${USER}/password`, { method: 'POST', body })];
    const { stdout, stderr } = await runLine(line, { stubs });
    expect(stderr).toContain('"password":"***"');
    expect(stderr).toContain('--password *** --original-password=***');
    expect(`${stdout}${stderr}`).not.toContain('hush');
  });
});

describe('the peer and ostk', () => {
  const nowhere = lookUp('domains', 'nosuch', []);

  test('a domain that is not there', async () => {
    const line = 'user delete --domain nosuch demo';
    const stubs = [...nowhere, ...demo, identity(`/users/${ID}`, { method: 'DELETE' })];
    expect((await runLine(line, { stubs })).code).toBe(0);
    const own = await runLine(line, { stubs: nowhere, name: 'ostk' });
    expect(own).toMatchObject({ code: 1, stderr: 'No Domain found for nosuch\n' });
  });

  test('a group of a domain that is named', async () => {
    const line = 'user list --group g --domain d -f value';
    const domain = lookUp('domains', 'd', [{ id: 'd1', name: 'd' }]);
    const peer = await runLine(line, {
      stubs: [...domain, ...lookUp('groups', 'g', [], { domain_id: 'd' })],
    });
    expect(peer).toMatchObject({ code: 1, stderr: 'No Group found for g\n' });
    const members = identity('/groups/g1/users', {
      query: { domain_id: 'd1' },
      reply: { users: [user('u1', 'one')] },
    });
    const found = lookUp('groups', 'g', [{ id: 'g1', name: 'g' }], { domain_id: 'd1' });
    const own = await runLine(line, { stubs: [...domain, ...found, members], name: 'ostk' });
    expect(own).toMatchObject({ code: 0, stdout: 'u1 one\n' });
  });

  test('the own name of somebody who may not look up names', async () => {
    const stubs = [
      identity('/users/admin', refusal(403, 'no')),
      identity('/users', { query: { name: 'admin' }, ...refusal(403, 'no') }),
    ];
    expect((await runLine('user show admin', { stubs })).code).toBe(1);
    const self = [...stubs, identity(`/users/${USER}`, { reply: { user: user(USER, 'admin') } })];
    const own = await runLine('user show admin -f value -c id', { stubs: self, name: 'ostk' });
    expect(own).toMatchObject({ code: 0, stdout: `${USER}\n` });
  });

  const all = [user('u1', 'one'), user('u2', 'two')];
  const page = (query: Record<string, string>): Stub => identity('/users', { query, reply: { users: all } });

  test('a service that takes no notice of a limit', async () => {
    const peer = await runLine('user list --limit 1', {
      stubs: [page({ limit: '1' }), page({ limit: '1', marker: 'u2' })],
    });
    expect(peer).toMatchObject({ code: 1, stderr: 'Endless pagination loop detected, aborting\n' });
    const twice = await runLine('user list --max-items 3 -f value -c ID', {
      stubs: [page({ limit: '3' }), page({ limit: '3', marker: 'u2' })],
    });
    expect(twice.stdout).toBe('u1\nu2\nu1\n');
    const own = await runLine('user list --limit 1 -f value', {
      stubs: [page({ limit: '1' })],
      name: 'ostk',
    });
    expect(own).toMatchObject({ code: 0, stdout: 'u1 one\nu2 two\n', stderr: '' });
  });

  test('pages that the service links, and lists that it cut short', async () => {
    const next = 'http://identity.test/v3/users?marker=u2';
    const stubs = [
      identity('/users', {
        reply: { users: all, links: { next, self: '', previous: null }, truncated: true },
      }),
      identity('/users', {
        query: { marker: 'u2' },
        reply: { users: [user('u3', 'three')], links: { next: null }, truncated: true },
      }),
    ];
    const line = 'user list -f value -c ID';
    expect(await runLine(line, { stubs })).toMatchObject({ stdout: 'u1\nu2\nu3\n', stderr: '' });
    const own = await runLine(line, { stubs, name: 'ostk' });
    expect(own.stderr).toMatch(/^The list of users is incomplete: the service cut it short\. [^\n]*\n$/);
  });
});
