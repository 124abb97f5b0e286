/** The image service's cache, which everything that reads images changes. */
import { afterAll, describe, test } from 'vitest';
import { compare, reads } from '../../harness/compare.ts';
import { twins } from '../../harness/twins.ts';

describe('the cache', () => {
  const image = twins('cached');
  afterAll(() => image.remove('image delete {}'));

  test('list', () => reads('list', 'cached image list', { fields: ['Last Accessed (UTC)', 'Hits'] }));
  test('an image goes in and out', async () => {
    await image.prepare('image create --disk-format raw --file /etc/hostname {}');
    await image.compare('cached image queue {}', { code: 0 });
    await image.compare('cached image delete {}', { code: 0 });
    await image.compare('cached image delete {} nosuch', { code: 1 });
  });
  test.each([
    ['cached image queue nosuch other', 1],
    ['cached image queue', 2],
    ['cached image delete nosuch', 1],
    ['cached image clear --cache everything', 2],
  ])('%s', async (line, code) => {
    await compare('fails', line, undefined, { code });
  });
  test.each([
    'cached image list',
    'cached image queue cirros-0.6.2-x86_64-disk nosuch',
    'cached image delete cirros-0.6.2-x86_64-disk',
    'cached image clear',
    'cached image clear --queue',
  ])('a user without rights: %s', async line => {
    await compare('refused', line, undefined, { user: 'demo', code: 1 });
  });
});
