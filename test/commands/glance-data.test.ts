import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/clients/json.ts';
import type { Transport } from '../../src/clients/transport.ts';
import { created, glance, image, schema } from '../harness/glance.ts';
import { type Stub, stub } from '../harness/stub.ts';

describe('locations', () => {
  const url = 'http://x/y';
  const place = { url, metadata: {} };
  const patched = (patch: JsonObject[]): Stub => ({
    service: 'image',
    method: 'PATCH',
    path: '/images/i',
    body: patch,
    reply: {},
  });
  const add = { op: 'add', path: '/locations/-', value: place };

  test('location-add', async () => {
    const line = [
      'location-add',
      '--url',
      url,
      '--checksum',
      'c',
      '--hash-algo',
      'sha512',
      '--hash-value',
      'h',
      'i',
    ];
    const validation_data = { checksum: 'c', os_hash_algo: 'sha512', os_hash_value: 'h' };
    const { code, stdout } = await glance(line, [
      patched([{ ...add, value: { ...place, validation_data } }]),
      image('i', { locations: [place] }),
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain(`| locations | [{"url": "${url}", "metadata": {}}] |`);
  });

  test('location-delete goes from the end', async () => {
    const urls = ['a', 'b', 'c'].map(each => ({ url: each, metadata: {} }));
    const { code } = await glance('location-delete --url a --url c i', [
      image('i', { locations: urls }),
      patched([
        { op: 'remove', path: '/locations/2' },
        { op: 'remove', path: '/locations/0' },
      ]),
    ]);
    expect(code).toBe(0);
  });

  test.each([
    ['location-delete --url a --url z i', "HTTP Unknown URL(s): ['z']"],
    [
      'location-update --url z i',
      'HTTP Unknown URL: z, the URL must be one of existing locations of current image',
    ],
  ])('%s', async (line, sentence) => {
    const { code, stderr } = await glance(line, [image('i', { locations: [{ url: 'a', metadata: {} }] })]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: `${sentence}\n` });
  });

  test('location-update changes what differs', async () => {
    const before = [place, { url: 'b', metadata: {} }];
    const after = [{ url, metadata: { a: 1.5 } }, before[1] ?? {}];
    const line = ['location-update', '--url', url, '--metadata', '{"a": 1.5}', 'i'];
    const { code } = await glance(line, [
      image('i', { locations: before }),
      patched([{ op: 'replace', path: '/locations', value: after }]),
      image('i', { locations: after }),
    ]);
    expect(code).toBe(0);
    const same = await glance(`location-update --url ${url} i`, [image('i', { locations: before })]);
    expect(same.code).toBe(0);
    expect(same.stdout).toMatch(
      /^WARNING -- The location's metadata will be updated to an empty JSON object\.\n\+/,
    );
  });

  test('image-sync adds what is missing and leaves what is there', async () => {
    const there = await glance(`image-sync i --url ${url}`, [image('i', { locations: [place] })]);
    expect(there.code).toBe(0);
    const missing = await glance(`image-sync i --url ${url}`, [
      image('i', { locations: [] }),
      patched([add]),
      image('i', { locations: [place] }),
    ]);
    expect(missing.stdout).toBe(there.stdout);
    const nowhere = await glance(`image-sync i --url ${url} --metadata x`);
    expect(nowhere.stderr).toBe('Metadata is not a valid JSON object.\n');
  });

  test('add-location, where the service has it', async () => {
    const { code } = await glance(`add-location --url ${url} i`, [
      {
        service: 'image',
        method: 'POST',
        path: '/images/i/locations',
        body: { url, validation_data: {} },
        status: 202,
        reply: {},
      },
      image('i'),
    ]);
    expect(code).toBe(0);
  });
});

describe('data', () => {
  const RAW = '--disk-format raw --container-format bare';
  const raw = { disk_format: 'raw', container_format: 'bare' };
  const upload = (more: Partial<Stub> = {}): Stub => ({
    service: 'image',
    method: 'PUT',
    path: '/images/i/file',
    anyBody: true,
    ...more,
  });

  test('from standard input', async () => {
    const stubs = [schema, created(raw), upload(), image('i', { status: 'active' })];
    const { code, stdout, sent } = await glance(`image-create ${RAW}`, stubs, { stdin: 'data' });
    expect(code).toBe(0);
    expect(stdout).toContain('| status   | active |');
    const [, , put] = sent;
    expect(put?.body).toBe('data');
    expect(put?.headers).toMatchObject({ 'content-type': 'application/octet-stream', accept: '*/*' });
  });

  test('what is refused leaves the image, and shows it', async () => {
    const refused = upload({ status: 413, reply: '<html><title>413 Too large</title>Quota</html>' });
    const { code, stdout, stderr } = await glance(`image-create ${RAW}`, [schema, created(raw), refused], {
      stdin: 'data',
    });
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'HTTP 413 Too largeQuota\n' });
    expect(stdout).toContain('| id               | i     |');
  });

  test('what is broken off goes, unless it is kept', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('da');
      throw new Error('the disk is gone');
    }
    const gone = await glance(
      `image-create ${RAW}`,
      [schema, created(raw), { service: 'image', method: 'DELETE', path: '/images/i' }],
      { stdin: broken() },
    );
    expect(gone.code).toBe(1);
    expect(gone.stderr).toContain('the image was deleted');
    const kept = await glance(
      `image-create ${RAW} --keep-on-interrupt`,
      [schema, created(raw), image('i', { status: 'queued' })],
      { stdin: broken() },
    );
    expect(kept.stderr).toContain('the image is in state queued');
  });

  test.each([`image-create ${RAW}`, `image-create-via-import --import-method glance-direct ${RAW}`])(
    'Ctrl-C while the image is being made takes it away again: %s',
    async line => {
      const info: Stub = {
        service: 'image',
        path: '/info/import',
        reply: { 'import-methods': { value: ['glance-direct'] } },
      };
      const gone: Stub = { service: 'image', method: 'DELETE', path: '/images/i', status: 204 };
      const cloud = stub([schema, ...(line.includes('import') ? [info] : []), created(raw), gone]);
      let press: ((code: number) => void) | undefined;
      const transport: Transport = {
        async send(request) {
          if (request.method === 'POST') press?.(130);
          return cloud.transport.send(request);
        },
      };
      const stopped = () =>
        new Promise<number>(resolve => {
          press = resolve;
        });
      const { code, stderr } = await glance(line, [], { stdin: 'data', transport, stopped });
      cloud.verify();
      expect({ code, stderr }).toEqual({
        code: 130,
        stderr: expect.stringContaining('the image was deleted'),
      });
    },
  );

  test('a download that is not the image ends without a file', async () => {
    const file: Stub = { service: 'image', path: '/images/i/file', reply: 'other data' };
    const good = createHash('sha512').update('data').digest('hex');
    const actual = createHash('sha512').update('other data').digest('hex');
    const record = image('i', { os_hash_algo: 'sha512', os_hash_value: good });
    const { code, stderr } = await glance('image-download --file out i', [record, file]);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `[Errno 32] Corrupt image download. Hash was ${actual} expected ${good}\n`,
    });
  });

  test('a hash that nobody can compute', async () => {
    const record = image('i', { os_hash_algo: 'sha0', os_hash_value: 'x', checksum: null });
    const { stderr } = await glance('image-download --file out i', [record]);
    expect(stderr).toBe('unsupported hash type sha0\n');
    const file: Stub = { service: 'image', path: '/images/i/file', reply: 'data' };
    const allowed = await glance('image-download --file out --allow-md5-fallback i', [record, file]);
    expect(allowed.code).toBe(0);
  });

  test('nothing is written to a terminal', async () => {
    const { code, stderr } = await glance('image-download i', [], { isTTY: true });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^No redirection or local file specified for downloaded image data\./);
  });
});
