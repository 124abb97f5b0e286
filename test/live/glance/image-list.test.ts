import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { attempt, prepare } from '../harness/compare.ts';
import { same } from './lib.ts';

const GLANCE = { program: 'glance', stdin: false } as const;
const run = randomBytes(4).toString('hex');
const ids = [randomUUID(), randomUUID(), randomUUID()];
const mine = `--property-filter run=${run}`;

beforeAll(async () => {
  const [first = '', second = '', third = ''] = ids;
  const create = (id: string, more: string, stdin: string | false = false) =>
    prepare(
      `image-create --id ${id} --property run=${run} --disk-format raw --container-format bare ${more}`,
      {
        ...GLANCE,
        stdin,
      },
    );
  await Promise.all([
    create(first, `--name gl-${run}-a --tags one two --visibility public`, 'data'),
    create(second, `--name gl-${run}-b --tags one --min-disk 1 --store cheap`, 'other data'),
    create(third, `--hidden true --protected false --name gl-${run}-ünïcode`),
  ]);
});
afterAll(() => attempt(['image-delete', ...ids], GLANCE));

describe('image-list', () => {
  test.each([
    '',
    '--limit 1',
    '--limit 2 --page-size 1',
    '--page-size 1',
    '--page-size 0',
    '--visibility public',
    '--visibility shared',
    '--member-status all',
    '--tag one',
    '--tag one --tag two',
    '--tag nosuch',
    '--sort-key size --sort-dir desc',
    '--sort-key name --sort-key id --sort-dir desc',
    '--sort-dir desc',
    '--sort name:desc,id',
    '--sort created_at',
    '--hidden',
    '--hidden false',
    '--include-stores',
    '--include-stores no',
    '--checksum 8d777f385d3dfec8815d20f7496026dc',
    '--hash nosuch',
    '--owner nosuch',
    `--property-filter min_disk=1`,
    `--property-filter name=gl-${run}-b`,
  ])('%s', options => same(`image-list ${mine} ${options}`, { code: 0 }));

  test('-v has wider columns', () => same(`-v image-list ${mine}`, { code: 0 }));
  test('-v with stores', () => same(`-v image-list ${mine} --include-stores`, { code: 0 }));
  test('as demo', () => same(`image-list ${mine}`, { user: 'demo', code: 0 }));

  test.each([
    '--limit -1',
    '--page-size -1',
    '--visibility nosuch',
    '--member-status nosuch',
    '--property-filter nosuch',
    '--sort nosuch',
    '--sort name:nosuch',
    '--sort name --sort-key id',
    '--sort name --sort-dir asc',
    '--sort-dir asc --sort-dir desc',
    '--sort-dir asc --sort-dir desc --sort-key id',
  ])('%s is refused', options => same(`image-list ${options}`, { code: 1 }));
});

describe('image-show', () => {
  test.each([
    '',
    '--human-readable',
    '--max-column-width 20',
    '--max-column-width 0',
    '--max-column-width -1',
    '--max-column-width 200',
  ])('%s', async options => {
    for (const id of ids.slice(1)) await same(`image-show ${options} ${id}`, { code: 0 });
  });

  test('no such image', () => same('image-show nosuch', { code: 1 }));
  test('an image of somebody else', () => same(`image-show ${ids[1]}`, { user: 'demo', code: 1 }));
  test('no width', () => same(`image-show --max-column-width x ${ids[1]}`, { code: 1 }));
});

describe('what is read of the service', () => {
  test.each([
    'import-info',
    'stores-info',
    'stores-info --detail',
    'explain image',
    'explain metadefs/namespace',
    'explain task',
    'md-resource-type-list',
  ])('%s', line => same(line, { code: 0 }));

  test('usage', () => same('usage', { user: 'demo', code: 0 }));
  test('details are for administrators', () => same('stores-info --detail', { user: 'demo', code: 1 }));
  test('an unknown schema', () => same('explain nosuch', { code: 1 }));
});
