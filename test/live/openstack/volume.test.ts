/** Volumes, from their creation to their end. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { isObject } from '../../../src/clients/json.ts';
import { attempt, compare, peer, prepare, reads } from '../harness/compare.ts';
import { twins } from '../harness/twins.ts';

const NONE = '7a1f6a9e-0000-4000-8000-000000000000';

describe('what changes', () => {
  const vol = twins('volume');
  const available = (name: string): Promise<void> =>
    vol.until(`volume show ${name}`, ({ status }) => status === 'available');
  // What the backend says of a volume may be there a moment later.
  const changing = { fields: ['os-vol-host-attr:host', 'service_uuid', 'provider_id', 'status'] };

  beforeAll(async () => {
    // The cloud's default is ten, and other tests make some too.
    await prepare('quota set --volumes 100 admin');
    await vol.prepare('volume create --size 1 {}-source');
    await available('{}-source');
    await vol.prepare('volume snapshot create --volume {}-source {}-snapshot');
    await vol.until('volume snapshot show {}-snapshot', ({ status }) => status === 'available', peer);
  });
  afterAll(async () => {
    await vol.remove('volume delete {} {}-2 {}-3 {}-4 {}-5');
    await vol.remove('volume delete --cascade {}-source');
  });

  test('create', async () => {
    await vol.compare(
      "volume create --size 1 --description 'for tests' --property b=1 --property a=x --hint note=x {}",
      changing,
    );
    await vol.compare(
      'volume create --size 1 --image cirros-0.6.2-x86_64-disk --non-bootable {}-2',
      changing,
    );
    await vol.compare('volume create --source {}-source --size 1 --availability-zone nova {}-3', changing);
    await vol.compare('volume create --snapshot {}-snapshot --type lvmdriver-1 {}-4', changing);
    await vol.compare('volume create --size 1 --bootable --read-only {}-5 -f json', { ...changing, code: 0 });
  });
  test('show', async () => {
    for (const name of ['{}', '{}-2', '{}-5']) await available(name);
    await vol.reads('show', 'volume show {}', { all: true });
    await vol.compare('volume show {}-2');
    await vol.compare('volume show {}-5');
  });
  test('list', async () => {
    await vol.reads('list', 'volume list --name {}');
    await vol.reads('list', 'volume list --name {}-2 --long', { all: true });
    await vol.compare('volume list --name {}-2 --status available --project admin --user admin --limit 1');
    await vol.compare('volume list --name {} --all-projects --property a=x --long');
    await vol.compare('volume list --name {} --property a=nosuch');
  });
  test('set', async () => {
    await vol.compare("volume set --size 2 --description 'now larger' --property c=3 {}", { code: 0 });
    await available('{}');
    await vol.compare(
      'volume set --no-property --property d=4 --image-property os=x --bootable --read-only --state error {}',
      { code: 1 },
    );
    await vol.compare('volume show {}');
    await vol.compare('volume set --size 1 --type nosuch --migration-policy on-demand {}', { code: 1 });
    await vol.compare('volume set --state available --detached --non-bootable --read-write {}', { code: 0 });
    await vol.compare('volume set --retype-policy never {}', { code: 0 });
    await vol.compare('volume set --name {}-renamed {}', { code: 0 });
    await vol.compare('volume set --name {} {}-renamed', { code: 0 });
    await vol.compare('volume set --state maintenance {}', { code: 0 });
    await vol.compare('volume set --size 5 {}', { code: 1 });
    await vol.compare('volume set --state available {}', { code: 0 });
  });
  test('unset', async () => {
    await vol.compare('volume unset --property d --image-property os {}', { code: 0 });
    await vol.compare('volume unset --property nosuch --image-property nosuch {}', { code: 1 });
    await vol.compare('volume show {}');
  });
  test('delete', async () => {
    await vol.compare('volume delete {} {}-nosuch {}-2', { code: 1 });
    await vol.compare('volume delete --force {}-3', { code: 0 });
    await vol.compare('volume delete {}-source', { code: 1 });
    await vol.compare('volume delete --cascade {}-5', { code: 0 });
  });
});

describe('attached', () => {
  const name = `cmp-attached-${Date.now().toString(36)}`;
  beforeAll(async () => {
    await prepare(`volume create --size 1 ${name}`);
    await prepare(
      `server create --flavor m1.nano --image cirros-0.6.2-x86_64-disk --nic none --wait ${name} --os-compute-api-version 2.93`,
    );
    await prepare(`server add volume ${name} ${name}`);
    for (let looks = 0; looks < 100; looks++) {
      const seen = await prepare(`volume show ${name} -f json`);
      if (isObject(seen) && seen.status === 'in-use') return;
      await pause(500);
    }
  });
  afterAll(async () => {
    await attempt(`server delete --wait ${name}`);
    await attempt(`volume set --state available --detached ${name}`);
    await attempt(`volume delete ${name}`);
  });
  test('list', () => reads('list', `volume list --name ${name} --long`));
  test('show', () => reads('show', `volume show ${name}`));
});

describe('what fails', () => {
  test.each([
    ['no such volume', 'volume show nosuch', 1],
    ['no such ID', `volume show ${NONE}`, 1],
    ['no such volume to delete', 'volume delete nosuch', 1],
    ['no such volume to change', 'volume set --size 3 nosuch', 1],
    ['no such volume to unset', 'volume unset --property a nosuch', 1],
    ['no size', 'volume create x', 1],
    ['no size that is possible', 'volume create --size 0 x', 1],
    ['no such type', 'volume create --size 1 --type nosuch x', 1],
    ['no such image', 'volume create --size 1 --image nosuch x', 1],
    ['no such group', 'volume create --size 1 --consistency-group nosuch x', 1],
    ['no such snapshot', 'volume create --snapshot nosuch x', 1],
    ['no such backup', 'volume create --backup nosuch x', 1],
    ['a host without a remote source', 'volume create --size 1 --host a x', 1],
    ['a remote source with a size', 'volume create --remote-source a=b --size 1 x', 1],
    ['a remote source without a host', 'volume create --remote-source a=b x', 1],
    ['a remote source with host and cluster', 'volume create --remote-source a=b --host a --cluster b x', 1],
    ['more than the quota', 'volume create --size 100000 x', 1],
    ['remote and forced', 'volume delete --remote --force x', 1],
    ['no such project', 'volume list --project nosuch', 1],
    ['no such user', 'volume list --user nosuch', 1],
    ['no such marker', `volume list --marker ${NONE}`, 1],
    ['no such state', 'volume set --state nosuch x', 2],
    ['two sources', 'volume create --image a --snapshot b x', 2],
    ['a size that is no number', 'volume create --size x y', 2],
    ['a property without a value', 'volume create --size 1 --property a x', 2],
    ['nothing named', 'volume delete', 2],
  ])('%s', async (name, line, code) => {
    await compare(name, line, line, { code });
  });
  test('what users may not do', async () => {
    const demo = { user: 'demo', code: 0 } as const;
    await compare('no volumes of others', 'volume list --project admin', undefined, { user: 'demo' });
    await compare('all projects', 'volume list --all-projects --name nosuch', undefined, demo);
  });
});
