import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/clients/json.ts';
import { runLine } from '../harness/run.ts';
import { PROJECT, type Stub, USER } from '../harness/stub.ts';

const id = (digit: string): string => digit.repeat(32);
const ADMIN = id('a');
const GLANCE = id('b');
const SERVICE = id('c');
const DEFAULT = 'default';

const identity = (stub: Omit<Stub, 'service'>): Stub => ({ service: 'identity', ...stub });

const missing = (path: string): Stub =>
  identity({
    path,
    status: 404,
    reply: { error: { code: 404, title: 'Not Found', message: 'Could not find it.' } },
  });

/** The two requests of a look-up by name. */
const named = (key: string, name: string, found: Json[], query: Record<string, string> = {}): Stub[] => [
  missing(`/${key}/${name}`),
  identity({ path: `/${key}`, query: { ...query, name }, reply: { [key]: found, links: { next: null } } }),
];

const people: Stub[] = [
  ...named('roles', 'admin', [{ id: ADMIN, name: 'admin' }]),
  ...named('users', 'glance', [{ id: GLANCE, name: 'glance' }]),
  ...named('projects', 'service', [{ id: SERVICE, name: 'service' }]),
];

const PATH = `/projects/${SERVICE}/users/${GLANCE}/roles/${ADMIN}`;

