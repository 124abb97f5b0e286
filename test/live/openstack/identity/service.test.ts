/** Services of the catalogue. */
import { afterAll, describe, expect, test } from 'vitest';
import { compare, prepare, reads } from '../../harness/compare.ts';
import { twins } from '../../harness/twins.ts';
import { idIn, make } from './made.ts';

describe('reading', () => {
  test('list', async () => {
    await reads('list', 'service list');
    await reads('list', 'service list --long');
  });
  test('show by name, type and ID', async () => {
    await reads('show', 'service show glance');
    await reads('show', 'service show image');
    await reads('show', `service show ${idIn(await prepare('service show glance -f json'))}`);
  });
  test.each([
    'service show nosuch',
    'service show 00000000000000000000000000000000',
    'service show',
    'service set nosuch --name x',
    'service set nosuch',
    'service set --enable --disable x',
    'service delete nosuch other',
    'service delete',
    'service create',
    'service create x',
    'service create --enable --disable x',
    'service list extra',
  ])('%s', async line => {
    const { peer } = await compare('fails', line);
    expect(peer.code).not.toBe(0);
  });
  test.each([
    'service list',
    'service show image',
    'service create --name x image',
    'service set image --name x',
    'service delete image',
  ])('%s as a user without rights', async line => {
    await compare('forbidden', line, undefined, { user: 'demo', code: 1 });
  });
});

describe('changing', () => {
  const one = twins('svc');
  afterAll(() => one.remove('service delete {} {}-2 {}-same'));
  test('create, set, show, delete', async () => {
    await one.compare("service create --name {} --description 'of two' {}-type", { code: 0 });
    await one.compare('service create --name {}-2 --disable {}-type -f json', { code: 0 });
    await one.reads('show', 'service show {}', { all: true });
    await one.compare('service show {}-type', { code: 1 });
    await one.compare('service set {}-type --name x', { code: 1 });
    await one.compare('service delete {}-type', { code: 1 });
    await one.compare("service set {} --type {}-new --description 'another text' --disable", { code: 0 });
    await one.compare('service set {}', { code: 0 });
    await one.compare('service set {}-new --enable', { code: 0 });
    await one.reads('show', 'service show {}-new');
    await one.compare('service delete {} nosuch {}-type', { code: 1 });
    await one.compare('service show {}', { code: 1 });
  });
  test('two of one name', async () => {
    await one.prepare('service create --name {}-same {}-a');
    await one.prepare('service create --name {}-same {}-b');
    await one.compare('service show {}-same', { code: 1 });
    await one.compare('service delete {}-same', { code: 1 });
    await one.compare('service delete {}-a', { code: 0 });
    await one.reads('show', 'service show {}-same');
  });
  test('by ID', async () => {
    const made = await make(one, 'service create --name {}-2 {}-id');
    await made.compare('service set @ --name {}', { code: 0 });
    await made.reads('show', 'service show @');
    await made.compare('service delete @', { code: 0 });
    await made.compare('service delete @', { code: 1 });
  });
});
