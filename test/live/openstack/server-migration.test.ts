/** Migrations between compute1 and compute2. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare, ostk, reads } from '../harness/compare.ts';
import { twins } from '../harness/twins.ts';

const pair = twins('mig');
const CREATE =
  'server create --flavor m1.nano --image cirros-0.6.2-x86_64-disk --nic none --host compute1 --wait {}';
const HOST = 'server show {} -c status -c OS-EXT-SRV-ATTR:host -f json';

beforeAll(() => pair.prepare(CREATE));
afterAll(() => pair.remove('server delete --force {}'));

const becomes = (status: string): Promise<void> =>
  pair.until(
    'server show {}',
    ({ status: now, 'OS-EXT-STS:task_state': task }) => now === status && task === null,
  );

describe('cold', () => {
  test('migrate --wait, migrate revert', async () => {
    await pair.compare('server migrate --wait {}', { code: 0 });
    await pair.compare('server migrate revert {}', { code: 0 });
    await becomes('ACTIVE');
    await pair.compare(HOST, { code: 0 });
  });
  for (const [host, line, then] of [
    ['compute2', 'migrate confirm', 'compute2'],
    ['compute1', 'migration revert', 'compute2'],
    ['compute1', 'migration confirm', 'compute1'],
  ]) {
    test(`migrate to ${host}, ${line}`, async () => {
      await pair.compare(`server migrate --host ${host} {}`, { code: 0 });
      await becomes('VERIFY_RESIZE');
      await pair.compare(`server ${line} {}`, { code: 0 });
      await becomes('ACTIVE');
      expect((await pair.compare(HOST, { code: 0 })).ostk.stdout).toContain(then);
    });
  }
});

describe('live', () => {
  for (const host of ['compute1', 'compute2']) {
    test(`to ${host}`, async () => {
      await pair.compare(`server migrate --live-migration --host ${host} {}`);
      await becomes('ACTIVE');
      await pair.compare(HOST, { code: 0 });
    });
  }
  test('wherever there is room', async () => {
    await pair.compare('server migrate --live --wait {}', { code: 0 });
    await becomes('ACTIVE');
  });
  test('with options of old servers', async () => {
    await pair.compare('server migrate --live-migration --block-migration --no-disk-overcommit {}');
    await becomes('ACTIVE');
  });
  test('--live HOST SERVER, which only ostk still takes', async () => {
    const host = 'OS-EXT-SRV-ATTR:host';
    for (const line of [
      `server migrate --live compute1 --wait ${pair.ostk}`,
      `server migrate ${pair.ostk} --live compute2`,
      `server migrate --live=compute1 ${pair.ostk}`,
    ]) {
      const wanted = /compute\d/.exec(line)?.[0];
      const before = (await ostk(`server show ${pair.ostk} -c ${host} -f value`)).stdout.trim();
      const outcome = await ostk(line);
      // Nova refuses a live migration to the host where the server is.
      expect(outcome.code, outcome.stderr).toBe(before === wanted ? 1 : 0);
      await becomes('ACTIVE');
      expect((await ostk(`server show ${pair.ostk} -c ${host} -f value`)).stdout.trim()).toBe(wanted);
    }
  });
});

describe('list', () => {
  const changing = {
    fields: ['Id', 'Source Node', 'Dest Node', 'Source Compute', 'Dest Compute', 'Dest Host'],
  };
  test('of a server', () => reads('list', `server migration list --server ${pair.peer}`));
  test('with project and user', () =>
    reads('list', `server migration list --server ${pair.peer} --project admin --user admin`));
  /** One format is enough for a filter. */
  const filtered = (options: string): Promise<unknown> =>
    compare(options, `server migration list --server ${pair.peer} -f csv ${options}`, undefined, { code: 0 });
  test('by kind, status, host and time', async () => {
    for (const type of ['cold-migration', 'live-migration', 'evacuation']) await filtered(`--type ${type}`);
    await filtered('--status confirmed --host compute1');
    await filtered('--changes-since 2020-01-01T00:00:00Z');
    await filtered('--changes-before 2020-01-01T00:00:00Z');
  });
  test('pages', async () => {
    await filtered('--limit 1');
    await filtered('--max-items 2');
    await filtered('--max-items 0');
    await filtered('--limit 2 --max-items 1');
  });
  for (const version of ['2.1', '2.23', '2.59', '2.79']) {
    test(`at ${version}`, () => filtered(`--os-compute-api-version ${version}`));
  }
  test('what an old service cannot do', async () => {
    for (const option of [
      '--limit 1',
      '--marker x',
      '--changes-since 2020-01-01',
      '--changes-before 2020-01-01',
      '--project admin',
      '--user admin',
    ]) {
      await compare('old', `server migration list ${option} --os-compute-api-version 2.50`, undefined, {
        code: 1,
      });
    }
  });
  test('both did the same', () =>
    pair.reads('list', 'server migration list --server {} --type resize', changing));
  test('what cannot be', async () => {
    await compare('no server', 'server migration list --server nosuch', undefined, { code: 1 });
    await compare('no project', 'server migration list --project nosuch', undefined, { code: 1 });
    await compare('no kind', 'server migration list --type warm', undefined, { code: 2 });
    await compare('no marker', 'server migration list --marker nosuch', undefined, { code: 1 });
    await compare('no number', 'server migration list --limit -1', undefined, { code: 2 });
    await compare('as demo', 'server migration list', undefined, { code: 1, user: 'demo' });
  });
});

