import { describe, test } from 'vitest';
import { images, same } from './lib.ts';

const RAW = '--disk-format raw --container-format bare';

describe('an image without data', () => {
  const image = images();

  test('create, change, delete', async () => {
    await image.compare('image-create --id {}', { code: 0 });
    await image.compare('image-create --id {}', { code: 1 });
    await image.compare(
      'image-update --name gl-update --min-disk 3 --min-ram 64 --property a=b --property long=' +
        `${'word '.repeat(30).trim().replaceAll(' ', '-')} {}`,
      { code: 0 },
    );
    await image.compare(
      'image-update --architecture x86_64 --remove-property a --remove-property nosuch {}',
      {
        code: 0,
      },
    );
    await image.compare('image-update --property a=b --remove-property a --visibility private {}', {
      code: 0,
    });
    await image.compare('image-update --hidden true --os-distro debian --os-version 12 {}', { code: 0 });
    await image.compare('image-update {}', { code: 0 });
    await image.compare('image-show {}', { code: 0 });
    await image.compare('image-update --protected true {}', { code: 0 });
    await image.compare('image-delete {}', { code: 1 });
    await image.compare('image-update --protected no {}', { code: 0 });
    await image.compare('image-delete {} {}', { code: 1 });
    await image.compare('image-delete {}', { code: 1 });
  });

  test('tags', async () => {
    const tagged = images();
    await tagged.prepare('image-create --id {} --tags x');
    await tagged.compare('image-tag-update {} one', { code: 0 });
    await tagged.compare(['image-tag-update', '{}', 'two words'], { code: 0 });
    await tagged.compare('image-update --name gl-tagged {}', { code: 0, edit: sortedTags });
    await tagged.compare('image-tag-delete {} x', { code: 0 });
    await tagged.compare('image-tag-delete {} x', { code: 1 });
    await tagged.compare('image-update --property ünïcode=ö {}', { code: 0 });
    await tagged.compare(['image-tag-update', '{}', ''], { code: 1 });
    await tagged.compare(['image-tag-delete', '', 'x'], { code: 1 });
    await tagged.prepare('image-delete {}');
  });

  test('with everything', async () => {
    const full = images();
    await full.compare(
      `image-create --id {} --name gl-full ${RAW} --architecture x86_64 --instance-uuid 00000000-0000-4000-8000-000000000001 ` +
        '--kernel-id 00000000-0000-4000-8000-000000000002 --ramdisk-id 00000000-0000-4000-8000-000000000003 ' +
        '--min-disk 1 --min-ram 2 --os-distro debian --os-version 12 --protected false --hidden no --visibility shared ' +
        '--tags one --property x=1 --property hw_disk_bus=scsi --property empty=',
      { code: 0 },
    );
    await full.compare('image-delete {}', { code: 0 });
  });
});

/** The service gives tags in no order. */
function sortedTags(text: string): string {
  return text.replace(/\[("[^\]]*")\]/g, (_, tags: string) => `[${tags.split(', ').sort().join(', ')}]`);
}

describe('values that do not fit the schema', () => {
  test.each([
    '--disk-format nosuch',
    '--container-format nosuch',
    '--id nosuch',
    '--kernel-id nosuch',
    '--visibility nosuch',
    `--name ${'x'.repeat(256)}`,
    '--property cinder_encryption_key_deletion_policy=nosuch',
    '--property os_hidden=maybe',
    '--property min_disk=1',
    '--property nosuch',
  ])('%s', options => same(`image-create ${options} --owner 00000000000000000000000000000000`, { code: 1 }));

  test('what the service refuses', async () => {
    await same('image-create --min-disk -1', { code: 1 });
    await same('image-create --property status=active', { code: 1 });
    await same('image-create --visibility public', { user: 'demo', code: 1 });
    await same('image-update nosuch --name x', { code: 1 });
    await same('image-update nosuch --disk-format nosuch', { code: 1 });
  });
});

describe('members', () => {
  const image = images();

  test('create, list, update, get, delete', async () => {
    await image.prepare('image-create --id {}');
    await image.compare('member-list --image-id {}', { code: 0 });
    await image.compare('member-create {} some-project', { code: 0 });
    await image.compare('member-create {} some-project', { code: 1 });
    await image.compare('member-list --image-id {}', { code: 0 });
    await image.compare('member-get {} some-project', { code: 0 });
    await image.compare('member-get {} nosuch', { code: 1 });
    await image.compare('member-update {} some-project accepted', { code: 0 });
    await image.compare('member-update {} nosuch rejected', { code: 1 });
    await image.compare('member-delete {} some-project', { code: 0 });
    await image.compare('member-delete {} some-project', { code: 1 });
    await image.compare(['member-create', '{}', ''], { code: 1 });
    await image.compare(['member-delete', '', 'x'], { code: 1 });
    await image.compare(['member-update', '{}', '', 'pending'], { code: 1 });
    await image.compare('image-update --visibility private {}', { code: 0 });
    await image.compare('member-create {} x', { code: 1 });
    await image.compare('member-list --image-id {}', { user: 'demo', code: 1 });
  });
});

describe('not there, not allowed', () => {
  test.each([
    'image-delete nosuch nosuch2',
    'image-deactivate nosuch',
    'image-reactivate nosuch',
    'image-tag-update nosuch x',
    'image-tag-delete nosuch x',
    'member-list --image-id nosuch',
    'member-create nosuch x',
    'image-tasks nosuch',
    'stores-delete --store nosuch nosuch',
    'stores-delete --store fast nosuch',
  ])('%s', line => same(line, { code: 1 }));

  test('as demo', async () => {
    const image = images();
    await image.prepare('image-create --id {} --visibility public');
    await image.compare('image-delete {}', { user: 'demo', code: 1 });
    await image.compare('image-update --name x {}', { user: 'demo', code: 1 });
    await image.compare('image-deactivate {}', { user: 'demo', code: 1 });
    await image.compare('image-tag-update {} x', { user: 'demo', code: 1 });
    await image.compare('stores-delete --store fast {}', { user: 'demo', code: 1 });
    await image.prepare('image-delete {}');
  });
});
