/** Extensions of the services' APIs. */
import { expect, test } from 'vitest';
import { compare, reads } from '../harness/compare.ts';

test('list', async () => {
  await reads('list', 'extension list --network');
  await reads('list', 'extension list --long');
  await compare('of compute', 'extension list --compute --long -f csv', undefined, { code: 0 });
  await compare('of volumes', 'extension list --volume --long -f json', undefined, { code: 0 });
  await compare('of identity', 'extension list --identity', undefined, { code: 0 });
});
test('show', async () => {
  await reads('show', 'extension show router');
  await compare('by name', "extension show 'Neutron L3 Router'", undefined, { code: 0 });
});
test.each(['extension show nosuch', 'extension show', 'extension list --share'])('%s', async line => {
  const { peer } = await compare('fails', line);
  expect(peer.code).not.toBe(0);
});
test('without rights', () => reads('list', 'extension list', { user: 'demo' }));
test('without a service', async () => {
  const env = { OS_REGION_NAME: 'nowhere' };
  await compare('no region', 'extension list --network --compute', undefined, { env, code: 0 });
});
