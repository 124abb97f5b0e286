/** Roles given to users and groups, on projects, domains and the system. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare } from '../../harness/compare.ts';
import { twins } from '../../harness/twins.ts';
import { make } from './made.ts';

describe('what is wrong', () => {
  test.each(['add', 'remove'])('role %s', async verb => {
    for (const line of [
      `role ${verb}`,
      `role ${verb} reader`,
      `role ${verb} nosuch`,
      `role ${verb} --system all reader`,
      `role ${verb} --user demo reader`,
      `role ${verb} --user demo nosuch`,
      `role ${verb} --project demo reader`,
      `role ${verb} --user demo --project demo nosuch`,
      `role ${verb} --user demo --project demo --role-domain nosuch reader`,
      `role ${verb} --user demo --group x --project demo reader`,
      `role ${verb} --user demo --project demo --domain default reader`,
    ]) {
      const { peer } = await compare('fails', line);
      expect(peer.code, line).not.toBe(0);
    }
  });
  test.each([
    'role add --user nosuch --project demo reader',
    'role add --user demo --project nosuch reader',
    'role add --user demo --domain nosuch reader',
    'role add --group nosuch --system all reader',
    'role add --user demo --user-domain nosuch --project demo reader',
    'role add --user demo --project demo --project-domain nosuch reader',
  ])('%s', async line => {
    await compare('not found', line, undefined, { code: 1 });
  });
  test.each([
    'role remove --user nosuch --project nosuch reader',
    'role remove --user nosuch --user-domain nosuch --domain nosuch reader',
    'role remove --group nosuch --group-domain nosuch --system all reader',
  ])('%s: the peer takes no notice of refusals', async line => {
    await compare('silent', line, undefined, { code: 0 });
  });
  test('as a user without rights', async () => {
    const demo = { user: 'demo', code: 0 } as const;
    await compare('silent', 'role add --user demo --project demo reader', undefined, demo);
    await compare('silent', 'role remove --user nosuch --project demo reader', undefined, demo);
    await compare('incomplete', 'role add --user demo reader', undefined, { user: 'demo', code: 1 });
  });
});

describe('on what it may be', () => {
  const who = twins('who');
  beforeAll(async () => {
    await who.prepare('domain create {}');
    await who.prepare('project create {}');
    await who.prepare('user create {}');
    await who.prepare('group create {}');
    await who.prepare('group create --domain {} {}-2');
    await who.prepare('role create {}');
    await who.prepare('role create --domain {} {}-2');
  });
  afterAll(async () => {
    await who.remove('project delete {}');
    await who.remove('user delete {}');
    await who.remove('group delete {}');
    await who.remove('role delete {}');
    await who.remove('domain set --disable {}');
    await who.remove('domain delete {}');
  });
  test('a user on a project', async () => {
    await who.compare('role add --user {} --project {} {}', { code: 0 });
    await who.compare('role add --user {} --project {} {}', { code: 0 });
    await who.compare(
      'role add --user {} --user-domain Default --project {} --project-domain default reader',
      {
        code: 0,
      },
    );
    // Several come in the order of their IDs, which is none.
    await who.reads('list', 'role assignment list --user {} --names --sort-column Role', { all: true });
    await who.compare('role assignment list --project {} --user {} --role {}', { code: 0 });
    await who.compare('role assignment list --project {} --effective --names --sort-column Role', {
      code: 0,
    });
    await who.compare(
      'role assignment list --user {} --user-domain Default --project {} --project-domain Default --role reader',
      {
        code: 0,
      },
    );
    await who.compare('role remove --user {} --project {} {}', { code: 0 });
    await who.compare('role remove --user {} --project {} {}', { code: 0 });
    await who.compare('role assignment list --user {}', { code: 0 });
    await who.compare('role remove --user {} --project {} reader', { code: 0 });
  });
  test('inherited', async () => {
    await who.compare('role add --user {} --project {} --inherited {}', { code: 0 });
    await who.compare('role add --group {} --domain {} --inherited {}', { code: 0 });
    await who.compare('role assignment list --project {} --names --inherited', { code: 0 });
    await who.compare('role assignment list --domain {} --names', { code: 0 });
    await who.compare('role remove --user {} --project {} --inherited {}', { code: 0 });
    await who.compare('role remove --group {} --domain {} --inherited {}', { code: 0 });
    await who.compare('role assignment list --role {}', { code: 0 });
  });
  test('on a domain, for a group of it, with a role of it', async () => {
    await who.compare('role add --user {} --domain {} {}', { code: 0 });
    await who.compare('role add --group {}-2 --group-domain {} --domain {} --role-domain {} {}-2', {
      code: 0,
    });
    await who.compare('role assignment list --domain {} --names', { code: 0 });
    await who.compare('role assignment list --group {}-2 --group-domain {} --role {}-2 --role-domain {}', {
      code: 0,
    });
    await who.compare('role remove --user {} --domain {} {}', { code: 0 });
    await who.compare('role remove --group {}-2 --group-domain {} --domain {} --role-domain {} {}-2', {
      code: 0,
    });
    await who.compare('role assignment list --domain {}', { code: 0 });
  });
  test('on the system', async () => {
    await who.compare('role add --user {} --system all {}', { code: 0 });
    await who.compare('role add --group {} --system all --inherited {}', { code: 0 });
    await who.compare('role assignment list --system all --role {} --names', { code: 0 });
    await who.compare('role remove --user {} --system all {}', { code: 0 });
    await who.compare('role remove --group {} --system all --inherited {}', { code: 0 });
    await who.compare('role assignment list --system all --role {}', { code: 0 });
  });
  test('by ID', async () => {
    const user = await make(who, 'user show {}');
    await user.compare('role add --user @ --project {} {}', { code: 0 });
    await user.compare('role assignment list --user @', { code: 0 });
    await user.compare('role assignment list --user @ --project {}', { code: 0 });
    await user.compare('role remove --user @ --project {} {}', { code: 0 });
    await user.compare('role assignment list --user @', { code: 0 });
  });
});
