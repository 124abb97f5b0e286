import { describe, expect, test } from 'vitest';
import { identity, lookUp, refusal } from '../harness/identity.ts';
import { runLine } from '../harness/run.ts';
import { type Stub, USER } from '../harness/stub.ts';

const ID = 'edcd68b12d4f4c22b3785cf5417d2bd8';

test('what is gone already counts as deleted, except under the name of ostk', async () => {
  const stubs = [
    identity('/groups/g', refusal(403, 'no')),
    identity('/groups', { query: { name: 'g' }, ...refusal(403, 'no') }),
    identity('/groups/g', { method: 'DELETE', ...refusal(404, 'Could not find group: g.') }),
  ];
  expect((await runLine('group delete g', { stubs })).code).toBe(0);
  const own = await runLine('group delete g', { stubs, name: 'ostk' });
  expect(own.stderr).toMatch(/^Failed to delete group with name or ID 'g': Could not find group: g\./);
});

describe('members', () => {
  const put = (id: string): Stub => identity(`/groups/g1/users/${id}`, { method: 'PUT' });
  const group = lookUp('groups', 'g', [{ id: 'g1', name: 'g' }]);

  test('add user: 2 round trips', async () => {
    const users = ['a', 'b'].flatMap(name => lookUp('users', name, [{ id: `id-${name}`, name }]));
    const { code, depth } = await runLine('group add user g a b', {
      stubs: [...group, ...users, put('id-a'), put('id-b')],
    });
    expect({ code, depth }).toEqual({ code: 0, depth: 2 });
    const byId = await runLine(`group add user g ${ID}`, { stubs: [...group, put(ID)] });
    expect([byId.code, byId.depth]).toEqual([0, 2]);
  });

  test('goes on after a failure and counts', async () => {
    const { code, stderr } = await runLine('group remove user g a b', {
      stubs: [
        ...group,
        ...lookUp('users', 'a', []),
        ...lookUp('users', 'b', [{ id: 'id-b', name: 'b' }]),
        identity('/groups/g1/users/id-b', { method: 'DELETE' }),
      ],
    });
    expect(code).toBe(1);
    expect(stderr).toBe('a not removed from group g: \n1 of 2 users not removed from group g.\n');
  });

  test('contains user, by ID: 1 round trip', async () => {
    const head = (status: number): Stub =>
      identity(`/groups/${ID}/users/${USER}`, { method: 'HEAD', status });
    const line = `group contains user ${ID} ${USER}`;
    const yes = await runLine(line, { stubs: [head(204)] });
    expect(yes).toMatchObject({ code: 0, depth: 1, stdout: `${USER} in group ${ID}\n`, stderr: '' });
    const no = await runLine(line, {
      stubs: [
        head(404),
        identity(`/groups/${ID}`, { reply: { group: { id: ID } } }),
        identity(`/users/${USER}`, { reply: { user: { id: USER } } }),
      ],
    });
    expect(no).toMatchObject({ code: 0, stdout: '', stderr: `${USER} not in group ${ID}\n` });
  });
});
