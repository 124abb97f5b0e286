/** Security groups and their rules, told to the sandbox and to the real cloud. */
import { describe, test } from 'vitest';
import { children, type JsonObject, text } from '../../../src/clients/json.ts';
import { object } from './contract/cloud.ts';
import { changer, maker } from './contract/network.ts';
import { each } from './contract/side.ts';
import { compare, TIMEOUT } from './contract/story.ts';

const NONE = '00000000-0000-4000-8000-000000000000';

describe.concurrent('networks', () => {
  test('are filtered by security groups', { timeout: TIMEOUT }, () =>
    compare(async side => {
      const group = maker(side, 'security_group');
      await side.ask('GET network /security-groups?fields=name');
      await group({ name: '{run}-group', description: 'text' }, 'group');
      await each<JsonObject>(group, [
        ...[{ name: 'default' }, { name: 'x'.repeat(256) }, {}, { name: '' }, { name: 'x', nosuch: 1 }],
        { name: 'x', stateful: false },
      ]);
      await side.gets('network', [
        ...['/security-groups/{group}?fields=name&fields=stateful&fields=shared', '/security-groups/nosuch'],
        '/security-groups?name={run}-group&fields=name&fields=id',
      ]);
      const change = changer(side, 'security_group', 'group');
      await each<JsonObject>(change, [{ name: 'default' }, { nosuch: 1 }]);
      const rule = maker(side, 'security_group_rule', { security_group_id: '{group}', direction: 'ingress' });
      const ports = (protocol: string, port_range_min?: number, port_range_max?: number) => ({
        protocol,
        ...(port_range_min === undefined ? {} : { port_range_min }),
        ...(port_range_max === undefined ? {} : { port_range_max }),
      });
      const web = { ...ports('tcp', 80, 90), remote_ip_prefix: '192.0.2.0/24' };
      await rule({ ...web, description: 'web' }, 'web');
      await each<JsonObject>(rule, [
        ...[
          web,
          ports('tcp', 90, 80),
          ports('tcp', 0, 80),
          ports('tcp', 1, 70_000),
          ports('tcp', undefined, 80),
        ],
        ...[ports('tcp', 80), { port_range_min: 80, port_range_max: 80 }, ports('nosuch'), ports('300')],
        ...[ports('icmp', 300), ports('icmp', undefined, 3), ports('icmpv6'), { direction: 'nosuch' }],
        ...[{ ethertype: 'nosuch' }, { ethertype: 'IPv6', remote_ip_prefix: '192.0.2.0/24' }, { nosuch: 1 }],
        ...[{ remote_ip_prefix: 'x' }, { remote_group_id: '{group}', remote_ip_prefix: '192.0.2.0/24' }],
        ...[{ remote_group_id: NONE }, { security_group_id: NONE }, { security_group_id: 'x' }],
      ]);
      await rule(ports('icmp', 8, 0), 'ping');
      await rule({ ...ports('icmpv6'), ethertype: 'IPv6' }, 'ping6');
      await rule({ remote_ip_prefix: '192.0.2.7/24' }, 'odd');
      await rule({ remote_ip_prefix: '0.0.0.0/0' }, 'all');
      await rule({ remote_group_id: '{group}' }, 'same');
      await each<JsonObject>(
        security_group_rule => side.ask('POST network /security-group-rules', { security_group_rule }),
        [{ security_group_id: '{group}' }, { direction: 'ingress' }],
      );
      await side.gets('network', [
        ...['/{web}', '/nosuch', '?security_group_id={group}&protocol=tcp'].map(
          rest => `/security-group-rules${rest}`,
        ),
        '/security-group-rules?security_group_id={group}&direction=nosuch',
      ]);
      await side.ask('DELETE network /security-group-rules/{web}');
      await side.ask('DELETE network /security-group-rules/{web}');
      await change({ name: '{run}-group2', description: '' });
      await side.ask('DELETE network /security-groups/{group}');
      await side.ask('DELETE network /security-groups/{group}');
      const usual = await side.send('GET network /security-groups?name=default');
      side.call('default', text(children(object(usual.text), 'security_groups')[0] ?? {}, 'id'));
      await side.ask('DELETE network /security-groups/{default}');
      await changer(side, 'security_group', 'default')({ name: 'x' });
    }),
  );
});
