import { describe, expect, test } from 'vitest';
import { runLine } from '../harness/run.ts';
import type { Stub } from '../harness/stub.ts';

const images = (query: Stub['query'], ...names: string[]): Stub => ({
  service: 'image',
  path: '/images',
  ...(query ? { query } : {}),
  reply: { images: names.map(name => ({ id: `id-${name}`, name, status: 'active', size: name.length })) },
});

describe('image list', () => {
  test('is one request', async () => {
    const { depth, stdout } = await runLine('image list -f value -c Name', {
      stubs: [images(undefined, 'b', 'a')],
    });
    expect({ depth, stdout }).toEqual({ depth: 1, stdout: 'a\nb\n' });
  });

  test('sorts by text, in both directions, ties as they came', async () => {
    const stubs = [images(undefined, 'bb', 'a', 'cccccccccc', 'dd')];
    const { stdout } = await runLine('image list -f value -c Name --sort status,size:desc', { stubs });
    expect(stdout).toBe('bb\ndd\ncccccccccc\na\n');
  });

  test('finds a marker, also among hidden images, and asks for no more than is wanted', async () => {
    const { code, depth } = await runLine('image list --marker m --max-items 2', {
      stubs: [
        images({ name: 'm' }),
        images({ name: 'm', os_hidden: 'True' }, 'm'),
        images({ limit: '2', marker: 'id-m' }, 'x', 'y'),
      ],
    });
    expect({ code, depth }).toEqual({ code: 0, depth: 3 });
  });
});

test('image show is one request', async () => {
  const { code, depth } = await runLine('image show m', { stubs: [images({ name: 'm' }, 'm')] });
  expect({ code, depth }).toEqual({ code: 0, depth: 1 });
});

test('a property that is called as the SDK calls a field of its own is no property', async () => {
  const snapshot = { id: 'i', name: 'm', owner_id: 'x', colour: 'red', owner: 'p', status: 'active' };
  const stubs: Stub[] = [
    { service: 'image', path: '/images', query: { name: 'm' }, reply: { images: [snapshot] } },
  ];
  const { stdout } = await runLine('image show m -f json', { stubs });
  expect(JSON.parse(stdout)).toMatchObject({ owner: 'p', properties: { colour: 'red' } });
});
