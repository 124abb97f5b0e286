/** Limits. What is used changes while other tests run, so that a difference is looked at again. */
import { expect, test } from 'vitest';
import { compare, reads } from '../harness/compare.ts';

const again = { retry: 5 };

test('absolute', again, () => reads('list', 'limits show --absolute'));
test('with reservations, of a project', again, () =>
  reads('list', 'limits show --absolute --reserved --project demo --domain default'),
);
test('rate', () => reads('list', 'limits show --rate'));
test('a user without rights', again, async () => {
  await reads('list', 'limits show --absolute', { user: 'demo' });
  await compare('of a project', 'limits show --absolute --project admin', undefined, {
    user: 'demo',
    code: 1,
  });
});
test.each(['limits show', 'limits show --absolute --rate', 'limits show --absolute --project nosuch'])(
  '%s',
  async line => {
    const { peer } = await compare('fails', line);
    expect(peer.code).not.toBe(0);
  },
);
