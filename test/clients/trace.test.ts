import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { redactBody, redactHeader, redactUrl } from '../../src/clients/redact.ts';
import { type Timing, withTiming, withTrace } from '../../src/clients/trace.ts';
import type { Transport } from '../../src/clients/transport.ts';

const ANSWER = '{"server": {"adminPass": "8Kx", "name": "a", "metadata": {"note": "s3cret!"}}}';

const transport: Transport = {
  async send() {
    async function* body() {}
    const headers = {
      'content-type': 'application/json',
      'x-subject-token': 'gAAA',
      'x-openstack-request-id': 'req-1',
    };
    return { status: 202, reason: 'Accepted', headers, body: body(), text: async () => ANSWER };
  },
};

function hashed(token: string): string {
  return `{SHA256}${createHash('sha256').update(token).digest('hex')}`;
}

test('a trace has request, answer and body, without secrets', async () => {
  const lines: string[] = [];
  const traced = withTrace(transport, line => lines.push(line), ['s3cret!']);
  const body = JSON.stringify({
    server: { name: 'a', user_data: 'cGFzcw==', adminPass: 'x' },
    note: 'with s3cret! in it',
  });
  const headers = { 'content-type': 'application/json', 'x-auth-token': 'tok' };
  const answer = await traced.send({ method: 'POST', url: 'http://u:p@c.test/servers?a=1', headers, body });
  expect(await answer.text()).toBe(ANSWER);
  expect(lines).toEqual([
    'REQ: curl -g -i -X POST "http://***@c.test/servers?a=1" -H "Content-Type: application/json" ' +
      `-H "X-Auth-Token: ${hashed('tok')}" ` +
      `-d '{"server":{"name":"a","user_data":"***","adminPass":"***"},"note":"with *** in it"}'`,
    `RESP: [202] Content-Type: application/json X-Subject-Token: ${hashed('gAAA')} X-Openstack-Request-Id: req-1`,
    'POST call to http://***@c.test/servers?a=1 used request id req-1',
    'RESP BODY: {"server":{"adminPass":"***","name":"a","metadata":{"note":"***"}}}',
  ]);
});

test('a failure is traced and thrown', async () => {
  const lines: string[] = [];
  const failing = withTrace(
    {
      send: async () => {
        throw new Error('no s3cret!');
      },
    },
    line => lines.push(line),
    ['s3cret!'],
  );
  await expect(failing.send({ method: 'GET', url: 'http://c.test/', headers: {} })).rejects.toThrow(
    'no s3cret!',
  );
  expect(lines[1]).toBe('GET http://c.test/ failed: no ***');
});

test('secrets of authentication are masked in every method', () => {
  const identity = {
    methods: ['password', 'token', 'totp', 'application_credential'],
    password: { user: { name: 'admin', domain: { id: 'default' }, password: 'pw' } },
    token: { id: 'gAAA' },
    totp: { user: { id: 'u', passcode: '123456' } },
    application_credential: { id: 'ac', secret: 'sec' },
  };
  const shown = JSON.parse(redactBody(JSON.stringify({ auth: { identity } })));
  expect(shown.auth.identity).toEqual({
    methods: identity.methods,
    password: { user: { name: 'admin', domain: { id: 'default' }, password: '***' } },
    token: { id: '***' },
    totp: { user: { id: 'u', passcode: '***' } },
    application_credential: { id: 'ac', secret: '***' },
  });
});

test('secrets that Keystone makes are masked in JSON, in forms and in URLs', () => {
  const shown = (body: object) => JSON.parse(redactBody(JSON.stringify(body)));
  expect(shown({ application_credential: { name: 'ci', secret: 's' } })).toEqual({
    application_credential: { name: 'ci', secret: '***' },
  });
  expect(shown({ credential: { access: 'a', secret: 's', blob: 'b' } })).toEqual({
    credential: { access: 'a', secret: '***', blob: '***' },
  });
  expect(shown({ token: { oauth_verifier: 'v' } })).toEqual({ token: { oauth_verifier: '***' } });
  expect(redactBody('oauth_token=k&oauth_token_secret=s&oauth_expires_at=2030')).toBe(
    'oauth_token=***&oauth_token_secret=***&oauth_expires_at=2030',
  );
  expect(redactUrl('http://c.test/v3/OS-OAUTH1/authorize/k?x=1')).toBe(
    'http://c.test/v3/OS-OAUTH1/authorize/***?x=1',
  );
  expect(redactHeader('Authorization', 'OAuth oauth_consumer_key="k"')).toBe(
    hashed('OAuth oauth_consumer_key="k"'),
  );
});

test('a secret that a service repeats as it refuses it is masked, too', async () => {
  const lines: string[] = [];
  const refusing: Transport = {
    async send(request) {
      const { credential } = JSON.parse(String(request.body));
      const text = JSON.stringify({ error: { message: `On instance: {'blob': '${credential.blob}'}` } });
      return { ...(await transport.send(request)), status: 400, text: async () => text };
    },
  };
  const traced = withTrace(refusing, line => lines.push(line));
  const body = JSON.stringify({ credential: { blob: '{"secret": "s3cret!"}', type: 'ec2' } });
  await (await traced.send({ method: 'POST', url: 'http://c.test/', headers: {}, body })).text();
  expect(lines.at(-1)).toBe(`RESP BODY: {"error":{"message":"On instance: {'blob': '***'}"}}`);
  expect(lines.join()).not.toContain('s3cret!');
});

test('known secrets are masked in any text, in each form that they may take there', () => {
  expect(redactBody('p=a"b c&q=a%22b%20c {"x":"a\\"b c"}', ['a"b c'])).toBe('p=***&q=*** {"x":"***"}');
  expect(redactBody('abc', ['abc'])).toBe('abc');
  expect(redactHeader('Accept', 'x')).toBe('x');
  expect(redactHeader('Authorization', 'x')).toBe(hashed('x'));
  expect(redactUrl('http://proxy:3128')).toBe('http://proxy:3128');
});

test('timings are seconds by the given clock', async () => {
  const noted: Timing[] = [];
  let now = 1000;
  const timed = withTiming(
    transport,
    timing => noted.push(timing),
    () => (now += 250),
  );
  await timed.send({ method: 'GET', url: 'http://c.test/', headers: {} });
  expect(noted).toEqual([{ method: 'GET', url: 'http://c.test/', seconds: 0.25 }]);
});
