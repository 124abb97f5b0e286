/** Subnets. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare, prepare, reads } from '../harness/compare.ts';
import { twins } from '../harness/twins.ts';

describe('reading', () => {
  test('list', async () => {
    await reads('list', 'subnet list --name public-subnet');
    await reads('list', 'subnet list --long --name private-subnet');
    await reads('list', 'subnet list --long --network private', { user: 'demo' });
    await reads('list', 'subnet list --name nosuch');
  });
  test.each([
    '--ip-version 4 --no-dhcp --name public-subnet',
    '--ip-version 6 --dhcp --name public-subnet',
    '--service-type network:nosuch',
    '--project admin --name public-subnet',
    '--gateway 172.24.4.1 --subnet-range 172.24.4.0/24',
    '--tags nosuch --any-tags other',
    '--not-tags nosuch --name public-subnet',
    '--name public-subnet --limit 1',
    '--marker nosuch --limit 1',
  ])('list %s', async options => {
    await compare('filtered', `subnet list ${options}`);
  });
  test('show', async () => {
    await reads('show', 'subnet show public-subnet');
    await reads('show', 'subnet show private-subnet', { user: 'demo' });
  });
  test.each([
    'subnet show nosuch',
    'subnet list --network nosuch',
    'subnet list --subnet-pool nosuch',
    'subnet list --ip-version 5',
    'subnet create x',
    'subnet create --network nosuch x',
    'subnet create --network private x',
    'subnet create --network private --subnet-range odd x',
    'subnet create --network private --subnet-pool nosuch x',
    'subnet create --network private --network-segment nosuch x',
    'subnet create --network private --use-default-subnet-pool --prefix-length 24 x',
    'subnet create --network private --subnet-range 10.0.0.0/22 x',
    'subnet create --network private --subnet-range 10.9.0.0/24 --gateway odd x',
    'subnet create --network private --subnet-range 10.9.0.0/24 --no-dns-publish-fixed-ip x',
    'subnet delete nosuch public-subnet-2',
  ])('%s', async line => {
    const { peer } = await compare('fails', line);
    expect(peer.code).not.toBe(0);
  });
  test('a user without rights', async () => {
    await compare('create', 'subnet create --network public --subnet-range 10.9.0.0/24 x', undefined, {
      user: 'demo',
      code: 1,
    });
    await compare('delete', 'subnet delete private-subnet', undefined, { user: 'demo', code: 1 });
  });
});

describe('changing', () => {
  const sub = twins('sub');
  beforeAll(() => sub.prepare('network create {}'));
  afterAll(() => sub.remove('network delete {} {}-2'));
  test('create, show, delete', async () => {
    await sub.compare('subnet create --network {} --subnet-range 192.168.91.0/24 {}', { code: 0 });
    await sub.compare(
      'subnet create --network {} --subnet-range 192.168.92.0/24 --no-dhcp --gateway none --project demo ' +
        '--allocation-pool start=192.168.92.9,end=192.168.92.19 ' +
        '--dns-nameserver 9.9.9.9 --dns-nameserver 1.1.1.1 --host-route destination=10.9.0.0/16,gateway=192.168.92.2 ' +
        '--service-type network:floatingip_agent_gateway --description two --tag b --tag a {}-2',
      { code: 0, mask: ['ids', 'times'] },
    );
    await sub.compare(
      'subnet create --network {} --ip-version 6 --subnet-range fd00:9::/64 --ipv6-ra-mode slaac --ipv6-address-mode ' +
        'slaac --no-tag -f json {}-3',
      { code: 0, mask: ['ids', 'times'] },
    );
    await sub.reads('show', 'subnet show {}-2', { all: true, mask: ['ids', 'times'] });
    await sub.compare('subnet list --network {} --long --sort-column Name', {
      code: 0,
      mask: ['ids', 'times'],
    });
    await sub.compare('subnet list --network {} --long --sort-column Name -f yaml', {
      code: 0,
      mask: ['ids'],
    });
    await sub.compare('subnet list --network {} --service-type network:floatingip_agent_gateway -f value', {
      code: 0,
    });
    await sub.compare('subnet list --network {} --tags a,b -f csv', { code: 0 });
    await sub.compare('subnet create --network {} --subnet-range 192.168.91.0/24 {}-4', { code: 1 });
    await sub.compare('network delete {}-nosuch', { code: 1 });
    await sub.compare('subnet delete {} nosuch {}-2', { code: 1 });
    await sub.compare('subnet delete {}-3', { code: 0 });
  });
  test('from a pool', async () => {
    await sub.prepare('network create {}-2');
    await sub.prepare('subnet pool create --pool-prefix 10.77.0.0/16 {}');
    await sub.compare('subnet create --network {}-2 --subnet-pool {} --prefix-length 26 {}-5', { code: 0 });
    await sub.compare('subnet list --subnet-pool {} --long', { code: 0 });
    await sub.compare('subnet delete {}-5', { code: 0 });
    for (const name of [sub.peer, sub.ostk]) await prepare(`subnet pool delete ${name}`);
  });
});
