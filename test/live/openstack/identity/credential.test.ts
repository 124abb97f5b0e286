/** Credentials of users of the tests' own. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare, ostk, prepare, reads } from '../../harness/compare.ts';
import { twins } from '../../harness/twins.ts';
import { idIn, make } from './made.ts';

const owner = twins('credowner');
let first = '';

beforeAll(async () => {
  await owner.prepare('user create --domain default {}');
  const line = `credential create --project demo --type cert ${owner.peer}`;
  first = idIn(await prepare(`${line} 'a text' -f json`));
  await prepare([...line.split(' '), '{"access": "x",\n "secret": "y"}']);
});
afterAll(() => owner.remove('user delete {}'));

describe('reading', () => {
  test('list', async () => {
    await reads('list', `credential list --user ${owner.peer}`);
    await reads('list', `credential list --user ${owner.peer} --type cert`);
    await compare('none', `credential list --user ${owner.peer} --type totp`, undefined, { code: 0 });
  });
  test('list in a domain: the peer finds users by ID alone', async () => {
    await compare('by name', `credential list --user ${owner.peer} --user-domain Default`, undefined, {
      code: 1,
    });
    const id = idIn(await prepare(`user show ${owner.peer} -f json`));
    await compare('by ID', `credential list --user ${id} --user-domain Default`, undefined, { code: 0 });
    const own = await ostk(
      `credential list --user ${owner.peer} --user-domain Default -f value -c ID`,
      {},
      '',
    );
    expect(own).toMatchObject({ code: 0, stdout: expect.stringContaining(first) });
  });
  test('show', () => reads('show', `credential show ${first}`));
});

test.each([
  'credential show nosuch',
  'credential show',
  'credential list --user nosuch',
  'credential list --user demo --user-domain nosuch',
  'credential create demo',
  'credential create nosuch x',
  'credential create --project nosuch demo x',
  'credential create nosuch --project nosuch x',
  'credential create demo x',
  'credential create --type totp demo x',
  'credential create --type ec2 --project demo demo x',
  'credential set nosuch --user demo --type cert --data x',
  'credential set nosuch --user nosuch --type cert --data x',
  'credential set nosuch --user demo --type cert --data x --project nosuch',
  'credential set nosuch --type cert --data x',
  'credential delete',
])('%s', async line => {
  const { peer } = await compare('fails', line);
  expect(peer.code).not.toBe(0);
});

test('a user without rights', async () => {
  await compare('list', 'credential list --type nosuch', undefined, { user: 'demo', code: 0 });
  await compare('list', 'credential list --user admin', undefined, { user: 'demo', code: 1 });
  await compare('show', `credential show ${first}`, undefined, { user: 'demo', code: 1 });
  await compare('create', 'credential create demo x', undefined, { user: 'demo', code: 1 });
  await compare('delete', `credential delete ${first} nosuch`, undefined, { user: 'demo', code: 1 });
  await compare('set', `credential set ${first} --user demo --type cert --data x`, undefined, {
    user: 'demo',
    code: 1,
  });
});

describe('changing', () => {
  test('create, set, delete', async () => {
    const line = 'credential create --project demo {}';
    const data = { fields: ['id'] };
    await owner.compare(`${line} some-text`, { code: 0 });
    await owner.compare([...line.split(' '), '--type', 'ec2', '{"access": "{}", "secret": "s"}'], {
      ...data,
      code: 0,
    });
    const made = await make(owner, `${line} old`);
    await made.compare('credential set @ --user {} --type cert --data new', { code: 1 });
    await made.reads('show', 'credential show @');
    await made.compare('credential delete @ nosuch', { code: 0 });
    await made.compare('credential show @', { code: 1 });
  });
  test('under its own name ostk sends what differs, and tells what is not there', async () => {
    const made = await make(owner, 'credential create --project demo {} old');
    const set = await ostk(`credential set ${made.ostk} --user ${owner.ostk} --type cert --data new`, {}, '');
    expect(set).toMatchObject({ code: 0, stderr: '' });
    const { stdout } = await ostk(`credential show ${made.ostk} -f value -c blob`);
    expect(stdout).toBe('new\n');
    const gone = await ostk(`credential delete ${made.ostk} ${made.peer} nosuch`, {}, '');
    expect(gone).toMatchObject({ code: 1, stderr: expect.stringContaining('1 of 3 credential') });
  });
});
