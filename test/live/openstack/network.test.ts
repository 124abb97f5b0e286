/** Networks. */
import { afterAll, describe, expect, test } from 'vitest';
import { compare, prepare, reads } from '../harness/compare.ts';
import { twins } from '../harness/twins.ts';

/** Numbers that the service gives out. */
const FIELDS = ['provider:segmentation_id'];

describe('reading', () => {
  test('list', async () => {
    await reads('list', 'network list --name public');
    await reads('list', 'network list --long --name private');
    await reads('list', 'network list --external');
    await reads('list', 'network list --name nosuch');
  });
  test.each([
    '--internal --name shared --enable --share --status ACTIVE',
    '--disable --name public',
    '--no-share --external --provider-network-type flat --provider-physical-network public',
    '--provider-network-type vxlan --provider-segment 9999',
    '--project admin --project-domain default --name public',
    '--pvlan',
    '--no-pvlan',
    '--tags nosuch',
    '--any-tags nosuch,other',
    '--not-tags nosuch --not-any-tags other --name public',
    '--name public --limit 1',
    '--name public --max-items 1 --limit 5',
    '--marker nosuch --limit 1',
    '--long --name public --sort-column Status',
  ])('list %s', async options => {
    await compare('filtered', `network list ${options}`);
  });
  test('of an agent', async () => {
    const agents = await prepare('network agent list --agent-type dhcp -c ID -f json');
    const [agent] = Array.isArray(agents) ? agents : [];
    await compare('served', `network list --agent ${agent?.ID} --sort-column Name`, undefined, { code: 0 });
    await compare('no such agent', 'network list --agent nosuch', undefined, { code: 1 });
  });
  test('show', async () => {
    await reads('show', 'network show public');
    await reads('show', 'network show private', { user: 'demo' });
  });
  test.each([
    'network show nosuch',
    'network list --project nosuch',
    'network list --project admin --project-domain nosuch',
    'network list --status NOSUCH',
    'network create',
    'network create --qos-policy nosuch x',
    'network create --transparent-vlan --qinq-vlan x',
    'network create --disable-port-security --pvlan x',
    'network create --provider-segment 4 x',
    'network create --extra-property name x',
    'network create --extra-property type=odd,name=a,value=1 x',
    'network create --extra-property type=int,name=a,value=b x',
    'network create --extra-property type=dict,name=a,value=b x',
    'network create --extra-property name=nosuch,value=b x',
    'network create --pvlan x',
    'network create --mtu big x',
    'network create --qinq-vlan x',
    'network create --project nosuch x',
    'network delete nosuch none',
  ])('%s', async line => {
    const { peer } = await compare('fails', line);
    expect(peer.code).not.toBe(0);
  });
  test('a user without rights', async () => {
    await compare('share', 'network create --share x', undefined, { user: 'demo', code: 1 });
    await compare('project', 'network list --project admin', undefined, { user: 'demo' });
    await compare('delete', 'network delete public', undefined, { user: 'demo', code: 1 });
  });
});

describe('changing', () => {
  const net = twins('net');
  afterAll(() => net.remove('network delete {} {}-2 {}-3'));
  test('create, show, delete', async () => {
    await net.compare("network create --description 'of two' {}", { fields: FIELDS, code: 0 });
    await net.compare(
      'network create --disable --no-share --mtu 1400 --availability-zone-hint nova --disable-port-security --internal ' +
        '--tag b --tag a --provider-network-type vxlan --project demo --extra-property type=bool,name=shared,value=true ' +
        '-f json {}-2',
      { fields: FIELDS, code: 0 },
    );
    await net.compare('network create --external --no-default --no-tag --enable-port-security {}-3 -f yaml', {
      fields: FIELDS,
      code: 0,
    });
    await net.reads('show', 'network show {}-2', { fields: FIELDS });
    await net.compare('network show {}-2 -f yaml', { fields: FIELDS });
    await net.compare('network show {}-2 -f shell', { fields: FIELDS });
    await net.compare('network show {}-2 -f value -c name -c mtu -c tags -c subnets');
    await net.compare('network list --long --name {}-2');
    await net.compare('network list --long --tags a,b --name {}-2 -f json');
    await net.compare('network delete {} nosuch {}-2', { code: 1 });
    await net.compare('network delete {}-3', { code: 0 });
  });
  test('two of one name', async () => {
    await net.prepare('network create {}');
    await net.prepare('network create {}');
    await net.compare('network show {}', { code: 1 });
    await net.compare('network delete {}', { code: 1 });
    for (const name of [net.peer, net.ostk]) {
      const found = await prepare(`network list --name ${name} -f json`);
      for (const item of Array.isArray(found) ? found : []) await prepare(`network delete ${item.ID}`);
    }
  });
});
