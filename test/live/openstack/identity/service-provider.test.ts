/** Service providers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare, ostk, reads } from '../../harness/compare.ts';
import { twins } from '../../harness/twins.ts';

const URLS = '--auth-url http://a.example/ --service-provider-url http://b.example/';
const one = twins('sp');
const two = twins('sp2');
const lines = (text: string): string[] => text.trimEnd().split('\n');
/** A list with the rows of this test alone. */
const mine = (stdout: string): string =>
  lines(stdout)
    .filter(line => line.includes(two.peer))
    .map(line => line.replace(/ +/g, ' '))
    .join('\n');

beforeAll(() => two.prepare(`service provider create ${URLS} --disable --description 'x y' {}`));
afterAll(async () => {
  await one.remove('service provider delete {} {}-2');
  await two.remove('service provider delete {}');
});

describe('reading', () => {
  test('list', async () => {
    for (const format of ['table', 'value', 'csv']) {
      await compare('list', `service provider list -f ${format}`, undefined, { code: 0, edit: mine });
    }
  });
  test('show', () => reads('show', `service provider show ${two.peer}`));
});

test.each([
  'service provider show nosuch',
  'service provider show',
  'service provider list extra',
  'service provider create x',
  'service provider create x --auth-url http://a.example/',
  'service provider create x --service-provider-url http://a.example/',
  `service provider create x ${URLS} --enable --disable`,
  `service provider create ${two.peer} ${URLS}`,
  'service provider create x --auth-url nourl --service-provider-url http://b.example/',
  'service provider set nosuch --enable',
  'service provider set nosuch --enable --disable',
  `service provider set ${two.peer} --auth-url nourl`,
  'service provider set',
  'service provider delete',
])('%s', async line => {
  const { peer } = await compare('fails', line);
  expect(peer.code).not.toBe(0);
});

test('what is not there', async () => {
  await compare('nothing to change', 'service provider set nosuch', undefined, { code: 0 });
  await compare('counts as deleted', 'service provider delete nosuch other', undefined, { code: 0 });
  expect(await ostk('service provider set nosuch', {}, '')).toMatchObject({ code: 1 });
  expect(await ostk('service provider delete nosuch other', {}, '')).toMatchObject({ code: 1 });
});

test.each(['list', 'show x', `create x ${URLS}`, 'set --enable x', 'delete x y'])(
  'a user without rights: %s',
  async verb => {
    await compare('forbidden', `service provider ${verb}`, undefined, { user: 'demo', code: 1 });
  },
);

test('create, set, show, delete', async () => {
  await one.compare(`service provider create ${URLS} {}`, { code: 0 });
  await one.compare(`service provider create ${URLS} --description 'x y' --disable {}-2 -f json`, {
    code: 0,
  });
  await one.compare('service provider set {}', { code: 0 });
  await one.compare(
    'service provider set --disable --description z --auth-url http://c.example/ --service-provider-url http://d.example/ {}',
    { code: 0 },
  );
  await one.compare('service provider set --enable {}-2 -f json', { code: 0 });
  await one.reads('show', 'service provider show {}');
  await one.compare('service provider delete {} {}-2 nosuch', { code: 0 });
});
