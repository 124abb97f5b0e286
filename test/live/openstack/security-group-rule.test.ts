/** Rules of security groups. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare, ostk, prepare, reads } from '../harness/compare.ts';
import { twins } from '../harness/twins.ts';

describe('reading', () => {
  const by = '--sort-column ID';
  test('list', async () => {
    await reads('list', `security group rule list default ${by}`, { user: 'demo' });
    await reads('list', `security group rule list --long --ethertype ipv6 ${by}`, { user: 'demo' });
    await reads('list', `security group rule list default --egress --protocol TCP ${by}`, { user: 'demo' });
    await compare('project', `security group rule list --ingress --project demo ${by}`);
  });
  test('show', async () => {
    const rules = await prepare('security group rule list default -c ID -f json', { user: 'demo' });
    for (const rule of Array.isArray(rules) ? rules : []) {
      await reads('show', `security group rule show ${rule.ID}`, { user: 'demo' });
    }
  });
  test.each([
    'security group rule show nosuch',
    'security group rule show 00000000-0000-0000-0000-000000000000',
    'security group rule list nosuch',
    'security group rule create nosuch',
    'security group rule create --ethertype odd x',
    'security group rule create --dst-port 5:4 x',
    'security group rule create --dst-port 5:6:7 x',
    'security group rule create --dst-port odd x',
    'security group rule delete nosuch 00000000-0000-0000-0000-000000000000',
  ])('%s', async line => {
    const { peer } = await compare('fails', line);
    expect(peer.code).not.toBe(0);
  });
});

describe('changing', () => {
  const group = twins('rules');
  beforeAll(() => group.prepare('security group create {}'));
  afterAll(() => group.remove('security group delete {}'));
  test.each([
    '--protocol TCP --dst-port 22',
    '--protocol udp --dst-port 137:139 --remote-ip 10.0.0.0/8 --description two -f json',
    '--protocol icmp --icmp-type 8 --icmp-code 0 --egress -f yaml',
    '--protocol icmp --dst-port 22 --egress',
    '--protocol ipv6-icmp --icmp-type 128 -f shell',
    '--protocol 58 --icmp-type -1',
    '--ethertype ipv6 --remote-group {} -f value',
    '--protocol any --remote-ip 10.1.0.0/16 --project demo',
    '--protocol vrrp --remote-ip 10.2.3.4',
  ])('create %s', async options => {
    await group.compare(`security group rule create ${options} {}`, { code: 0, mask: ['ids', 'times'] });
  });
  test.each([
    '--protocol tcp --dst-port 22',
    '--protocol tcp --dst-port 22 --icmp-type 3',
    '--icmp-code 3',
    '--protocol tcp --icmp-type 3',
    '--protocol odd',
    '--protocol tcp --dst-port 99999',
    '--remote-ip odd',
    '--remote-group nosuch',
    '--remote-address-group nosuch',
    '--project nosuch',
  ])('create fails %s', async options => {
    await group.compare(`security group rule create ${options} {}`, { code: 1 });
  });
  test('list and delete', async () => {
    const order =
      '--sort-column Direction --sort-column "IP Protocol" --sort-column "IP Range" --sort-column "Port Range"';
    await group.compare(`security group rule list {} ${order}`, { code: 0, mask: ['ids'] });
    await group.compare(`security group rule list {} ${order} -f json`, { code: 0, mask: ['ids'] });
    for (const [name, run] of [
      [group.peer, prepare],
      [group.ostk, ostk],
    ] as const) {
      const found = await prepare(`security group rule list ${name} -c ID -f json`);
      const ids = (Array.isArray(found) ? found : []).map(item => String(item.ID));
      await run(['security', 'group', 'rule', 'delete', ...ids]);
      expect(await prepare(`security group rule list ${name} -c ID -f json`)).toEqual([]);
    }
  });
});