describe('role add', () => {
  test('by names: look-ups together, then the request', async () => {
    const { code, stdout, stderr, depth } = await runLine('role add --project service --user glance admin', {
      stubs: [...people, identity({ method: 'PUT', path: PATH })],
    });
    expect({ code, stdout, stderr, depth }).toEqual({ code: 0, stdout: '', stderr: '', depth: 2 });
  });

  test('by IDs: no look-up', async () => {
    const { code, depth } = await runLine(`role add --project ${SERVICE} --user ${GLANCE} ${ADMIN}`, {
      stubs: [identity({ method: 'PUT', path: PATH })],
    });
    expect({ code, depth }).toEqual({ code: 0, depth: 1 });
  });

  test('an ID that means nothing is told as by the peer, which says nothing', async () => {
    const { code, stderr } = await runLine(`role add --project ${SERVICE} --user ${GLANCE} ${ADMIN}`, {
      stubs: [
        { ...missing(PATH), method: 'PUT' },
        identity({ path: `/roles/${ADMIN}`, reply: { role: { id: ADMIN } } }),
        missing(`/users/${GLANCE}`),
        identity({ path: '/users', query: { name: GLANCE }, reply: { users: [] } }),
        identity({ path: `/projects/${SERVICE}`, reply: { project: { id: SERVICE } } }),
      ],
    });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '\n' });
  });

  test('in domains: three round trips, each domain once', async () => {
    const line =
      'role add --project service --project-domain Default --user glance --user-domain Default --inherited admin';
    const domain_id = DEFAULT;
    const { code, depth } = await runLine(line, {
      stubs: [
        ...named('domains', 'Default', [{ id: DEFAULT, name: 'Default' }]),
        ...named('roles', 'admin', [{ id: ADMIN, name: 'admin' }]),
        ...named('users', 'glance', [{ id: GLANCE, name: 'glance' }], { domain_id }),
        ...named('projects', 'service', [{ id: SERVICE, name: 'service' }], { domain_id }),
        identity({ method: 'PUT', path: `/OS-INHERIT${PATH}/inherited_to_projects` }),
      ],
    });
    expect({ code, depth }).toEqual({ code: 0, depth: 3 });
  });

  const refused: Stub = {
    ...identity({ method: 'PUT', path: PATH }),
    status: 403,
    reply: { error: { code: 403, title: 'Forbidden', message: 'You are not authorized.' } },
  };

  test('a refusal passes for success under the name of the peer, which does not look at the answer', async () => {
    const { code, stderr } = await runLine('role add --project service --user glance admin', {
      stubs: [...people, refused],
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('a look-up that fails is told under every name', async () => {
    const broken = identity({ path: '/users/glance', status: 500, reply: { error: { message: 'Broken.' } } });
    const { code, stderr } = await runLine('role add --project service --user glance admin', {
      stubs: [...people.filter(({ path }) => path !== '/users/glance'), broken],
    });
    expect(code).toBe(1);
    expect(stderr).toContain('Server Error for url: http://identity.test/v3/users/glance, Broken.');
  });

  test('a refusal is told by ostk', async () => {
    const { code, stderr } = await runLine('role add --project service --user glance admin', {
      name: 'ostk',
      stubs: [...people, refused],
    });
    expect(code).toBe(1);
    expect(stderr).toContain('You are not authorized. (HTTP 403)');
  });

  test('what is incomplete is told by ostk before anything is sent', async () => {
    const { code, stderr } = await runLine('role remove --user glance admin', { name: 'ostk' });
    expect(code).toBe(1);
    expect(stderr).toContain(
      'Name who has the role (--user, --group) and on what (--project, --domain, --system).',
    );
  });
});

test('role remove takes what nobody bears for an ID', async () => {
  const { code, depth } = await runLine('role remove --project gone --group gone admin', {
    stubs: [
      ...named('roles', 'admin', [{ id: ADMIN, name: 'admin' }]),
      ...named('groups', 'gone', []),
      ...named('projects', 'gone', []),
      { ...missing(`/projects/gone/groups/gone/roles/${ADMIN}`), method: 'DELETE' },
    ],
  });
  expect({ code, depth }).toEqual({ code: 0, depth: 2 });
});

describe('role assignment list', () => {
  const assignment = {
    role: { id: ADMIN, name: 'admin' },
    user: { id: GLANCE, name: 'glance', domain: { id: DEFAULT, name: 'Default' } },
    scope: {
      project: { id: SERVICE, name: 'service', domain: { id: DEFAULT, name: 'Default' } },
      'OS-INHERIT:inherited_to': 'projects',
    },
  };
  const list = (query: Record<string, string>, times = 1): Stub =>
    identity({
      path: '/role_assignments',
      query,
      reply: { role_assignments: [assignment], links: { next: null } },
      times,
    });

  test('--names --effective: one request for all rows', async () => {
    const { stdout, depth } = await runLine('role assignment list --names --effective -f value', {
      stubs: [list({ effective: 'True', include_names: 'True' })],
    });
    expect(stdout).toBe('admin glance@Default  service@Default   True\n');
    expect(depth).toBe(1);
  });

  test('by names: look-ups together', async () => {
    const { stdout, depth } = await runLine(
      'role assignment list --role admin --user glance --project service -f value -c Role -c User',
      {
        stubs: [...people, list({ 'role.id': ADMIN, 'scope.project.id': SERVICE, 'user.id': GLANCE })],
      },
    );
    expect(stdout).toBe(`${ADMIN} ${GLANCE}\n`);
    expect(depth).toBe(2);
  });

  test('by IDs: the list while they are looked up', async () => {
    const { code, depth } = await runLine(`role assignment list --user ${GLANCE}`, {
      stubs: [
        identity({ path: `/users/${GLANCE}`, reply: { user: { id: GLANCE } } }),
        list({ 'user.id': GLANCE }),
      ],
    });
    expect({ code, depth }).toEqual({ code: 0, depth: 1 });
  });

  test('a name that looks like an ID: the list again', async () => {
    const { code, depth } = await runLine(`role assignment list --user ${GLANCE}`, {
      stubs: [
        missing(`/users/${GLANCE}`),
        identity({
          path: '/users',
          query: { name: GLANCE },
          reply: { users: [{ id: SERVICE, name: GLANCE }] },
        }),
        list({ 'user.id': GLANCE }),
        list({ 'user.id': SERVICE }),
      ],
    });
    expect({ code, depth }).toEqual({ code: 0, depth: 3 });
  });

  test("one's own: nothing is looked up", async () => {
    const { code, depth } = await runLine('role assignment list --auth-user --auth-project', {
      stubs: [list({ 'scope.project.id': PROJECT, 'user.id': USER })],
    });
    expect({ code, depth }).toEqual({ code: 0, depth: 1 });
  });

  test('a domain of what is not named is only checked', async () => {
    const { code, depth } = await runLine('role assignment list --user-domain Default', {
      stubs: [...named('domains', 'Default', [{ id: DEFAULT, name: 'Default' }]), list({})],
    });
    expect({ code, depth }).toEqual({ code: 0, depth: 1 });
  });

  test('follows links.next', async () => {
    const page = (marker: string | undefined, next: string | null): Stub =>
      identity({
        path: '/role_assignments',
        ...(marker === undefined ? {} : { query: { marker } }),
        reply: { role_assignments: [assignment], links: { next } },
      });
    const { stdout } = await runLine('role assignment list -f value -c Role', {
      stubs: [page(undefined, 'http://elsewhere.test/v3/role_assignments?marker=2'), page('2', null)],
    });
    expect(stdout).toBe(`${ADMIN}\n${ADMIN}\n`);
  });
});

describe('roles', () => {
  const domains = named('domains', 'heat', [{ id: 'h', name: 'heat' }]);

  test('no name at all means no role', async () => {
    const { code, stderr, sent } = await runLine(['role', 'delete', ''], {
      stubs: [identity({ path: '/roles', query: { name: '' }, reply: { roles: [{ id: '1', name: 'x' }] } })],
    });
    expect(code).toBe(1);
    expect(stderr).toContain('1 of 1 roles failed to delete.');
    expect(sent).toHaveLength(1);
  });

  test('role list --domain: 2', async () => {
    const { stdout, depth } = await runLine('role list --domain heat -f value', {
      stubs: [
        ...domains,
        identity({ path: '/roles', query: { domain_id: 'h' }, reply: { roles: [{ id: '1', name: 'x' }] } }),
      ],
    });
    expect({ stdout, depth }).toEqual({ stdout: '1 x heat\n', depth: 2 });
  });

  test('one of several that cannot be deleted is named, the others are deleted', async () => {
    const { code, stderr, depth } = await runLine(`role delete ${ADMIN} nosuch`, {
      stubs: [identity({ method: 'DELETE', path: `/roles/${ADMIN}` }), ...named('roles', 'nosuch', [])],
    });
    expect({ code, depth }).toEqual({ code: 1, depth: 1 });
    expect(stderr).toBe("Failed to delete role with name or ID 'nosuch': \n1 of 2 roles failed to delete.\n");
  });

  const conflict: Stub = {
    ...identity({ method: 'POST', path: '/roles', body: { role: { domain_id: 'h', name: 'x' } } }),
    status: 409,
    reply: { error: { code: 409, title: 'Conflict', message: 'Duplicate entry.' } },
  };

  test('role create --or-show looks in the domain as it was typed under the name of the peer', async () => {
    const { code, stderr } = await runLine('role create --or-show --domain heat x', {
      stubs: [...domains, conflict, ...named('roles', 'x', [], { domain_id: 'heat' })],
    });
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'No Role found for x\n' });
  });

  test('role create --or-show finds it by the name of the domain under its own', async () => {
    const { stdout } = await runLine('role create --or-show --domain heat x -f value -c id', {
      name: 'ostk',
      stubs: [...domains, conflict, ...named('roles', 'x', [{ id: '1', name: 'x' }], { domain_id: 'h' })],
    });
    expect(stdout).toBe('1\n');
  });
});

