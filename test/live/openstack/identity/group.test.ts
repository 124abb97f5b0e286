/** Groups of users. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare, prepare, reads } from '../../harness/compare.ts';
import { twins } from '../../harness/twins.ts';

describe('reading', () => {
  const { peer: realm, remove } = twins('realm');
  beforeAll(async () => {
    await prepare(`domain create ${realm}`);
    await Promise.all([
      prepare(`group create --domain ${realm} --description 'first of two' ${realm}-a`),
      prepare(`group create --domain ${realm} ${realm}-b`),
      prepare(`user create --domain ${realm} ${realm}-u`),
    ]);
    await prepare(`group add user --group-domain ${realm} --user-domain ${realm} ${realm}-a ${realm}-u`);
  });
  afterAll(async () => {
    await remove(`domain set --disable ${realm}`);
    await remove(`domain delete ${realm}`);
  });
  test('list', async () => {
    await reads('list', `group list --domain ${realm}`);
    await reads('list', `group list --domain ${realm} --long`);
    await reads('list', `group list --user ${realm}-u --user-domain ${realm} --long`);
    await compare('both', `group list --domain default --user ${realm}-u`, undefined, { code: 0 });
    await compare('none', 'group list --user demo', undefined, { code: 0 });
  });
  test('show', async () => {
    await reads('show', `group show ${realm}-a`);
    await compare('in a domain', `group show ${realm}-b --domain ${realm} -f json`, undefined, { code: 0 });
    await compare('in another domain', `group show ${realm}-b --domain default`, undefined, { code: 1 });
    // The peer looks for the group in a domain of this ID.
    await compare('of users', `user list --group ${realm}-a --domain ${realm}`, undefined, { code: 1 });
    await compare('again', `group create --or-show --domain ${realm} ${realm}-a`, undefined, { code: 1 });
  });
  test('contains user', async () => {
    await compare('yes', `group contains user ${realm}-a ${realm}-u`, undefined, { code: 0 });
    await compare('no', `group contains user ${realm}-b ${realm}-u`, undefined, { code: 0 });
    await compare('no user', `group contains user ${realm}-a nosuch`, undefined, { code: 0 });
    await compare('no group', `group contains user nosuch ${realm}-u --user-domain nosuch`);
    const domains = `--group-domain ${realm} --user-domain ${realm}`;
    await compare('domains', `group contains user ${domains} ${realm}-a ${realm}-u`, undefined, { code: 0 });
    await compare('forbidden', `group contains user ${realm}-a ${realm}-u`, undefined, { user: 'demo' });
  });
});

test.each([
  'group show nosuch',
  'group show nosuch --domain nosuch',
  'group list --user nosuch',
  'group list --domain nosuch',
  'group list --user demo --user-domain nosuch',
  'group create',
  'group create --domain nosuch x',
  "group create ''",
  'group set nosuch --name x',
  'group set nosuch',
  'group set --domain nosuch nosuch --name x',
  'group delete',
  'group delete nosuch none',
  'group delete --domain nosuch nosuch none',
  'group add user nosuch demo admin',
  'group add user nosuch',
  'group remove user nosuch demo',
  'group contains user nosuch',
])('%s', async line => {
  const { peer } = await compare('fails', line);
  expect(peer.code).not.toBe(0);
});

test.each([
  'group list',
  'group list --user admin',
  'group list --domain default --long',
  'group show nosuch',
  'group show --domain default nosuch',
  'group create x',
  'group create --domain default x',
  'group set nosuch --name x',
  'group delete nosuch none',
  'group add user nosuch demo admin',
  'group remove user nosuch demo',
])('without rights: %s', async line => {
  await compare('as demo', line, undefined, { user: 'demo' });
});

describe('changing', () => {
  const group = twins('group');
  beforeAll(() => group.prepare('user create {}-u'));
  afterAll(() =>
    Promise.all([group.remove('group delete {} {}-2 {}-new'), group.remove('user delete {}-u')]),
  );
  test('create, set, delete', async () => {
    await group.compare("group create --description 'a group' --domain default {}", { code: 0 });
    await group.compare('group create {}-2 -f json', { code: 0 });
    await group.compare('group create {}', { code: 1 });
    await group.compare('group create --or-show {} -f yaml', { code: 0 });
    await group.compare('group create --or-show --domain default {} -f shell', { code: 0 });
    await group.compare('group create --or-show --domain Default {}');
    await group.reads('show', 'group show {}', { all: true });
    await group.compare('group add user {} {}-u demo nosuch', { code: 1 });
    await group.compare('group add user {} {}-u --user-domain default --group-domain default', { code: 0 });
    await group.compare('group contains user {} {}-u', { code: 0 });
    await group.reads('list', 'user list --group {}', { all: true });
    await group.compare('user list --group {} --domain default --long', { code: 0 });
    await group.compare('group list --user {}-u', { code: 0 });
    await group.compare('group remove user {} demo nosuch', { code: 1 });
    await group.compare('group remove user {} demo', { code: 1 });
    await group.compare('group set --name {}-new --description other {}', { code: 0 });
    await group.compare('group set --domain default {}-new', { code: 0 });
    await group.compare('group set --name {}-2 {}-new', { code: 1 });
    await group.compare('group show {}-new', { code: 0 });
    await group.compare('group delete {} {}-new', { code: 1 });
    await group.compare('group delete {}-2 --domain default', { code: 0 });
  });
});
