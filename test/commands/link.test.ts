import { lstatSync, mkdtempSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { treeNames } from '../../src/trees/trees.ts';
import { runLine } from '../harness/run.ts';

const PROGRAM = '/opt/ostk/bin/ostk.js';
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ostk-link-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ostk = (...line: string[]) => runLine(line, { name: 'ostk', env: { PATH: folder } });

test('links are made under all names, once, and taken away', async () => {
  const names = treeNames().sort();
  const first = await ostk('link', folder);
  expect(first).toMatchObject({
    code: 0,
    stderr: '',
    stdout: names.map(name => `${folder}/${name}\n`).join(''),
  });
  expect(names.map(name => readlinkSync(join(folder, name)))).toEqual(names.map(() => PROGRAM));
  expect((await ostk('link', folder, 'glance')).stdout).toBe(`${folder}/glance (was there already)\n`);
  expect((await ostk('unlink', folder)).stdout).toBe(first.stdout);
  expect(await ostk('unlink', folder)).toMatchObject({
    code: 0,
    stdout: '',
    stderr: `${folder} has no links of ostk's.\n`,
  });
});

test('what ostk did not make stays, and the rest is done', async () => {
  writeFileSync(join(folder, 'openstack'), 'mine');
  symlinkSync('/usr/bin/true', join(folder, 'other'));
  const made = await ostk('link', folder, 'openstack', 'glance');
  expect(made).toMatchObject({ code: 1, stdout: `${folder}/glance\n` });
  expect(made.stderr).toBe(
    `${folder}/openstack: is there already, and is no link that ostk made; it stays as it is\n` +
      '1 of 2 links could not be made.\n',
  );
  await ostk('unlink', folder);
  expect(lstatSync(join(folder, 'openstack')).isFile()).toBe(true);
  expect(readlinkSync(join(folder, 'other'))).toBe('/usr/bin/true');
});

test('names that are none, folders that are none, and a folder that no shell looks into', async () => {
  expect(await ostk('link', folder, 'nosuch')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^ostk cannot be nosuch; the names that it knows are openstack, /),
  });
  expect(await ostk('link', `${folder}/no`, 'glance')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('/no/glance: No such file or directory\n'),
  });
  const elsewhere = await runLine(['link', folder, 'glance'], { name: 'ostk', env: { PATH: '/bin' } });
  expect(elsewhere.stderr).toBe(`${folder} is not in PATH.\n`);
});
