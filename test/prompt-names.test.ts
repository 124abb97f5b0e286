/** Names at a prompt: what TAB types may be run by Enter. */
import { expect, test } from 'vitest';
import { ONE_WORD } from '../src/prompt-completion.ts';

test.each(['web-1', '云主机', 'a.b_c:d@e', '10.0.0.0/24', 'a=b', '%x'])('%s is one word', name => {
  expect(ONE_WORD.test(name)).toBe(true);
});

test.each([
  'q;exit',
  'p|touch',
  'a>b',
  'a b',
  '!ls',
  '$(id)',
  '`id`',
  "it's",
  '"x"',
  'a\\b',
  '#x',
  '--force',
  '-x',
  '',
  'a\nb',
  '{}',
  'a&b',
  '~root',
  '*',
])('%j is not offered', name => {
  expect(ONE_WORD.test(name)).toBe(false);
});
