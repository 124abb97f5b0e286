/** Mappings of federated users. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare, reads } from '../../harness/compare.ts';
import { twins } from '../../harness/twins.ts';

const cwd = mkdtempSync(join(tmpdir(), 'ostk-mapping-'));
const RULES = [
  { local: [{ user: { name: '{0}' } }], remote: [{ type: 'UserName', any_one_of: ['a', 'b'] }] },
];
writeFileSync(join(cwd, 'rules.json'), `\n${JSON.stringify(RULES, null, 2)}\r\n`);
writeFileSync(join(cwd, 'other.json'), JSON.stringify([{ ...RULES[0], remote: [{ type: 'é' }] }]));
writeFileSync(join(cwd, 'broken.json'), '[{');
writeFileSync(join(cwd, 'empty.json'), '');
writeFileSync(join(cwd, 'object.json'), '{"a": 1}');
writeFileSync(join(cwd, 'binary'), Buffer.from([0x5b, 0x20, 0xff]));
writeFileSync(join(cwd, 'cut'), Buffer.from([0x5b, 0xf0, 0x9f]));

const one = twins('map');
const two = twins('map2');
const lines = (text: string): string[] => text.trimEnd().split('\n');
/** A list with the rows of this test alone: others make mappings, too. */
const mine = (stdout: string): string =>
  lines(stdout)
    .filter(line => line.includes(one.peer))
    .map(line => line.replace(/ +/g, ' '))
    .join('\n');

beforeAll(() => two.prepare('mapping create --rules rules.json {}', { cwd }));
afterAll(async () => {
  await one.remove('mapping delete {} {}-2');
  await two.remove('mapping delete {}');
  rmSync(cwd, { recursive: true, force: true });
});

describe('reading', () => {
  test('list', async () => {
    for (const format of ['table', 'value', 'csv']) {
      await compare('list', `mapping list -f ${format}`, undefined, { code: 0, edit: mine });
    }
  });
  test('show', () => reads('show', `mapping show ${two.peer}`));
});

test.each([
  'mapping show nosuch',
  'mapping show',
  'mapping list extra',
  'mapping create x',
  'mapping create --rules rules.json',
  'mapping create --rules missing.json x',
  'mapping create --rules . x',
  'mapping create --rules broken.json x',
  'mapping create --rules empty.json x',
  'mapping create --rules object.json x',
  'mapping create --rules binary x',
  'mapping create --rules cut x',
  'mapping create --rules /dev/null x',
  `mapping create --rules rules.json ${two.peer}`,
  'mapping set nosuch',
  'mapping set nosuch --rules rules.json',
  'mapping set nosuch --rules missing.json',
  'mapping set nosuch --rules broken.json',
  'mapping delete nosuch other',
  'mapping delete',
])('%s', async line => {
  const { peer } = await compare('fails', line, undefined, { cwd });
  expect(peer.code).not.toBe(0);
});

test.each([
  'mapping list',
  'mapping show x',
  'mapping create --rules rules.json x',
  'mapping set --rules rules.json x',
  'mapping delete x y',
])('a user without rights: %s', async line => {
  await compare('forbidden', line, undefined, { cwd, user: 'demo', code: 1 });
});

test('create, set, show, delete', async () => {
  await one.compare('mapping create --rules rules.json {}', { cwd, code: 0 });
  await one.compare('mapping create --rules rules.json --schema-version 2.0 {}-2 -f json', { cwd, code: 0 });
  await one.compare('mapping set --rules other.json --schema-version 1.0 {}', { cwd, code: 0 });
  await one.reads('show', 'mapping show {}');
  await one.compare('mapping delete {} nosuch', { code: 1 });
  await one.compare('mapping delete {}-2', { code: 0 });
});
