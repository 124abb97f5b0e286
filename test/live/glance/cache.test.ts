import { describe, test } from 'vitest';
import { images, same } from './lib.ts';

describe('the image cache', () => {
  // Others fill it as they download; who only looks looks until both see the same.
  test('cache-list', () => same('cache-list', { code: 0 }));

  test.each([
    'cache-clean',
    'cache-prune',
    'cache-delete nosuch nosuch2',
    'cache-queue nosuch',
    'cache-nodes-list nosuch',
    'cache-clear --target nosuch',
  ])('%s', line => same(line));

  test.each([
    'cache-list',
    'cache-delete x',
    'cache-queue x',
    'cache-clear --target queue',
    'cache-nodes-list x',
  ])('%s as demo', line => same(line, { user: 'demo' }));

  test('queue and delete', async () => {
    const image = images();
    await image.prepare('image-create --id {} --disk-format raw --container-format bare', { stdin: 'data' });
    await image.compare('cache-queue {} nosuch', { code: 0 });
    await image.compare('cache-delete {}', { code: 0 });
    await image.prepare('image-delete {}');
  });
});

describe('locations, which this cloud shows to nobody', () => {
  const id = '00000000-0000-4000-8000-000000000009';

  test.each([
    `location-add --url http://x ${id}`,
    `location-add --url http://x --metadata x ${id}`,
    `location-delete --url http://x ${id}`,
    `location-update --url http://x ${id}`,
    `location-update --url http://x --metadata x ${id}`,
    `add-location --url http://x ${id}`,
    `add-location --url http://x --validation-data x ${id}`,
    `add-location --url http://x --validation-data {"a":1} ${id}`,
    `add-location --url http://x --validation-data {"os_hash_algo":"x"} ${id}`,
    `add-location --url http://x --validation-data {"os_hash_value":"x"} ${id}`,
  ])('%s', line => same(line.split(' '), { code: 1 }));

  test('of an image that is there', async () => {
    const image = images();
    await image.prepare('image-create --id {}');
    await image.compare(
      'location-add --url http://127.0.0.1:9292/ --checksum x --hash-algo y --hash-value z {}',
      { code: 1 },
    );
    // Several come in an order of their own at each run of the peer.
    await image.compare('location-delete --url http://x {}', { code: 1 });
    await image.compare(['location-update', '--url', 'http://x', '--metadata', '{"a": 1}', '{}'], {
      code: 1,
    });
    await image.compare('add-location --url http://127.0.0.1:9292/ {}', { code: 1 });
    await image.prepare('image-delete {}');
  });
});
