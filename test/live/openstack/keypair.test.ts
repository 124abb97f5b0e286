/** Key pairs. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare, ostk, prepare, reads } from '../harness/compare.ts';
import { peersHome } from '../harness/peer.ts';
import { twins } from '../harness/twins.ts';

const folder = mkdtempSync(join(tmpdir(), 'ostk-keys-'));
const file = join(folder, 'key.pub');
const PUBLIC =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPBEF5Pd+c70e/DdHqpscxFeqZA2Qta8dGXmtERZ7BCc someone@somewhere';

/** The public key of a private key's file, as an independent reader derives it. */
function publicHalf(path: string): string {
  const code = [
    'import sys',
    'from cryptography.hazmat.primitives import serialization as s',
    "key = s.load_ssh_private_key(open(sys.argv[1], 'rb').read(), None).public_key()",
    'print(key.public_bytes(s.Encoding.OpenSSH, s.PublicFormat.OpenSSH).decode())',
  ].join('\n');
  return execFileSync(join(peersHome(), 'bin', 'python'), ['-c', code, path], { encoding: 'utf8' }).trim();
}

beforeAll(() => writeFileSync(file, `${PUBLIC}\n`));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('of a user of their own', () => {
  const owner = twins('owner');
  const keys = ['one', 'two', 'three'];
  beforeAll(async () => {
    await prepare(`user create --domain default ${owner.peer}`);
    await prepare(`role add --user ${owner.peer} --project demo member`);
    for (const key of keys) {
      await prepare(`keypair create --public-key ${file} --user ${owner.peer} --user-domain default ${key}`);
    }
  });
  afterAll(async () => {
    await owner.remove(`keypair delete --user ${owner.peer} ${keys.join(' ')}`);
    await owner.remove(`user delete ${owner.peer}`);
  });
  test('list', async () => {
    await reads('list', `keypair list --user ${owner.peer}`);
    await reads('list', `keypair list --user ${owner.peer} --os-compute-api-version 2.35 --limit 1`);
    await compare(
      'pages',
      `keypair list --user ${owner.peer} --os-compute-api-version 2.35 --marker one --max-items 1`,
    );
    await compare('the first', `keypair list --user ${owner.peer} --max-items 1`, undefined, { code: 0 });
    await compare('no pages', `keypair list --user ${owner.peer} --limit 1`, undefined, { code: 1 });
    await compare(
      'in a project',
      'keypair list --project demo --project-domain default -c Type --sort-column Type',
    );
  });
  test('show', async () => {
    await reads('show', `keypair show --user ${owner.peer} one`);
    await reads('show', `keypair show --user ${owner.peer} --public-key two`);
  });
});

test.each([
  'keypair show nosuch',
  'keypair show --user nosuch x',
  'keypair list --user demo --project demo',
  'keypair list --user nosuch',
  'keypair list --project nosuch',
  'keypair list --limit -1',
  'keypair list --user demo --os-compute-api-version 2.9',
  'keypair list --project demo --os-compute-api-version 2.9',
  'keypair list --limit 1 --os-compute-api-version 2.34',
  'keypair list --marker x --os-compute-api-version 2.34',
  'keypair create',
  'keypair create --public-key /nosuch/key.pub x',
  'keypair create --public-key /tmp x',
  'keypair create --private-key /nosuch/key x',
  'keypair create --public-key a --private-key b x',
  `keypair create --public-key /etc/hostname x`,
  'keypair create --type rsa x',
  'keypair create --type ssh x --os-compute-api-version 2.1',
  'keypair create --user demo x --os-compute-api-version 2.1',
  'keypair create a/b',
  'keypair delete',
  'keypair delete nosuch other',
  'keypair delete --user nosuch x',
])('%s', async line => {
  const { peer } = await compare('fails', line);
  expect(peer.code).not.toBe(0);
});

test('a user without rights', async () => {
  await compare('list', 'keypair list --user admin', undefined, { user: 'demo', code: 1 });
  await compare('show', 'keypair show --user admin x', undefined, { user: 'demo', code: 1 });
});

describe('changing', () => {
  const key = twins('key');
  afterAll(() => key.remove('keypair delete {} {}-2 {}-3'));
  test('create, show, delete', async () => {
    await key.compare(`keypair create --public-key ${file} --type ssh {}`, { code: 0 });
    await key.compare('keypair create {}', { code: 1 });
    await key.reads('show', 'keypair show {}', { all: true });
    await key.reads('show', 'keypair show --public-key {}', { all: true });
    await key.compare('keypair create {}-2 -f json', { code: 0 });
    await key.compare(`keypair create --private-key ${join(folder, '{}')} {}-3 -f shell`, { code: 0 });
    await key.compare('keypair delete {} nosuch {}-2', { code: 1 });
    await key.compare('keypair delete {}-3', { code: 0 });
  });
  test('a saved private key belongs to the public key that was sent, and only its owner can read it', async () => {
    const saved = join(folder, 'saved');
    await ostk(`keypair create --private-key ${saved} ${key.ostk}`);
    const { stdout } = await ostk(`keypair show --public-key ${key.ostk} -f value`);
    expect(publicHalf(saved)).toBe(stdout.trim());
    expect(statSync(saved).mode & 0o777).toBe(0o600);
    expect(readFileSync(saved, 'utf8').split('\n')[0]).toBe('-----BEGIN OPENSSH PRIVATE KEY-----');
  });
});
