import { expect, test } from 'vitest';
import { compare, reads } from '../harness/compare.ts';

test('versions show', () => reads('list', 'versions show'));

test.each([
  '--all-interfaces --status supported',
  '--service volumev3 -f json',
  '--service block-storage --interface internal',
  '--service nosuch',
  '--region-name nosuch',
])('versions show %s', async options => {
  await compare('a part of them', `versions show ${options}`, undefined, { code: 0 });
});

test('bad input', async () => {
  await compare('two interfaces', 'versions show --all-interfaces --interface admin', undefined, { code: 2 });
  const nobody = {
    user: 'none',
    env: { OS_AUTH_TYPE: 'none', OS_ENDPOINT: 'http://127.0.0.1:5000/v3' },
  } as const;
  const { peer } = await compare('without a catalogue', 'versions show', undefined, { ...nobody, code: 1 });
  expect(peer.stdout).toBe('');
});
