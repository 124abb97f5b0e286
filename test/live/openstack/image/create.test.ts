/** Images that are made: with data, without, by import, of a volume. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare, ostk, prepare } from '../../harness/compare.ts';
import { twins } from '../../harness/twins.ts';
import { onTerminal } from './lib.ts';

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'ostk-live-image-'));
  writeFileSync(join(dir, 'data.raw'), 'some data\n'.repeat(10_000));
  writeFileSync(join(dir, 'empty.raw'), '');
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('created', () => {
  const made = twins('made');
  afterAll(() => made.remove('image delete {} {}-2 {}-3 {}-4 {}-5 {}-6'));

  test('without data', async () => {
    const options =
      '--min-disk 3 --min-ram 64 --tag b --tag a --property colour=red --property hw_cpu_cores=2';
    await onTerminal(made, `image create ${options} --disk-format qcow2 --private {}`);
    await made.reads('show', 'image show {}');
  });
  test('for a project, protected', async () => {
    const options = '--project demo --protected --shared --container-format ovf --import -f json';
    await onTerminal(made, `image create ${options} {}-2`);
    await made.prepare('image set --unprotected {}-2');
  });
  test('with an ID', async () => {
    const id = randomUUID();
    const line = `image create --id ${id} -f value -c id x`;
    expect(await ostk(line, { stdin: 'data' })).toMatchObject({ stdout: `${id}\n`, code: 0 });
    await compare('taken', line, undefined, { stdin: 'data', code: 1 });
    await prepare(`image delete ${id}`);
  });
  test('with the data of a file', async () => {
    await made.compare(`image create --file ${dir}/data.raw --progress {}-3`, { code: 0 });
  });
  test('with the data of stdin', async () => {
    await made.compare('image create --size 12 --shared {}-4', { stdin: 'twelve bytes', code: 0 });
  });
  test('with data of no length', async () => {
    await made.compare(`image create --file ${dir}/empty.raw {}-5`, { code: 0 });
  });
  test('by the import', async () => {
    await made.compare(`image create --import --file ${dir}/data.raw -f value -c name {}-6`, { code: 0 });
    await made.until('image show {}-6', image => image.status === 'active');
    // The service fetched its hash itself, and what it did it says in a task.
    await made.compare('image show -f json {}-6', { code: 0 });
  });
});

describe('created of a volume', () => {
  test('as it is', async () => {
    const pair = twins('vol');
    const available = () => pair.until('volume show {}', volume => volume.status === 'available');
    try {
      await pair.prepare('volume create --size 1 {}');
      await available();
      const options = '--volume {} --disk-format qcow2 --public --protected --force';
      await pair.compare(`image create ${options} {}`, { code: 0 });
      await pair.prepare('image set --unprotected {}');
      await available();
      // A volume that is being looked after has no image made of it.
      await pair.prepare('volume set --state maintenance {}');
      await pair.compare('image create --volume {} --disk-format qcow2 {}-2', { code: 1 });
    } finally {
      await pair.remove('volume set --state available {}');
      await pair.remove('image delete {}');
      await pair.remove('volume delete {}');
    }
  });
  test('no such volume', () => compare('none', 'image create --volume nosuch --private x').then(() => {}));
});

describe('named as a file', () => {
  const named = twins('named');
  const ids: string[] = [];
  beforeAll(() => {
    for (const name of [named.peer, named.ostk]) writeFileSync(join(dir, `${name}.raw`), 'data');
  });
  afterAll(async () => {
    for (const id of ids) await prepare(`image delete ${id}`);
  });
  test('an image gets its data, and its name without the ending', async () => {
    const { peer, ostk } = await onTerminal(named, 'image create -f json {}.raw', [], { cwd: dir });
    for (const { stdout } of [peer, ostk]) {
      const { id, size } = JSON.parse(stdout);
      ids.push(id);
      expect(size).toBe(4);
    }
  });
});

describe('refused', () => {
  const line = (words: string): string => `image create ${words} cmp-image-refused`;
  test.each([
    ['a missing file', '--file nosuch', 1],
    ['a directory', '--file /tmp', 1],
    ['a file that is no path', '--file /etc/passwd/x', 1],
    ['a wrong disk format', '--disk-format qcow3', 2],
    ['a wrong container format', '--container-format box', 2],
    ['a size of nothing', '--size 0', 2],
    ['a size that is no number', '--size 1k', 2],
    ['no number of gigabytes', '--min-disk 1.5', 2],
    ['a file and a volume', '--file x --volume y', 2],
    ['two visibilities', '--public --private', 2],
    ['protected and not', '--protected --unprotected', 2],
    ['a property without a value', '--property x', 2],
    ['a number that is none', '--property min_disk=x', 1],
    ['a truth value that is text', '--property protected=true', 1],
    ['an ID that is none', '--id x', 1],
    ['a field of the service', '--property status=active', 1],
    ['a property that is the size', '--property size=3', 1],
    ['an option of the first API', '--location http://example.org', 1],
    ['another one', '--copy-from http://example.org', 1],
    ['a store', '--store fast', 1],
    ['a project that is not there', '--project nosuch', 1],
    ['a key alone', '--sign-key-path x', 1],
    ['a signature of stdin', '--sign-key-path x --sign-cert-id y', 1],
    ['a certificate alone', '--file /etc/hostname --sign-cert-id y', 1],
    ['a key that cannot be loaded', '--file /etc/hostname --sign-key-path x --sign-cert-id y', 1],
  ])('%s', async (name, words, code) => {
    await compare(name, line(words), line(words), { code });
  });
  test('no data for a size', async () => {
    await onTerminal(twins('none'), line('--size 5'));
  });
  test('as a user: an image for everybody', async () => {
    await compare('forbidden', line('--public'), undefined, { user: 'demo', stdin: 'x', code: 1 });
  });
});
