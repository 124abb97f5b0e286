import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { ostk, peer, surroundings } from '../harness/compare.ts';
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

describe('Ctrl-C in an upload', () => {
  /** Starts an upload of data that never end, and interrupts it once the service takes them. */
  async function interrupted(
    id: string,
    ...more: string[]
  ): Promise<{ code: number | null; stderr: string }> {
    const { env, cwd } = surroundings({ program: 'glance' });
    const line = ['image-create', '--id', id, ...RAW.split(' '), ...more];
    const child = spawn(process.execPath, [inject('ostkProgram'), '--as', 'glance', ...line], { env, cwd });
    let stderr = '';
    child.stderr.on('data', data => {
      stderr += data;
    });
    child.stdin.on('error', () => {});
    child.stdin.write('data');
    const ended = new Promise<number | null>(resolve => child.once('close', resolve));
    for (let tries = 0; tries < 100; tries++) {
      const { stdout } = await peer(['image', 'show', id, '-f', 'value', '-c', 'status']);
      if (stdout.trim() === 'saving') break;
      await pause(200);
    }
    child.kill('SIGINT');
    return { code: await ended, stderr };
  }

  test('takes the image away that it made', async () => {
    const { ostk: id } = images();
    const { code, stderr } = await interrupted(id);
    expect({ code, stderr }).toEqual({
      code: 130,
      stderr: `The upload of image ${id} was interrupted; the image was deleted.\n`,
    });
    const { code: shown } = await peer(['image', 'show', id]);
    expect(shown).toBe(1);
  });

  test('unless it is to stay', async () => {
    const { ostk: id } = images();
    const { code, stderr } = await interrupted(id, '--keep-on-interrupt');
    expect(code).toBe(130);
    expect(stderr).toMatch(
      new RegExp(`^The upload of image ${id} was interrupted; the image is in state \\w+\\.\\n$`),
    );
  });
});

test('a download is the data to the byte', async () => {
  const { stdout } = await peer('image list --name cirros-0.6.2-x86_64-disk -f value -c ID');
  const file = join(folder, 'cirros');
  const options = { program: 'glance', stdin: false } as const;
  const { code } = await ostk(['image-download', '--file', file, stdout.trim()], options);
  expect(code).toBe(0);
  const theirs = `${file}-peer`;
  await peer(['image-download', '--file', theirs, stdout.trim()], options);
  expect(readFileSync(file).equals(readFileSync(theirs))).toBe(true);
});
