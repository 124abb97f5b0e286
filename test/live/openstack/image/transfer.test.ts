/** Data of images on a network that fails, by people who change their minds, and in little memory. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { isObject, type JsonObject, parseJson, text } from '../../../../src/clients/json.ts';
import { attempt, ostk, prepare, surroundings } from '../../harness/compare.ts';
import { type Fault, type FaultyProxy, faultyProxy } from '../../harness/faults.ts';

const SIZE = 20_000_000;
const data = Buffer.alloc(SIZE, 'data that are not all the same, and not all different either\n');

const NAME = `cmp-transfer-${Date.now().toString(36)}`;
let dir = '';
let proxy: FaultyProxy;

const busy: Fault = { kind: 'busy' };
const cut = (after: number): Fault => ({ kind: 'cut', after });
const stall = (after: number, milliseconds: number): Fault => ({ kind: 'stall', after, milliseconds });

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'ostk-live-transfer-'));
  writeFileSync(join(dir, 'in.raw'), data);
  const endpoints = await prepare('catalog show image -f json');
  const listed = isObject(endpoints) && Array.isArray(endpoints.endpoints) ? endpoints.endpoints : [];
  const own = listed.find(each => isObject(each) && each.interface === 'public');
  proxy = await faultyProxy(isObject(own) ? text(own, 'url') : '');
});
afterAll(async () => {
  await proxy.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Everything about images goes through the proxy. */
const through = () => ({ env: { OS_IMAGE_ENDPOINT_OVERRIDE: proxy.url } });

function path(name: string): string {
  return join(dir, name);
}

describe('a download', () => {
  beforeAll(() => prepare(`image create --file ${path('in.raw')} ${NAME}`));
  afterAll(() => attempt(`image delete ${NAME}`));
  afterEach(() => {
    for (const name of ['out', 'out.part']) rmSync(path(name), { force: true });
  });
  const save = (more = '', tree = 'openstack') =>
    ostk(`image save --file ${path('out')} ${more} ${NAME}`, through(), tree);
  const whole = (): boolean => readFileSync(path('out')).equals(data);

  test.each([
    ['that is cut again and again', [cut(1_000_000), cut(0), cut(5_000_000)]],
    ['of a service that is busy', [busy, busy]],
    ['that stalls for a while', [stall(3_000_000, 3000)]],
    ['that is cut, and continued by a busy service', [cut(7_000_000), busy, busy]],
  ])('%s comes to its end', async (_, faults) => {
    proxy.plan(...faults);
    expect(await save()).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(whole()).toBe(true);
    expect(existsSync(path('out.part'))).toBe(false);
    expect(proxy.asked.length).toBe(faults[0]?.kind === 'stall' ? 1 : faults.length + 1);
  });

  test('continues behind what came', async () => {
    proxy.plan(cut(1_000_000));
    await save();
    expect(proxy.asked[1]).toMatch(/ bytes=1000000-$/);
    expect(proxy.bytes).toBeLessThan(SIZE + 300_000);
  });

  test('on stdout comes to its end as well', async () => {
    proxy.plan(cut(1_000_000));
    const { code, stdout, stderr } = await ostk(`image save ${NAME}`, through());
    expect({ code, stderr, same: stdout === data.toString() }).toEqual({ code: 0, stderr: '', same: true });
  });

  test.each(['openstack', ''])('that has no end leaves a part, which is continued (%s)', async tree => {
    proxy.plan(cut(4_000_000), ...Array<Fault>(30).fill(cut(0)));
    const failed = await save('', tree);
    expect(failed.code).toBe(1);
    if (tree === '') expect(failed.stderr).toContain('out.part is kept: --resume goes on from there.');
    expect(existsSync(path('out'))).toBe(false);
    expect(statSync(path('out.part')).size).toBe(4_000_000);
    proxy.plan();
    expect(await save('--resume', tree)).toMatchObject({ code: 0, stdout: '' });
    expect(proxy.asked).toEqual([expect.stringMatching(/ bytes=4000000-$/)]);
    expect(whole()).toBe(true);
  });

  test('of data that changed leaves no file', async () => {
    proxy.plan({ kind: 'flip', after: 12_345_678 });
    const changed = Buffer.from(data);
    changed[12_345_678] = (changed[12_345_678] ?? 0) ^ 1;
    const [promised, actual] = [data, changed].map(each => createHash('sha512').update(each).digest('hex'));
    expect(await save()).toEqual({
      code: 1,
      stdout: '',
      stderr: `Unable to download image: checksum mismatch (sha512): ${promised} != ${actual}\n`,
    });
    expect(existsSync(path('out'))).toBe(false);
    expect(existsSync(path('out.part'))).toBe(false);
  });

  test('that is continued with the part of another leaves no file', async () => {
    writeFileSync(path('out.part'), 'something else');
    proxy.plan();
    expect(await save('--resume')).toMatchObject({ code: 1 });
    expect(existsSync(path('out')) || existsSync(path('out.part'))).toBe(false);
  });

  test('that is interrupted leaves a part', async () => {
    proxy.plan(stall(6_000_000, 60_000));
    const run = begin(['image', 'save', '--file', path('out'), NAME]);
    await until(() => proxy.bytes > 6_000_000);
    run.child.kill('SIGINT');
    expect(await run.ended).toMatchObject({ code: 130 });
    expect(existsSync(path('out'))).toBe(false);
    const { size } = statSync(path('out.part'));
    proxy.plan();
    expect(await save('--resume')).toMatchObject({ code: 0 });
    expect(proxy.asked).toEqual([expect.stringMatching(new RegExp(` bytes=${size}-$`))]);
    expect(whole()).toBe(true);
  });
});

