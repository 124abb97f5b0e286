/** Regions. */
import { afterEach, describe, expect, test } from 'vitest';
import { compare, reads } from '../../harness/compare.ts';
import { twins } from '../../harness/twins.ts';

describe('reading', () => {
  test('list', () => reads('list', 'region list'));
  test('nothing', async () => {
    await compare('no parts', 'region list --parent-region nosuch', undefined, { code: 0 });
  });
  test('show', () => reads('show', 'region show RegionOne'));
  test('a user without rights may read', async () => {
    await reads('show', 'region show RegionOne', { user: 'demo' });
    await reads('list', 'region list', { user: 'demo' });
  });
  test.each([
    'region show nosuch',
    'region show',
    'region set nosuch --description x',
    'region set',
    'region create',
    'region create RegionOne',
    'region create --parent-region nosuch x',
    'region delete',
    'region list extra',
  ])('%s', async line => {
    const { peer } = await compare('fails', line);
    expect(peer.code).not.toBe(0);
  });
  test('what is not there counts as deleted', async () => {
    await compare('silent', 'region delete nosuch other', undefined, { code: 0 });
    await compare('nothing to change', 'region set nosuch', undefined, { code: 0 });
  });
  test.each(['region create x', 'region set RegionOne --description x', 'region delete RegionOne nosuch'])(
    '%s as a user without rights',
    async line => {
      await compare('forbidden', line, undefined, { user: 'demo', code: 1 });
    },
  );
});

describe('changing', () => {
  const area = twins('area');
  afterEach(() => area.remove('region delete {}-part {}-other {}'));
  test('create, set, show, delete', async () => {
    await area.compare('region create {}', { code: 0 });
    await area.compare('region create {}', { code: 1 });
    await area.compare("region create --parent-region {} --description 'a part' {}-part -f json", {
      code: 0,
    });
    await area.compare('region create {}-other', { code: 0 });
    await area.reads('show', 'region show {}-part', { all: true });
    await area.reads('list', 'region list --parent-region {}', { all: true });
    await area.compare('region set {}', { code: 0 });
    await area.compare("region set {}-part --parent-region {}-other --description 'of another'", { code: 0 });
    await area.compare('region set {}-part --parent-region nosuch', { code: 1 });
    await area.reads('show', 'region show {}-part');
    await area.compare('region delete {}-part {}-other nosuch', { code: 0 });
    await area.compare('region show {}-part', { code: 1 });
  });
});
