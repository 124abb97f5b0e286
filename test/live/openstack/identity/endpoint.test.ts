/** Endpoints. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isList, isObject, text } from '../../../../src/clients/json.ts';
import { compare, prepare, reads } from '../../harness/compare.ts';
import { twins } from '../../harness/twins.ts';
import { make } from './made.ts';

describe('reading', () => {
  test('list', async () => {
    await reads('list', 'endpoint list');
    await reads('list', 'endpoint list --service image --interface public');
    await reads('list', 'endpoint list --service glance --region RegionOne');
    await compare('none', 'endpoint list --service glance --interface admin --project demo');
  });
  test('show', async () => {
    const [one] = [await prepare('endpoint list --service image --interface public -f json')].flatMap(
      found => (isList(found) ? found.filter(isObject) : []),
    );
    await reads('show', `endpoint show ${text(one ?? {}, 'ID')}`);
  });
  test.each([
    'endpoint show nosuch',
    'endpoint show image',
    'endpoint show 00000000000000000000000000000000',
    'endpoint show',
    'endpoint list --service nosuch',
    'endpoint list --service nosuch --region nosuch',
    'endpoint list --region nosuch',
    'endpoint list --interface private',
    'endpoint list --endpoint nosuch',
    'endpoint list --endpoint nosuch --project-domain nosuch',
    'endpoint list --endpoint x --project y',
    'endpoint list --project nosuch',
    'endpoint list --project demo --project-domain nosuch',
    'endpoint list --project-domain nosuch',
    'endpoint list --project demo --service nosuch',
    'endpoint set nosuch --url http://x',
    'endpoint set nosuch',
    'endpoint set nosuch --service nosuch',
    'endpoint set --enable --disable x',
    'endpoint delete nosuch 00000000000000000000000000000000',
    'endpoint delete',
    'endpoint create image public',
    'endpoint create image private http://x',
    'endpoint create nosuch public http://x',
    'endpoint create nosuch public http://x --region nosuch',
    'endpoint create image public http://x --region nosuch',
    'endpoint create image public nourl',
    'endpoint create --enable --disable image public http://x',
    'endpoint add project nosuch demo',
    'endpoint add project nosuch nosuch',
    'endpoint add project nosuch',
    'endpoint remove project nosuch demo',
    'endpoint remove project nosuch demo --project-domain nosuch',
  ])('%s', async line => {
    const { peer } = await compare('fails', line);
    expect(peer.code).not.toBe(0);
  });
  test.each([
    'endpoint list',
    'endpoint list --service image',
    'endpoint list --project demo',
    'endpoint list --endpoint x',
    'endpoint show x',
    'endpoint create image public http://x',
    'endpoint set x --url http://x',
    'endpoint delete x',
    'endpoint add project x demo',
    'endpoint remove project x demo',
  ])('%s as a user without rights', async line => {
    await compare('forbidden', line, undefined, { user: 'demo', code: 1 });
  });
});

describe('changing', () => {
  const place = twins('place');
  // Deleting a service deletes its endpoints. An empty project of its own sees them, so that nobody else does.
  beforeAll(async () => {
    await place.prepare('service create --name {} {}-type');
    await place.prepare('service create --name {}-2 {}-type-2');
    await place.prepare('region create {}');
    await place.prepare('project create {}');
  });
  afterAll(async () => {
    await place.remove('service delete {} {}-2');
    await place.remove('region delete {}');
    await place.remove('project delete {}');
  });
  test('create, list, set, show, delete', async () => {
    await place.compare('endpoint create {}-type public http://x/%(project_id)s', { code: 0 });
    const one = await make(place, 'endpoint create --region {} {} internal http://y');
    await place.compare('endpoint create --region RegionOne --disable {}-2 admin http://z -f json', {
      code: 0,
    });
    await one.reads('show', 'endpoint show @');
    await place.compare('endpoint list --service {} --interface internal', { code: 0 });
    await place.reads('list', 'endpoint list --service {}-type-2 --region RegionOne', { all: true });
    await one.compare('endpoint set @', { code: 0 });
    await one.compare('endpoint set @ --region nosuch', { code: 1 });
    await one.compare('endpoint set @ --service nosuch', { code: 1 });
    await one.compare(
      'endpoint set @ --region RegionOne --interface public --url http://new --service {}-type-2 --disable',
      { code: 0 },
    );
    await one.reads('show', 'endpoint show @');
    await one.compare('endpoint set @ --enable', { code: 0 });
    await one.compare('endpoint delete @ nosuch', { code: 1 });
    await one.compare('endpoint show @', { code: 1 });
  });
  test('in the catalogue of a project', async () => {
    const one = await make(place, 'endpoint create {} public http://y');
    await one.compare('endpoint add project @ {}', { code: 0 });
    await one.compare('endpoint add project @ {} --project-domain Default', { code: 1 });
    await one.compare('endpoint add project @ nosuch', { code: 1 });
    await one.reads('list', 'endpoint list --endpoint @');
    await place.reads('list', 'endpoint list --project {}');
    await place.compare('endpoint list --project {} --project-domain Default --service {}-2', { code: 0 });
    await one.compare('endpoint remove project @ {}', { code: 0 });
    await one.compare('endpoint remove project @ {} --project-domain Default', { code: 1 });
    await one.compare('endpoint list --endpoint @', { code: 0 });
    const project = await make(place, 'project show {}');
    await project.compare('endpoint list --project @', { code: 0 });
  });
});
