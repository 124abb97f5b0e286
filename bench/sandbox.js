/** A sandbox with servers to look at. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** How many servers one request may ask for here: more would only make the first answer late. */
const MOST = 500;

/** Serves a sandbox. @returns where it is, and what ends it */
async function serve([program, ...argv], env) {
  const child = spawn(program, [...argv, 'sandbox', 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const data of child.stdout) {
    const [, origin] = /OS_AUTH_URL=(\S+)\/identity/.exec(data) ?? [];
    if (!origin) continue;
    const close = async () => {
      child.kill();
      await once(child, 'close');
    };
    return { origin, close };
  }
  throw new Error('the sandbox is not served');
}

async function ask(url, method, body, token) {
  const headers = {
    'content-type': 'application/json',
    'openstack-api-version': 'compute 2.93',
    ...(token ? { 'x-auth-token': token } : {}),
  };
  const answer = await fetch(url, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
  return answer;
}

/**
 * Makes servers in the sandbox of an environment, as anybody would.
 * @param command how ostk is started
 * @param env with OSTK_SANDBOX_SPEED, or it takes the time that servers take
 * @returns the name of one of them
 */
export async function fill(command, env, count) {
  const { origin, close } = await serve(command, env);
  try {
    const domain = { id: 'default' };
    const identity = {
      methods: ['password'],
      password: { user: { name: 'admin', domain, password: 'secret' } },
    };
    const auth = { identity, scope: { project: { name: 'admin', domain } } };
    const login = await ask(`${origin}/identity/v3/auth/tokens`, 'POST', { auth });
    const token = login.headers.get('x-subject-token');
    const { project } = (await login.json()).token;
    const compute = `${origin}/compute/v2.1`;
    const quota_set = { instances: -1, cores: -1, ram: -1 };
    await ask(`${compute}/os-quota-sets/${project.id}`, 'PUT', { quota_set }, token);
    const { images } = await (await ask(`${origin}/image/v2/images`, 'GET', undefined, token)).json();
    const about = { imageRef: images[0].id, flavorRef: '42', networks: 'none' };
    for (let made = 0; made < count; made += MOST) {
      const min_count = Math.min(MOST, count - made);
      const server = { ...about, name: `bench-${made}`, min_count };
      await ask(`${compute}/servers`, 'POST', { server }, token);
    }
    // What is under way is done before the next answer.
    await ask(`${compute}/servers?limit=1`, 'GET', undefined, token);
    return count > 1 ? `bench-0-${Math.min(count, MOST)}` : 'bench-0';
  } finally {
    await close();
  }
}
