/** Imports, stores, tasks, the cache, and what is downloaded. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare, ostk, reads } from '../../harness/compare.ts';
import { ostkOnTerminal } from '../../harness/terminal.ts';
import { twins } from '../../harness/twins.ts';
import { onTerminal, queued } from './lib.ts';

const FORMATS = '--disk-format raw --container-format bare';

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'ostk-live-image-'));
  writeFileSync(join(dir, 'data.raw'), 'some data\n'.repeat(1000));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('what the service offers', () => {
  test('import methods', () => reads('show', 'image import info'));
  test('stores', () => reads('list', 'image stores list'));
  test('stores in detail', () => reads('list', 'image stores list --detail'));
  test('stores in detail, as a user', async () => {
    await compare('forbidden', 'image stores list --detail', undefined, { user: 'demo', code: 1 });
  });
});

describe('imported', () => {
  const image = twins('imp');
  const server = createServer((_, response) => void response.end('from the web'));
  beforeAll(async () => {
    await listen(server);
    for (const name of ['{}', '{}-2', '{}-3', '{}-4']) await queued(image, FORMATS, name);
    await queued(image, '', '{}-5');
  });
  afterAll(async () => {
    server.close();
    await image.remove('image delete {} {}-2 {}-3 {}-4 {}-5');
  });
  test('from where it was staged', async () => {
    await image.compare('image import {}', { code: 1 });
    await image.compare(`image stage --file ${dir}/data.raw --size 10000 --progress {}`, { code: 0 });
    await image.compare('image show -f value -c status {}', { code: 0 });
    await image.compare('image stage {}', { stdin: 'x', code: 1 });
    await image.compare('image import --store cheap fast --method glance-direct --disallow-failure {}', {
      code: 0,
      edit: stable,
    });
    await image.until('image show {}', ({ status }) => status === 'active');
    await image.compare('image show -f value -c size -c checksum {}', { code: 0 });
  });
  test('from stdin', async () => {
    await image.compare('image stage {}-2', { stdin: 'data', code: 0 });
    await image.compare('image import --all-stores --allow-failure -f json {}-2', { code: 0, edit: stable });
    await image.until('image show {}-2', ({ status }) => status === 'active');
  });
  test('without any data', async () => {
    await onTerminal(image, 'image stage {}-3');
    await onTerminal(image, 'image stage --size 3 {}-4');
  });
  test('from the web', async () => {
    const line = `image import --method web-download --uri http://${ownAddress()}/image --wait -f value -c name {}-4`;
    await image.compare(line, { code: 0 });
    await image.until('image show {}-4', ({ status }) => status === 'active');
    await image.compare(line, { code: 1 });
    // The store that it is in.
    await image.compare('image import --method copy-image --store cheap -f value -c name {}-4', { code: 0 });
    await image.until('image show {}-4', fields => JSON.stringify(fields).includes('images2'));
    await image.compare('image delete --store cheap {}-4', { code: 0 });
  });
  test.each([
    '--method web-download {}-5',
    '--method web-download --uri x {}-5',
    '--method web-download --uri http:///x {}-5',
    '--uri http://x {}-5',
    '--method glance-download {}-5',
    '--method copy-image {}-5',
    '--method copy-image --all-stores {}-5',
    '--method copy-image --store cheap --all-stores {}-5',
    '--remote-region x {}-5',
    '--remote-image x {}-5',
    '--remote-service-interface x {}-5',
    '--method nosuch {}-5',
    `--method web-download --uri http://127.0.0.1:9/ {}-5`,
    '{}-nosuch',
  ])('not %s', async options => {
    await image.compare(`image import ${options}`);
  });
  test('not by somebody else', async () => {
    await image.prepare('image set --public {}-3');
    await image.compare('image import {}-3', { user: 'demo', code: 0, edit: stable });
    await image.compare('image stage {}-5', { user: 'demo', stdin: 'x', code: 1 });
  });
});

/** An address of this machine: the service downloads nothing from loopback, nor from ports other than the web's. */
function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap(each => each ?? []);
  const own = all.find(({ internal, family }) => !internal && family === 'IPv4');
  if (!own) throw new Error('this machine has no address but loopback');
  return own.address;
}

/** Listens on port 80, once another run of this test has ended. */
async function listen(server: Server): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(80, ownAddress(), resolve);
      });
      return;
    } catch (error) {
      if (tries === 60) throw error;
      await pause(1000);
    }
  }
}

