/** Policies that the identity service keeps. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseJson } from '../../../../src/clients/json.ts';
import { compare, prepare, reads } from '../../harness/compare.ts';
import { twins } from '../../harness/twins.ts';
import { idIn, make } from './made.ts';

const cwd = mkdtempSync(join(tmpdir(), 'ostk-policy-'));
writeFileSync(join(cwd, 'rules.json'), '\n  {"admin": "role:admin"}\r\n\n');
writeFileSync(join(cwd, 'lines.txt'), 'first "line"\nsecond é line\n');
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

test('list', () => reads('list', 'policy list --long'));

test.each([
  'policy show nosuch',
  'policy show',
  'policy set nosuch --type x',
  'policy set nosuch --rules missing',
  'policy set',
  'policy create',
  'policy create missing',
  'policy create .',
  'policy delete nosuch other',
  'policy delete',
  'policy list extra',
])('%s', async line => {
  const { peer } = await compare('fails', line, undefined, { cwd });
  expect(peer.code).not.toBe(0);
});

test.each([
  'policy list',
  'policy show x',
  'policy create rules.json',
  'policy set x --type y',
  'policy delete x',
])('%s as a user without rights', async line => {
  await compare('forbidden', line, undefined, { user: 'demo', code: 1, cwd });
});

describe('changing', () => {
  const rules = twins('rules');
  test('create, list, set, show, delete', async () => {
    await compare('nothing to change', 'policy set nosuch', undefined, { code: 0 });
    const made = await make(rules, 'policy create rules.json', 'id', { cwd });
    try {
      await made.reads('show', 'policy show @');
      await made.compare('policy set @ --type {} --rules lines.txt', { code: 0, cwd });
      await made.reads('show', 'policy show @');
      await reads('list', 'policy list');
      await reads('list', 'policy list --long');
    } finally {
      await made.compare('policy delete @ nosuch', { code: 1 });
    }
    await made.compare('policy show @', { code: 1 });
  });
  test('create with a type', async () => {
    const line = 'policy create --type text/plain lines.txt -f json';
    const { peer, ostk } = await rules.compare(line, { code: 0, cwd, mask: ['ids'] });
    await prepare(['policy', 'delete', ...[peer, ostk].map(({ stdout }) => idIn(parseJson(stdout)))]);
  });
});
