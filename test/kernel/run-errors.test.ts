import { describe, expect, test } from 'vitest';
import { connectionError } from '../../src/clients/failure.ts';
import type { Transport } from '../../src/clients/transport.ts';
import { type RunOptions, runLine } from '../harness/run.ts';
import type { Stub } from '../harness/stub.ts';

/** Runs `flavor list` under both names; what fails has to end with 1 and print nothing but one sentence on stderr. */
async function bothSay(options: RunOptions, line = 'flavor list'): Promise<{ peer: string; ostk: string }> {
  const said = [];
  for (const name of ['openstack', 'ostk']) {
    const { code, stdout, stderr } = await runLine(line, { ...options, name });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).not.toMatch(/\n\s+at /);
    said.push(stderr);
  }
  const [peer = '', ostk = ''] = said;
  return { peer, ostk };
}

const flavors = (stub: Partial<Stub>): RunOptions => ({
  stubs: [{ path: '/flavors/detail', query: { is_public: 'True' }, ...stub }],
});

const refusing: Transport = {
  send: async ({ url }) => {
    throw connectionError(url, Object.assign(new Error('no'), { code: 'ECONNREFUSED' }));
  },
};

const CLOUDS = `clouds:
  one: {auth: {auth_url: 'http://identity.test/v3', username: u, password: p}}
  two: {auth: {auth_url: 'http://identity.test/v3', username: u, password: p}}
`;

describe('services', () => {
  test('an error of a service ends with its request ID', async () => {
    const reply = { forbidden: { code: 403, message: "Policy doesn't allow it." } };
    expect(await bothSay(flavors({ status: 403, reply }))).toEqual({
      peer: "ForbiddenException: 403: Client Error for url: http://compute.test/v2.1/flavors/detail?is_public=True, Policy doesn't allow it.\n",
      ostk: "Policy doesn't allow it. (HTTP 403) (request ID req-stub)\n",
    });
  });

  test('HTML instead of JSON', async () => {
    const { peer, ostk } = await bothSay(flavors({ reply: '<html><body>Please log in</body></html>' }));
    expect(peer).toBe('Expecting value: line 1 column 1 (char 0)\n');
    expect(ostk).toMatch(
      /^http:\/\/compute.test\/v2.1\/flavors\/detail sent HTML instead of JSON\. .*\(request ID req-stub\)\n$/,
    );
  });

  test('JSON that breaks off', async () => {
    const stub = { reply: '{"flavors": [', headers: { 'content-type': 'application/json' } };
    const { ostk } = await bothSay(flavors(stub));
    expect(ostk).toMatch(/sent JSON that is incomplete or damaged\. .*\(request ID req-stub\)\n$/);
  });

  test('nobody there', async () => {
    const { peer, ostk } = await bothSay({ transport: refusing });
    expect(peer).toMatch(
      /^Unable to establish connection to http:\/\/compute.test\/v2.1\/flavors\/detail: HTTPConnectionPool\(host='compute.test', port=80\): .*\n$/,
    );
    expect(ostk).toMatch(
      /^Cannot reach http:\/\/compute.test\/v2.1\/flavors\/detail: connection refused\. .*\n$/,
    );
  });

  test('a name that several resources bear', async () => {
    const options: RunOptions = {
      stubs: [
        {
          service: 'network',
          path: '/networks',
          query: { name: 'net' },
          reply: {
            networks: [
              { id: 'a', name: 'net' },
              { id: 'b', name: 'net' },
            ],
          },
        },
      ],
    };
    expect(await bothSay(options, 'network show net')).toEqual({
      peer: "More than one Network exists with the name 'net'.\n",
      ostk: "More than one Network exists with the name 'net'. Their IDs: a, b\n",
    });
  });
});

describe('authentication', () => {
  const refused: RunOptions = {
    cold: true,
    stubs: [
      {
        method: 'POST',
        service: 'identity',
        path: '/auth/tokens',
        anyBody: true,
        status: 401,
        reply: { error: { code: 401, message: 'The request you have made requires authentication.' } },
      },
    ],
  };

  test('a wrong password', async () => {
    const { peer, ostk } = await bothSay(refused);
    expect(peer).toBe(
      'The request you have made requires authentication. (HTTP 401) (Request-ID: req-stub)\n',
    );
    expect(ostk).toMatch(
      /^The request .* Check the user, the password, .*'ostk env' .* \(request ID req-stub\)\n$/,
    );
  });

  test('no password, and no terminal to ask for it', async () => {
    const sentence = 'No password entered, or found via --os-password or OS_PASSWORD\n';
    const { peer, ostk } = await bothSay({ cold: true, env: { OS_PASSWORD: undefined } });
    expect([peer, ostk]).toEqual([sentence, sentence]);
    expect((await bothSay({ cold: true, env: { OS_PASSWORD: undefined }, secrets: [''] })).peer).toBe(
      sentence,
    );
  });

  test('nothing to authenticate with', async () => {
    const { peer, ostk } = await bothSay({ cold: true, env: { OS_AUTH_URL: undefined } });
    expect(peer).toBe('Missing value auth-url required for auth plugin password\n');
    expect(ostk).toBe(
      'Missing value auth-url required for auth plugin password. Choose a cloud with --os-cloud, read an openrc file, or set OS_AUTH_URL.\n',
    );
  });

  test('nobody at auth_url', async () => {
    const { peer, ostk } = await bothSay({ cold: true, transport: refusing });
    expect(peer.split('\n')).toEqual([
      'Failed to discover available identity versions when contacting http://identity.test/v3. Attempting to parse version from URL.',
      expect.stringMatching(
        /^Unable to establish connection to http:\/\/identity.test\/v3\/auth\/tokens: HTTPConn/,
      ),
      '',
    ]);
    expect(ostk).toMatch(
      /^Cannot reach http:\/\/identity.test\/v3\/auth\/tokens: connection refused\. .*\n$/,
    );
  });

  test('with -q the peer does not warn first', async () => {
    const { stderr } = await runLine('-q flavor list', { cold: true, transport: refusing });
    expect(stderr).toMatch(/^Unable to establish connection/);
  });
});

