/** Images that are changed, shared and deleted. */
import { afterAll, beforeAll, describe, test } from 'vitest';
import { isObject, text } from '../../../../src/clients/json.ts';
import { compare, peer, prepare } from '../../harness/compare.ts';
import { twins } from '../../harness/twins.ts';
import { queued } from './lib.ts';

/** The service keeps tags in no order; those of JSON are shown as they come. */
const sortedTags = (stdout: string): string =>
  stdout.replace(/"tags": \[([^\]]*)\]/, (_, tags: string) => `"tags": ${tags.split(/[\s,]+/).sort()}`);

describe('changed', () => {
  const image = twins('set');
  beforeAll(() => queued(image, '--tags a --property colour=red --property os_distro=debian'));
  afterAll(() => image.remove('image delete {}'));

  test.each([
    '--name {} --min-disk 2 --min-ram 0 --disk-format qcow2 --container-format ovf',
    '--tag a --tag c --property colour=blue --property size_of~x/y=1 --property os_version=',
    '--protected --hidden --community',
    '--unprotected --unhidden --private --property owner_id=x',
    '--architecture x86_64 --instance-id i --kernel-id 7a1f6a9e-0000-4000-8000-000000000000',
    '--instance-uuid j --os-distro ubuntu --os-version 24 --ramdisk-id 7a1f6a9e-0000-4000-8000-000000000000',
    '--project demo',
    '--project admin --project-domain Default',
    '--deactivate --property x=1',
    '',
  ])('%s', async options => {
    // Without data it cannot be deactivated; the peer does not notice.
    await image.compare(`image set ${options} {}`, { code: 0 });
    await image.compare('image show -f json {}', { code: 0, edit: sortedTags });
  });

  test.each([
    '--property size=3',
    '--property min_disk=x',
    '--property disk_format=qcow3',
    '--visibility public',
    '--project nosuch',
    '--accept',
    '--accept --project demo',
    '--activate --deactivate',
    '--accept --reject',
    '--hidden --unhidden',
    '--disk-format qcow3',
    '--min-ram x',
  ])('not by %s', async options => {
    await image.compare(`image set ${options} {}`);
  });

  test('taken away', async () => {
    await image.compare('image unset --tag a --property colour {}', { code: 0 });
    await image.compare('image unset --tag nosuch --property nosuch --property architecture {}', { code: 1 });
    await image.compare('image unset --tag nosuch {}', { code: 1 });
    await image.compare('image unset --property nosuch --property other {}', { code: 1 });
    await image.compare('image unset --property os_hidden --property hypervisor_type {}');
    await image.compare('image unset --property needs_config_drive --property location {}', { code: 0 });
    await image.compare('image unset --property checksum {}');
    await image.compare('image unset --property min_disk --property instance_id {}');
    await image.reads('show', 'image show {}');
    await image.compare('image unset {}', { code: 0 });
  });

  test.each([
    ['of nobody', 'image set --name x nosuch', 1],
    ['of nobody, for nobody', 'image set --project nosuch nosuch', 1],
    ['from nobody', 'image unset --tag x nosuch', 1],
    ['nothing', 'image set', 2],
  ])('%s', async (name, line, code) => {
    await compare(name, line, undefined, { code });
  });

  test('by somebody else', async () => {
    await image.prepare('image set --public {}');
    await image.compare('image set --name x {}', { user: 'demo', code: 1 });
    await image.compare('image set --deactivate --name x {}', { user: 'demo', code: 1 });
    await image.compare('image unset --tag c --property os_distro {}', { user: 'demo', code: 1 });
    await image.compare('image delete {}', { user: 'demo', code: 1 });
    await image.compare('image add project {} demo', { user: 'demo', code: 1 });
  });
});

