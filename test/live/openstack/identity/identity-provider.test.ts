/** Identity providers, and what a token may be scoped to. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare, ostk, reads } from '../../harness/compare.ts';
import { twins } from '../../harness/twins.ts';

const cwd = mkdtempSync(join(tmpdir(), 'ostk-idp-'));
const one = twins('idp');
const other = twins('idp2');
writeFileSync(join(cwd, one.peer), `  ${one.peer}-a \r\n${one.peer}-b\n\n`);
writeFileSync(join(cwd, one.ostk), `  ${one.ostk}-a \r\n${one.ostk}-b\n\n`);
writeFileSync(join(cwd, 'binary'), Buffer.from([0x61, 0xc3]));

beforeAll(async () => {
  await other.prepare("identity provider create --domain default --disable --description 'x y' {}");
  await other.prepare('identity provider create --domain default --remote-id {}-a --remote-id {}-0 {}-2');
});
afterAll(async () => {
  await one.remove('identity provider delete {} {}-2 {}-3');
  await other.remove('identity provider delete {} {}-2');
  rmSync(cwd, { recursive: true, force: true });
});

describe('reading', () => {
  test('list', async () => {
    await reads('list', `identity provider list --id ${other.peer}`);
    await reads('list', `identity provider list --id ${other.peer}-2 --enabled`);
    await compare('none', `identity provider list --id ${other.peer} --enabled`, undefined, { code: 0 });
    await compare('none', 'identity provider list --id nosuch -f json', undefined, { code: 0 });
  });
  test('show', async () => {
    await reads('show', `identity provider show ${other.peer}`);
    await reads('show', `identity provider show ${other.peer}-2`);
  });
});

test.each([
  'identity provider show nosuch',
  'identity provider show',
  'identity provider create',
  'identity provider create --remote-id a --remote-id-file b x',
  'identity provider create --enable --disable x',
  'identity provider create --remote-id-file missing x',
  'identity provider create --remote-id-file . x',
  'identity provider create --remote-id-file binary x',
  'identity provider create --authorization-ttl -1 x',
  'identity provider create --authorization-ttl many x',
  'identity provider create --domain nosuch x',
  `identity provider create ${other.peer} --domain default`,
  `identity provider create x --domain default --remote-id ${other.peer}-a`,
  'identity provider set nosuch --enable',
  'identity provider set nosuch --enable --disable',
  'identity provider set nosuch --remote-id-file missing',
  'identity provider set nosuch --remote-id a --remote-id-file b',
  'identity provider set nosuch --authorization-ttl -1',
  'identity provider set',
  'identity provider delete',
])('%s', async line => {
  const { peer } = await compare('fails', line, undefined, { cwd });
  expect(peer.code).not.toBe(0);
});

test('what is not there', async () => {
  await compare('nothing to change', 'identity provider set nosuch', undefined, { code: 0 });
  await compare('counts as deleted', 'identity provider delete nosuch other', undefined, { code: 0 });
  expect(await ostk('identity provider delete nosuch other', {}, '')).toMatchObject({ code: 1 });
});

test.each([
  'identity provider list',
  'identity provider show x',
  'identity provider create x',
  'identity provider create --domain Default x',
  'identity provider set --enable x',
  'identity provider delete x y',
])('a user without rights: %s', async line => {
  await compare('forbidden', line, undefined, { user: 'demo', code: 1 });
});

test('create, set, show, delete', async () => {
  const made = 'identity provider create --domain default';
  // Without a domain the service makes one, which is then in the lists of other tests.
  await one.compare(`${made} {}`, { code: 0 });
  await one.compare(
    `identity provider create --domain Default --remote-id-file {} --description 'x y' --authorization-ttl 5 --disable {}-2 -f json`,
    { cwd, code: 0 },
  );
  await one.compare(`${made} --remote-id {}-d --remote-id {}-c --enable {}-3 -f yaml`, { code: 0 });
  await one.compare('identity provider set {}-2', { code: 0 });
  await one.compare(
    'identity provider set --enable --description z --remote-id {}-e --authorization-ttl 0 {}-2',
    { code: 0 },
  );
  await one.reads('show', 'identity provider show {}-2');
  await one.compare('identity provider set --disable --remote-id-file {} {}', { code: 1, cwd: '/' });
  await one.compare('identity provider set --disable --remote-id-file {} {}', { code: 0, cwd });
  await one.reads('show', 'identity provider show {}');
  await one.compare('identity provider delete {} {}-2 nosuch', { code: 0 });
});

describe('what a token may be scoped to', () => {
  const unscoped = { OS_PROJECT_NAME: undefined, OS_PROJECT_DOMAIN_NAME: undefined };
  test.each(['federation domain list', 'federation project list'])('%s', async line => {
    await reads('list', line);
    await reads('list', line, { user: 'demo' });
    await reads('list', line, { env: unscoped });
    await compare('too many', `${line} extra`, undefined, { code: 2 });
    const nobody = { OS_AUTH_TYPE: 'none', OS_ENDPOINT: 'http://127.0.0.1:5000/v3' };
    await compare('nobody', line, undefined, { user: 'none', env: nobody, code: 1 });
  });
});
