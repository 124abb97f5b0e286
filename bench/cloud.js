/** What the benchmarks need of the cloud: a token, endpoints, servers to look at and to delete. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const HOME = process.env.CLOUD_HOME ?? '/tmp/ostk-cloud';

/** The cloud's folder, undefined when there is none on this machine. */
export function cloudHome() {
  return existsSync(join(HOME, 'admin-openrc')) ? HOME : undefined;
}

/** The admin's `OS_*` variables. */
export function openrc() {
  const lines = readFileSync(join(HOME, 'admin-openrc'), 'utf8').matchAll(/^export (\w+)=(.*)$/gm);
  return Object.fromEntries([...lines].map(([, name, value]) => [name, value]));
}

/** Authenticates. @returns a client of the cloud's APIs */
export async function connect() {
  const env = openrc();
  const domain = { name: env.OS_USER_DOMAIN_NAME };
  const user = { name: env.OS_USERNAME, password: env.OS_PASSWORD, domain };
  const scope = { project: { name: env.OS_PROJECT_NAME, domain } };
  const answer = await fetch(`${env.OS_AUTH_URL}/auth/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ auth: { identity: { methods: ['password'], password: { user } }, scope } }),
  });
  if (answer.status !== 201) throw new Error(`keystone answered ${answer.status}`);
  const { token } = await answer.json();
  return new Cloud(answer.headers.get('x-subject-token'), token.catalog);
}

class Cloud {
  /** Servers that are still there. */
  made = new Set();

  constructor(token, catalog) {
    this.token = token;
    this.endpoints = Object.fromEntries(
      catalog.map(({ type, endpoints }) => [type, endpoints.find(each => each.interface === 'public').url]),
    );
  }

  /** Sends one request. @returns the body as data, undefined when there is none */
  async call(service, path, method = 'GET', body = undefined) {
    const answer = await fetch(`${this.endpoints[service]}${path}`, {
      method,
      headers: {
        'x-auth-token': this.token,
        'content-type': 'application/json',
        'x-openstack-nova-api-version': '2.60',
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  }

  /** Makes servers and waits until they are active. @returns their names */
  async servers(count) {
    const prefix = `bench-${randomBytes(3).toString('hex')}`;
    const [image] = (await this.call('image', '/v2/images?name=cirros-0.6.2-x86_64-disk')).images;
    const flavor = (await this.call('compute', '/flavors')).flavors.find(each => each.name === 'm1.nano');
    const names = Array.from({ length: count }, (_, number) => `${prefix}-${number}`);
    for (const name of names) {
      const server = { name, imageRef: image.id, flavorRef: flavor.id, networks: 'none' };
      this.made.add((await this.call('compute', '/servers', 'POST', { server })).server.id);
    }
    for (;;) {
      const { servers } = await this.call('compute', `/servers/detail?name=${prefix}`);
      if (servers.every(server => server.status !== 'BUILD')) return names;
      await pause(300);
    }
  }

  /** Deletes what `servers` made and nobody else deleted. */
  async clean() {
    for (const id of this.made) await this.call('compute', `/servers/${id}`, 'DELETE').catch(() => {});
    this.made.clear();
  }
}
