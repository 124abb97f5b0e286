/** Application credentials and access rules. */
import { expect, test } from 'vitest';
import { runLine } from '../harness/run.ts';
import { type Stub, USER } from '../harness/stub.ts';

const APPS = `/users/${USER}/application_credentials`;
const RULES = `/users/${USER}/access_rules`;
const ID = '0123456789abcdef0123456789abcdef';
const OTHER = 'fedcba9876543210fedcba9876543210';

const identity = (stub: Stub): Stub => ({ service: 'identity', ...stub });
const missing = (path: string, method = 'GET'): Stub =>
  identity({ method, path, status: 404, reply: { error: { message: 'Could not find it.' } } });

test('create: what is sent, and the secret is shown', async () => {
  const made = { id: ID, name: 'ci', secret: 's3cret!', roles: [{ name: 'reader' }, { name: 'member' }] };
  const { stdout, depth } = await runLine(
    [
      ...'application credential create --role reader --role'.split(' '),
      ID,
      '--unrestricted',
      '--restricted',
      'ci',
    ],
    {
      stubs: [
        identity({
          method: 'POST',
          path: APPS,
          body: {
            application_credential: {
              name: 'ci',
              roles: [{ name: 'reader' }, { id: ID }],
              expires_at: null,
              description: null,
              secret: null,
              unrestricted: false,
              access_rules: [],
            },
          },
          reply: { application_credential: made },
        }),
      ],
    },
  );
  expect(stdout).toContain('| Roles        | member, reader ');
  expect(stdout).toContain('| Secret       | s3cret! ');
  expect(depth).toBe(1);
});

test('access rules come from a file, and its faults are told with its name', async () => {
  const line = 'application credential create --access-rules rules.json ci';
  const broken = { name: 'ostk', files: { 'rules.json': '[{' } };
  expect(await runLine(line, broken)).toMatchObject({
    code: 1,
    sent: [],
    stderr: expect.stringContaining('rules.json is not JSON: Expecting property name'),
  });
  expect((await runLine(line, { name: 'ostk' })).stderr).toBe(
    'rules.json is neither JSON nor a file that can be read: No such file or directory\n',
  );
});

test('show and delete of IDs: one round trip each', async () => {
  const shown = identity({
    path: `${APPS}/${ID}`,
    reply: { application_credential: { id: ID, name: 'ci' } },
  });
  expect((await runLine(`application credential show ${ID}`, { stubs: [shown] })).depth).toBe(1);
  const gone = [ID, OTHER].map(id => identity({ method: 'DELETE', path: `${APPS}/${id}` }));
  expect((await runLine(`application credential delete ${ID} ${OTHER}`, { stubs: gone })).depth).toBe(1);
});

test('delete goes on after a failure, also where a name looks like an ID', async () => {
  const list = identity({
    path: APPS,
    query: { name: OTHER },
    reply: { application_credentials: [{ id: 'x1', name: OTHER }] },
  });
  const { code, stderr } = await runLine(`application credential delete ${ID} ${OTHER}`, {
    stubs: [
      missing(`${APPS}/${ID}`, 'DELETE'),
      missing(`${APPS}/${ID}`),
      identity({ path: APPS, query: { name: ID }, reply: { application_credentials: [] } }),
      missing(`${APPS}/${OTHER}`, 'DELETE'),
      missing(`${APPS}/${OTHER}`),
      list,
      identity({ method: 'DELETE', path: `${APPS}/x1` }),
    ],
  });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr:
      `Failed to delete application credential with name or ID '${ID}': No ApplicationCredential found for ${ID}\n` +
      '1 of 2 application credentials failed to delete.\n',
  });
});

test('access rules are deleted without being read first; what keeps one is told', async () => {
  const { stderr, depth } = await runLine(`access rule delete ${ID} ${OTHER}`, {
    stubs: [
      identity({ method: 'DELETE', path: `${RULES}/${ID}` }),
      identity({
        method: 'DELETE',
        path: `${RULES}/${OTHER}`,
        status: 403,
        reply: { error: { message: 'in use' } },
      }),
      identity({ path: `${RULES}/${OTHER}`, reply: { access_rule: { id: OTHER } } }),
    ],
  });
  expect(stderr).toMatch(
    /^Failed to delete access rule with ID 'fed\w+': ForbiddenException: 403: .*, in use\n1 of 2/,
  );
  expect(depth).toBe(2);
});
