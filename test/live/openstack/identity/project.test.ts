/** Projects. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare, prepare, reads } from '../../harness/compare.ts';
import { twins } from '../../harness/twins.ts';

describe('reading', () => {
  const { peer: realm, remove } = twins('realm');
  beforeAll(async () => {
    await prepare(`domain create ${realm}`);
    const create = `project create --domain ${realm}`;
    await prepare(`${create} --description 'above others' --tag red --tag blue ${realm}-a`);
    await Promise.all([
      prepare(`${create} --parent ${realm}-a --property colour=green --property Shape=round ${realm}-b`),
      prepare(`${create} --disable --tag blue ${realm}-c`),
      prepare(`user create --domain ${realm} ${realm}-u`),
    ]);
    await prepare(`role add --project ${realm}-b --user ${realm}-u member`);
  });
  afterAll(async () => {
    await remove(`domain set --disable ${realm}`);
    await remove(`domain delete ${realm}`);
  });
  const within = `project list --domain ${realm} --sort name`;
  test('list', async () => {
    await reads('list', within);
    await reads('list', `${within} --long`);
    await reads('list', 'project list', { user: 'demo' });
    await compare('own', 'project list --my-projects --domain nosuch', undefined, { user: 'demo' });
  });
  test.each([
    `${within} --parent ${realm}-a`,
    `${within} --enabled`,
    `${within} --disabled`,
    `${within} --tags red,blue`,
    `${within} --tags-any red,green`,
    `${within} --not-tags red,blue`,
    `${within} --not-tags-any red --long`,
    `project list --user ${realm}-u`,
    `project list --user ${realm}-u --domain ${realm}`,
    `project list --domain ${realm} --sort enabled:desc,name:desc`,
    `project list --domain ${realm} --max-items 2 -c Name`,
    'project list --my-projects --limit 1',
  ])('%s', async line => {
    await compare('filters', line, undefined, { code: 0 });
  });
  test('show', async () => {
    await reads('show', `project show ${realm}-a`);
    await reads('show', `project show ${realm}-b --domain ${realm} --parents`);
    await compare('below', `project show ${realm}-a --children -f json`, undefined, { code: 0 });
    await compare('elsewhere', `project show ${realm}-a --domain default`, undefined, { code: 1 });
  });
});

test.each([
  'project show nosuch',
  'project show nosuch --domain nosuch',
  'project list --domain nosuch',
  'project list --parent nosuch',
  'project list --user nosuch',
  'project list --limit 1',
  'project list --limit -1',
  'project list --sort nosuch --user admin',
  'project list --sort name:up --user admin',
  'project create',
  "project create ''",
  'project create demo',
  'project create --domain nosuch x',
  'project create --parent nosuch x',
  'project create --enable --disable x',
  'project create --property x y',
  'project set nosuch --name x',
  'project set --domain nosuch nosuch --name x',
  'project set nosuch --tag x',
  'project set demo --name admin',
  'project delete',
  'project delete nosuch none',
  'project delete --domain nosuch demo',
])('%s', async line => {
  const { peer } = await compare('fails', line, undefined, { mask: ['ids'] });
  expect(peer.code).not.toBe(0);
});

test('a project that is not there and that nothing is changed of', async () => {
  await compare('is not missed', 'project set nosuch', undefined, { code: 0 });
});

test.each([
  'project list --long --domain default',
  'project list --user demo',
  'project list --enabled',
  'project list --limit 1',
  'project show demo',
  'project show --domain default demo',
  'project create x',
  'project set demo --description x',
  'project delete demo nosuch',
  'project delete nosuch --domain default',
])('without rights: %s', async line => {
  await compare('as demo', line, undefined, { user: 'demo' });
});

describe('changing', () => {
  const project = twins('project');
  afterAll(async () => {
    await project.remove('project set --no-immutable {}-2');
    await project.remove('project delete {}-below {}-2 {} {}-new');
  });
  test('create, set, delete', async () => {
    await project.compare("project create --description 'a project' --domain default {}", { code: 0 });
    await project.compare('project create {}', { code: 1 });
    await project.compare('project create --or-show {} -f yaml', { code: 0 });
    await project.compare('project create --or-show --domain default {} -f shell', { code: 0 });
    await project.compare('project create --parent {} --disable --tag one {}-below -f json', { code: 0 });
    await project.compare(
      'project create --property a=b --property C=d --property is_domain=False --immutable --tag a --tag a {}-2',
      { code: 0 },
    );
    await project.reads('show', 'project show {}-2', { all: true });
    await project.compare('project set {}-2 --description new', { code: 1 });
    await project.compare('project set {}-2 --no-immutable', { code: 0 });
    await project.compare('project set {}-2 --description new --property a=e --property f=g --disable', {
      code: 0,
    });
    await project.compare('project show {}-2', { code: 0 });
    await project.compare('project set {}-2 --property enabled=maybe', { code: 1 });
    await project.compare('project set --name {}-new {} --enable', { code: 0 });
    await project.compare('project set {}-new', { code: 0 });
    await project.compare('project show {}-new --children -f json', { code: 0 });
    await project.compare('project delete {}-new nosuch {}-2', { code: 1 });
    await project.compare('project delete --domain default {}-below', { code: 0 });
    await project.compare('project delete {}-new', { code: 0 });
  });
});

describe('tags', () => {
  const project = twins('tagged');
  beforeAll(() => project.prepare('project create --tag b --tag c {}'));
  afterAll(() => project.remove('project delete {}'));
  test.each([
    '--tag d --tag a',
    '--remove-tag b --remove-tag nosuch',
    '--remove-tag c --tag e',
    '--tag f --clear-tags',
    '--tag g --name {}',
    '--domain default --clear-tags --description none',
    '--tag a/b',
  ])('project set %s', async options => {
    await project.compare(`project set {} ${options}`);
    await project.compare('project show {} -f json', { code: 0 });
  });
});
