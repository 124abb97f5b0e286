/** Many instances: lists within 120 MB, however many there are; a list of hosts that does not wait for them. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { missing, type Region, startRegion } from './region.ts';

const why = missing();
const MEGABYTES = 120;
const BATCH = 1000;

/** Says how much memory a run took at its peak, in KiB. */
const PEAK =
  "data:text/javascript,process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS))";

describe.skipIf(why !== undefined)(why === undefined ? 'many instances' : `skipped: ${why}`, () => {
  let region: Region;

  beforeAll(async () => {
    region = await startRegion();
    chmodSync(region.gsinitrc, 0o600);
    await region.started();
  });
  afterAll(() => region?.end());

  /** Puts instances into the store. */
  async function fill(from: number, to: number): Promise<void> {
    const { endpoints, username = '', password = '', database } = region.settings.mongo;
    const auth = username === '' ? {} : { auth: { username, password }, authSource: 'admin' };
    const client = new MongoClient(`mongodb://${endpoints.join(',')}/`, { ...auth, directConnection: true });
    const instances = client.db(database ?? 'gostack').collection<{ _id: string }>('instances');
    for (let first = from; first < to; first += BATCH) {
      const documents = Array.from({ length: BATCH }, (_, n) => ({
        _id: randomUUID(),
        name: `load-${first + n}`,
        status: 'ACTIVE',
        task: '',
        host: `compute${(n % 2) + 1}`,
        zone: 'SERIES-7-ZONE',
        flavor: 's7.small.1',
        image: 'cirros',
        tenant: 'load',
        domain: `instance-${first + n}`,
        ports: [],
        volumes: [],
        vcpus: 0,
        memory: 0,
        disk: 0,
      }));
      await instances.insertMany(documents);
    }
    await client.close();
  }

  /** Runs a line. @returns how many lines it wrote, how many MB it took and how many seconds */
  async function ran(...words: string[]): Promise<{ lines: number; megabytes: number; seconds: number }> {
    const line = ['--import', PEAK, inject('ostkProgram'), '--as', 'gs', ...words];
    const began = performance.now();
    const env = { ...process.env, GS_AZ: 'az1', NODE_OPTIONS: '' };
    const child = spawn(process.execPath, line, { cwd: region.home, env });
    let [lines, said] = [0, ''];
    child.stdout.on('data', (piece: Buffer) => {
      lines += piece.toString('latin1').split('\n').length - 1;
    });
    child.stderr.on('data', piece => {
      said += piece;
    });
    expect(await new Promise(resolve => child.once('close', resolve)), said).toBe(0);
    const megabytes = Number(/peak (\d+)/.exec(said)?.[1] ?? Number.NaN) / 1024;
    return { lines, megabytes, seconds: (performance.now() - began) / 1000 };
  }

  test.each([
    [0, 10_000],
    [10_000, 100_000],
  ])(
    'from %i to %i',
    async (from, to) => {
      await fill(from, to);
      for (const [words, lines] of [
        [[], to + 4],
        [['-f', 'json', '--noindent', '-c', 'ID'], 1],
        [['--limit', '50', '-f', 'value'], 50],
      ] as const) {
        const list = await ran('instance', 'list', ...words);
        expect(list.lines, words.join(' ')).toBe(lines);
        expect(list.megabytes, words.join(' ')).toBeLessThan(MEGABYTES);
      }
      for (const [words, lines, seconds] of [
        ['host list -f value', 2, 15],
        // FerretDB 1 looks through all instances for this one; MongoDB does not.
        ['host show compute1 -f value', 10, 120],
      ] as const) {
        const run = await ran(...words.split(' '));
        expect(run.lines, words).toBe(lines);
        expect(run.megabytes, words).toBeLessThan(MEGABYTES);
        expect(run.seconds, words).toBeLessThan(seconds);
      }
    },
    600_000,
  );
});