describe('with data', () => {
  const image = twins('act');
  beforeAll(() => image.prepare('image create --shared {}', { stdin: 'data' }));
  afterAll(() => image.remove('image delete {}'));

  test('activated and deactivated', async () => {
    await image.compare('image set --deactivate {}', { code: 0 });
    await image.compare('image show -f value -c status {}', { code: 0 });
    await image.compare('image set --activate --name {} {}', { code: 0 });
    await image.compare('image show -f value -c status {}', { code: 0 });
    await image.compare('image set --disk-format qcow2 {}', { code: 1 });
  });

  test('shared', async () => {
    const list = 'image member list {}';
    await image.reads('list', list);
    await image.compare('image add project {} demo', { code: 0 });
    await image.compare('image add project {} demo -f json', { code: 1 });
    await image.reads('list', 'image member list --project-domain Default {}');
    await image.compare('image member get {} demo', { code: 1 });
    await image.compare('image set --reject --project nosuch {}', { code: 1 });
    const demo = await prepare('project show demo -f json');
    await image.reads('show', `image member get {} ${isObject(demo) ? demo.id : ''}`);
    // Who has not taken an image yet finds it by its ID alone.
    const [peers, ours] = await Promise.all([image.peer, image.ostk].map(idOf));
    for (const answer of ['accept', 'reject', 'pending']) {
      const line = (id = ''): string => `image set --${answer} ${id}`;
      await compare(answer, line(peers), line(ours), { user: 'demo', code: 0 });
      await image.compare(list, { code: 0 });
    }
    const theirs = (id = ''): string => `image remove project ${id} demo`;
    await compare('by the member', theirs(peers), theirs(ours), { user: 'demo', code: 1 });
    await image.compare('image remove project {} demo', { code: 0 });
    await image.compare('image remove project {} demo', { code: 0 });
    await image.compare('image set --accept --project demo {}', { code: 1 });
    await image.compare('image add project {} nosuch', { code: 1 });
    await image.compare('image remove project {} nosuch', { code: 1 });
  });
  test('not what is private', async () => {
    await image.prepare('image set --private {}');
    await image.compare('image add project {} demo', { code: 1 });
    await image.compare('image member list {}', { code: 1 });
  });
});

async function idOf(name: string): Promise<string> {
  const image = await prepare(`image show ${name} -f json`);
  return isObject(image) ? text(image, 'id') : '';
}

test.each([
  'image add project nosuch demo',
  'image remove project nosuch demo',
  'image member list nosuch',
  'image member get nosuch demo',
])('%s', async line => {
  await compare('nobody', line, undefined, { code: 1 });
});

describe('deleted', () => {
  const image = twins('del');
  afterAll(() => image.remove('image delete {}-1 {}-2 {}-3'));

  test('several, up to one that is not there', async () => {
    for (const number of [1, 2, 3]) await queued(image, '', `{}-${number}`);
    await image.prepare('image set --protected {}-2');
    await image.compare('image delete {}-1 {}-2 {}-nosuch {}-3', { code: 1 });
    await image.compare('image list --name {}-1', { code: 0 });
    await image.compare('image list --name {}-3', { code: 0 });
    await image.compare('image delete {}-2 {}-3', { code: 1 });
    await image.compare('image list --name {}-3', { code: 0 });
    await image.prepare('image set --unprotected {}-2');
    await image.compare('image delete {}-2', { code: 0 });
    await image.compare('image delete {}-2', { code: 1 });
  });
  test('one of two of the same name', async () => {
    await queued(image, '', '{}-4');
    await queued(image, '', '{}-4');
    await image.compare('image delete {}-4', { code: 1 });
    for (const name of image.both('{}-4').flat())
      for (const { ID } of JSON.parse((await peer(`image list --name ${name} -f json`)).stdout))
        await prepare(`image delete ${ID}`);
  });
  test('from a store', async () => {
    await image.prepare('image create {}-1', { stdin: 'data' });
    await image.compare('image delete --store nosuch {}-1', { code: 1 });
    await image.compare('image delete --store cheap {}-1', { code: 1 });
    await image.compare('image delete --store fast {}-1', { code: 1 });
    await image.compare('image delete {}-1', { code: 0 });
  });
});