describe('implied roles', () => {
  const roles = identity({
    path: '/roles',
    reply: {
      roles: [
        { id: '1', name: 'auditor' },
        { id: '2', name: 'reader' },
      ],
    },
  });

  test('create: 2', async () => {
    const rule = { prior_role: { id: '1', name: 'auditor' }, implies: { id: '2', name: 'reader' } };
    const { stdout, depth } = await runLine('implied role create auditor --implied-role 2 -f value', {
      stubs: [
        roles,
        identity({ method: 'PUT', path: '/roles/1/implies/2', status: 201, reply: { role_inference: rule } }),
      ],
    });
    expect({ stdout, depth }).toEqual({ stdout: '2\n1\n', depth: 2 });
  });

  test('what is not found goes to the service as None under the name of the peer', async () => {
    const { code, stderr } = await runLine('implied role delete auditor --implied-role nosuch', {
      stubs: [
        roles,
        {
          ...missing('/roles/1/implies/None'),
          method: 'DELETE',
          headers: { 'x-openstack-request-id': 'req-1' },
        },
      ],
    });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'Could not find it. (HTTP 404) (Request-ID: req-1)\n',
    });
  });

  test('what is not found is told by ostk', async () => {
    const { code, stderr } = await runLine('implied role delete auditor --implied-role nosuch', {
      name: 'ostk',
      stubs: [roles],
    });
    expect(code).toBe(1);
    expect(stderr).toContain('No Role found for nosuch');
  });
});
