/** Flavors. */
import { afterAll, describe, expect, test } from 'vitest';
import { compare, reads } from '../harness/compare.ts';
import { twins } from '../harness/twins.ts';

describe('reading', () => {
  test('list', async () => {
    await reads('list', 'flavor list --min-ram 1 --min-disk 1 --max-items 1');
    await reads('list', 'flavor list --long --max-items 1');
    await compare('nothing', 'flavor list --min-ram 9999999', undefined, { code: 0 });
  });
  test.each([
    'flavor show nosuch',
    'flavor show',
    'flavor list --public --private',
    'flavor list --min-ram x',
    'flavor list --limit -1',
    'flavor list --marker nosuch',
    'flavor create',
    'flavor create --ram x y',
    'flavor create --vcpus 0 x',
    'flavor create --project demo x',
    'flavor create --rxtx-factor x y',
    'flavor create --description d x --os-compute-api-version 2.54',
    'flavor create --property x y',
    'flavor delete nosuch other',
    'flavor set nosuch --property a=b',
    'flavor unset nosuch --property a',
  ])('%s', async line => {
    const { peer } = await compare('fails', line);
    expect(peer.code).not.toBe(0);
  });
  test('a user without rights', async () => {
    await compare('create', 'flavor create x', undefined, { user: 'demo', code: 1 });
  });
});

describe('changing', () => {
  const size = twins('size');
  afterAll(() => size.remove('flavor delete {} {}-2'));
  test('a public flavor', async () => {
    await size.compare('flavor create {}', { code: 0 });
    await size.compare('flavor create {}', { code: 1 });
    await size.reads('show', 'flavor show {}', { all: true });
    await size.compare('flavor set {} --property hw:cpu_policy=shared --property a:b=1 --description text', {
      code: 0,
    });
    await size.compare('flavor set {} --project demo', { code: 1 });
    await size.compare('flavor unset {} --project demo', { code: 1 });
    await size.reads('show', 'flavor show {}', { all: true });
    await size.compare('flavor unset {} --property a:b --property nosuch', { code: 0 });
    await size.compare('flavor set {} --no-property --property c:d=2', { code: 0 });
    await size.reads('show', 'flavor show {}');
    await size.compare('flavor delete {} nosuch', { code: 1 });
  });
  test('a private flavor', async () => {
    await size.compare(
      'flavor create --id {} --ram 128 --disk 2 --ephemeral 1 --swap 64 --vcpus 2 --rxtx-factor 2 --private ' +
        '--project demo --project-domain default --property a:b=c --description private {}-2 -f json',
      { code: 0 },
    );
    await size.reads('show', 'flavor show {}');
    await size.reads('show', 'flavor show {}-2', { user: 'demo' });
    await size.compare('flavor set {} --project admin', { code: 0 });
    await size.compare('flavor set {} --project nosuch', { code: 1 });
    await size.compare('flavor unset {} --project demo', { code: 0 });
    await size.reads('show', 'flavor show {}-2');
    await size.compare('flavor delete {}', { code: 0 });
  });
});
