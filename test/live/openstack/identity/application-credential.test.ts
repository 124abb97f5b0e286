/** Application credentials, of a user of the tests' own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isObject, parseJson, text } from '../../../../src/clients/json.ts';
import { compare, ostk, peer, prepare, reads, words } from '../../harness/compare.ts';
import { type Twins, twins } from '../../harness/twins.ts';

const RULES = '[{"path": "/v2.1/servers", "method": "GET", "service": "compute"}]';
const owner = twins('appowner');
const env = { OS_USERNAME: owner.peer, OS_PASSWORD: 'secret', OS_PROJECT_NAME: 'demo' };
const cwd = mkdtempSync(join(tmpdir(), 'ostk-rules-'));
writeFileSync(join(cwd, 'rules.json'), `\n${RULES}\r\n`);
writeFileSync(join(cwd, 'broken.json'), '[{"path": ');
writeFileSync(join(cwd, 'binary'), Buffer.from([0x5b, 0xe2, 0x28, 0xa1]));

beforeAll(async () => {
  await prepare(`user create --domain default --password secret ${owner.peer}`);
  await prepare(`role add --user ${owner.peer} --project demo member`);
  await prepare(['application', 'credential', 'create', '--access-rules', RULES, 'ruled'], { env });
  await prepare("application credential create --role member --description 'of all' plain", { env });
});
afterAll(async () => {
  await owner.remove(`user delete ${owner.peer}`);
  rmSync(cwd, { recursive: true, force: true });
});

describe('reading', () => {
  test('list', async () => {
    await reads('list', 'application credential list', { env });
    await reads('list', `application credential list --user ${owner.peer}`);
    await reads('list', `application credential list --user ${owner.peer} --user-domain Default`);
    await reads('list', 'application credential list', {
      env: { OS_PROJECT_NAME: undefined, OS_PROJECT_DOMAIN_NAME: undefined },
    });
  });
  test('show', async () => {
    await reads('show', 'application credential show ruled', { env });
    await reads('show', 'application credential show plain', { env });
    const shown = await prepare('application credential show plain -f json', { env });
    await reads('show', `application credential show ${isObject(shown) ? text(shown, 'ID') : ''}`, { env });
  });
});

test.each([
  'application credential show nosuch',
  'application credential show 0123456789abcdef0123456789abcdef',
  'application credential show',
  'application credential list --user nosuch',
  'application credential list --user demo --user-domain nosuch',
  'application credential delete nosuch 0123456789abcdef0123456789abcdef',
  'application credential delete',
  'application credential create',
  'application credential create plain',
  'application credential create --expiration 2036-01-02 x',
  'application credential create --expiration 2036-02-30T00:00:00 x',
  'application credential create --expiration 2036-01-02T03:04:05Z x',
  "application credential create --expiration 'a day' x",
  'application credential create --expiration 2016-01-02T03:04:05 x',
  'application credential create --role nosuch x',
  'application credential create --role admin x',
  'application credential create --role 0123456789abcdef0123456789abcdef x',
  'application credential create --role {01234567-89ab-cdef-0123-456789abcdef} x',
  'application credential create --access-rules missing.json x',
  'application credential create --access-rules . x',
  'application credential create --access-rules broken.json x',
  'application credential create --access-rules binary x',
  'application credential create --access-rules {} x',
  'application credential create --access-rules 5 x',
  "application credential create --access-rules '[{}]' --nosuch x",
])('%s', async line => {
  const { peer } = await compare('fails', line, undefined, { env, cwd });
  expect(peer.code).not.toBe(0);
});

test('a user without rights', async () => {
  const around = { user: 'demo', code: 1 } as const;
  await compare('another’s', 'application credential list --user admin', undefined, around);
  await compare(
    'another’s',
    `application credential list --user ${owner.peer} --user-domain Default`,
    undefined,
    around,
  );
});

test.each(['list', 'show x', 'create x', 'delete x'])('nobody: %s', async verb => {
  const nobody = { OS_AUTH_TYPE: 'none', OS_ENDPOINT: 'http://127.0.0.1:5000/v3' };
  await compare('nobody', `application credential ${verb}`, undefined, {
    user: 'none',
    env: nobody,
    code: 1,
  });
});

describe('changing', () => {
  const around = { env, cwd, fields: ['Secret'] };
  const made: Twins[] = [];
  /** New names in each try: what a try made stays until the end. */
  const named = (): Twins => {
    const one = twins('app');
    made.push(one);
    return one;
  };
  afterAll(async () => {
    for (const one of made) await one.remove('application credential delete {} {}-2 {}-3', { env });
  });
  test('create without options', async () => {
    const one = named();
    await one.compare('application credential create {}', { ...around, code: 0 });
    await one.compare('application credential create {}', { env, code: 1 });
  });
  test('create, show, delete', async () => {
    const one = named();
    const create = 'application credential create --role member {}';
    await one.compare(
      `${create} --expiration 2036-1-2T3:4:5 --description 'x y' --unrestricted --access-rules rules.json -f json`,
      { ...around, code: 0 },
    );
    const plain = `${create}-2 --role reader --unrestricted --restricted --secret s3cret`;
    await one.compare(plain, { env, code: 0 });
    const ruled = ['--access-rules', RULES, '-f', 'yaml'];
    await one.compare([...words(`${create}-3`), ...ruled], { ...around, code: 0 });
    await one.reads('show', 'application credential show {}', { env });
    await one.compare('application credential delete {} nosuch {}-2', { env, code: 1 });
    await one.compare('application credential delete {}-3', { env, code: 0 });
  });
  test('its secret opens the door, with the rights that it has', async () => {
    const one = named();
    for (const [name, run] of [
      [one.peer, peer],
      [one.ostk, ostk],
    ] as const) {
      const line = `application credential create --role member ${name} -f json`;
      const data = parseJson((await run(line, { env })).stdout);
      const credential = isObject(data) ? data : {};
      const account = {
        OS_USERNAME: undefined,
        OS_PASSWORD: undefined,
        OS_PROJECT_NAME: undefined,
        OS_PROJECT_DOMAIN_NAME: undefined,
        OS_USER_DOMAIN_NAME: undefined,
        OS_AUTH_TYPE: 'v3applicationcredential',
        OS_APPLICATION_CREDENTIAL_ID: text(credential, 'ID'),
        OS_APPLICATION_CREDENTIAL_SECRET: text(credential, 'Secret'),
      };
      await compare('as itself', 'application credential list', undefined, { env: account, code: 0 });
      await compare('restricted', 'application credential create x', undefined, { env: account, code: 1 });
    }
  });
});
