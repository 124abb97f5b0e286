/** Who has which role on what. */
import { describe, expect, test } from 'vitest';
import { compare, reads } from '../../harness/compare.ts';

describe('role assignment list', () => {
  test("one's own", async () => {
    await reads('list', 'role assignment list --auth-user --auth-project --names');
    await reads('list', 'role assignment list --auth-user --auth-project --names --effective');
  });
  test.each([
    'role assignment list --user nosuch',
    'role assignment list --user 00000000000000000000000000000000',
    'role assignment list --role nosuch --user nosuch',
    'role assignment list --role reader --role-domain nosuch',
    'role assignment list --group nosuch',
    'role assignment list --project nosuch',
    'role assignment list --domain nosuch',
    'role assignment list --user-domain nosuch',
    'role assignment list --group-domain nosuch --project demo',
    'role assignment list --user x --group y',
    'role assignment list --project x --system all',
    'role assignment list extra',
  ])('%s', async line => {
    const { peer } = await compare('fails', line);
    expect(peer.code).not.toBe(0);
  });
  test.each([
    'role assignment list',
    'role assignment list --auth-user --auth-project --names --effective',
    'role assignment list --inherited --system all',
    'role assignment list --user demo --role reader --project demo',
  ])('%s as a user without rights', async line => {
    await compare('forbidden', line, undefined, { user: 'demo', code: 1 });
  });
});