/** An import that has begun may have been noted already. */
function stable(stdout: string): string {
  return stdout.replace(/updated_at.*/g, '').replace(/os_glance_\w+[^,}]*,? ?/g, '');
}

describe('tasks', () => {
  test.each([
    'image task list --type import --status failure --limit 2 --max-items 1 --sort-key id --sort-dir asc',
    'image task list --status pending',
    'image task list --sort-key nosuch',
    'image task list --sort-dir up',
    'image task list --marker nosuch',
    'image task list --type nosuch',
    'image task show nosuch',
    'image task show 7a1f6a9e-0000-4000-8000-000000000000',
  ])('%s', async line => {
    await compare('tasks', line);
  });
  test('as a user', async () => {
    await compare('forbidden', 'image task list', undefined, { user: 'demo' });
  });
});

describe('the cache', () => {
  const image = twins('cache');
  beforeAll(() => image.prepare('image create {}', { stdin: 'cached' }));
  afterAll(() => image.remove('image delete {}'));
  /** Those of this test: others work with the cache at the same time. */
  const own = (stdout: string): string =>
    stdout
      .split('\n')
      .filter(line => /cached|queued/.test(line) && line.includes('<id-1>'))
      .join('\n');

  test('queued, listed, taken out', async () => {
    await image.compare('cached image queue {} {}-nosuch', { code: 1 });
    await image.compare('cached image list -f value', { code: 0, mask: ['ids', 'times'], edit: own });
    await image.compare('cached image delete {} {}-nosuch', { code: 1 });
    await image.compare('cached image delete {}', { code: 0 });
  });
  test.each(['queue', 'delete', 'list', 'clear --queue'])('%s as a user', async words => {
    const name = words === 'queue' || words === 'delete' ? ' cirros-0.6.2-x86_64-disk' : '';
    await compare('forbidden', `cached image ${words}${name}`, undefined, { user: 'demo' });
  });
});

describe('saved', () => {
  const image = twins('save');
  const data = 'some data\n'.repeat(50_000);
  beforeAll(async () => {
    await image.prepare('image create --public {}', { stdin: data });
    await queued(image, '', '{}-2');
  });
  afterAll(() => image.remove('image delete {} {}-2'));

  test('in a file', async () => {
    await image.compare(`image save --file ${dir}/{} --chunk-size 5 --store-preference cheap {}`, {
      code: 0,
    });
    for (const name of [image.peer, image.ostk]) expect(readFileSync(join(dir, name), 'utf8')).toBe(data);
  });
  test('on stdout', async () => {
    const { ostk: own } = await image.compare('image save --store-preference fast {}', {
      code: 0,
      edit: stdout => String(stdout === data),
    });
    expect(own.stdout).toBe(data);
  });
  test('without data', async () => {
    await image.compare(`image save --file ${dir}/{} {}-2`, { code: 0 });
    for (const name of [image.peer, image.ostk]) expect(readFileSync(join(dir, name), 'utf8')).toBe('');
    rmSync(join(dir, image.ostk));
    const own = await ostk(`image save --file ${dir}/${image.ostk} ${image.ostk}-2`, {}, '');
    expect(own).toMatchObject({ code: 1, stderr: expect.stringContaining('has no data') });
    expect(existsSync(join(dir, image.ostk))).toBe(false);
    expect(existsSync(join(dir, `${image.ostk}.part`))).toBe(false);
  });
  test.each([
    ['nowhere', `image save --file /nosuch/x {}`],
    ['in a directory', 'image save --file /tmp {}'],
    ['no such image', 'image save {}-nosuch'],
    ['no number', 'image save --chunk-size x {}'],
  ])('%s', async (_, line) => {
    await image.compare(line);
  });
  test('what is deactivated, by somebody else', async () => {
    await image.prepare('image set --deactivate {}');
    const { ostk: own } = await image.compare(`image save --file ${dir}/{}-3 {}`, { user: 'demo', code: 1 });
    expect(own.stderr).toContain('checksum mismatch (sha512)');
    expect(existsSync(join(dir, `${image.ostk}-3`))).toBe(false);
    await image.compare('image save {}', { user: 'demo', code: 1 });
    const { stderr } = await ostk(`image save ${image.ostk}`, { user: 'demo' }, '');
    expect(stderr).toContain('deactivated');
  });
  test('nothing is for a terminal', async () => {
    const { code, terminal } = await ostkOnTerminal(`image save ${image.ostk}`, [], { streams: true });
    expect({ code, terminal }).toMatchObject({
      code: 1,
      terminal: expect.stringContaining('not for a terminal'),
    });
  });
});
