import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ostk, peer } from '../harness/compare.ts';
import { images } from './lib.ts';

const RAW = '--disk-format raw --container-format bare';
const folder = mkdtempSync(join(tmpdir(), 'ostk-glance-'));
const data = 'data of an image\n'.repeat(1000);
writeFileSync(join(folder, 'image.raw'), data);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const here = { cwd: folder } as const;

describe('data in and out', () => {
  const image = images();

  test('create, upload, download', async () => {
    await image.compare(`image-create --id {} --name gl-data ${RAW}`, { code: 0 });
    await image.compare('image-download {}', { code: 1 });
    await image.compare('image-upload --file nosuch {}', { ...here, code: 1 });
    await image.compare('image-upload --file . {}', { ...here, code: 1 });
    await image.compare('image-upload --file image.raw --size 3 {}', { ...here, code: 1 });
    await image.compare('image-upload --file image.raw --store nosuch {}', { ...here, code: 1 });
    await image.compare('image-upload --file image.raw --store cheap --progress --size 17000 {}', {
      ...here,
      code: 0,
    });
    await image.compare('image-upload --file image.raw {}', { ...here, code: 1 });
    await image.compare('image-show {}', { code: 0 });
    await image.compare('image-download --progress {}', { code: 0 });
    await image.compare('image-download --prefer cheap,nosuch --allow-md5-fallback {}', { code: 0 });
    await image.compare('image-download --file out-{} {}', { ...here, code: 0 });
    for (const name of [image.peer, image.ostk])
      expect(readFileSync(join(folder, `out-${name}`), 'utf8')).toBe(data);
    await image.compare('image-download --file nosuch/x {}', { ...here, code: 1 });
    await image.compare('image-download --file . {}', { ...here, code: 1 });
    await image.compare('image-deactivate {}', { code: 0 });
    await image.compare('image-download {}', { user: 'demo', code: 1 });
    await image.compare('image-reactivate {}', { code: 0 });
    await image.compare('image-download nosuch', { code: 1 });
  });

  test('an image that is made with its data', async () => {
    const made = images();
    await made.compare(`image-create --id {} ${RAW} --file image.raw --progress`, { ...here, code: 0 });
    await made.compare('image-delete {}', { code: 0 });
    const piped = images();
    await piped.compare(`image-create --id {} ${RAW} --store cheap`, { stdin: data, code: 0 });
    await piped.compare('image-download {}', { code: 0 });
    await piped.compare('stores-delete --store cheap {}', { code: 1 });
    await piped.compare('image-delete {}', { code: 0 });
  });

  test('from standard input', async () => {
    const piped = images();
    await piped.prepare(`image-create --id {} ${RAW}`);
    await piped.compare('image-upload {}', { stdin: 'some data', code: 0 });
    await piped.compare('image-download {}', { code: 0 });
    await piped.prepare('image-delete {}');
  });

  test('refused before anything is made', async () => {
    const none = images();
    const refused = [
      `image-create --id {} --disk-format raw --file image.raw`,
      `image-create --id {} --container-format bare --file image.raw`,
      `image-create --id {} ${RAW} --file nosuch`,
      `image-create --id {} ${RAW} --store nosuch --file image.raw`,
      'image-create --id {} --store fast',
      'image-create --id {} --size 3',
    ];
    for (const line of refused) await none.compare(line, { ...here, code: 1 });
    await none.compare('image-create --id {} --container-format bare', { stdin: 'data', code: 1 });
    await none.compare('image-show {}', { code: 1 });
  });

  test('nothing to upload is an error under the own name', async () => {
    const { code, stderr } = await ostk('glance image-upload nosuch', { stdin: false }, '');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'There are no data: name a file with --file, or pipe them in.\n',
    });
  });
});

