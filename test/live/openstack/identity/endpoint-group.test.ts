/** Endpoint groups. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare, reads } from '../../harness/compare.ts';
import { twins } from '../../harness/twins.ts';

const cwd = mkdtempSync(join(tmpdir(), 'ostk-group-'));
const files = {
  'public.json': '{"interface": "public"}',
  'service.json': '{"service_id": "0123456789abcdef", "interface": "admin"}\n',
  'list.json': '[1]',
  'bad.json': '{bad',
  'more.json': '{} x',
  'empty.json': '',
  'unknown.json': '{"colour": 1.0}',
};
for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content);
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

describe('reading', () => {
  test('list', () => reads('list', 'endpoint group list'));
  test.each([
    'endpoint group show nosuch',
    'endpoint group show',
    'endpoint group list --endpointgroup nosuch',
    'endpoint group list --project nosuch',
    'endpoint group list --project demo --domain nosuch',
    'endpoint group list --project demo --endpointgroup x',
    'endpoint group set nosuch',
    'endpoint group set nosuch --filters missing',
    'endpoint group delete nosuch other',
    'endpoint group delete',
    'endpoint group create x',
    'endpoint group create x missing',
    'endpoint group create x bad.json',
    'endpoint group create x more.json',
    'endpoint group create x empty.json',
    'endpoint group create x list.json',
    'endpoint group create x unknown.json',
    ['endpoint', 'group', 'create', 'x', ''],
    'endpoint group add project nosuch demo',
    'endpoint group add project nosuch nosuch',
    'endpoint group add project nosuch',
    'endpoint group remove project nosuch demo',
  ])('%s', async line => {
    const { peer } = await compare('fails', line, undefined, { cwd });
    expect(peer.code).not.toBe(0);
  });
  test.each([
    'endpoint group list',
    'endpoint group list --project demo',
    'endpoint group show x',
    'endpoint group create x public.json',
    'endpoint group set x --name y',
    'endpoint group delete x',
    'endpoint group add project x demo',
    'endpoint group remove project x demo',
  ])('%s as a user without rights', async line => {
    await compare('forbidden', line, undefined, { user: 'demo', code: 1, cwd });
  });
});

describe('changing', () => {
  const group = twins('egrp');
  beforeAll(() => group.prepare('project create {}'));
  afterAll(async () => {
    await group.remove('endpoint group delete {} {}-2 {}-new {}-seen');
    await group.remove('project delete {}');
  });
  test('create, list, set, show, delete', async () => {
    await group.compare("endpoint group create --description 'of two' {} public.json", { code: 0, cwd });
    await group.compare('endpoint group create {}-2 service.json -f json', { code: 0, cwd });
    await group.reads('show', 'endpoint group show {}', { all: true });
    await group.compare('endpoint group set {}', { code: 1 });
    await group.compare('endpoint group set {} --name {}-new', { code: 1 });
    await group.compare('endpoint group set {} --filters bad.json', { code: 1, cwd });
    await group.compare('endpoint group set {} --name {}-new --filters service.json', { code: 0, cwd });
    await group.reads('show', 'endpoint group show {}-new');
    await group.compare(
      "endpoint group set {}-new --name {} --filters public.json --description 'another text'",
      { code: 0, cwd },
    );
    await group.reads('show', 'endpoint group show {}');
    await group.compare('endpoint group delete {} nosuch {}-2', { code: 1 });
    await group.compare('endpoint group show {}', { code: 1 });
  });
  test('in the catalogue of a project', async () => {
    await group.prepare('endpoint group create {}-seen service.json', { cwd });
    await group.compare('endpoint group add project {}-seen {}', { code: 0 });
    await group.compare('endpoint group add project {}-seen {} --project-domain default', { code: 1 });
    await group.compare('endpoint group add project {}-seen {} --project-domain nosuch', { code: 1 });
    await group.compare('endpoint group add project {}-seen nosuch', { code: 1 });
    await group.reads('list', 'endpoint group list --endpointgroup {}-seen', { all: true });
    await group.reads('list', 'endpoint group list --project {}');
    await group.compare('endpoint group list --project {} --domain default', { code: 0 });
    await group.compare('endpoint group remove project {}-seen {}', { code: 0 });
    await group.compare('endpoint group remove project {}-seen {} --project-domain default', { code: 1 });
    await group.compare('endpoint group list --project {}', { code: 0 });
  });
});