describe('one under way', () => {
  const uuid = '37b36aa7-358f-4a3a-afa5-d0dcdd4bf6de';
  for (const verb of ['show', 'abort', 'force complete']) {
    test(`${verb}: there is none`, async () => {
      for (const migration of ['1', uuid, `{${uuid}}`, 'word', '-1']) {
        await compare(migration, ['server', 'migration', ...verb.split(' '), pair.peer, migration]);
      }
      await compare('no server', `server migration ${verb} nosuch 1`, undefined, { code: 1 });
      await compare('too old', `server migration ${verb} nosuch 1 --os-compute-api-version 2.21`, undefined, {
        code: 1,
      });
      await compare(
        'no UUIDs',
        `server migration ${verb} nosuch ${uuid} --os-compute-api-version 2.50`,
        undefined,
        {
          code: 1,
        },
      );
      await compare('no migration', `server migration ${verb} ${pair.peer}`, undefined, { code: 2 });
    });
  }
});

describe('what cannot be', () => {
  test('options that do not go together', async () => {
    await pair.compare('server migrate --block-migration {}', { code: 1 });
    await pair.compare('server migrate --disk-overcommit {}', { code: 1 });
    await pair.compare('server migrate --disk-overcommit --no-disk-overcommit {}', { code: 2 });
    await pair.compare('server migrate --shared-migration --block-migration {}', { code: 2 });
    await pair.compare('server migrate {} compute2', { code: 2 });
    await pair.compare('server migrate --liv compute2 {}', { code: 2 });
  });
  test('hosts', async () => {
    await pair.compare('server migrate --host nosuch {}', { code: 1 });
    await pair.compare('server migrate --live-migration --host nosuch {}', { code: 1 });
    await pair.compare('server migrate --host compute1 --os-compute-api-version 2.50 {}', { code: 1 });
    await pair.compare('server migrate --live --host compute1 --os-compute-api-version 2.29 {}', { code: 1 });
  });
  test('nothing to confirm or revert', async () => {
    for (const line of ['migrate confirm', 'migrate revert', 'migration confirm', 'migration revert']) {
      await pair.compare(`server ${line} {}`, { code: 1 });
      await compare(line, `server ${line} nosuch`, undefined, { code: 1 });
    }
  });
  test('no server, no rights', async () => {
    await compare('no server', 'server migrate nosuch', undefined, { code: 1 });
    const id = (await ostk(`server show ${pair.peer} -f value -c id`)).stdout.trim();
    await compare('as demo', `server migrate ${id}`, undefined, { code: 1, user: 'demo' });
  });
});
