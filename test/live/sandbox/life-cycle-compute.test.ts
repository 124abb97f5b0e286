/** What compute has beside servers, and what it refuses, told to the sandbox and to the real cloud. */
import { describe, test } from 'vitest';
import { child, children, type JsonObject, text } from '../../../src/clients/json.ts';
import { object } from './contract/cloud.ts';
import { act, booted, history, serverBody, settled } from './contract/servers.ts';
import { setting } from './contract/setting.ts';
import { ADMIN, each, type Options } from './contract/side.ts';
import { compare, TIMEOUT } from './contract/story.ts';

const NONE = '00000000-0000-4000-8000-000000000000';

describe.concurrent('compute', () => {
  test('refuses servers', { timeout: TIMEOUT }, () =>
    compare(async side => {
      await setting(side);
      const disk = (about: JsonObject) => ({ block_device_mapping_v2: [about] });
      const root = (about: JsonObject) => ({
        imageRef: '',
        ...disk({ boot_index: 0, destination_type: 'volume', ...about }),
      });
      await each<JsonObject>(
        about => side.ask('POST compute /servers', serverBody(about)),
        [
          ...['', 'x'.repeat(256), ' x', 1].map(name => ({ name })),
          ...['nosuch', NONE, ''].map(imageRef => ({ imageRef })),
          ...['nosuch', '', null, NONE].map(flavorRef => ({ flavorRef })),
          ...[{ uuid: NONE }, { uuid: 'nosuch' }, { port: NONE }, { uuid: '{net}', fixed_ip: 'x' }].map(
            each => ({
              networks: [each],
            }),
          ),
          ...[[{ uuid: '{net}', nosuch: 1 }], [{}], 'nosuch', {}, ['x']].map(networks => ({ networks })),
          ...[{ key_name: 'nosuch' }, { key_name: '' }, { security_groups: [{ name: 'nosuch' }] }],
          ...[
            { security_groups: 'x' },
            { security_groups: [{ nosuch: 1 }] },
            { availability_zone: 'nosuch' },
          ],
          ...[
            { availability_zone: 'nova:compute1' },
            { host: 'compute1' },
            { min_count: 0 },
            { min_count: 'x' },
          ],
          ...[{ min_count: 3, max_count: 2 }, { min_count: 11 }, { metadata: { a: 1 } }, { metadata: 'x' }],
          ...[{ metadata: { 'a/b': 'c' } }, { user_data: 'abc' }, { config_drive: 'x' }, { config_drive: 1 }],
          ...[{ nosuch: 1 }, { adminPass: 1 }, { 'OS-DCF:diskConfig': 'x' }, { accessIPv4: 'x' }],
          ...[{ tags: ['a,b'] }, { hostname: '-x' }, { hostname: 'x'.repeat(64) }, { description: 1 }],
          ...[{ description: 'x'.repeat(256) }, disk({}), { block_device_mapping_v2: 'x' }],
          ...[disk({ source_type: 'nosuch' }), root({ source_type: 'volume', uuid: NONE })],
          ...[root({ source_type: 'image', uuid: NONE, volume_size: 1 }), root({ source_type: 'blank' })],
        ],
      );
      const least = { name: 'x', flavorRef: '{run}-small' };
      await each(
        body => side.ask('POST compute /servers', body),
        [
          ...[{}, { server: {} }, { server: 1 }, '{', '[]', { server: {}, nosuch: 1 }],
          ...[{ server: { ...least, imageRef: '{image}' } }, { server: { ...least, networks: 'none' } }],
        ],
      );
      const nosuch = ['os-instance-actions', 'os-interface', 'os-volume_attachments'];
      await side.gets('compute', [
        ...[
          '/servers/nosuch',
          `/servers/${NONE}`,
          '/nosuch',
          ...nosuch.map(path => `/servers/nosuch/${path}`),
        ],
      ]);
      await side.ask('PUT compute /servers/nosuch', { server: { name: 'x' } });
      await side.ask('DELETE compute /servers/nosuch');
      await side.ask('PATCH compute /servers');
      await each<JsonObject>(
        action => side.ask('POST compute /servers/nosuch/action', action),
        [{ 'os-stop': null }, { reboot: {} }, { pause: null }, { lock: null }, { migrate: null }],
      );
      await each<Options>(
        options => side.ask('GET compute /servers', undefined, options),
        [...['2.99', '2.0', 'x', 'latest'].map(version => ({ version })), { as: 'none' }],
      );
    }),
  );

  test('counts servers', { timeout: TIMEOUT }, () =>
    compare(async side => {
      await setting(side);
      const create = (about: JsonObject) => side.ask('POST compute /servers', serverBody(about));
      const quota = (quota_set: JsonObject, options: Options = ADMIN) =>
        side.ask('PUT compute /os-quota-sets/{project}', { quota_set }, options);
      await quota({ instances: 1 }, {});
      await each<JsonObject>(quota, [
        ...[{ nosuch: 1 }, { instances: 'x' }, { instances: -2 }],
        { instances: 2, cores: 3, ram: 200, key_pairs: 100 },
      ]);
      const sets = ['{project}', '{project}/detail', '{admin-project}'].map(set => `/os-quota-sets/${set}`);
      await side.gets('compute', sets);
      await side.gets('compute', ['/os-quota-sets/nosuch'], ADMIN);
      const large = { flavorRef: '{run}-large' };
      await each<JsonObject>(create, [{ ...large, min_count: 2 }, { min_count: 3 }]);
      await booted(side, 'web');
      await each<JsonObject>(quota, [{ instances: 0 }, { instances: 1 }]);
      await each<JsonObject>(create, [{}, large]);
      await quota({ cores: 1 });
      await act(side, 'web', { resize: large });
      await side.gets('compute', ['/limits', '/limits?tenant_id={admin-project}', ...sets]);
      await side.ask('DELETE compute /os-quota-sets/{project}', undefined, ADMIN);
      await side.ask('DELETE compute /os-quota-sets/{project}');
    }),
  );

  test('puts ports on servers', { timeout: TIMEOUT }, () =>
    compare(async side => {
      await setting(side);
      await booted(side, 'web');
      const path = '/servers/{web}/os-interface';
      const attach = (interfaceAttachment: JsonObject) =>
        side.ask(`POST compute ${path}`, { interfaceAttachment });
      const port = (name: string) =>
        side.ask('POST network /ports', { port: { network_id: '{net}', name: `{run}-${name}` } }, { name });
      await port('port');
      await attach({ port_id: '{port}' });
      await side.ask('GET network /ports/{port}', undefined, ADMIN);
      const fixed_ips = [{ ip_address: '10.77.0.9' }];
      await attach({ net_id: '{net}', fixed_ips, tag: 'nic' });
      await side.gets('network', ['/ports?device_id={web}&fixed_ips=ip_address%3D10.77.0.9']);
      const group = { security_group: { name: '{run}-group' } };
      await side.ask('POST network /security-groups', group, { name: 'group' });
      await act(side, 'web', { addSecurityGroup: { name: 'nosuch' } });
      await act(side, 'web', { addSecurityGroup: { name: '{run}-group' } });
      await side.gets('network', ['/ports/{port}?fields=security_groups&fields=id']);
      const remove = { removeSecurityGroup: { name: '{run}-group' } };
      await each<JsonObject>(
        action => act(side, 'web', action),
        [remove, remove, { removeSecurityGroup: {} }],
      );
      await side.ask(`DELETE compute ${path}/${NONE}`);
      await history(side, 'web');
      await each<JsonObject>(attach, [
        ...[
          { port_id: '{port}' },
          { port_id: NONE },
          { port_id: 'x' },
          { net_id: '{net}', port_id: '{port}' },
        ],
        ...[{ fixed_ips }, { net_id: '{net}', fixed_ips: [{ ip_address: 'x' }] }, { nosuch: 1 }],
      ]);
      await side.gets('compute', [`${path}/{port}`, `${path}/${NONE}`]);
      const { text: body } = await side.send(`GET compute ${path}`);
      // The real cloud lists them in no order.
      const rank = (made: JsonObject): number => {
        if (text(made, 'port_id') === side.id('port')) return 2;
        return JSON.stringify(made.fixed_ips).includes('"10.77.0.9"') ? 1 : 0;
      };
      const attached = [...children(object(body), 'interfaceAttachments')];
      for (const made of attached.sort((a, b) => rank(a) - rank(b))) {
        side.call('made', text(made, 'port_id'));
        await side.ask(`DELETE compute ${path}/{made}`);
        // What compute made goes, what was given stays.
        const until = (body: JsonObject) => text(child(body, 'port'), 'device_id') === '';
        await side.ask('GET network /ports/{made}', undefined, { until });
      }
      await side.gets('compute', [path]);
      await act(side, 'web', { lock: null }, undefined, 'admin');
      await each<JsonObject>(action => act(side, 'web', action), [{ 'os-stop': null }, { unlock: null }]);
      await act(side, 'web', { unlock: null }, undefined, 'admin');
      await port('given');
      await booted(side, 'two', { networks: [{ port: '{given}' }] });
      await each<JsonObject>(
        about => side.ask('POST compute /servers', serverBody(about)),
        [
          { networks: [{ port: '{given}' }] },
          { networks: [{ uuid: '{net}', fixed_ip: '10.77.0.20' }], min_count: 2 },
        ],
      );
      await side.ask('DELETE compute /servers/{two}');
      await settled(side, 'two', 'gone');
      await side.gets('network', ['/ports/{given}']);
      await side.ask('POST compute /servers', serverBody({ min_count: 2, return_reservation_id: true }));
      await side.gets('compute', ['/servers?name={run}-web-&sort_key=display_name&sort_dir=asc']);
    }),
  );
});
