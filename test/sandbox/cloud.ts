/** A sandbox for tests: a directory of its own, a clock that tests set, requests in a few words. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isObject, type Json, type JsonObject, parseJson } from '../../src/clients/json.ts';
import { createSandbox, ORIGIN, type Sandbox } from '../../src/sandbox/cloud.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed body; {} when it is none. */
  readonly body: JsonObject;
  readonly text: string;
}

export interface TestCloud {
  readonly sandbox: Sandbox;
  readonly dir: string;
  /** Sends a request as a user (`admin`, `demo`, '' for nobody). */
  ask(
    user: string,
    method: string,
    path: string,
    body?: Json,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** Lets time go by. */
  pass(seconds: number): void;
  token(user: string): Promise<string>;
}

/** Makes a sandbox whose clock stands at 2030-01-01T00:00:00Z. @param dir another sandbox's, to share its state */
export function testCloud(dir = mkdtempSync(join(tmpdir(), 'ostk-sandbox-'))): TestCloud {
  let now = Date.parse('2030-01-01T00:00:00Z');
  const sandbox = createSandbox({ dir, uid: undefined, now: () => now });
  const tokens = new Map<string, string>();

  async function send(method: string, path: string, body: Json | undefined, headers: Record<string, string>) {
    const content = body === undefined ? undefined : JSON.stringify(body);
    const response = await sandbox.send({ method, url: ORIGIN + path, headers, body: content });
    const text = await response.text();
    const isJson = response.headers['content-type']?.startsWith('application/json');
    const parsed = isJson && text !== '' ? parseJson(text) : {};
    return { status: response.status, headers: response.headers, text, body: isObject(parsed) ? parsed : {} };
  }

  async function token(user: string): Promise<string> {
    const known = tokens.get(user);
    if (known !== undefined) return known;
    const { headers } = await send('POST', '/identity/v3/auth/tokens', login(user, user), {});
    const made = headers['x-subject-token'] ?? '';
    tokens.set(user, made);
    return made;
  }

  return {
    sandbox,
    dir,
    token,
    pass: seconds => {
      now += seconds * 1000;
    },
    ask: async (user, method, path, body, headers = {}) => {
      const auth: Record<string, string> = user === '' ? {} : { 'x-auth-token': await token(user) };
      return send(method, path, body, { ...auth, ...headers });
    },
  };
}

/** The body of a request for a token. @param project undefined: a token without a scope */
export function login(user: string, project: string | undefined, password = 'secret'): JsonObject {
  const domain = { id: 'default' };
  const identity = { methods: ['password'], password: { user: { name: user, domain, password } } };
  return {
    auth: project === undefined ? { identity } : { identity, scope: { project: { name: project, domain } } },
  };
}
