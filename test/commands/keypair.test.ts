import { expect, test } from 'vitest';
import { runLine } from '../harness/run.ts';
import { PROJECT, type Stub, USER } from '../harness/stub.ts';

const listed: Stub = {
  path: '/os-keypairs',
  reply: {
    keypairs: [{ keypair: { name: 'a', fingerprint: 'f' } }, { keypair: { name: 'b', fingerprint: 'g' } }],
  },
};

test('list: 1 round trip', async () => {
  const { stdout, depth } = await runLine('keypair list -f value', {
    stubs: [{ ...listed, microversion: '2.10' }],
  });
  expect({ stdout, depth }).toEqual({ stdout: 'a f ssh\nb g ssh\n', depth: 1 });
});

test('delete a b c: 1 round trip', async () => {
  const stubs = ['a', 'b', 'c'].map(name => ({ method: 'DELETE', path: `/os-keypairs/${name}` }));
  expect((await runLine('keypair delete a b c', { stubs })).depth).toBe(1);
});

test('pages are asked for under the own name; under the peer’s the line fails as the peer does', async () => {
  const peer = await runLine('keypair list --limit 1', {
    stubs: [{ ...listed, query: { limit: '1' }, microversion: '2.10' }],
  });
  expect(peer).toMatchObject({ code: 1, stderr: 'Endless pagination loop detected, aborting\n' });
  const own = await runLine('keypair list --max-items 1 -f value -c Name', {
    name: 'ostk',
    stubs: [{ ...listed, query: { limit: '1' }, microversion: '2.35' }],
  });
  expect(own).toMatchObject({ code: 0, stdout: 'a\n' });
});

test('the private half of a new key is printed, never sent', async () => {
  const created = { keypair: { name: 'k', fingerprint: 'f', user_id: USER } };
  const { stdout, sent } = await runLine('keypair create k -f json', {
    stubs: [{ method: 'POST', path: '/os-keypairs', anyBody: true, reply: created }],
  });
  expect(stdout).toMatch(
    /^-----BEGIN OPENSSH PRIVATE KEY-----\n(?:.{1,64}\n)+-----END OPENSSH PRIVATE KEY-----\n\{\}\n$/,
  );
  const keypair = {
    name: 'k',
    public_key: expect.stringMatching(/^ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[\w+/]{43}$/),
  };
  expect(sent.map(({ body }) => body)).toEqual([{ keypair }]);
});

test('the users of a project are asked side by side', async () => {
  const assignment = (id: string) => ({ user: { id }, role: { id: 'r' }, scope: {} });
  const assignments = [assignment('u1'), assignment('u2'), assignment('u1'), { group: { id: 'g' } }];
  const { depth, stdout } = await runLine('keypair list --project admin -f value -c Name', {
    stubs: [
      { service: 'identity', path: '/projects/admin', status: 404, reply: {} },
      {
        service: 'identity',
        path: '/projects',
        query: { name: 'admin' },
        reply: { projects: [{ id: PROJECT, name: 'admin' }] },
      },
      {
        service: 'identity',
        path: '/role_assignments',
        query: { 'scope.project.id': PROJECT },
        reply: { role_assignments: assignments },
      },
      { ...listed, query: { user_id: 'u1' } },
      { ...listed, query: { user_id: 'u2' }, reply: { keypairs: [] } },
    ],
  });
  expect({ depth, stdout }).toEqual({ depth: 3, stdout: 'a\nb\n' });
});