describe('configuration', () => {
  test('an unknown cloud: the known ones are listed', async () => {
    const options = { cold: true, files: { 'clouds.yaml': CLOUDS } };
    const { peer, ostk } = await bothSay(options, '--os-cloud three flavor list');
    expect(peer).toBe('Cloud three was not found.\n');
    expect(ostk).toMatch(
      /clouds\.yaml: Cloud three was not found\. Known: one, two, sandbox, sandbox-demo\.\n$/,
    );
  });

  test('malformed YAML: file, line, column', async () => {
    const options = { cold: true, files: { 'clouds.yaml': 'clouds:\n  one:\n    auth: [\n' } };
    const { peer, ostk } = await bothSay(options, '--os-cloud one flavor list');
    expect(peer).toMatch(/^Skipping config file [^\n]*clouds\.yaml: [\s\S]*\nCloud one was not found\.\n$/);
    expect(peer.match(/Skipping/g)).toHaveLength(1);
    expect(ostk).toMatch(/\/clouds\.yaml:\d+:\d+: [^\n]+\n$/);
  });

  test.each([
    ['clouds: {one: [1]}', 'cloud one is not a mapping'],
    ['clouds: {one: {auth: x}}', 'auth of cloud one is not a mapping'],
  ])('%s', async (file, said) => {
    const options = { cold: true, files: { 'clouds.yaml': file } };
    const { stderr } = await runLine('--os-cloud one flavor list', { ...options, name: 'ostk' });
    expect(stderr).toMatch(new RegExp(`^[^\\n]*/clouds\\.yaml: ${said}\\n$`));
  });

  test('an API version without commands', async () => {
    const compute = await runLine('--os-compute-api-version foo flavor list', { cold: true });
    expect(compute.code).toBe(2);
    expect(compute.stdout + compute.stderr).not.toContain('flavor show');
    const network = await runLine('--os-network-api-version 9 network list', { cold: true });
    expect(network.code).toBe(2);
    expect(network.stderr).toContain('network API version 9 is not in supported versions: 2, 2.0\n');
    const own = await runLine('--os-compute-api-version foo flavor list', { name: 'ostk', cold: true });
    expect({ code: own.code, stderr: own.stderr }).toEqual({
      code: 1,
      stderr: "'foo' is no version of the compute API (--os-compute-api-version); the major version is 2\n",
    });
  });

  test('a program that ostk is not yet', async () => {
    const { code, stdout, stderr } = await runLine('--as heat stack-list', { name: 'ostk', cold: true });
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: 'ostk has no heat tree yet\n',
    });
  });

  test('a line is checked before the cloud, under ostk', async () => {
    const { code, stderr } = await runLine('--os-cloud three servr list', { name: 'ostk', cold: true });
    expect(code).toBe(2);
    expect(stderr).toContain('ostk --os-cloud three server list');
    expect((await runLine('--os-cloud three servr list', { cold: true })).code).toBe(1);
  });
});

describe('text that would drive a terminal', () => {
  const reply = { itemNotFound: { code: 404, message: 'Bad \x1b[2J\x1b[31mthing\x07\nand \u202emore' } };

  test('is shown on a terminal', async () => {
    for (const name of ['openstack', 'ostk']) {
      const { stderr } = await runLine('flavor list', {
        ...flavors({ status: 404, reply }),
        name,
        isTTY: true,
      });
      expect(stderr).toContain('Bad \\x1b[2Jthing\\x07\nand \\u202emore');
    }
  });

  test('is left alone in a pipe', async () => {
    const { stderr } = await runLine('flavor list', flavors({ status: 404, reply }));
    expect(stderr).toContain('Bad \x1b[2J\x1b[31mthing\x07\nand');
  });

  test('of a console log, too; colours and carriage returns are left out', async () => {
    const output = '\x1b[32m OK \x1b[0m Started\r\r\n\x1b]0;title\x07login:\tx\n';
    const id = '4221b4d4-03dd-4642-b979-2011213714df';
    const stubs: Stub[] = [
      { path: `/servers/${id}`, reply: { server: { id, name: 'vm' } } },
      { method: 'POST', path: `/servers/${id}/action`, anyBody: true, reply: { output } },
    ];
    const { stdout } = await runLine(`console log show ${id}`, { stubs, isTTY: true, name: 'ostk' });
    expect(stdout).toBe(' OK  Started\n\\x1b]0;title\\x07login:\tx\n');
  });
});
