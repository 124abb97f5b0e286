/** Roles: who has them, and which come with others. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare, prepare, reads } from '../../harness/compare.ts';
import { twins } from '../../harness/twins.ts';
import { idIn, make } from './made.ts';

describe('reading', () => {
  test('list', async () => {
    await reads('list', 'role list');
    await reads('list', 'role list --domain default');
  });
  test('show by name and ID', async () => {
    await reads('show', 'role show reader');
    await reads('show', `role show ${idIn(await prepare('role show admin -f json'))} --domain Default`);
  });
  test.each([
    'role show nosuch',
    'role show reader --domain Default',
    'role show reader --domain nosuch',
    'role show',
    'role list --domain nosuch',
    'role list extra',
    'role create',
    'role create reader',
    'role create x --domain nosuch',
    'role create --immutable --no-immutable x',
    'role set nosuch --name x',
    'role set nosuch',
    'role set reader --domain nosuch',
    'role delete nosuch 00000000000000000000000000000000',
    'role delete nosuch --domain nosuch',
    'role delete reader --domain Default',
    'role delete',
    'implied role create',
    'implied role create nosuch',
    'implied role delete reader',
    'implied role list extra',
  ])('%s', async line => {
    const { peer } = await compare('fails', line);
    expect(peer.code).not.toBe(0);
  });
  test.each([
    'role list',
    'role list --domain Default',
    'role show reader',
    'role show reader --domain Default',
    'role create x',
    'role create x --domain Default',
    'role set reader --name x',
    'role delete reader 00000000000000000000000000000000',
    'implied role list',
    'implied role create admin --implied-role reader',
    'implied role delete admin --implied-role reader',
  ])('%s as a user without rights', async line => {
    await compare('forbidden', line, undefined, { user: 'demo', code: 1 });
  });
});

describe('changing', () => {
  const role = twins('role');
  beforeAll(() => role.prepare('domain create {}'));
  afterAll(async () => {
    await role.remove('role set {}-kept --no-immutable');
    await role.remove('role delete {} {}-2 {}-kept');
    await role.remove('domain set --disable {}');
    await role.remove('domain delete {}');
  });
  test('create, set, show, delete', async () => {
    await role.compare("role create --description 'of two' {}", { code: 0 });
    await role.compare('role create {}', { code: 1 });
    await role.compare('role create --or-show {} -f json', { code: 0 });
    await role.reads('show', 'role show {}', { all: true });
    await role.compare('role set {}', { code: 0 });
    await role.compare("role set {} --name {}-2 --description 'another text'", { code: 0 });
    await role.reads('show', 'role show {}-2');
    await role.compare('role delete {}-2 nosuch', { code: 1 });
    const made = await make(role, 'role create {}');
    await made.compare('role set @ --description new', { code: 0 });
    await made.compare('role show @', { code: 0 });
    await made.compare('role delete @', { code: 0 });
    await made.compare('role delete @', { code: 1 });
  });
  test('of a domain', async () => {
    await role.compare('role create --domain {} {}', { code: 0 });
    await role.compare('role create --domain {} {}', { code: 1 });
    await role.compare('role create --domain {} --or-show {}', { code: 1 });
    await role.compare('role show {}', { code: 1 });
    await role.reads('show', 'role show --domain {} {}');
    await role.reads('list', 'role list --domain {}', { all: true });
    await role.compare('role set --domain {} --name {}-2 {}', { code: 0 });
    await role.compare('role delete --domain {} {} {}-2', { code: 1 });
    await role.compare('role list --domain {}', { code: 0 });
  });
  test('immutable', async () => {
    await role.compare('role create --immutable {}-kept', { code: 0 });
    await role.compare('role set {}-kept --description x', { code: 1 });
    await role.compare('role delete {}-kept', { code: 1 });
    await role.compare('role set {}-kept --no-immutable', { code: 0 });
    await role.compare('role delete {}-kept', { code: 0 });
  });
});

describe('implied roles', () => {
  const role = twins('impl');
  beforeAll(async () => {
    await role.prepare('role create {}');
    await role.prepare('role create {}-2');
  });
  afterAll(() => role.remove('role delete {} {}-2'));
  test('create, list, delete', async () => {
    await role.compare('implied role create {} --implied-role {}-2', { code: 0 });
    await role.compare('implied role create {} --implied-role {}-2', { code: 1 });
    await reads('list', 'implied role list');
    await role.compare('implied role create {} --implied-role nosuch', { code: 1 });
    await role.compare('implied role create nosuch --implied-role {}', { code: 1 });
    await role.compare('implied role create {} --implied-role {}', { code: 1 });
    await role.compare('implied role create {}-2 --implied-role admin', { code: 1 });
    await role.compare('implied role delete {} --implied-role {}-2', { code: 0 });
    await role.compare('implied role delete {} --implied-role {}-2', { code: 1 });
    await role.compare('implied role delete {} --implied-role nosuch', { code: 1 });
    const one = await make(role, 'role show {}');
    await one.compare('implied role create @ --implied-role {}-2 -f json', { code: 0 });
    await one.compare('implied role delete @ --implied-role {}-2', { code: 0 });
  });
});
