/** What Keystone makes secret is printed once, and nowhere else: not by --debug, not in a log file. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runLine } from '../harness/run.ts';
import { ENDPOINTS, PROJECT, type Stub, USER } from '../harness/stub.ts';

const folder = mkdtempSync(join(tmpdir(), 'ostk-secrets-'));
afterAll(() => rmSync(folder, { recursive: true }));

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const identity = (stub: Stub): Stub => ({ service: 'identity', anyBody: true, ...stub });
const user = identity({ path: '/users/u', reply: { user: { id: 'u' } } });
const users = identity({ path: '/users', query: { name: 'u' }, reply: { users: [] } });
const project = identity({ path: `/projects/${PROJECT}`, reply: { project: { id: PROJECT } } });
const refused = { error: { message: "Failed validating: On instance: {'blob': 'hush-typed'}" } };
const oauth = '--consumer-key hush-key --consumer-secret hush-typed';

test.each<[string, readonly string[], readonly Stub[]]>([
  [
    'application credential',
    ['application', 'credential', 'create', '--secret', 'hush-typed', 'ci'],
    [
      identity({
        method: 'POST',
        path: `/users/${USER}/application_credentials`,
        reply: { application_credential: { secret: 'hush-typed' } },
      }),
    ],
  ],
  [
    'application credential that the service made up',
    ['application', 'credential', 'create', 'ci'],
    [
      identity({
        method: 'POST',
        path: `/users/${USER}/application_credentials`,
        reply: { application_credential: { secret: 'hush-made' } },
      }),
    ],
  ],
  [
    'EC2',
    ['ec2', 'credentials', 'create'],
    [
      identity({
        method: 'POST',
        path: `/users/${USER}/credentials/OS-EC2`,
        reply: { credential: { access: 'a', secret: 'hush-made' } },
      }),
    ],
  ],
  [
    'credential',
    ['credential', 'create', 'u', 'hush-typed'],
    [
      user,
      users,
      identity({ method: 'POST', path: '/credentials', reply: { credential: { blob: 'hush-typed' } } }),
    ],
  ],
  [
    'consumer',
    ['consumer', 'create'],
    [
      identity({
        method: 'POST',
        path: '/OS-OAUTH1/consumers',
        reply: { consumer: { secret: 'hush-made' } },
      }),
    ],
  ],
  [
    'request token',
    ['request', 'token', 'create', ...oauth.split(' '), '--project', PROJECT],
    [
      project,
      {
        method: 'POST',
        url: `${ENDPOINTS.identity}/OS-OAUTH1/request_token`,
        headers: FORM,
        reply: 'oauth_token=hush-made&oauth_token_secret=hush-made',
      },
    ],
  ],
  [
    'verifier',
    ['request', 'token', 'authorize', '--request-key', 'hush-key', '--role', 'c'.repeat(32)],
    [
      identity({ path: `/roles/${'c'.repeat(32)}`, reply: { role: { id: 'r' } } }),
      identity({
        method: 'PUT',
        path: '/OS-OAUTH1/authorize/hush-key',
        reply: { token: { oauth_verifier: 'hush-made' } },
      }),
    ],
  ],
  [
    'access token',
    [
      ...`access token create ${oauth} --request-key hush-key`.split(' '),
      ...'--request-secret=hush-typed --verifier hush-typed'.split(' '),
    ],
    [
      {
        method: 'POST',
        url: `${ENDPOINTS.identity}/OS-OAUTH1/access_token`,
        headers: FORM,
        reply: 'oauth_token=hush-made&oauth_token_secret=hush-made',
      },
    ],
  ],
])('%s', async (name, line, stubs) => {
  const file = join(folder, name);
  const { code, stdout, stderr } = await runLine(['--debug', '--log-file', file, ...line], { stubs });
  expect(code).toBe(0);
  expect(stderr).toContain('REQ: curl');
  expect(`${stderr}${readFileSync(file, 'utf8')}`).not.toContain('hush-');
  expect(stdout).toContain('hush-');
});

test('data that the service repeats as it refuses it', async () => {
  const file = join(folder, 'refused');
  const stubs = [
    user,
    users,
    identity({ method: 'PATCH', path: '/credentials/c', status: 400, reply: refused }),
  ];
  const line = [
    '--log-file',
    file,
    '-vv',
    ...'credential set c --user u --type t --data hush-typed'.split(' '),
  ];
  const { stderr } = await runLine(line, { stubs });
  const lines = stderr.split('\n').filter(text => text.includes('hush-'));
  // Only what the peer says of the failure has it.
  expect(lines).toEqual([expect.stringMatching(/^BadRequestException: 400: /)]);
});

test('under ostk’s own name the sentence has none of them', async () => {
  const stubs = [
    user,
    users,
    identity({ method: 'POST', path: '/credentials', status: 400, reply: refused }),
  ];
  const line = 'credential create u hush-typed --debug'.split(' ');
  const { code, stderr } = await runLine(line, { stubs, name: 'ostk' });
  expect(code).toBe(1);
  expect(stderr).toContain("Failed validating: On instance: {'blob': '***'} (HTTP 400)");
  expect(stderr).not.toContain('hush-');
});
