/** Trusts. */
import { expect, test } from 'vitest';
import { runLine } from '../harness/run.ts';
import { type Stub, USER } from '../harness/stub.ts';

const ids = ['a', 'b', 'c', 'd'].map(letter => letter.repeat(32));
const [GIVER = '', TAKER = '', PROJECT = '', ROLE = ''] = ids;
const identity = (stub: Stub): Stub => ({ service: 'identity', ...stub });

const created = identity({
  method: 'POST',
  path: '/OS-TRUST/trusts',
  body: {
    trust: {
      trustor_user_id: GIVER,
      trustee_user_id: TAKER,
      project_id: PROJECT,
      roles: [{ id: ROLE }],
      expires_at: '2036-01-02T03:04:05',
      impersonation: true,
    },
  },
  reply: { trust: { id: 't', impersonation: true } },
});

const OPTIONS = '--expiration 2036-1-2T3:4:5 --impersonate';

/** A look-up by ID that fails beside one by name. */
function named(path: string, key: string, name: string, id: string): Stub[] {
  return [
    identity({ path: `${path}/${name}`, status: 404, reply: {} }),
    identity({ path, query: { name }, reply: { [key]: [{ id, name }] } }),
  ];
}

test('create with IDs: 1 round trip', async () => {
  const line = `trust create ${GIVER} ${TAKER} --project ${PROJECT} --role ${ROLE} ${OPTIONS}`;
  const { depth, stdout } = await runLine(line, { stubs: [created] });
  expect(depth).toBe(1);
  expect(stdout).toContain('| is_impersonation     | True ');
});

test('create with names: 2 round trips', async () => {
  const stubs = [
    ...named('/users', 'users', 'alice', GIVER),
    ...named('/users', 'users', 'bob', TAKER),
    ...named('/projects', 'projects', 'demo', PROJECT),
    ...named('/roles', 'roles', 'member', ROLE),
    created,
  ];
  const line = `trust create alice bob --project demo --role member ${OPTIONS}`;
  expect((await runLine(line, { stubs })).depth).toBe(2);
});

test('a time that is none is told before anything is asked for', async () => {
  for (const [time, sentence] of [
    ['2036-01-02', "time data '2036-01-02' does not match format '%Y-%m-%dT%H:%M:%S'"],
    ['2036-01-02T03:04:05Z', 'unconverted data remains: Z'],
    ['2035-02-29T03:04:05', 'day is out of range for month'],
    ['2036-02-29T03:04:60', 'second must be in 0..59'],
    ['0000-02-29T03:04:00', 'year 0 is out of range'],
  ]) {
    const line = `trust create a b --project c --role d --expiration ${time}`;
    expect(await runLine(line)).toMatchObject({ code: 1, stderr: `${sentence}\n`, sent: [] });
  }
});

test('one’s own trusts are asked for at once, and told once', async () => {
  const mine = (side: string, ...found: string[]): Stub =>
    identity({
      path: '/OS-TRUST/trusts',
      query: { [side]: USER },
      reply: { trusts: found.map(id => ({ id })) },
    });
  const stubs = [mine('trustor_user_id', 'x', 'y'), mine('trustee_user_id', 'y', 'z')];
  const line = 'trust list --auth-user -f value -c ID';
  expect(await runLine(line, { stubs })).toMatchObject({ stdout: 'x\ny\nz\n', depth: 1 });
});
