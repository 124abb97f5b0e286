import { expect, test } from 'vitest';
import { runLine } from '../harness/run.ts';
import { PROJECT, type Stub, USER } from '../harness/stub.ts';

const issued: Stub = {
  method: 'POST',
  service: 'identity',
  path: '/auth/tokens',
  body: {
    auth: {
      identity: {
        methods: ['password'],
        password: { user: { name: 'admin', domain: { name: 'Default' }, password: 'secret' } },
      },
      scope: { project: { name: 'admin', domain: { name: 'Default' } } },
    },
  },
  status: 201,
  headers: { 'x-subject-token': 'brand-new' },
  reply: {
    token: {
      issued_at: '2030-01-01T00:00:00.000000Z',
      expires_at: '2030-01-02T00:00:00.000000Z',
      user: { id: USER, name: 'admin' },
      project: { id: PROJECT, name: 'admin' },
    },
  },
};

test('token issue asks for a new token although one is kept', async () => {
  const { stdout, depth } = await runLine('token issue -f value', { stubs: [issued] });
  expect(stdout).toBe(`2030-01-02T00:00:00+0000\nbrand-new\n${PROJECT}\n${USER}\n`);
  expect(depth).toBe(1);
});

test('token issue asks once where none is kept', async () => {
  const { stdout, depth } = await runLine('token issue -f value -c id', { stubs: [issued], cold: true });
  expect({ stdout, depth }).toEqual({ stdout: 'brand-new\n', depth: 1 });
});

test.each([
  ['openstack', {}],
  ['ostk', { domain: { id: 'default' } }],
])('a user without a domain, asked for as %s', async (name, domain) => {
  const user = { name: 'u', ...domain, password: 'secret' };
  const line = 'token issue -f value -c id --os-username u --os-user-domain-name=';
  const { stdout } = await runLine(line, {
    name,
    stubs: [{ ...issued, body: { auth: { identity: { methods: ['password'], password: { user } } } } }],
    cold: true,
    env: { OS_PROJECT_NAME: '', OS_USER_DOMAIN_NAME: '' },
  });
  expect(stdout).toBe('brand-new\n');
});
