import { expect, test } from 'vitest';
import { runLine } from '../harness/run.ts';

test.each([
  [1795766753.9063647, '2026-11-27T08:05:53.906365'],
  [1795766753.9063644, '2026-11-27T08:05:53.906364'],
  [5.9999999, '1970-01-01T00:00:06'],
  [1.5, '1970-01-01T00:00:01.500000'],
])('cached image list: the time %d as Python writes it', async (seconds, written) => {
  const image = { image_id: 'i', hits: 1, last_accessed: seconds, last_modified: seconds, size: 2 };
  const { stdout, code } = await runLine('cached image list -f json', {
    name: 'openstack',
    stubs: [{ service: 'image', path: '/cache', reply: { cached_images: [image], queued_images: [] } }],
  });
  expect([code, stdout]).toEqual([0, expect.stringContaining(`"Last Modified (UTC)": "${written}"`)]);
});