describe('an upload', () => {
  const name = `${NAME}-up`;
  const create = (more = '', options: { readonly stdin?: string } = {}) =>
    ostk(`image create ${more} -f json ${name}`, { ...through(), ...options });
  const file = () => `--file ${path('in.raw')}`;
  afterEach(async () => {
    for (const { ID } of await found()) await attempt(`image delete ${ID}`);
  });

  test('to a service that is busy is sent again', async () => {
    proxy.plan(busy, busy);
    const { code, stdout } = await create(file());
    expect(code).toBe(0);
    expect(parseJson(stdout)).toMatchObject({
      status: 'active',
      size: SIZE,
      checksum: createHash('md5').update(data).digest('hex'),
    });
    expect(proxy.asked.length).toBe(3);
  });

  test('of a pipe to a service that is busy fails, and takes the image with it', async () => {
    proxy.plan(busy);
    expect(await create('', { stdin: 'data' })).toMatchObject({ code: 1, stdout: '' });
    expect(await found()).toEqual([]);
  });

  test('that stalls for a while comes to its end', async () => {
    proxy.plan(stall(3_000_000, 3000));
    expect(await create(file())).toMatchObject({ code: 0, stderr: '' });
  });

  test('that is cut takes the image with it', async () => {
    proxy.plan(cut(5_000_000));
    const { code, stderr } = await create(file());
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(
        /^The upload of image [0-9a-f-]{36} failed: .+; the image was deleted\.\n$/,
      ),
    });
    expect(proxy.asked.length).toBe(1);
    expect(await found()).toEqual([]);
  });

  test('that is cut leaves the image where that is wanted', async () => {
    proxy.plan(cut(5_000_000));
    const { code, stderr } = await create(`${file()} --keep-on-interrupt`);
    const [image] = await found();
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(
        new RegExp(`^The upload of image ${image?.ID} failed: .+; the image is in state \\w+\\.\n$`),
      ),
    });
  });

  test('to the staging area that is cut leaves the image', async () => {
    await prepare(['image-create', '--name', name, '--disk-format', 'raw', '--container-format', 'bare'], {
      program: 'glance',
      stdin: false,
    });
    proxy.plan(cut(5_000_000));
    const { code, stderr } = await ostk(`image stage ${file()} ${name}`, through());
    const [image] = await found();
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`^The upload of image ${image?.ID} failed: .+; the image is in state`));
  });

  test.each(['openstack', ''])('that is refused has the sentence of the service (%s)', async tree => {
    const refuse: Fault = {
      kind: 'refuse',
      status: 413,
      sentence: 'Request exceeds the quota of the project',
    };
    proxy.plan(refuse);
    const { code, stderr } = await ostk(`image create ${file()} ${name}`, through(), tree);
    expect(code).toBe(1);
    // The peer has only the reason phrase of a text that is no page.
    expect(stderr).toContain(tree === '' ? refuse.sentence : 'HttpException: 413');
    expect(await found()).toEqual([]);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('that is interrupted by %s takes the image with it', async (signal, code) => {
    proxy.plan(stall(6_000_000, 60_000));
    const run = begin(['image', 'create', '--file', path('in.raw'), name]);
    await until(() => proxy.bytes > 6_000_000);
    run.child.kill(signal);
    expect(await run.ended).toEqual({
      code,
      stdout: '',
      stderr: expect.stringMatching(
        /^The upload of image [0-9a-f-]{36} was interrupted; the image was deleted\.\n$/,
      ),
    });
    expect(await found()).toEqual([]);
  });

  test('that is interrupted leaves the image where that is wanted', async () => {
    proxy.plan(stall(6_000_000, 60_000));
    const run = begin(['image', 'create', '--keep-on-interrupt', '--file', path('in.raw'), name]);
    await until(() => proxy.bytes > 6_000_000);
    run.child.kill('SIGINT');
    const { code, stderr } = await run.ended;
    const [image] = await found();
    expect({ code, stderr }).toEqual({
      code: 130,
      stderr: `The upload of image ${image?.ID} was interrupted; the image is in state queued.\n`,
    });
  });

  async function found(): Promise<JsonObject[]> {
    const list = await prepare(`image list --name ${name} -f json`);
    return Array.isArray(list) ? list.filter(isObject) : [];
  }
});

