/** Domains. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseJson } from '../../../../src/clients/json.ts';
import { compare, prepare, reads } from '../../harness/compare.ts';
import { twins } from '../../harness/twins.ts';
import { idIn } from './made.ts';

describe('reading', () => {
  const realm = twins('realm');
  beforeAll(() => prepare(`domain create --description 'to be read' --disable ${realm.peer}`));
  afterAll(() => realm.remove(`domain delete ${realm.peer}`));
  test('list', async () => {
    await reads('list', `domain list --name ${realm.peer}`);
    await reads('list', 'domain list --name Default --enabled');
    await compare('none', `domain list --enabled --name ${realm.peer}`, undefined, { code: 0 });
  });
  test('show', async () => {
    await reads('show', `domain show ${realm.peer}`);
    await reads('show', 'domain show default', { user: 'demo' });
  });
});

test.each([
  'domain show nosuch',
  'domain show',
  'domain create',
  'domain create Default',
  'domain create --enable --disable x',
  'domain create --immutable --no-immutable x',
  'domain set nosuch --name x',
  'domain set nosuch',
  'domain set default --enable --disable',
  'domain delete',
  'domain delete nosuch none',
  'domain delete default nosuch',
])('%s', async line => {
  const { peer } = await compare('fails', line);
  expect(peer.code).not.toBe(0);
});

test.each([
  'domain list',
  'domain list --enabled --name Default',
  'domain show Default',
  'domain create x',
  'domain set default --name x',
  'domain set default',
  'domain set nosuch --name x',
  'domain delete default nosuch',
])('without rights: %s', async line => {
  await compare('as demo', line, undefined, { user: 'demo' });
});

describe('changing', () => {
  const realm = twins('domain');
  const names = '{} {}-2 {}-new';
  afterAll(async () => {
    for (const name of names.split(' ')) await realm.remove(`domain set --disable ${name}`);
    await realm.remove(`domain delete ${names}`);
  });
  test('create, set, delete', async () => {
    await realm.compare("domain create --description 'a domain' {}", { code: 0 });
    await realm.compare('domain create {}-2 --disable --no-immutable -f json', { code: 0 });
    await realm.compare('domain create {}', { code: 1 });
    await realm.compare('domain create --or-show {} -f shell', { code: 0 });
    await realm.reads('show', 'domain show {}', { all: true });
    await realm.reads('list', 'domain list --name {}', { all: true });
    await realm.compare('domain set --name {}-new --description other {}', { code: 0 });
    await realm.compare('domain set {}-new', { code: 0 });
    await realm.compare("domain set {}-new --name '' --description ''", { code: 0 });
    await realm.compare('domain show {}-new', { code: 0 });
    await realm.compare('domain delete {}-new nosuch {}-2', { code: 1 });
    await realm.compare('domain show {}-2 -f yaml', { code: 1 });
    await realm.compare('domain set --disable {}-new', { code: 0 });
    await realm.compare('domain delete {}-new', { code: 0 });
    await realm.compare('domain show {}-new', { code: 1 });
  });
});

test('a protected domain', async () => {
  const realm = twins('safe');
  const made = await realm.compare('domain create --immutable {} -f json', { code: 0 });
  const [peer, ostk] = [made.peer, made.ostk].map(({ stdout }) => idIn(parseJson(stdout)));
  const both = (line: string) => compare(line, `${line} ${peer}`, `${line} ${ostk}`);
  try {
    await both('domain set --description new');
    await both('domain set --disable');
    await both('domain delete');
    // This Keystone takes the protection away from the project that a domain is, and from no domain.
    await both('domain set --no-immutable');
  } finally {
    await both('project set --no-immutable');
    await both('domain set --disable');
    await both('domain delete');
  }
});
