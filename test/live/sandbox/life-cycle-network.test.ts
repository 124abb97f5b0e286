/** Networks, subnets and ports, told to the sandbox and to the real cloud. */
import { describe, test } from 'vitest';
import type { JsonObject } from '../../../src/clients/json.ts';
import { changer, maker } from './contract/network.ts';
import { ADMIN, each } from './contract/side.ts';
import { compare, TIMEOUT } from './contract/story.ts';

const NONE = '00000000-0000-4000-8000-000000000000';

describe.concurrent('networks', () => {
  test('come and go', { timeout: TIMEOUT }, () =>
    compare(async side => {
      const create = maker(side, 'network');
      await create({ name: '{run}-net', description: 'text', mtu: 1400 }, 'net');
      await each<JsonObject>(create, [
        ...[
          { name: 'x'.repeat(256) },
          { name: 1 },
          { nosuch: 1 },
          { shared: true },
          { 'router:external': true },
        ],
        ...[{ 'provider:network_type': 'vlan' }, { admin_state_up: 'x' }, { mtu: -1 }, { mtu: 100_000 }],
        ...[{ tenant_id: '{admin-project}' }, { id: NONE }, { status: 'ACTIVE' }, { dns_domain: 'nosuch' }],
        { availability_zone_hints: ['nosuch'] },
      ]);
      await each(body => side.ask('POST network /networks', body), [{}, '{', '[]']);
      await side.ask('GET network /networks/{net}', undefined, ADMIN);
      await side.gets('network', [
        ...['', '?fields=id&fields=name'].map(query => `/networks/{net}${query}`),
        ...['nosuch', NONE].map(id => `/networks/${id}`),
        ...['', '&fields=id', '&limit=1'].map(query => `/networks?name={run}-net${query}`),
        ...[
          'name=nosuch',
          'limit=x',
          'limit=-1',
          'nosuch=1',
          'admin_state_up=x',
          'tags=nosuch',
          'sort_key=name',
        ].map(query => `/networks?${query}`),
        ...['/networks?sort_key=nosuch&sort_dir=asc', '/networks?sort_key=name&sort_dir=nosuch'],
      ]);
      await each<JsonObject>(changer(side, 'network', 'net'), [
        ...[{ name: '{run}-new', admin_state_up: false }, { shared: true }, { mtu: 1300 }, { nosuch: 1 }],
        ...[{ tenant_id: 'x' }, { availability_zone_hints: [] }, {}],
      ]);
      await side.ask('PUT network /networks/{net}', {});
      const tags = '/networks/{net}/tags';
      await each<JsonObject>(
        body => side.ask(`PUT network ${tags}`, body),
        [{ tags: ['one', 'two'] }, { tags: ['x'.repeat(256)] }, { nosuch: 1 }],
      );
      await side.ask(`PUT network ${tags}/three`);
      await side.gets('network', [tags, `${tags}/one`, `${tags}/nosuch`]);
      await side.ask(`DELETE network ${tags}/one`);
      await side.ask(`DELETE network ${tags}/one`);
      await side.ask(`DELETE network ${tags}`);
      await side.ask('DELETE network /networks/{net}');
      await side.ask('DELETE network /networks/{net}');
      await side.ask('PUT network /networks/{net}', { network: { name: 'x' } });
    }),
  );

  test('have subnets', { timeout: TIMEOUT }, () =>
    compare(async side => {
      await maker(side, 'network')({ name: '{run}-net' }, 'net');
      const create = maker(side, 'subnet', { network_id: '{net}', ip_version: 4 });
      const host_routes = [{ destination: '192.0.2.0/24', nexthop: '10.7.0.9' }];
      const about = { name: '{run}-sub', dns_nameservers: ['192.0.2.1'], host_routes };
      await create({ cidr: '10.7.0.0/24', ...about }, 'sub');
      const pool = (start: string, end: string) => ({ start, end });
      const other = [
        ...[{ ip_version: 6 }, { ip_version: 5 }, { gateway_ip: '10.8.0.0' }, { gateway_ip: 'x' }],
        ...[{ dns_nameservers: ['x'] }, { dns_nameservers: ['192.0.2.1', '192.0.2.1'] }, { nosuch: 1 }],
        ...[{ host_routes: [{ destination: 'x', nexthop: '10.8.0.9' }] }, { ipv6_ra_mode: 'slaac' }],
        ...[{ network_id: NONE }, { network_id: 'x' }, { subnetpool_id: NONE }, { allocation_pools: 'x' }],
        ...[
          ...[[pool('10.8.0.10', '10.8.0.5')], [pool('10.9.0.10', '10.9.0.15')], [pool('x', 'y')]],
          ...[
            [pool('10.8.0.1', '10.8.0.15')],
            [pool('10.8.0.10', '10.8.0.15'), pool('10.8.0.12', '10.8.0.20')],
          ],
        ].map(allocation_pools => ({ allocation_pools })),
        { gateway_ip: '10.8.0.1', allocation_pools: [pool('10.8.0.1', '10.8.0.15')] },
      ].map(more => ({ cidr: '10.8.0.0/24', ...more }));
      const ranges = ['10.7.0.128/25', '10.8.0.0', 'nosuch', '10.8.0.0/33', '10.8.0.0/32', '0.0.0.0/0'];
      await each<JsonObject>(create, [{}, ...ranges.map(cidr => ({ cidr })), ...other]);
      await each<JsonObject>(
        subnet => side.ask('POST network /subnets', { subnet: { cidr: '10.8.0.0/24', ...subnet } }),
        [{ ip_version: 4 }, { network_id: '{net}' }],
      );
      const six = { ip_version: 6, ipv6_ra_mode: 'slaac', ipv6_address_mode: 'slaac', name: '{run}-six' };
      await create({ cidr: 'fd00:7::/64', ...six }, 'six');
      await side.ask('GET network /subnets/{sub}', undefined, ADMIN);
      await side.gets('network', [
        ...['/subnets/{sub}', '/subnets?network_id={net}&sort_key=name&sort_dir=asc', '/subnets/nosuch'],
        '/subnets?network_id={net}&ip_version=6',
      ]);
      await each<JsonObject>(changer(side, 'subnet', 'sub'), [
        ...[{ name: '{run}-sub2', enable_dhcp: false }, { gateway_ip: null }, { gateway_ip: '10.9.0.1' }],
        ...[{ allocation_pools: [pool('10.7.0.100', '10.7.0.200')] }, { gateway_ip: '10.7.0.150' }],
        ...[{ cidr: '10.9.0.0/24' }, { host_routes: [], dns_nameservers: [] }, { nosuch: 1 }],
      ]);
      await side.ask('GET network /networks/{net}');
      await side.ask('DELETE network /subnets/{six}');
      await side.ask('DELETE network /subnets/{six}');
      await side.ask('DELETE network /networks/{net}');
      await side.ask('GET network /subnets/{sub}');
    }),
  );

  test('have ports', { timeout: TIMEOUT }, () =>
    compare(async side => {
      await maker(side, 'network')({ name: '{run}-net' }, 'net');
      const subnet = { network_id: '{net}', ip_version: 4, cidr: '10.7.0.0/24', enable_dhcp: false };
      await maker(side, 'subnet')(subnet, 'sub');
      const create = maker(side, 'port', { network_id: '{net}' });
      await create({ name: '{run}-port', description: 'text' }, 'port');
      const fixed = { subnet_id: '{sub}', ip_address: '10.7.0.77' };
      const mac_address = 'fa:16:3e:00:00:77';
      await create({ name: '{run}-fixed', fixed_ips: [fixed], mac_address }, 'fixed');
      await each<JsonObject>(create, [
        ...[
          ...[
            { ip_address: '10.7.0.77' },
            { ip_address: '10.8.0.77' },
            { subnet_id: NONE },
            { subnet_id: 'x' },
          ],
          ...[{ subnet_id: '{sub}', ip_address: '10.8.0.77' }, { ip_address: 'x' }, {}],
        ].map(ip => ({ fixed_ips: [ip] })),
        ...[{ fixed_ips: 'x' }, { mac_address }, { mac_address: 'x' }, { security_groups: [NONE] }],
        ...[{ security_groups: ['x'] }, { 'binding:host_id': 'x' }, { 'binding:profile': {} }, { nosuch: 1 }],
        ...[{ 'binding:vnic_type': 'nosuch' }, { device_owner: 'network:dhcp' }, { network_id: NONE }],
        ...[
          { port_security_enabled: false, security_groups: [NONE] },
          { network_id: 'x' },
          { status: 'ACTIVE' },
        ],
        ...[
          { allowed_address_pairs: [{ ip_address: 'x' }] },
          { admin_state_up: 'x' },
          { dns_name: 'bad name' },
        ],
      ]);
      await side.ask('POST network /ports', { port: {} });
      const plain = {
        port_security_enabled: false,
        fixed_ips: [],
        allowed_address_pairs: [],
        admin_state_up: false,
      };
      await create({ name: '{run}-plain', ...plain }, 'plain');
      const pairs = {
        allowed_address_pairs: [{ ip_address: '10.7.0.200' }],
        extra_dhcp_opts: [{ opt_name: 'mtu', opt_value: '1400' }],
      };
      await create({ name: '{run}-pairs', ...pairs }, 'pairs');
      await side.ask('GET network /ports/{port}', undefined, ADMIN);
      await side.gets('network', [
        ...['/ports/{port}', '/ports/nosuch', '/ports?network_id={net}&sort_key=name&sort_dir=asc'],
        ...['fixed_ips=ip_address%3D10.7.0.77', 'fixed_ips=ip_address_substr%3D.77', 'fixed_ips=x'].map(
          query => `/ports?network_id={net}&${query}`,
        ),
        `/ports?network_id={net}&mac_address=${mac_address}&fields=name`,
      ]);
      await each<JsonObject>(changer(side, 'port', 'port'), [
        ...[{ name: '{run}-port2' }, { fixed_ips: [{ ip_address: '10.7.0.78' }] }, { fixed_ips: [fixed] }],
        ...[{ security_groups: [] }, { security_groups: [NONE] }, { port_security_enabled: false }],
        ...[{ mac_address: 'fa:16:3e:00:00:78' }, { device_id: 'x', device_owner: 'y' }, { nosuch: 1 }],
        ...[{ device_owner: 'network:dhcp' }, { network_id: NONE }],
      ]);
      await side.ask('DELETE network /subnets/{sub}');
      await side.ask('DELETE network /networks/{net}');
      for (const name of ['port', 'fixed', 'plain', 'pairs'])
        await side.ask(`DELETE network /ports/{${name}}`);
      await side.ask('DELETE network /ports/{port}');
      await side.ask('DELETE network /subnets/{sub}');
      await side.ask('DELETE network /networks/{net}');
    }),
  );
});
