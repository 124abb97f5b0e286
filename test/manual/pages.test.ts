/** The manual: what its pages say; test/shells has them read by real formatters. */
import { expect, test } from 'vitest';
import { manualPages } from '../../src/manual/pages.ts';
import { escaped, filled } from '../../src/manual/roff.ts';
import { treeNames, treeOf } from '../../src/trees/trees.ts';
import { sourceFiles } from '../harness/run.ts';

/** The commands of a folder. */
async function commandsOf(folder: string) {
  const entries = await sourceFiles.index(folder);
  const { joint } = (await treeOf(folder)) ?? { joint: ' ' };
  return Promise.all(
    entries.map(async ({ name, noun }) => {
      const verb = name.slice(noun.length + 1);
      const command = (await sourceFiles.load(folder, noun))[verb];
      if (!command || !name.startsWith(noun.replaceAll('-', joint)))
        throw new Error(`${folder}/${noun} has no ${name}`);
      return { name, noun, command };
    }),
  );
}

async function pages(): Promise<Map<string, string>> {
  const trees = await Promise.all(
    treeNames().map(async name => {
      const tree = await treeOf(name);
      if (!tree) throw new Error(`no tree ${name}`);
      return { tree, commands: await commandsOf(name) };
    }),
  );
  const all = manualPages(trees, await commandsOf('ostk'), { version: '1.2.3', date: '2026-01-31' });
  return new Map(all.map(({ name, text }) => [name, text]));
}

test('a page for the program, each tree and each noun', async () => {
  const all = await pages();
  const names = ['ostk', ...treeNames().map(name => `ostk-${name}`), 'ostk-server', 'ostk-gs-instance'];
  expect([...all.keys()]).toEqual(expect.arrayContaining([...names, 'ostk-security-group', 'ostk-shell']));
  expect([...all.keys()]).not.toContain('ostk-server-create');
});

test('every command that is shown has its section', async () => {
  const text = [...(await pages()).values()].join('');
  const sections = new Set([...text.matchAll(/^\.SS (.*)$/gm)].map(([, title]) => title));
  for (const name of treeNames()) {
    const prefix = name === 'openstack' ? 'ostk' : `ostk ${name}`;
    for (const entry of await sourceFiles.index(name))
      if (!entry.hidden) expect(sections).toContain(escaped(`${prefix} ${entry.name}`));
  }
});

test('a page', async () => {
  const page = (await pages()).get('ostk-server') ?? '';
  expect(page).toMatch(/^\.TH OSTK\\-SERVER 1 2026-01-31 "ostk 1\.2\.3" "ostk"\n/);
  expect(page).toContain(
    '\n\\fBostk server create\\fR [\\fIoption\\fR...] \\fB\\-\\-flavor\\fR \\fI<flavor>\\fR',
  );
  expect(page).toContain('.TP\n\\fB\\-\\-user\\-data\\fR \\fI<user\\-data>\\fR\n');
});

test('text is taken for no request', () => {
  expect(filled(`.x a\\b 'c' … ${'word '.repeat(20)}`)).toBe(
    `\\&.x a\\eb \\(aqc\\(aq \\[u2026] ${'word '.repeat(8)}word word\n${'word '.repeat(9)}word\n`,
  );
});
