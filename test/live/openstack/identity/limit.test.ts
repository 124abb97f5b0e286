/** Unified limits: registered ones, and those of projects. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isList, isObject, text } from '../../../../src/clients/json.ts';
import { attempt, compare, prepare, reads } from '../../harness/compare.ts';
import { twins } from '../../harness/twins.ts';
import { make } from './made.ts';

/** Whose token is for the whole system, and who sees the limits of all projects. */
const system = {
  OS_SYSTEM_SCOPE: 'all',
  OS_PROJECT_NAME: undefined,
  OS_PROJECT_DOMAIN_NAME: undefined,
};

describe('reading', () => {
  test('registered limits', async () => {
    await reads('list', 'registered limit list --service glance');
    await reads('list', 'registered limit list --service image --region RegionOne');
    await reads('list', 'registered limit list --resource-name image_count_total');
    await reads('list', 'registered limit list --resource-name image_count_total', { user: 'demo' });
    await compare('none', 'registered limit list --resource-name nosuch', undefined, { code: 0 });
  });
  test('limits', async () => {
    await compare('none', 'limit list --resource-name nosuch --project demo', undefined, { code: 0 });
    await compare('in a domain', 'limit list --resource-name nosuch --project demo --project-domain Default');
  });
  test.each([
    'registered limit show nosuch',
    'registered limit show',
    'registered limit set nosuch --default-limit 5',
    'registered limit set nosuch --service nosuch',
    'registered limit set nosuch --region nosuch',
    'registered limit set x --default-limit y',
    'registered limit delete nosuch other',
    'registered limit delete',
    'registered limit list --service nosuch',
    'registered limit list --region nosuch',
    'registered limit list --service nosuch --region nosuch',
    'registered limit create x',
    'registered limit create --service image x',
    'registered limit create --service image --default-limit y x',
    'registered limit create --service nosuch --default-limit 1 x',
    'registered limit create --service nosuch --region nosuch --default-limit 1 x',
    'registered limit create --service image --region nosuch --default-limit 1 x',
    'limit show nosuch',
    'limit show',
    'limit set nosuch --resource-limit 5',
    'limit set x --resource-limit y',
    'limit delete',
    'limit list --service nosuch',
    'limit list --region nosuch',
    'limit list --project nosuch',
    'limit list --project demo --project-domain nosuch',
    'limit create x',
    'limit create --project demo --service image --resource-limit y x',
    'limit create --project nosuch --service nosuch --region nosuch --resource-limit 1 x',
    'limit create --project demo --service nosuch --region nosuch --resource-limit 1 x',
    'limit create --project demo --service image --region nosuch --resource-limit 1 x',
    'limit create --project demo --project-domain nosuch --service image --resource-limit 1 x',
    'limit create --project demo --service image --resource-limit 1 nosuch',
  ])('%s', async line => {
    const { peer } = await compare('fails', line);
    expect(peer.code).not.toBe(0);
  });
  test('what is not there counts as deleted, and what is not named stays', async () => {
    await compare('silent', 'limit delete nosuch other', undefined, { code: 0 });
    await compare('nothing to change', 'limit set nosuch', undefined, { code: 0 });
    await compare('nothing to change', 'registered limit set nosuch', undefined, { code: 0 });
    await compare('no notice of 0', 'registered limit set nosuch --default-limit 0', undefined, { code: 0 });
  });
  test.each([
    'registered limit create --service image --default-limit 1 x',
    'registered limit set x --default-limit 1',
    'registered limit delete x',
    'limit create --project demo --service image --resource-limit 1 x',
    'limit set x --resource-limit 1',
    'limit delete x',
    'limit show x',
  ])('%s as a user without rights', async line => {
    await compare('refused', line, undefined, { user: 'demo' });
  });
});

describe('changing', () => {
  const cap = twins('cap');
  beforeAll(() => cap.prepare('service create --name {} {}-type'));
  afterEach(async () => {
    await clear('limit list', 'limit delete');
    await clear('registered limit list', 'registered limit delete');
  });
  afterAll(() => cap.remove('service delete {}'));

  /** Deletes what this run left: a service goes only without limits. */
  async function clear(list: string, remove: string): Promise<void> {
    const data = await prepare(`${list} -f json`, { env: system });
    const left = (isList(data) ? data.filter(isObject) : []).filter(item =>
      [cap.peer, cap.ostk].some(name => text(item, 'Resource Name').startsWith(name)),
    );
    if (left.length > 0) await attempt([...remove.split(' '), ...left.map(item => text(item, 'ID'))]);
  }

  test('registered limits and limits', async () => {
    await cap.compare('registered limit create --service {} --default-limit 10 {}-a', { code: 0 });
    await cap.compare('registered limit create --service {} --default-limit 10 {}-a', { code: 1 });
    const plain = await make(cap, 'registered limit create --service {} --default-limit 3 {}-b');
    const whole = await make(
      cap,
      'registered limit create --service {}-type --region RegionOne --description text --default-limit 7 {}-c',
    );
    await whole.reads('show', 'registered limit show @');
    await cap.reads('list', 'registered limit list --service {}', { all: true });
    await cap.reads('list', 'registered limit list --service {} --region RegionOne --resource-name {}-c');
    await plain.compare('registered limit set @', { code: 0 });
    await plain.compare('registered limit set @ --default-limit 0', { code: 0 });
    await plain.compare('registered limit set @ --default-limit -5', { code: 1 });
    await plain.compare(
      'registered limit set @ --default-limit 4 --description new --region RegionOne --resource-name {}-d --service {}-type',
      { code: 0 },
    );
    await plain.compare('registered limit set @ --default-limit 5 -f json', { code: 0 });
    await cap.compare('registered limit list --service {} --resource-name {}-d', { code: 0 });

    const line =
      'limit create --project demo --service {}-type --region RegionOne --resource-limit 5 --description text {}-c';
    const limit = await make(cap, line);
    await cap.compare(line, { code: 1 });
    await cap.compare('limit create --project admin --service {} --resource-limit 1 {}-a -f json', {
      code: 0,
    });
    await limit.reads('show', 'limit show @');
    await limit.compare('limit set @', { code: 0 });
    await limit.compare('limit set @ --resource-limit 6 --description new', { code: 0 });
    await limit.compare('limit set @ --resource-limit -7', { code: 1 });
    await limit.compare('limit show @', { code: 0, user: 'demo' });
    await cap.reads('list', 'limit list --resource-name {}-a');
    await cap.reads('list', 'limit list --service {} --project demo --region RegionOne', { env: system });
    await whole.compare('registered limit delete @ nosuch', { code: 1 });
    await limit.compare('limit delete @ nosuch', { code: 0 });
    await limit.compare('limit show @', { code: 1 });
    await whole.compare('registered limit delete @', { code: 0 });
    await plain.compare('registered limit delete @', { code: 0 });
    await plain.compare('registered limit delete @', { code: 1 });
  });
});
