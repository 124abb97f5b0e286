/** OAuth: consumers, tokens and what is signed. */
import { expect, test } from 'vitest';
import { authorization } from '../../src/clients/oauth1.ts';
import { runLine } from '../harness/run.ts';
import { ENDPOINTS, PROJECT, type Sent, type Stub } from '../harness/stub.ts';

const identity = (stub: Stub): Stub => ({ service: 'identity', ...stub });
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const ONLY = { id: 'c0', description: 'the only one' };

const unknown = identity({ path: '/OS-OAUTH1/consumers/typo', status: 404, reply: {} });
const listed = identity({
  path: '/OS-OAUTH1/consumers',
  query: { name: 'typo' },
  reply: { consumers: [ONLY] },
});

test('the only consumer goes for any name under the peer’s name, never under ostk’s', async () => {
  const gone = identity({ method: 'DELETE', path: '/OS-OAUTH1/consumers/c0' });
  const peer = await runLine('consumer delete typo', { stubs: [unknown, listed, gone] });
  expect(peer).toMatchObject({ code: 0, stderr: '' });
  const own = await runLine('consumer delete typo', { stubs: [unknown], name: 'ostk' });
  expect(own).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("No consumer with a name or ID of 'typo' exists."),
  });
});

/** The parameters of an Authorization header, and the signature apart. */
function signed({ headers }: Sent): {
  parameters: Record<string, string>;
  header: string;
  signature: string;
} {
  const header = headers.authorization ?? '';
  const pairs = [...header.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    decodeURIComponent(value),
  ]);
  const { oauth_signature: signature = '', ...parameters } = Object.fromEntries(pairs);
  return { parameters, header, signature };
}

test('a request token: the consumer signs, for a project', async () => {
  const url = `${ENDPOINTS.identity}/OS-OAUTH1/request_token`;
  const { stdout, sent } = await runLine(
    `request token create --consumer-key ck --consumer-secret c&s --project ${PROJECT} -f value`,
    {
      stubs: [
        identity({ path: `/projects/${PROJECT}`, reply: { project: { id: PROJECT } } }),
        {
          method: 'POST',
          url,
          headers: FORM,
          reply: 'oauth_token=k&oauth_token_secret=s%3D&oauth_expires_at=2030-01-01T08:00',
        },
      ],
    },
  );
  expect(stdout).toBe('2030-01-01T08:00\nk\nk\ns=\n');
  const [, request] = sent;
  const { parameters, header } = signed(request ?? expect.fail('nothing was sent'));
  expect(parameters).toEqual({
    oauth_nonce: expect.stringMatching(/^[0-9a-f]{32}$/),
    oauth_timestamp: '1893456000',
    oauth_version: '1.0',
    oauth_signature_method: 'HMAC-SHA1',
    oauth_consumer_key: 'ck',
    oauth_callback: 'oob',
  });
  expect(header).toBe(authorization({ method: 'POST', url }, parameters, { client: 'c&s' }));
  expect(request?.headers['requested-project-id']).toBe(PROJECT);
});

test('an access token: both secrets sign', async () => {
  const url = `${ENDPOINTS.identity}/OS-OAUTH1/access_token`;
  const line =
    'access token create --consumer-key ck --consumer-secret cs --request-key rk --request-secret rs --verifier pin';
  const { stdout, sent, depth } = await runLine(`${line} -f value`, {
    stubs: [{ method: 'POST', url, headers: FORM, reply: 'oauth_token=k&oauth_token_secret=s' }],
  });
  expect({ stdout, depth }).toEqual({ stdout: 'k\nk\ns\n', depth: 1 });
  const { parameters, header } = signed(sent[0] ?? expect.fail('nothing was sent'));
  expect(parameters).toMatchObject({ oauth_token: 'rk', oauth_verifier: 'pin' });
  expect(header).toBe(authorization({ method: 'POST', url }, parameters, { client: 'cs', token: 'rs' }));
});

test('roles are looked up side by side; the first that there is not is told', async () => {
  const role = (name: string, ...found: object[]): Stub[] => [
    identity({ path: `/roles/${name}`, status: 404, reply: {} }),
    identity({ path: '/roles', query: { name }, reply: { roles: found.map(item => ({ ...item })) } }),
  ];
  const put = identity({
    method: 'PUT',
    path: '/OS-OAUTH1/authorize/rk',
    body: { roles: [{ id: 'r1' }, { id: 'r2' }] },
    reply: { token: { oauth_verifier: 'pin' } },
  });
  const line = 'request token authorize --request-key rk --role one --role two';
  const found = [...role('one', { id: 'r1', name: 'one' }), ...role('two', { id: 'r2', name: 'two' }), put];
  expect(await runLine(`${line} -f value`, { stubs: found })).toMatchObject({ stdout: 'pin\n', depth: 2 });
  const missing = await runLine(line, { stubs: [...role('one'), ...role('two')] });
  expect(missing.stderr).toBe("No role with a name or ID of 'one' exists.\n");
});
