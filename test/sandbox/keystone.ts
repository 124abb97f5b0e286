/** The identity service of a test's sandbox: requests in a few words, by whoever has logged in. */
import { isObject, type Json, type JsonObject, text } from '../../src/clients/json.ts';
import { type Answer, type TestCloud, testCloud } from './cloud.ts';

export interface Keystone {
  readonly cloud: TestCloud;
  /** Sends a request. @param line such as `GET /users` @param as who: the admin, who has logged in, or '' for nobody */
  ask(line: string, body?: Json, as?: string, headers?: Record<string, string>): Promise<Answer>;
  /** Makes something. @returns it @throws Error with the refusal */
  make(line: string, body?: Json, as?: string): Promise<JsonObject>;
  /** Asks for a token, and keeps it under a name. @returns the answer */
  login(name: string, identity: JsonObject, scope?: Json): Promise<Answer>;
  /** The ID of what has a name, such as of the role `member`. */
  id(plural: string, name: string): Promise<string>;
  token(name: string): string;
}

/** What says who a user is. */
export function password(name: string, secret: string): JsonObject {
  const user = { name, domain: { id: 'default' }, password: secret };
  return { methods: ['password'], password: { user } };
}

/** A sandbox's identity service. */
export function keystone(cloud: TestCloud = testCloud()): Keystone {
  const tokens = new Map<string, string>();
  const ask: Keystone['ask'] = (line, body, as = 'admin', headers = {}) => {
    const [method = '', path = ''] = line.split(' ');
    const token = tokens.get(as);
    const content = body === undefined ? {} : { 'content-type': 'application/json' };
    const auth = token === undefined ? {} : { 'x-auth-token': token };
    const user = token === undefined ? as : '';
    return cloud.ask(user, method, `/identity/v3${path}`, body, { ...content, ...auth, ...headers });
  };
  return {
    cloud,
    ask,
    token: name => tokens.get(name) ?? '',
    async make(line, body, as) {
      const answer = await ask(line, body, as);
      const found = Object.values(answer.body).find(isObject);
      if (answer.status >= 300) throw new Error(`${line}: ${answer.text}`);
      return found ?? {};
    },
    async login(name, identity, scope) {
      const auth = { identity, ...(scope === undefined ? {} : { scope }) };
      const answer = await ask('POST /auth/tokens', { auth }, '');
      if (answer.status === 201) tokens.set(name, answer.headers['x-subject-token'] ?? '');
      return answer;
    },
    async id(plural, name) {
      const { body } = await ask(`GET /${plural}?name=${name}`);
      const [found] = Array.isArray(body[plural]) ? body[plural] : [];
      return isObject(found) ? text(found, 'id') : '';
    },
  };
}

/** A user, and a project in which they are a member; both are called `name`, and the password is `secret`. */
export async function member(service: Keystone, name: string): Promise<{ user: string; project: string }> {
  const { make, ask, id, login } = service;
  const user = text(await make('POST /users', { user: { name, password: 'secret' } }), 'id');
  const project = text(await make('POST /projects', { project: { name } }), 'id');
  await ask(`PUT /projects/${project}/users/${user}/roles/${await id('roles', 'member')}`);
  await login(name, password(name, 'secret'), { project: { id: project } });
  return { user, project };
}

/** What a refusal says. */
export function said({ body }: Answer): string {
  return isObject(body.error) ? text(body.error, 'message') : '';
}
