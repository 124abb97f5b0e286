/** Credentials of any type, and EC2 credentials. */
import { expect, test } from 'vitest';
import { runLine } from '../harness/run.ts';
import { PROJECT, type Stub, USER } from '../harness/stub.ts';

const identity = (stub: Stub): Stub => ({ service: 'identity', ...stub });
const PAIRS = `/users/${USER}/credentials/OS-EC2`;
const ID = 'e'.repeat(32);

const alice = [
  identity({ path: '/users/alice', status: 404, reply: {} }),
  identity({ path: '/users', query: { name: 'alice' }, reply: { users: [{ id: ID, name: 'alice' }] } }),
];
const credential = (reply: object = {}): Stub =>
  identity({ path: '/credentials/c', reply: { credential: { id: 'c', ...reply } } });

test('create without a project: null under the peer’s name, nothing under ostk’s', async () => {
  const line = 'credential create alice text';
  const body = { user_id: ID, type: 'cert', blob: 'text' };
  const post = (sent: Stub['body']): Stub =>
    identity({
      method: 'POST',
      path: '/credentials',
      body: { credential: sent ?? null },
      reply: { credential: {} },
    });
  expect((await runLine(line, { stubs: [...alice, post({ ...body, project_id: null })] })).depth).toBe(2);
  await runLine(line, { name: 'ostk', stubs: [...alice, post(body)] });
});

test('set sends type and data as the peer does; under its own name what differs', async () => {
  const line = 'credential set c --user alice --type cert --data new';
  const patch = (sent: Stub['body']): Stub =>
    identity({ method: 'PATCH', path: '/credentials/c', body: { credential: sent ?? null }, reply: {} });
  await runLine(line, { stubs: [...alice, patch({ type: 'cert', blob: 'new' })] });
  const same = credential({ user_id: ID, type: 'cert', blob: 'old' });
  await runLine(line, { name: 'ostk', stubs: [...alice, same, patch({ blob: 'new' })] });
  const other = credential({ user_id: 'x', type: 'totp', blob: 'new' });
  const all = patch({ type: 'cert', blob: 'new', user_id: ID });
  await runLine(line, { name: 'ostk', stubs: [...alice, other, all] });
});

test('delete of one that is not there: fine under the peer’s name, told under ostk’s', async () => {
  const stubs = [identity({ method: 'DELETE', path: '/credentials/c', status: 404, reply: {} })];
  expect((await runLine('credential delete c', { stubs })).code).toBe(0);
  expect((await runLine('credential delete c', { stubs, name: 'ostk' })).code).toBe(1);
});

test('EC2 credentials for oneself and the project in use: 1 round trip', async () => {
  const pair = { access: 'a', secret: 's', tenant_id: PROJECT, user_id: USER, trust_id: null };
  const { stdout, depth } = await runLine('ec2 credentials create -f value', {
    stubs: [
      identity({ method: 'POST', path: PAIRS, body: { tenant_id: PROJECT }, reply: { credential: pair } }),
    ],
  });
  expect({ stdout, depth }).toEqual({ stdout: `a\n${PROJECT}\ns\nNone\n${USER}\n`, depth: 1 });
});

test('EC2 credentials are deleted side by side, in keystoneclient’s words', async () => {
  const stubs = [
    identity({ method: 'DELETE', path: `${PAIRS}/a` }),
    identity({
      method: 'DELETE',
      path: `${PAIRS}/b`,
      status: 404,
      reply: { error: { message: 'Not here.' } },
    }),
  ];
  expect(await runLine('ec2 credentials delete a b', { stubs })).toMatchObject({
    code: 1,
    depth: 1,
    stderr: expect.stringMatching(
      /^Failed to delete EC2 credentials with access key 'b': Not here\. \(HTTP 404\).*\n1 of 2 EC2 keys failed to delete\.\n$/,
    ),
  });
});

test('a user whom the service finds by another spelling is found under the peer’s name alone', async () => {
  const stubs = (reply: Stub['reply']): Stub[] => [
    identity({ path: '/users/ALICE', status: 404, reply: {} }),
    identity({ path: '/users', query: { name: 'ALICE' }, reply: reply ?? null }),
  ];
  const found = { users: [{ id: ID, name: 'alice' }] };
  const list = identity({ path: `/users/${ID}/credentials/OS-EC2`, reply: { credentials: [] } });
  const line = 'ec2 credentials list --user ALICE';
  expect((await runLine(line, { stubs: [...stubs(found), list] })).code).toBe(0);
  for (const [name, reply] of [
    ['ostk', found],
    ['openstack', { users: [] }],
  ] as const) {
    expect(await runLine(line, { stubs: stubs(reply), name })).toMatchObject({
      code: 1,
      stderr: "No user with a name or ID of 'ALICE' exists.\n",
    });
  }
  const two = { users: [...found.users, { id: 'f', name: 'Alice' }] };
  expect((await runLine(line, { stubs: stubs(two) })).stderr).toBe(
    "More than one user exists with the name 'ALICE'.\n",
  );
});
