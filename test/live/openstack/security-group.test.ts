/** Security groups. */
import { afterAll, describe, expect, test } from 'vitest';
import { compare, reads } from '../harness/compare.ts';
import { twins } from '../harness/twins.ts';

describe('reading', () => {
  test('list', async () => {
    await reads('list', 'security group list', { user: 'demo' });
    await reads('list', 'security group list --project demo --tags nosuch');
    await compare('shared', 'security group list --share');
    await compare('limit', 'security group list --no-share --project demo --limit 1 --max-items 1');
    await compare('tags', 'security group list --project demo --not-tags a --not-any-tags b,c --any-tags d');
  });
  test('show', () => reads('show', 'security group show default', { user: 'demo' }));
  test.each([
    'security group show nosuch',
    'security group list --project nosuch',
    'security group create',
    'security group create --project nosuch x',
    'security group create default',
    'security group set nosuch --name x',
    'security group unset nosuch --all-tag',
    'security group delete nosuch none',
  ])('%s', async line => {
    const { peer } = await compare('fails', line);
    expect(peer.code).not.toBe(0);
  });
});

/** The two rules of a new group come in the order of their IDs. */
const edit = (text: string) => text.replace(/IPv[46]/g, 'IPvX').replace(/(standard_attr_id\W+)\d+/g, '$1N');

describe('changing', () => {
  const group = twins('group');
  afterAll(() => group.remove('security group delete {} {}-2 {}-new'));
  test('create, set, unset, delete', async () => {
    await group.compare('security group create {}', { code: 0, edit });
    await group.compare(
      "security group create --description 'of two' --stateless --project demo --tag b --tag a --tag {} {}-2 -f json",
      { code: 0, edit },
    );
    await group.reads('show', 'security group show {}-2', { all: true, edit });
    await compare('tags', `security group list --project demo --tags a,b,${group.peer}`, undefined, {
      code: 0,
    });
    await group.compare('security group set --name {}-new --description new --stateful --tag c --tag a {}', {
      code: 0,
    });
    await group.compare('security group show {}-new', { code: 0, edit });
    await group.compare('security group set --tag z --no-tag {}-new', { code: 0 });
    await group.compare('security group set {}-new', { code: 0 });
    await group.compare('security group show {}-new -c tags -c name -f json', { code: 0 });
    await group.compare('security group unset --tag z --tag nosuch {}-new', { code: 0 });
    await group.compare('security group unset --all-tag {}-2', { code: 0 });
    await group.compare('security group show {}-2 -c tags', { code: 0 });
    await group.compare('security group set --extra-property name=nosuch,value=1 {}-2', { code: 1 });
    await group.compare('security group delete {} {}-2', { code: 1 });
    await group.compare('security group delete {}-new', { code: 0 });
  });
});
