/** Compute services. They are not disabled here: other tests need them. */
import { expect, test } from 'vitest';
import { compare, reads } from '../harness/compare.ts';

test('list', async () => {
  const mask = ['times'] as const;
  await reads('list', 'compute service list -c ID -c Binary -c Host -c State -c "Updated At"', { mask });
  await reads(
    'list',
    'compute service list --long --host compute1 -c ID -c "Disabled Reason" -c "Forced Down"',
  );
  await compare('of a binary', 'compute service list --service nova-conductor', undefined, { mask, code: 0 });
  await compare(
    'old',
    'compute service list --long --service nova-conductor --os-compute-api-version 2.10',
    undefined,
    {
      mask,
      code: 0,
    },
  );
  await compare('none', 'compute service list --host nosuch -f json', undefined, { code: 0 });
});

test('set', async () => {
  await compare('enable', 'compute service set --enable compute1 nova-compute', undefined, { code: 0 });
  await compare('up', 'compute service set --up compute1 nova-compute', undefined, { code: 0 });
  await compare('nothing', 'compute service set compute1 nova-compute', undefined, { code: 0 });
  await compare(
    'old',
    'compute service set --enable --up compute1 nova-compute --os-compute-api-version 2.50',
  );
});

test.each([
  'compute service set --disable nosuch nova-compute',
  'compute service set --disable compute1 nosuch',
  'compute service set --disable-reason x compute1 nova-compute',
  'compute service set --enable --disable-reason x compute1 nova-compute',
  'compute service set --up --down compute1 nova-compute',
  'compute service set --disable --down vm nova-conductor',
  'compute service set --enable vm nova-conductor',
  'compute service set --down compute1 nova-compute --os-compute-api-version 2.10',
  'compute service set compute1',
  'compute service delete nosuch other',
  'compute service delete 00000000-0000-0000-0000-000000000000',
])('%s', async line => {
  const { peer } = await compare('fails', line);
  expect(peer.code).not.toBe(0);
});

test.each([
  'compute service list',
  'compute service set --enable compute1 nova-compute',
  'compute service delete 1',
])('%s, without rights', async line => {
  await compare('forbidden', line, undefined, { user: 'demo', code: 1 });
});
