/** Federation protocols of an identity provider. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare, ostk, reads } from '../../harness/compare.ts';
import { twins } from '../../harness/twins.ts';

const cwd = mkdtempSync(join(tmpdir(), 'ostk-protocol-'));
writeFileSync(
  join(cwd, 'rules.json'),
  JSON.stringify([{ local: [{ user: { name: '{0}' } }], remote: [{ type: 'UserName' }] }]),
);
const one = twins('proto');
const two = twins('proto2');

beforeAll(async () => {
  for (const each of [one, two]) {
    await each.prepare('identity provider create --domain default {}');
    await each.prepare('mapping create --rules rules.json {}', { cwd });
  }
  await two.prepare('federation protocol create --identity-provider {} --mapping {} first');
  await two.prepare('federation protocol create --identity-provider {} --mapping {} second');
});
afterAll(async () => {
  for (const each of [one, two]) {
    await each.remove('identity provider delete {}');
    await each.remove('mapping delete {}');
  }
  rmSync(cwd, { recursive: true, force: true });
});

const at = `--identity-provider ${two.peer}`;

describe('reading', () => {
  test('list', async () => {
    await reads('list', `federation protocol list ${at}`);
    await compare('none', 'federation protocol list --identity-provider nosuch', undefined, { code: 0 });
  });
  test('show', () => reads('show', `federation protocol show ${at} first`));
});

test.each([
  'federation protocol list',
  'federation protocol show first',
  'federation protocol show --identity-provider nosuch first',
  `federation protocol show ${at} nosuch`,
  `federation protocol create ${at} first`,
  `federation protocol create ${at} --mapping ${two.peer} first`,
  `federation protocol create ${at} --mapping nosuch third`,
  `federation protocol create --identity-provider nosuch --mapping ${two.peer} third`,
  `federation protocol set ${at} nosuch --mapping ${two.peer}`,
  `federation protocol set ${at} first --mapping nosuch`,
  `federation protocol set ${at} first`,
  `federation protocol set ${at} first --mapping ${two.peer}`,
  'federation protocol set first',
  `federation protocol delete ${at} nosuch other`,
  'federation protocol delete first',
])('%s', async line => {
  const { peer } = await compare('fails', line);
  expect(peer.code).not.toBe(0);
});

test('under its own name ostk says nothing of a change that worked', async () => {
  const set = await ostk(`federation protocol set ${at} first --mapping ${two.peer}`, {}, '');
  expect(set).toEqual({ code: 0, stdout: '', stderr: '' });
});

test.each(['list', 'show x', 'create --mapping y x', 'set --mapping y x', 'delete x y'])(
  'a user without rights: %s',
  async verb => {
    await compare('forbidden', `federation protocol ${verb} ${at}`, undefined, { user: 'demo', code: 1 });
  },
);

test('create, set, show, delete', async () => {
  const own = '--identity-provider {}';
  await one.compare(`federation protocol create ${own} --mapping {} saml2`, { code: 0 });
  await one.compare(`federation protocol create ${own} --mapping {} openid -f json`, { code: 0 });
  await one.compare(`federation protocol set ${own} --mapping {} saml2`, { code: 1 });
  await one.reads('list', `federation protocol list ${own}`);
  await one.compare(`federation protocol delete ${own} saml2 nosuch`, { code: 1 });
  await one.compare(`federation protocol delete ${own} openid`, { code: 0 });
});
