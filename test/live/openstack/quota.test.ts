/** Quotas. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare, reads } from '../harness/compare.ts';
import { twins } from '../harness/twins.ts';

const project = twins('quota');
beforeAll(() => project.prepare('project create --domain default {}'));
afterAll(async () => {
  await project.remove('quota delete {}');
  await project.remove('project delete {}');
});

describe('reading', () => {
  test.each([
    '',
    '--default',
    '--usage',
    '--compute --usage',
    '--volume',
    '--network --usage',
    '--all --default',
  ])('show %s', options => reads('list', `quota show ${options} ${project.peer}`));
  test('show, of the current project', () => reads('list', 'quota show', { user: 'demo' }));
  test('usage', { retry: 5 }, () => reads('list', 'quota show --usage', { user: 'demo' }));
  test.each([
    'quota show nosuch',
    'quota show --default --usage',
    'quota list',
    'quota list --compute --volume',
    'quota set nosuch --cores 1',
    'quota set --cores x',
    'quota set --force --default --cores 1',
    'quota set --class --force',
    'quota delete',
    'quota delete nosuch',
  ])('%s', async line => {
    const { peer } = await compare('fails', line);
    expect(peer.code).not.toBe(0);
  });
  test.each([
    'quota show admin',
    'quota list --compute',
    'quota set admin --cores 1',
    'quota set --cores 1',
    'quota delete admin',
  ])('%s, without rights', async line => {
    await compare('forbidden', line, undefined, { user: 'demo', code: 1 });
  });
});

describe('changing', () => {
  test('set, show, delete', async () => {
    await project.compare('quota set --cores 5 --ram 1024 --volumes 3 --secgroups 4 --networks 2 {}', {
      code: 0,
    });
    await project.compare(
      'quota set --force --cores 6 --gigabytes 9 --volume-type lvmdriver-1 --ports 7 {}',
      {
        code: 0,
      },
    );
    await project.compare('quota set --check-limit --subnetpools 8 --properties 12 {}', { code: 0 });
    await project.compare('quota set {}', { code: 0 });
    await project.compare('quota set --default --networks 7 --no-force', { code: 0 });
    await project.reads('list', 'quota show {}', { all: true });
    await project.reads('list', 'quota show --usage {}');
  });
  test.each(['compute', 'volume', 'network'])('list --%s', { retry: 5 }, service =>
    reads('list', `quota list --${service}`),
  );
  test('delete', async () => {
    await project.compare('quota delete --compute {}', { code: 0 });
    await project.reads('list', 'quota show {}');
    await project.compare('quota delete --network {}', { code: 0 });
    await project.compare('quota delete {}', { code: 0 });
    await project.reads('list', 'quota show {}');
  });
});
