/** Where image data can be kept, and how they get there. */
import { describe, test } from 'vitest';
import { compare, reads } from '../../harness/compare.ts';

describe('stores and imports', () => {
  test('list', async () => {
    await reads('list', 'image stores list', { user: 'demo' });
    await reads('list', 'image stores list --detail');
  });
  test('import info', () => reads('show', 'image import info', { user: 'demo' }));
  test.each([
    ['image stores list --detail', 1],
    ['image stores list fast', 2],
    ['image import info glance-direct', 2],
  ])('%s', async (line, code) => {
    await compare('fails', line, undefined, { user: 'demo', code });
  });
});
