/** EC2 credentials, of users of the tests' own. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare, prepare, reads } from '../../harness/compare.ts';
import { twins } from '../../harness/twins.ts';
import { idIn, make } from './made.ts';

const owner = twins('ec2owner');
const env = { OS_USERNAME: owner.peer, OS_PASSWORD: 'secret', OS_PROJECT_NAME: 'demo' };
let access = '';

beforeAll(async () => {
  await owner.prepare('user create --domain default --password secret {}');
  await owner.prepare('role add --user {} --project demo member');
  access = idIn(
    await prepare(`ec2 credentials create --user ${owner.peer} --project demo -f json`),
    'access',
  );
  await prepare(`ec2 credentials create --user ${owner.peer} --project demo`);
});
afterAll(() => owner.remove('user delete {}'));

describe('reading', () => {
  test('list', async () => {
    await reads('list', 'ec2 credentials list', { env });
    await reads('list', `ec2 credentials list --user ${owner.peer}`);
    await reads('list', `ec2 credentials list --user ${owner.peer.toUpperCase()}`);
    await reads('list', `ec2 credentials list --user ${owner.peer} --user-domain Default`);
  });
  test('show', async () => {
    await reads('show', `ec2 credentials show ${access}`, { env });
    await reads('show', `ec2 credentials show ${access} --user ${owner.peer} --user-domain default`);
    const id = idIn(await prepare(`user show ${owner.peer} -f json`));
    await reads('show', `ec2 credentials show --user ${id} ${access}`);
  });
});

test.each([
  'ec2 credentials show nosuch',
  'ec2 credentials show',
  'ec2 credentials show x --user nosuch',
  'ec2 credentials list --user nosuch',
  'ec2 credentials list --user 123',
  'ec2 credentials list --user 0123456789abcdef0123456789abcdef',
  'ec2 credentials list --user demo --user-domain nosuch',
  'ec2 credentials create --user nosuch --project nosuch',
  'ec2 credentials create --project nosuch',
  'ec2 credentials create --project demo --project-domain nosuch',
  'ec2 credentials create --user demo --user-domain nosuch --project-domain other',
  'ec2 credentials delete nosuch other',
  'ec2 credentials delete --user nosuch x',
  'ec2 credentials delete',
])('%s', async line => {
  const { peer } = await compare('fails', line);
  expect(peer.code).not.toBe(0);
});

test.each([
  'ec2 credentials list --user admin',
  'ec2 credentials list --user 123',
  'ec2 credentials list --user admin --user-domain Default',
  'ec2 credentials show x --user admin',
  'ec2 credentials create --project admin',
  'ec2 credentials create --user admin',
  'ec2 credentials delete --user admin x',
])('a user without rights: %s', async line => {
  await compare('forbidden', line, undefined, { user: 'demo', code: 1 });
});

test('without a scope, and as nobody', async () => {
  const unscoped = { OS_PROJECT_NAME: undefined, OS_PROJECT_DOMAIN_NAME: undefined };
  await compare('no scope', 'ec2 credentials list', undefined, { env: unscoped, code: 1 });
  const nobody = { OS_AUTH_TYPE: 'none', OS_ENDPOINT: 'http://127.0.0.1:5000/v3' };
  await compare('nobody', 'ec2 credentials list', undefined, { user: 'none', env: nobody, code: 1 });
});

describe('changing', () => {
  test('create, show, delete', async () => {
    const line =
      'ec2 credentials create --user {} --user-domain Default --project demo --project-domain Default';
    await owner.compare(line, { code: 0 });
    await owner.compare(`${line} -f json`, { code: 0 });
    const made = await make(owner, line, 'access');
    await made.reads('show', 'ec2 credentials show --user {} @');
    await made.compare('ec2 credentials delete --user {} @ nosuch', { code: 1 });
  });
  test('one’s own', async () => {
    const made = await make(owner, 'ec2 credentials create', 'access', { env });
    await compare('create', 'ec2 credentials create', undefined, { env, code: 0, mask: ['ids'] });
    await made.compare('ec2 credentials delete @', { env, code: 0 });
  });
});
