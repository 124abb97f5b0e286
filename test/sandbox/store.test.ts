import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { StateError } from '../../src/sandbox/root.ts';
import { NeedsWriting, Transaction } from '../../src/sandbox/state.ts';
import { Store } from '../../src/sandbox/store.ts';
import { testCloud } from './cloud.ts';

const COLLECTIONS = { things: { shards: 4, by: ['owner'] } };

function newDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'ostk-store-'));
}

function read(dir: string): Transaction {
  const store = new Store(dir, undefined);
  return new Transaction(store, store.newest(), COLLECTIONS, false);
}

function write<T>(dir: string, work: (state: Transaction) => T): Promise<T> {
  const store = new Store(dir, undefined);
  return store.write(root => {
    const state = new Transaction(store, root, COLLECTIONS, true);
    const result = work(state);
    return { result, change: state.change() };
  });
}

describe('a state', () => {
  it('has its items by ID, all, and by index', async () => {
    const dir = newDirectory();
    await write(dir, state => {
      for (let at = 0; at < 20; at++) state.put('things', { id: `t${at}`, owner: at % 2 ? 'odd' : 'even' });
    });
    await write(dir, state => {
      state.put('things', { id: 't1', owner: 'even' });
      state.remove('things', 't3');
    });
    const state = read(dir);
    expect(state.get('things', 't1')).toEqual({ id: 't1', owner: 'even' });
    expect(state.get('things', 't3')).toBeUndefined();
    expect(state.all('things').length).toBe(19);
    expect(state.by('things', 'owner', 'odd').length).toBe(8);
    expect(state.by('things', 'owner', 'even').length).toBe(11);
    expect(state.by('things', 'owner', '__proto__')).toEqual([]);
  });

  it('is the user’s alone', async () => {
    const dir = join(newDirectory(), 'sandbox');
    await write(dir, state => state.put('things', { id: 'a' }));
    expect(statSync(join(dir, 'data')).mode & 0o777).toBe(0o700);
    const [file = ''] = readdirSync(join(dir, 'data'));
    expect(statSync(join(dir, 'data', file)).mode & 0o777).toBe(0o600);
    expect(() => new Store(dir, 4_294_967).newest()).toThrow(/belongs to another user/);
  });

  it('takes changes only from those who are alone', async () => {
    const dir = newDirectory();
    expect(() => read(dir).put('things', { id: 'a' })).toThrow(NeedsWriting);
    await expect(
      write(dir, state => {
        state.put('things', { id: 'a' });
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(read(dir).all('things')).toEqual([]);
  });

  it('has its jobs in the order of their times', async () => {
    const dir = newDirectory();
    await write(dir, state => {
      for (const [at, name] of [
        [30, 'c'],
        [10, 'a'],
        [20, 'b'],
        [20, 'b2'],
      ] as const)
        state.schedule(at, `test/${name}`, {});
    });
    expect(new Store(dir, undefined).newest().due).toBe(10);
    const done = await write(dir, state => {
      const kinds = [];
      for (let job = state.takeDue(25); job; job = state.takeDue(25)) {
        kinds.push(job.kind);
        if (job.at === 10) state.schedule(15, 'test/next', {});
      }
      return kinds;
    });
    expect(done).toEqual(['test/a', 'test/next', 'test/b', 'test/b2']);
    expect(new Store(dir, undefined).newest().due).toBe(30);
  });

  it('keeps only what is needed', async () => {
    const dir = newDirectory();
    for (let at = 0; at < 100; at++) await write(dir, state => state.put('things', { id: 'a', at }));
    expect(readdirSync(join(dir, 'data')).length).toBeLessThan(40);
    expect(readdirSync(dir)).toEqual(['data', expect.stringMatching(/^head\.100\./)]);
  });

  it('is not read by those who do not understand it, and stays as it is', async () => {
    for (const damage of [
      (path: string) => writeFileSync(path, '{"format": 99, "shards": {}}'),
      (path: string) => writeFileSync(path, readFileSync(path, 'utf8').slice(0, 20)),
      (path: string) => writeFileSync(path, '[]'),
    ]) {
      const { ask, dir, sandbox } = testCloud();
      await ask('', 'GET', '/identity');
      const name = readdirSync(join(dir, 'data')).find(each => each.startsWith('root.')) ?? '';
      const path = join(dir, 'data', name);
      damage(path);
      const before = readFileSync(path, 'utf8');
      const other = testCloud(dir);
      await expect(other.ask('', 'POST', '/identity/v3/auth/tokens', {})).rejects.toThrow(StateError);
      await expect(other.ask('', 'GET', '/identity')).rejects.toThrow(path);
      await expect(other.ask('', 'GET', '/identity')).rejects.toThrow("'ostk sandbox reset'");
      expect(readFileSync(path, 'utf8')).toBe(before);
      sandbox.reset();
      expect((await other.ask('', 'GET', '/identity')).status).toBe(300);
    }
  });

  it('says where it cannot be, and how to have it elsewhere', async () => {
    const file = join(newDirectory(), 'file');
    writeFileSync(file, '');
    const { ask, sandbox } = testCloud(join(file, 'sandbox'));
    const sentence = `The sandbox's state ${join(file, 'sandbox')} cannot be`;
    await expect(ask('', 'GET', '/identity')).rejects.toThrow(`${sentence} read (ENOTDIR`);
    await expect(ask('', 'GET', '/identity')).rejects.toThrow('XDG_STATE_HOME');
    expect(() => sandbox.reset()).toThrow(`${sentence} taken away (ENOTDIR`);
    const loop = join(newDirectory(), 'loop');
    symlinkSync(loop, loop);
    const inLoop = testCloud(join(loop, 'ostk', 'sandbox'));
    await expect(inLoop.ask('', 'GET', '/identity')).rejects.toThrow('XDG_STATE_HOME');
  });

  it('says which part of it is damaged', async () => {
    const { ask, dir } = testCloud();
    await ask('', 'GET', '/identity');
    for (const name of readdirSync(join(dir, 'data')))
      if (!name.startsWith('root.')) writeFileSync(join(dir, 'data', name), '{');
    await expect(testCloud(dir).ask('demo', 'GET', '/image/v2/images')).rejects.toThrow(join(dir, 'data'));
  });

  it('is read from its old files by those who began before a change', async () => {
    const dir = newDirectory();
    await write(dir, state => state.put('things', { id: 'a', at: 0 }));
    const begun = read(dir);
    for (let at = 1; at < 10; at++) await write(dir, state => state.put('things', { id: 'a', at }));
    expect(begun.get('things', 'a')).toEqual({ id: 'a', at: 0 });
  });
});

describe('many processes', () => {
  let script = '';

  beforeAll(() => {
    script = join(newDirectory(), 'writer.mjs');
    const source = fileURLToPath(new URL('writer.ts', import.meta.url));
    buildSync({ entryPoints: [source], outfile: script, bundle: true, format: 'esm', platform: 'node' });
  });

  function start(dir: string, name: string, count: number): ChildProcess {
    return spawn(process.execPath, [script, dir, name, String(count)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  }

  it('lose no update: 50 at once', async () => {
    const dir = newDirectory();
    const processes = Array.from({ length: 50 }, (_, at) => start(dir, `p${at}`, 2));
    const codes = await Promise.all(processes.map(async each => (await once(each, 'exit'))[0]));
    expect(new Set(codes)).toEqual(new Set([0]));
    const state = read(dir);
    expect(state.get('totals', 'things')).toEqual({ id: 'things', count: 100 });
    expect(state.all('things').length).toBe(100);
    expect(state.by('things', 'owner', 'p7').length).toBe(2);
  }, 60_000);

  it('leave a whole state behind when they are killed: 200 times', async () => {
    const dir = newDirectory();
    let kills = 0;
    const worker = async (name: number) => {
      for (; kills < 200; kills++) {
        const child = start(dir, `k${name}-${kills}`, 10_000);
        if (child.stdout) await once(child.stdout, 'data');
        await new Promise(resolve => setTimeout(resolve, Math.random() * 20));
        const ended = once(child, 'exit');
        child.kill('SIGKILL');
        await ended;
        const state = read(dir);
        const total = state.get('totals', 'things')?.count ?? 0;
        expect(state.all('things').length).toBe(total);
      }
    };
    await Promise.all(Array.from({ length: 4 }, (_, name) => worker(name)));
    await write(dir, state => state.put('things', { id: 'last' }));
    const state = read(dir);
    expect(state.get('things', 'last')).toEqual({ id: 'last' });
    expect(Number(state.get('totals', 'things')?.count)).toBeGreaterThan(0);
  }, 180_000);
});
