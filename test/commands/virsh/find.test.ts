/** What a word means: a UUID, a name, a key, a path; and what is said where it means nothing. */
import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { capacityText } from '../../../src/commands/virsh/lib/capacity.ts';
import { byName } from '../../../src/commands/virsh/lib/order.ts';
import { uuidBytes, uuidText } from '../../../src/commands/virsh/lib/uuid.ts';
import { runLine } from '../../harness/run.ts';

test.each([
  [0n, '0.00 B'],
  [1023n, '1023.00 B'],
  [1024n, '1.00 KiB'],
  [107374182400n, '100.00 GiB'],
  [2n ** 64n - 1n, '16.00 EiB'],
])('%d bytes are %s', (bytes, text) => {
  expect(capacityText(bytes)).toBe(text);
});

test('lists are sorted by name, whatever its capitals', () => {
  const names = byName(['b', 'C', 'a', 'B'].map(name => ({ name }))).map(({ name }) => name);
  expect(names).toEqual(['a', 'b', 'B', 'C']);
});

test('a UUID goes to bytes and back', () => {
  const text = 'dd8fe884-6c02-601e-7551-cca97df1c5df';
  expect(uuidText(uuidBytes(text) ?? Buffer.alloc(0))).toBe(text);
});

describe('echo', () => {
  const run = (line: string) => runLine([line], { name: 'virsh' });
  test.each([
    ['echo a b', 'a b\n'],
    ['echo', '\n'],
    [`echo --shell 'a b' c ''`, `'a b' c ''\n`],
    [`echo --xml '<a>&"'`, '&lt;a&gt;&amp;&quot;\n'],
    ['echo --split a,,b,c d', 'a,b\nc\n d\n\n'],
  ])('%s', async (line, stdout) => {
    expect(await run(line)).toMatchObject({ code: 0, stdout, stderr: '' });
  });

  test('as an error it is none', async () => {
    expect(await run('echo --err a')).toMatchObject({ code: 0, stdout: '\n', stderr: 'error: a\n' });
  });

  test('two ways do not go together', async () => {
    const said = 'error: Options --shell and --xml are mutually exclusive\n';
    expect(await run('echo --shell --xml a')).toMatchObject({ code: 1, stderr: said });
  });
});
