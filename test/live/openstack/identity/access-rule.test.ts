/** Access rules, of a user of the tests' own. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isList, isObject, text } from '../../../../src/clients/json.ts';
import { compare, ostk, prepare, reads } from '../../harness/compare.ts';
import { twins } from '../../harness/twins.ts';
import { type Made, pairOf } from './made.ts';

const owner = twins('ruleowner');
const env = { OS_USERNAME: owner.peer, OS_PASSWORD: 'secret', OS_PROJECT_NAME: 'demo' };

/** The ID of the rule for a path. */
async function idOf(path: string): Promise<string> {
  const rules = await prepare('access rule list -f json', { env });
  const found = (isList(rules) ? rules : []).filter(isObject).find(rule => rule.Path === path);
  return found ? text(found, 'ID') : '';
}

/** An application credential with a rule for a path. */
async function ruled(name: string, path: string): Promise<void> {
  const rules = JSON.stringify([{ path, method: 'GET', service: 'compute' }]);
  await prepare(['application', 'credential', 'create', '--access-rules', rules, name], { env });
}

let used = '';
let unused: Made;

beforeAll(async () => {
  await prepare(`user create --domain default --password secret ${owner.peer}`);
  await prepare(`role add --user ${owner.peer} --project demo member`);
  for (const name of ['used', 'peer', 'ostk']) await ruled(name, `/v2.1/${name}`);
  await prepare('application credential delete peer ostk', { env });
  used = await idOf('/v2.1/used');
  unused = pairOf(owner, await idOf('/v2.1/peer'), await idOf('/v2.1/ostk'));
});
afterAll(() => owner.remove(`user delete ${owner.peer}`));

describe('reading', () => {
  test('list', () => reads('list', 'access rule list', { env }));
  test('show', () => reads('show', `access rule show ${used}`, { env }));
  test('another user’s fail in the peer, not in ostk', async () => {
    await compare('by name', `access rule list --user ${owner.peer}`, undefined, { code: 1 });
    await compare('by number', 'access rule list --user 123', undefined, { code: 1 });
    await compare('domain', 'access rule list --user 123 --user-domain Default', undefined, { code: 1 });
    const all = { OS_SYSTEM_SCOPE: 'all', OS_PROJECT_NAME: undefined, OS_PROJECT_DOMAIN_NAME: undefined };
    const own = await ostk(`access rule list --user ${owner.peer} -f value -c ID`, { env: all }, '');
    expect(own).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining(used) });
  });
});

test.each([
  'access rule show nosuch',
  'access rule show',
  'access rule delete nosuch 0123456789abcdef0123456789abcdef',
  'access rule delete',
  'access rule list --nosuch',
])('%s', async line => {
  const { peer } = await compare('fails', line, undefined, { env });
  expect(peer.code).not.toBe(0);
});

test.each(['show x', 'delete x'])('nobody: %s', async verb => {
  const nobody = { OS_AUTH_TYPE: 'none', OS_ENDPOINT: 'http://127.0.0.1:5000/v3' };
  await compare('nobody', `access rule ${verb}`, undefined, { user: 'none', env: nobody, code: 1 });
});

test('delete', async () => {
  await compare('in use', `access rule delete ${used}`, undefined, { env, code: 1 });
  await unused.compare('access rule delete @ nosuch', { env, code: 1 });
  await unused.compare('access rule show @', { env, code: 1 });
});
