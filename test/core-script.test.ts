/** The core's script, and the code that is kept of it. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { codeDirectory, loadCore } from '../src/core-script.ts';

/** A core whose run says whether it knows its folder, after some work that V8 has to compile. */
const SCRIPT = `((importFile, folder) => {
  const work = n => (n < 2 ? n : work(n - 1) + work(n - 2));
  return {
    'src/node.ts': () => ({}),
    'src/run.ts': () => ({ run: async () => (work(5) === 5 && folder.endsWith('program') ? 0 : 1) }),
  };
})`;

afterEach(() => {
  globalThis.ostkCore = undefined;
});

/** A program and a cache in folders of their own. */
function setUp() {
  const home = mkdtempSync(join(tmpdir(), 'ostk-core-'));
  const [program, cache] = [join(home, 'program'), join(home, 'cache')];
  for (const each of [program, cache]) mkdirSync(each, { mode: 0o700 });
  const file = join(program, 'core.js');
  writeFileSync(file, SCRIPT);
  return {
    home,
    cache,
    file,
    load: (build = 'b1') => loadCore(file, build, cache, () => createRequire(file)),
    kept: () => readdirSync(cache).sort(),
  };
}

/** `run` of the core above asks for nothing. */
async function works({ run }: ReturnType<typeof loadCore>): Promise<boolean> {
  return (await Reflect.apply(run, undefined, [])) === 0;
}

function flipped(whole: Buffer, at: number): Buffer {
  const copy = Buffer.from(whole);
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
  return copy;
}

describe('code is kept', () => {
  test('for the user alone, once for each kind of run', async () => {
    const { cache, load, kept } = setUp();
    const first = load();
    expect(await works(first)).toBe(true);
    first.keep('openstack server');
    const [name = ''] = kept();
    const path = join(cache, name);
    expect([kept().length, statSync(path).mode & 0o777]).toEqual([1, 0o600]);
    expect(readFileSync(path, 'latin1')).toContain('"kinds":["openstack server"]');

    const { ino } = statSync(path);
    const second = load();
    expect(await works(second)).toBe(true);
    second.keep('openstack server');
    expect(statSync(path).ino).toBe(ino);
    second.keep('virsh list');
    expect(readFileSync(path, 'latin1')).toContain('"kinds":["openstack server","virsh list"]');
    expect(kept()).toEqual([name]);
  });

  test('for each build; what others left long ago goes', () => {
    const { cache, load, kept } = setUp();
    load('b1').keep('a');
    const [old = ''] = kept();
    load('b2').keep('a');
    expect(kept()).toHaveLength(2);
    utimesSync(join(cache, old), 0, 0);
    load('b3').keep('a');
    expect(kept()).toHaveLength(2);
    expect(kept()).not.toContain(old);
  });

  test.each([
    ['nothing', () => ''],
    ['a part', (whole: Buffer) => whole.subarray(0, 100)],
    ['a file with a hole', (whole: Buffer) => Buffer.from(whole).fill(0, 200, 400)],
    ['a file with a flipped bit', (whole: Buffer) => flipped(whole, Math.floor(whole.length / 3))],
    ['a file with a flipped bit in its words', (whole: Buffer) => flipped(whole, whole.lastIndexOf('kinds'))],
    ['a half', (whole: Buffer) => whole.subarray(0, whole.length / 2)],
    ['noise', () => Buffer.from('[1]'.repeat(1000))],
  ])('what is left of a file may be %s', async (_, damaged) => {
    const { cache, file, load, kept } = setUp();
    load().keep('a');
    const path = join(cache, kept()[0] ?? '');
    writeFileSync(path, damaged(readFileSync(path)));
    // V8 looks at no code for what it has compiled in this process already.
    writeFileSync(file, SCRIPT.replace('importFile', 'importAnew'));
    const again = load();
    expect(await works(again)).toBe(true);
    again.keep('b');
    expect(readFileSync(path, 'latin1')).toContain('"kinds":["b"]');
    expect(await works(load())).toBe(true);
  });

  test('a write that fails leaves nothing', () => {
    const { cache, load, kept } = setUp();
    load().keep('a');
    const [name = ''] = kept();
    rmSync(join(cache, name));
    mkdirSync(join(cache, name));
    load().keep('a');
    expect(kept()).toEqual([name]);
  });

  test('nowhere: it runs all the same', async () => {
    const { home, file } = setUp();
    for (const directory of [undefined, join(home, 'missing')]) {
      const core = loadCore(file, 'b1', directory, () => createRequire(file));
      expect(await works(core)).toBe(true);
      core.keep('a');
    }
    expect(readdirSync(home).sort()).toEqual(['cache', 'program']);
  });
});

describe('the directory for it', () => {
  const user = process.getuid?.();

  test("is made, the user's own", () => {
    const { home } = setUp();
    const directory = codeDirectory({ HOME: home }, user) ?? '';
    expect(directory).toBe(join(home, '.cache/ostk/compile'));
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    expect(codeDirectory({ HOME: '/nowhere', XDG_CACHE_HOME: home }, user)).toBe(join(home, 'ostk/compile'));
  });

  test('is not used where another one could have written to it', () => {
    const { home } = setUp();
    const directory = codeDirectory({ HOME: home }, user) ?? '';
    chmodSync(directory, 0o770);
    expect(codeDirectory({ HOME: home }, user)).toBeUndefined();
    chmodSync(directory, 0o700);
    expect(codeDirectory({ HOME: home }, (user ?? 0) + 1)).toBeUndefined();
  });

  test('is not made where nobody wants it, and need not be', () => {
    const { home } = setUp();
    expect(codeDirectory({ HOME: home, NODE_DISABLE_COMPILE_CACHE: '1' }, user)).toBeUndefined();
    expect(codeDirectory({}, user)).toBeUndefined();
    expect(existsSync(join(home, '.cache'))).toBe(false);
    writeFileSync(join(home, '.cache'), '');
    expect(codeDirectory({ HOME: home }, user)).toBeUndefined();
  });
});