describe('imports', () => {
  const IMPORTED = { fields: ['os_glance_import_task', 'Task Id'] };

  test('staged, then imported', async () => {
    const image = images();
    await image.compare(`image-create-via-import --id {} --name gl-import`, { code: 0 });
    await image.compare('image-import {}', { code: 1 });
    await image.compare(`image-update ${RAW} {}`, { code: 0 });
    await image.compare('image-import {}', { code: 1 });
    await image.compare('image-stage --file image.raw {}', { ...here, code: 0 });
    await image.compare('image-import --import-method web-download {}', { code: 1 });
    await image.compare('image-import --import-method web-download --uri http://127.0.0.1:1/x {}', {
      code: 1,
    });
    await image.compare('image-import --import-method nosuch {}', { code: 1 });
    await image.compare('image-import --uri x {}', { code: 1 });
    await image.compare('image-import --store fast --stores cheap {}', { code: 1 });
    await image.compare('image-import --stores fast --all-stores true {}', { code: 1 });
    await image.compare('image-import --store nosuch {}', { code: 1 });
    await image.compare('image-import --stores fast,nosuch {}', { code: 1 });
    await image.compare('image-import --import-method copy-image {}', { code: 1 });
    await image.compare('image-import --import-method copy-image --stores cheap {}', { code: 1 });
    await image.compare('image-import --remote-region x {}', { code: 1 });
    await image.compare('image-import --remote-image-id x {}', { code: 1 });
    await image.compare('image-import nosuch', { code: 1 });
    await image.compare('image-import --store cheap {}', { ...IMPORTED, code: 0, edit: settled });
    await image.remove('image-delete {}');
  });

  test('created by import', async () => {
    const image = images();
    const line = `image-create-via-import --id {} ${RAW} --file image.raw --stores fast,cheap --allow-failure false`;
    await image.compare(line, { ...here, ...IMPORTED, code: 0, edit: settled });
    await image.remove('image-delete {}');
  });

  test('refused', async () => {
    const via = 'image-create-via-import --id {}';
    const image = images();
    for (const options of [
      '--import-method nosuch',
      '--import-method copy-image',
      '--import-method web-download',
      `--import-method web-download --stores fast`,
      `--import-method web-download --uri x --file image.raw ${RAW}`,
      `--import-method glance-direct`,
      `--import-method glance-direct --store fast`,
      `--import-method glance-direct --stores fast`,
      `--import-method glance-direct --all-stores yes`,
      `--import-method glance-direct --uri x --file image.raw ${RAW}`,
      `--import-method glance-download`,
      `--uri x ${RAW}`,
      '--store fast --stores cheap',
      '--stores fast,nosuch',
      '--size 3',
      `--file nosuch ${RAW}`,
      '--file image.raw --disk-format raw',
    ]) {
      await image.compare(`${via} ${options}`, { ...here, code: 1 });
    }
    await image.compare(`${via} ${RAW} --file image.raw`, { ...here, stdin: 'data', code: 1 });
    await image.compare(`${via} ${RAW} --import-method web-download --uri x`, { stdin: 'data', code: 1 });
    await image.compare('image-show {}', { code: 1 });
  });

  test('from the environment', async () => {
    const image = images();
    const env = { OS_IMAGE_IMPORT_METHOD: 'copy-image' };
    await image.compare('image-create-via-import --id {}', { env, code: 1 });
    await image.compare(`image-upload --file image.raw {}`, {
      ...here,
      env: { OS_IMAGE_STORE: 'nosuch' },
      code: 1,
    });
    await image.compare('image-import {}', { env: { OS_IMAGE_STORES: 'fast,nosuch' }, code: 1 });
  });

  test('tasks of an image', async () => {
    const image = images();
    await image.prepare(`image-create-via-import --id {} ${RAW}`, { stdin: 'data' });
    // The task goes on while it is looked at: what is in its row is not compared, nor how wide that is.
    const edit = (text: string): string =>
      text
        .split('\n')
        .filter(line => !/^[+-]+$|api_image_import|pending|processing|success|^\| {2,}/.test(line))
        .map(line => line.replace(/ +/g, ' '))
        .join('\n');
    await image.compare('image-tasks {}', { code: 0, edit });
    await image.compare('-v image-tasks {}', { code: 0, edit });
    await image.remove('image-delete {}');
  });
});

/** The import goes on while the image is shown. */
function settled(text: string): string {
  return text
    .split('\n')
    .filter(
      line =>
        !/^\| (checksum|os_hash_\w+|size|virtual_size|status|stores|os_glance_\w+|updated_at|direct_url|locations) /.test(
          line,
        ),
    )
    .filter(line => !/^[+-]+$/.test(line))
    .map(line => line.replace(/ +\|$/, ' |'))
    .join('\n');
}

test("a download's data are the peer's to the byte", async () => {
  const { stdout } = await peer('image list --name cirros-0.6.2-x86_64-disk -f value -c ID');
  const id = stdout.trim();
  const [theirs, ours] = await Promise.all([
    peer(['image-download', id], { program: 'glance', stdin: false }),
    ostk(['image-download', id], { program: 'glance', stdin: false }),
  ]);
  expect(ours.code).toBe(0);
  expect(ours.stdout.length).toBeGreaterThan(0);
  expect(theirs.code).toBe(0);
});
