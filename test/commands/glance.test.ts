import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/clients/json.ts';
import { closed, created, glance, image, kept, schema } from '../harness/glance.ts';
import type { Stub } from '../harness/stub.ts';

describe('round trips with a cached token', () => {
  test('image-show: 1', async () => {
    const { depth, code } = await glance('image-show i', [image('i')]);
    expect({ depth, code }).toEqual({ depth: 1, code: 0 });
  });

  test('image-create: 2 with the first run, 1 when the schema is kept', async () => {
    const first = await glance('image-create --name n', [schema, created({ name: 'n' })], closed);
    expect(first.depth).toBe(2);
    const next = await glance('image-create --name n', [created({ name: 'n' })], { ...kept, ...closed });
    expect({ depth: next.depth, code: next.code }).toEqual({ depth: 1, code: 0 });
  });

  test('--get-schema asks anew', async () => {
    const { depth } = await glance('--get-schema image-create', [schema, created({})], {
      ...kept,
      ...closed,
    });
    expect(depth).toBe(2);
  });

  test('image-update: 2, whether or not the schema is kept', async () => {
    const stubs: Stub[] = [
      image('i'),
      {
        service: 'image',
        method: 'PATCH',
        path: '/images/i',
        body: [{ op: 'replace', path: '/name', value: 'n' }],
        reply: { id: 'i', name: 'n' },
      },
    ];
    expect((await glance('image-update --name n i', [schema, ...stubs])).depth).toBe(2);
    expect((await glance('image-update --name n i', stubs, { ...kept, ...closed })).depth).toBe(2);
  });
});

describe('options that the schema has', () => {
  test('are taken, with their types', async () => {
    const line = 'image-create --hw-disk-bus scsi --hw-count 2 --hw-boot yes';
    const body = { hw_disk_bus: 'scsi', hw_count: 2, hw_boot: true };
    const { code, stdout } = await glance(line, [schema, created(body)], closed);
    expect(code).toBe(0);
    expect(stdout).toContain('| hw_disk_bus | scsi  |');
  });

  test.each(['--hw-disk scsi', '--secret x', '--nosuch x', '--size-of x'])(
    '%s is none of them',
    async option => {
      const { code, stderr, sent } = await glance(`image-create ${option}`, [schema], closed);
      expect(code).toBe(2);
      expect(stderr).toMatch(
        /^usage: glance \[--version\][\s\S]*\nglance: error: unrecognized arguments: --/,
      );
      expect(sent.length).toBe(1);
    },
  );

  test('a line that fits asks for nothing more', async () => {
    const { sent } = await glance('image-list', [
      {
        service: 'image',
        path: '/images',
        query: { limit: '200', sort_key: 'name', sort_dir: 'asc' },
        reply: { images: [] },
      },
    ]);
    expect(sent.length).toBe(1);
  });
});

describe('values that do not fit', () => {
  test('the whole text under the name of the peer, the sentence under the own', async () => {
    const theirs = await glance('image-create --disk-format foo', [schema], closed);
    expect(theirs.stderr).toMatch(
      /^Unable to set 'disk_format' to 'foo'\. Reason: 'foo' is not one of \[None, 'raw', 'qcow2'\]\n\nFailed validating 'enum'/,
    );
    const ours = await glance('glance image-create --disk-format foo', [schema], { name: 'ostk', ...closed });
    expect(ours.stderr).toBe(
      "Unable to set 'disk_format' to 'foo'. Reason: 'foo' is not one of [None, 'raw', 'qcow2']\n",
    );
    expect([theirs.code, ours.code]).toEqual([1, 1]);
  });
});

describe('stores', () => {
  const DETAIL = { service: 'image', path: '/info/stores/detail' } as const;
  const fast = { id: 'fast', description: 'Fast', default: 'true' };

  test('backend-list shows types and properties', async () => {
    const stores = [{ ...fast, type: 'file', properties: { data_dir: '/x' } }];
    const { stdout } = await glance('backend-list', [{ ...DETAIL, reply: { stores } }]);
    expect(stdout).toBe(
      `+------+-------------+---------+------+--------------------+
| ID   | Description | Default | Type | Properties         |
+------+-------------+---------+------+--------------------+
| fast | Fast        | true    | file | {"data_dir": "/x"} |
+------+-------------+---------+------+--------------------+
`,
    );
  });

  test.each([403, 404])('backend-list does without details (%i)', async status => {
    const { code, stdout } = await glance('backend-list', [
      { ...DETAIL, status, reply: '<html><body>no</body></html>' },
      { service: 'image', path: '/info/stores', reply: { stores: [fast] } },
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('| fast | Fast        | true    |      |            |');
  });

  test('image-quota is usage', async () => {
    const usage: Stub = {
      service: 'image',
      path: '/info/usage',
      reply: { usage: { image_count_total: { limit: 10, usage: 0 } } },
    };
    const [first, second] = [await glance('usage', [usage]), await glance('image-quota', [usage])];
    expect(second.stdout).toBe(first.stdout);
    expect(first.stdout).toContain('| image_count_total | 10    | 0     |');
  });
});

describe('several at once', () => {
  const gone = (id: string, status = 204): Stub => ({
    service: 'image',
    method: 'DELETE',
    path: `/images/${id}`,
    status,
    ...(status === 204 ? {} : { reply: '<html>no</html>' }),
  });

  test('image-delete goes side by side and tells each failure', async () => {
    const { code, depth, stderr } = await glance('image-delete a b c d e', [
      gone('a'),
      gone('b', 403),
      gone('c', 404),
      gone('d', 409),
      gone('e', 500),
    ]);
    expect({ code, depth }).toEqual({ code: 1, depth: 1 });
    expect(stderr).toBe(
      `You are not permitted to delete the image 'b'.
No image with an ID of 'c' exists.
Unable to delete image 'd' because it is in use.
'HTTP no': Unable to delete image 'e'
`,
    );
  });
});

describe('under the own name what failed is a failure', () => {
  test('cache-queue', async () => {
    const refused: Stub = {
      service: 'image',
      method: 'PUT',
      path: '/cache/x',
      status: 403,
      reply: '<p>no</p>',
    };
    const theirs = await glance('cache-queue x', [refused]);
    const ours = await glance('glance cache-queue x', [refused], { name: 'ostk' });
    expect([theirs.code, ours.code]).toEqual([0, 1]);
    expect(ours.stderr).toContain(theirs.stderr);
  });

  test('--append keeps tags', async () => {
    const tag: JsonObject = { name: 'tag', properties: { name: { type: 'string' } } };
    const { code, sent } = await glance(
      'glance md-tag-create-multiple n --names a --append',
      [
        { service: 'image', path: '/schemas/metadefs/tag', reply: tag },
        {
          service: 'image',
          method: 'POST',
          path: '/metadefs/namespaces/n/tags',
          body: { tags: [{ name: 'a' }] },
          reply: { tags: [{ name: 'a' }] },
        },
      ],
      { name: 'ostk' },
    );
    expect(code).toBe(0);
    expect(sent[1]?.headers).toMatchObject({ 'x-openstack-append': 'True' });
  });
});
