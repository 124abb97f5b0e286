import { expect, test } from 'vitest';
import { compare, ostk, peer } from '../harness/compare.ts';

const nobody = { user: 'none' } as const;

/** Usage, which has no sentence in it: all lines to the first empty one. */
const usage = (text: string): string => text.split('\n\n')[0] ?? '';

test.each([
  'help flavor',
  'help catalog',
  'help nosuch',
  'help nosuch thing',
  'help flavor lisst',
  'help --nosuch',
  '--version',
  'help --version',
])('%s', async line => {
  await compare('the same text', line, undefined, nobody);
});

test.each(['server create', 'image list', 'volume set', 'token issue', 'help', 'complete'])(
  'usage of %s',
  async name => {
    const [reference, ours] = await Promise.all([peer(`help ${name}`, nobody), ostk(`help ${name}`, nobody)]);
    expect(usage(ours.stdout)).toBe(usage(reference.stdout));
    expect((await ostk(`${name} --help`, nobody)).stdout).toBe(ours.stdout);
    const titles = (text: string): string[] => text.match(/^[a-z][a-z ]*:$/gim) ?? [];
    expect(titles(ours.stdout)).toEqual(titles(reference.stdout));
  },
);

test('the program', async () => {
  const [reference, ours] = await Promise.all([peer('help', nobody), ostk('help', nobody)]);
  // The order of the plugins' options changes from run to run of the peer.
  const words = (text: string): string[] => (usage(text).match(/\[[^\]]*\]/g) ?? []).sort();
  expect(words(ours.stdout)).toEqual(words(reference.stdout));
  expect(ours.code).toBe(0);
  expect(ours.stdout).toMatch(/^Commands:\n {2}\w/m);
  expect((await ostk('--help', nobody)).stdout).toBe(ours.stdout);
});

test('--version under both names', async () => {
  expect((await ostk('--version', nobody)).stdout).toBe((await peer('--version', nobody)).stdout);
  expect((await ostk('--version', nobody, '')).stdout).toMatch(/^ostk \d+\.\d+\.\d+\n$/);
});
