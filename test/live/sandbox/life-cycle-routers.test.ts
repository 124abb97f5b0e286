/** Routers, floating IPs and the network's quotas, told to the sandbox and to the real cloud. */
import { describe, test } from 'vitest';
import type { JsonObject } from '../../../src/clients/json.ts';
import { ADMIN, each, type Options } from './contract/side.ts';
import { compare, TIMEOUT } from './contract/story.ts';

const NONE = '00000000-0000-4000-8000-000000000000';

describe.concurrent('networks', () => {
  test('are connected by routers', { timeout: TIMEOUT }, () =>
    compare(async side => {
      const post = (kind: string, about: JsonObject, options: Options = {}) =>
        side.ask(`POST network /${kind}s`, { [kind]: about }, options);
      const out = { name: '{run}-out', 'router:external': true, 'provider:network_type': 'vxlan' };
      await post('network', out, { as: 'admin', name: 'out' });
      const subnet = { ip_version: 4, enable_dhcp: false };
      await post(
        'subnet',
        { ...subnet, network_id: '{out}', cidr: '10.99.0.0/24' },
        { as: 'admin', name: 'up' },
      );
      await post('network', { name: '{run}-net' }, { name: 'net' });
      await post('subnet', { ...subnet, network_id: '{net}', cidr: '10.7.0.0/24' }, { name: 'sub' });
      await post('router', { name: '{run}-router', description: 'text' }, { name: 'router' });
      const gateway = (network_id?: string, more: JsonObject = {}) => ({
        external_gateway_info: { ...(network_id === undefined ? {} : { network_id }), ...more },
      });
      const routes = [{ destination: '192.0.2.0/24', nexthop: '10.7.0.9' }];
      await each<JsonObject>(
        about => post('router', about),
        [
          ...[
            gateway('{net}'),
            gateway(NONE),
            gateway(),
            gateway('{out}', { enable_snat: false }),
            { routes },
          ],
          ...[{ distributed: true }, { ha: true }, { nosuch: 1 }],
        ],
      );
      await side.ask('GET network /routers/{router}', undefined, ADMIN);
      await side.gets('network', ['/routers/{router}', '/routers?name={run}-router', '/routers/nosuch']);
      const put = (path: string, body: JsonObject) => side.ask(`PUT network /routers/{router}${path}`, body);
      const change = (router: JsonObject) => put('', { router });
      await each<JsonObject>(
        body => put('/add_router_interface', body),
        [
          ...[{ subnet_id: '{sub}' }, { subnet_id: '{sub}' }, { subnet_id: NONE }, {}, { port_id: NONE }],
          { subnet_id: '{sub}', port_id: NONE },
        ],
      );
      await each<JsonObject>(change, [
        ...[gateway('{out}'), { name: '{run}-router2', admin_state_up: false }, { routes }],
        ...[{ routes: [{ destination: '192.0.2.0/24', nexthop: '10.50.0.9' }] }, { routes: [] }],
      ]);
      await put('/add_extraroutes', { router: { routes } });
      await put('/remove_extraroutes', { router: { routes } });
      await side.gets('network', ['/ports?device_id={router}&device_owner=network:router_interface']);
      await post('port', { network_id: '{net}', name: '{run}-port' }, { name: 'port' });

      const floating = (about: JsonObject, options?: Options) =>
        post('floatingip', { floating_network_id: '{out}', ...about }, options);
      const connect = (floatingip: JsonObject) => side.ask('PUT network /floatingips/{fip}', { floatingip });
      await floating({ description: 'text' }, { name: 'fip' });
      await each<JsonObject>(floating, [
        ...[
          { floating_network_id: '{net}' },
          { floating_network_id: NONE },
          { port_id: NONE },
          { nosuch: 1 },
        ],
        { floating_ip_address: '10.99.0.50' },
      ]);
      await post('floatingip', {});
      await connect({ port_id: '{port}' });
      await floating({ port_id: '{port}' });
      await each<JsonObject>(connect, [
        ...[{ port_id: NONE }, { port_id: '{port}', fixed_ip_address: '10.7.0.250' }],
      ]);
      await side.gets('network', ['/floatingips/nosuch', '/floatingips?port_id={port}&fields=id']);
      await put('/remove_router_interface', { subnet_id: '{sub}' });
      await change(gateway());
      await connect({ port_id: null });
      await side.ask('DELETE network /floatingips/{fip}');
      await side.ask('DELETE network /floatingips/{fip}');
      await side.ask('DELETE network /routers/{router}');
      await side.ask('DELETE network /subnets/{sub}');
      await each<string>(
        subnet_id => put('/remove_router_interface', { subnet_id }),
        [NONE, '{sub}', '{sub}'],
      );
      await change(gateway());
      await side.ask('DELETE network /routers/{router}');
      await side.ask('DELETE network /routers/{router}');
      await side.ask('DELETE network /networks/{out}', undefined, ADMIN);
    }),
  );

  test('are counted', { timeout: TIMEOUT }, () =>
    compare(async side => {
      const quota = (about: JsonObject, options: Options = ADMIN) =>
        side.ask('PUT network /quotas/{project}', { quota: about }, options);
      await quota({ network: 1 }, {});
      const one = { network: 1, subnet: 1, port: 1, security_group: 1, router: 1, floatingip: 1 };
      await each<JsonObject>(quota, [
        ...[{ ...one, security_group_rule: 10 }, { nosuch: 1 }, { network: 'x' }, { network: -2 }],
      ]);
      await side.gets('network', ['/quotas/{project}', '/quotas/{admin-project}']);
      await side.gets('network', ['/quotas/{project}/details.json'], ADMIN);
      const twice = async (kind: string, about: JsonObject, name: string) => {
        await side.ask(`POST network /${kind}s`, { [kind]: about }, { name });
        await side.ask(`POST network /${kind}s`, { [kind]: about });
      };
      await twice('network', { name: '{run}-net' }, 'net');
      await twice(
        'subnet',
        { network_id: '{net}', ip_version: 4, cidr: '10.7.0.0/24', enable_dhcp: false },
        'sub',
      );
      await twice('port', { network_id: '{net}' }, 'port');
      await twice('router', {}, 'router');
      await side.ask('POST network /security-groups', { security_group: { name: 'x' } });
      await side.gets('network', ['/quotas/{project}/details.json'], ADMIN);
      await side.ask('DELETE network /quotas/{project}', undefined, ADMIN);
      await side.ask('GET network /networks', undefined, { as: 'none' });
      await side.ask('GET network /nosuch');
      await side.ask('PATCH network /networks/{net}');
      await side.ask('DELETE network /networks');
    }),
  );
});
