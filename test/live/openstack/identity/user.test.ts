/** Users. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare, prepare, reads } from '../../harness/compare.ts';
import { twins } from '../../harness/twins.ts';

describe('reading', () => {
  const { peer: realm, remove } = twins('realm');
  beforeAll(async () => {
    await prepare(`domain create ${realm}`);
    const create = `user create --domain ${realm}`;
    await Promise.all([
      prepare(`project create --domain ${realm} ${realm}-p`),
      prepare(`group create --domain ${realm} ${realm}-g`),
      prepare(`${create} --description 'first of three' --email one@example.org --password x ${realm}-a`),
      prepare(`${create} --disable --ignore-password-expiry ${realm}-b`),
      prepare(`${create} ${realm}-c`),
    ]);
    await Promise.all([
      prepare(`group add user ${realm}-g ${realm}-a ${realm}-b`),
      prepare(`role add --project ${realm}-p --user ${realm}-a member`),
      prepare(`role add --project ${realm}-p --user ${realm}-c reader`),
      prepare(`role add --project ${realm}-p --user ${realm}-c member`),
      prepare(`role add --project ${realm}-p --group ${realm}-g member`),
      prepare(`user set --project ${realm}-p ${realm}-a`),
    ]);
  });
  afterAll(async () => {
    await remove(`domain set --disable ${realm}`);
    await remove(`domain delete ${realm}`);
  });
  test('list', async () => {
    await reads('list', `user list --domain ${realm}`);
    await reads('list', `user list --domain ${realm} --long`);
  });
  test.each([
    `user list --domain ${realm} --enabled`,
    `user list --domain ${realm} --enabled --disabled --long`,
    `user list --group ${realm}-g`,
    `user list --group ${realm}-g --long --enabled --max-items 1`,
    // Rows come from a set, in any order.
    `user list --project ${realm}-p --long --sort-column Name`,
    `user list --project ${realm}-p --domain ${realm} --sort-column Name`,
    `user list --domain ${realm} --max-items 2`,
    // This service takes no notice of a limit.
    `user list --domain ${realm} --max-items 5 -c Name`,
    `user list --domain ${realm} --marker nosuch`,
  ])('%s', async line => {
    await compare('filters', line, undefined, { code: 0 });
  });
  test('show', async () => {
    await reads('show', `user show ${realm}-a`);
    await reads('show', `user show ${realm}-b --domain ${realm}`);
    await compare('no such domain', `user show ${realm}-c --domain nosuch`, undefined, { code: 0 });
    await compare('elsewhere', `user show ${realm}-c --domain default`, undefined, { code: 1 });
  });
});

test.each([
  'user show nosuch',
  'user list --domain nosuch',
  'user list --group nosuch',
  'user list --project nosuch',
  'user list --project demo --limit 1',
  'user list --project demo --marker x',
  'user list --project demo --group x',
  'user list --limit 1',
  'user create',
  'user create demo',
  "user create ''",
  'user create --domain nosuch x',
  'user create --project nosuch x',
  'user create --project demo --project-domain nosuch x',
  'user create --enable --disable x',
  'user create --password-prompt x',
  'user set nosuch --name x',
  'user set nosuch',
  'user set nosuch --password-prompt',
  'user set demo --domain nosuch',
  'user set demo --project nosuch',
  'user set demo --name admin',
  'user delete',
  'user delete nosuch none',
  'user delete --domain nosuch nosuch',
  'user password set',
  'user password set --original-password x',
  'user password set --password x',
  'user password set extra',
])('%s', async line => {
  const { peer } = await compare('fails', line);
  expect(peer.code).not.toBe(0);
});

test.each([
  'user list',
  'user list --domain default --disabled',
  'user list --project demo',
  'user show demo',
  'user show admin --domain default',
  'user create x',
  'user create --domain default --password x x',
  'user set demo --name x',
  'user set demo --password x',
  'user delete demo nosuch',
])('without rights: %s', async line => {
  await compare('as demo', line, undefined, { user: 'demo', code: 1 });
});

describe('changing', () => {
  const user = twins('user');
  afterAll(() => user.remove('user delete {} {}-2 {}-new'));
  test('create, delete', async () => {
    await user.compare("user create --domain default --description 'a user' --email u@example.org {}", {
      code: 0,
    });
    await user.compare('user create {} --password x', { code: 1 });
    await user.compare('user create --or-show {} --password x -f yaml', { code: 0 });
    await user.compare('user create --or-show --domain default {} -f shell', { code: 0 });
    await user.compare(
      'user create --project demo --project-domain default --password x --disable --ignore-lockout-failure-attempts ' +
        '--no-ignore-password-expiry --enable-lock-password --enable-multi-factor-auth ' +
        '--multi-factor-auth-rule password,totp --multi-factor-auth-rule password {}-2 -f json',
      { code: 0 },
    );
    await user.reads('show', 'user show {}-2', { all: true });
    await user.compare('user delete {}-2 nosuch --domain default', { code: 1 });
    await user.compare('user delete {}', { code: 0 });
  });
});

describe('set', () => {
  const user = twins('set');
  beforeAll(() => user.prepare('user create --description before --password x {}'));
  afterAll(() => user.remove('user delete {} {}-new'));
  test.each([
    '--description after --email u@example.org --domain default',
    '--project demo --disable',
    '--ignore-change-password-upon-first-use --disable-lock-password --disable-multi-factor-auth',
    '--no-ignore-change-password-upon-first-use --no-ignore-lockout-failure-attempts --ignore-password-expiry',
    "--password ''",
    '--password y --enable',
    '',
    '--name {}-new',
  ])('user set %s', async options => {
    await user.compare(`user set {} ${options}`, { code: 0 });
    await user.compare(`user show ${options.includes('-new') ? '{}-new' : '{}'} -f json`, { code: 0 });
  });
});
