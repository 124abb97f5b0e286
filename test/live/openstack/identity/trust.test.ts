/** Trusts between users of the tests' own. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare, prepare, reads } from '../../harness/compare.ts';
import { twins } from '../../harness/twins.ts';
import { idIn, make, pairOf } from './made.ts';

const giver = twins('giver');
const taker = twins('taker');
const as = (name: string) => ({ OS_USERNAME: name, OS_PASSWORD: 'secret', OS_PROJECT_NAME: 'demo' });
const env = as(giver.peer);
let first = '';
let ids: Record<'giver' | 'taker' | 'project' | 'role', string>;

beforeAll(async () => {
  for (const name of [giver.peer, taker.peer, taker.ostk]) {
    await prepare(`user create --domain default --password secret ${name}`);
    await prepare(`role add --user ${name} --project demo member`);
  }
  ids = {
    giver: idIn(await prepare(`user show ${giver.peer} -f json`)),
    taker: idIn(await prepare(`user show ${taker.peer} -f json`)),
    project: idIn(await prepare('project show demo -f json')),
    role: idIn(await prepare('role show member -f json')),
  };
  const line = `trust create ${ids.giver} ${ids.taker} --project ${ids.project} --role ${ids.role}`;
  first = idIn(await prepare(`${line} -f json`, { env }));
  await prepare(`${line} --impersonate --expiration 2036-01-02T03:04:05`, { env });
});
afterAll(async () => {
  await giver.remove(`user delete ${giver.peer} ${taker.peer} ${taker.ostk}`);
});

describe('reading', () => {
  test('list', async () => {
    await reads('list', `trust list --trustor ${giver.peer}`);
    await reads('list', `trust list --trustee ${ids.taker}`);
    await reads(
      'list',
      `trust list --trustor ${giver.peer} --trustor-domain Default --trustee ${taker.peer} --trustee-domain default`,
    );
    await reads('list', 'trust list --auth-user', { env });
    await reads('list', 'trust list --auth-user', { env: as(taker.peer) });
    await compare('none', `trust list --trustor ${taker.peer}`, undefined, { code: 0 });
    await compare('own', `trust list --trustor ${ids.giver}`, undefined, { env, code: 0 });
  });
  test('show', async () => {
    await reads('show', `trust show ${first}`);
    await reads('show', `trust show ${first}`, { env: as(taker.peer) });
  });
});

test.each([
  'trust show nosuch',
  'trust show 0123456789abcdef0123456789abcdef',
  'trust show',
  'trust delete nosuch 0123456789abcdef0123456789abcdef',
  'trust delete',
  'trust list --auth-user --trustor x',
  'trust list --auth-user --trustee-domain x',
  'trust list --trustor-domain Default',
  'trust list --trustee-domain Default',
  'trust list --trustor nosuch --trustee other',
  'trust list --trustee other',
  'trust list --trustee demo --trustee-domain nosuch',
  'trust create demo admin --project demo',
  'trust create demo admin --role member',
  'trust create demo admin --project demo --role member',
  'trust create admin demo --project admin --role nosuch --role other',
  'trust create admin demo --project nosuch --role nosuch',
  'trust create admin nosuch --project nosuch --role nosuch',
  'trust create nosuch other --project nosuch --role nosuch',
  'trust create admin demo --project admin --role admin --trustor-domain nosuch',
  'trust create admin demo --project admin --role admin --trustee-domain nosuch',
  'trust create admin demo --project admin --role admin --project-domain nosuch',
  'trust create admin demo --project admin --role admin --expiration tomorrow',
  'trust create admin demo --project admin --role admin --expiration 2016-01-02T03:04:05',
])('%s', async line => {
  const { peer } = await compare('fails', line);
  expect(peer.code).not.toBe(0);
});

test.each([
  'trust list',
  'trust list --trustor admin',
  'trust list --trustee demo',
  'trust list --trustor demo --trustor-domain Default',
  'trust show nosuch',
  'trust delete nosuch 0123456789abcdef0123456789abcdef',
  'trust create demo admin --project demo --role member',
])('a user without rights: %s', async line => {
  await compare('forbidden', line, undefined, { user: 'demo', code: 1 });
});

test('another’s', async () => {
  await compare('show', `trust show ${first}`, undefined, { user: 'demo', code: 1 });
  await compare('delete', `trust delete ${first}`, undefined, { user: 'demo', code: 1 });
  const nobody = { OS_AUTH_TYPE: 'none', OS_ENDPOINT: 'http://127.0.0.1:5000/v3' };
  await compare('nobody’s', 'trust list --auth-user', undefined, { user: 'none', env: nobody, code: 1 });
});

describe('changing', () => {
  test('create, show, delete', async () => {
    // Each side gives to somebody of its own: the same trust twice is a conflict.
    const takers = pairOf(taker, ids.taker, idIn(await prepare(`user show ${taker.ostk} -f json`)));
    // Users may not look names up: what they type is taken for IDs.
    const byIds = `trust create ${ids.giver} @ --project ${ids.project} --role ${ids.role}`;
    await takers.compare(`${byIds} --expiration 2037-01-02T03:04:05`, { env, code: 0 });
    await takers.compare(`${byIds} --impersonate --expiration 2038-1-2T3:4:5 -f json`, { env, code: 0 });
    const names = `trust create ${giver.peer} ${taker.peer} --project demo --role member`;
    await compare('by name', names, undefined, { env, code: 1 });
    const own = `trust create ${ids.giver} ${ids.giver} --project ${ids.project} --role ${ids.role}`;
    const made = await make(giver, own, 'id', { env });
    await made.reads('show', 'trust show @', { env });
    await made.compare('trust delete @ nosuch', { env, code: 1 });
    await made.compare('trust show @', { code: 1 });
  });
  test('by names', async () => {
    const line =
      'trust create admin demo --trustor-domain Default --trustee-domain Default --project admin ' +
      '--project-domain Default --role member --role reader';
    const options = { code: 0, mask: ['ids'] } as const;
    const { peer, ostk } = await compare('created', `${line} -f json`, undefined, options);
    const made = [peer, ostk].map(({ stdout }) => idIn(JSON.parse(stdout)));
    await prepare(['trust', 'delete', ...made]);
    expect(made[0]).not.toBe(made[1]);
  });
});
