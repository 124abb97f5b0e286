import { afterAll, beforeAll, describe, test } from 'vitest';
import { attempt, compare, prepare, reads } from '../harness/compare.ts';

const NAME = `cmp-image-${Date.now().toString(36)}`;
const TAG = `${NAME}-tag`;

describe('image', () => {
  beforeAll(async () => {
    const properties = [
      'hw_cpu_cores=2',
      'hw_vif_multiqueue_enabled=true',
      'os_distro=debian',
      'colour=日本',
      'owner_specified.x=',
    ];
    const options = properties.flatMap(property => ['--property', property]);
    await prepare(['image', 'create', ...options, '--tag', TAG, '--tag', 'b', `${NAME}-1`]);
    await prepare(`image create --private --disk-format raw --min-disk 3 --tag ${TAG} ${NAME}-2`);
    await prepare(`image create --shared --tag ${TAG} ${NAME}-3`);
    await prepare(`image set --hidden ${NAME}-3`);
  });
  afterAll(() => Promise.all([1, 2, 3].map(n => attempt(`image delete ${NAME}-${n}`))));

  test('list', () => reads('list', `image list --tag ${TAG}`));
  test('list --long', () => reads('list', `image list --tag ${TAG} --long`));
  test.each([
    `--private --tag ${TAG}`,
    `--hidden --tag ${TAG}`,
    `--name ${NAME}-1 --status queued`,
    `--tag ${TAG} --tag b`,
    `--project admin --tag ${TAG}`,
    `--tag ${TAG} --property colour=日本`,
    `--tag ${TAG} --property disk_format=raw --property min_disk=3`,
    `--tag ${TAG} --sort min_disk:desc,name --long`,
    `--tag ${TAG} --limit 1`,
    `--tag ${TAG} --max-items 1`,
    `--tag ${TAG} --marker ${NAME}-2`,
  ])('list %s', async options => {
    await compare('options of the list', `image list ${options}`, `image list ${options}`, { code: 0 });
  });
  test('list as a user', () => reads('list', 'image list --public --long', { user: 'demo' }));
  test('show', () => reads('show', `image show ${NAME}-1`));
  test('show a hidden one', () => reads('show', `image show ${NAME}-3`));
  test('show what has data', () => reads('show', 'image show --human-readable cirros-0.6.2-x86_64-disk'));

  test.each([
    ['no such image', `image show ${NAME}`, 1],
    ['no such ID', 'image show 7a1f6a9e-0000-4000-8000-000000000000', 1],
    ['no such marker', `image list --marker ${NAME}`, 1],
    ['no such project', 'image list --project nosuch', 1],
    ['no such direction', 'image list --sort name:up', 1],
    ['no such field', 'image list --sort nosuch', 1],
    ['no such status', `image list --tag ${TAG} --member-status x`, 2],
    ['two visibilities', 'image list --public --private', 2],
    ['nothing named', 'image show', 2],
    ['a negative limit', 'image list --limit -1', 2],
  ])('%s', async (name, line, code) => {
    await compare(name, line, line, { code });
  });
});
