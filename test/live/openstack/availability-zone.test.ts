/** Availability zones. Aggregates of other tests make zones of their own, so that a difference is looked at again. */
import { test } from 'vitest';
import { compare, reads } from '../harness/compare.ts';

const again = { retry: 5 };

test('list', again, () => reads('list', 'availability zone list'));
test('list --long', again, () => reads('list', 'availability zone list --long', { mask: ['times'] }));
test.each([
  '--compute',
  '--network --long',
  '--volume',
  '--share',
  '--compute --volume --share',
  '--network --nosuch',
])('list %s', again, async options => {
  await compare('some', `availability zone list ${options}`);
});
test('a user without rights', again, () => reads('list', 'availability zone list --long', { user: 'demo' }));