describe('a gigabyte', () => {
  const GIGABYTE = 1024 ** 3;
  /** In bytes; what the system calls a kB is 1024 of them. */
  const MOST = 100 * 1024 * 1024;
  const name = `${NAME}-large`;
  afterAll(() => attempt(`image delete ${name}`));

  test('goes through little memory', { timeout: 600_000 }, async () => {
    const source = path('large.raw');
    const handle = openSync(source, 'w');
    ftruncateSync(handle, GIGABYTE);
    closeSync(handle);
    const up = begin(['image', 'create', '--file', source, '-f', 'json', name], {});
    expect(await up.ended).toMatchObject({ code: 0, stderr: '' });
    rmSync(source);
    const down = begin(['image', 'save', '--file', path('large.out'), name], {});
    expect(await down.ended).toMatchObject({ code: 0, stderr: '' });
    expect(statSync(path('large.out')).size).toBe(GIGABYTE);
    rmSync(path('large.out'));
    const piped = begin(['image', 'save', name], {}, true);
    expect(await piped.ended).toMatchObject({ code: 0, stderr: '' });
    for (const { peak } of [up, down, piped]) {
      expect(peak()).toBeGreaterThan(20 * 1024 * 1024);
      expect(peak()).toBeLessThan(MOST);
    }
  });
});

interface Begun {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
  /** The most memory that it held at a time, in bytes. */
  peak(): number;
}

/**
 * Starts ostk and lets it run.
 * @param drain whether stdout is read and forgotten
 */
function begin(
  argv: readonly string[],
  env: Readonly<Record<string, string>> = through().env,
  drain = false,
): Begun {
  const around = surroundings({ env });
  const child = spawn(process.execPath, [inject('ostkProgram'), '--as', 'openstack', ...argv], {
    env: around.env,
    cwd: around.cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const seen = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    if (!drain) seen.stdout += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    seen.stderr += chunk;
  });
  let most = 0;
  const watch = setInterval(() => {
    try {
      const [, kilobytes] = /^VmHWM:\s*(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
      most = Math.max(most, Number(kilobytes ?? 0) * 1024);
    } catch {
      // It has ended.
    }
  }, 20);
  const ended = new Promise<number | null>(resolve => child.once('close', resolve)).then(code => {
    clearInterval(watch);
    return { code, ...seen };
  });
  return { child, ended, peak: () => most };
}

async function until(test: () => boolean): Promise<void> {
  for (let tries = 0; !test(); tries++) {
    if (tries > 1200) throw new Error('it did not come to that');
    await pause(50);
  }
  // What was sent is to be on its way.
  await pause(200);
}
