/** Volumes and snapshots, alone and on servers, told to the sandbox and to the real cloud. */
import { describe, test } from 'vitest';
import { child, children, type JsonObject, text } from '../../../src/clients/json.ts';
import { object } from './contract/cloud.ts';
import { act, booted, history, settled } from './contract/servers.ts';
import { setting } from './contract/setting.ts';
import { ADMIN, each, type Options, type Side } from './contract/side.ts';
import { compare, TIMEOUT } from './contract/story.ts';

const NONE = '00000000-0000-4000-8000-000000000000';

/** Waits until a thing has a status, and what else its service notes with it. */
function settledAs(side: Side, line: string, status: string, options: Options = {}) {
  const until = (body: JsonObject, code: number) => {
    if (status === 'gone') return code === 404;
    const { status: found, service_uuid } = { ...child(body, 'volume'), ...child(body, 'snapshot') };
    return found === status && service_uuid !== null;
  };
  return side.ask(`GET volumev3 ${line}`, undefined, { ...options, until });
}

const volume = (side: Side, name: string, status: string, options?: Options) =>
  settledAs(side, `/volumes/{${name}}`, status, options);

describe.concurrent('volumes', () => {
  test('come and go', { timeout: TIMEOUT }, () =>
    compare(async side => {
      const post = (path: string, body: JsonObject, options?: Options) =>
        side.ask(`POST volumev3 /${path}`, body, options);
      const about = { size: 1, name: '{run}-disk', description: 'text', metadata: { a: 'b' } };
      await post('volumes', { volume: about }, { name: 'disk' });
      await volume(side, 'disk', 'available');
      await side.ask('GET volumev3 /volumes/{disk}', undefined, ADMIN);
      await side.ask('GET volumev3 /volumes/{disk}', undefined, { version: '3.0' });
      await side.gets('volumev3', [
        ...['/volumes', '/volumes/detail', '/volumes/detail?name={run}-disk&limit=1', '/volumes/summary'],
        ...[
          '/volumes/detail?status=error',
          '/volumes?marker=nosuch',
          '/volumes?limit=x',
          '/volumes?limit=-1',
        ],
        ...['/volumes?sort=nosuch:asc', '/volumes?sort=name:nosuch', '/volumes?nosuch=1'],
      ]);
      await each<JsonObject>(
        body => side.ask('PUT volumev3 /volumes/{disk}', body),
        [
          { volume: { name: '{run}-new', description: 'other' } },
          ...[{ volume: { name: 'x'.repeat(256) } }, { volume: { nosuch: 1 } }, { volume: {} }, {}],
        ],
      );
      const metadata = 'volumev3 /volumes/{disk}/metadata';
      await side.ask(`POST ${metadata}`, { metadata: { c: 'd' } });
      await side.ask(`PUT ${metadata}`, { metadata: { e: 'f' } });
      await side.ask(`PUT ${metadata}`, { metadata: { e: 1 } });
      await side.ask(`GET ${metadata}/e`);
      await side.ask(`PUT ${metadata}/e`, { meta: { e: 'g' } });
      await side.ask(`DELETE ${metadata}/e`);
      await side.ask(`DELETE ${metadata}/nosuch`);
      const act = (action: JsonObject, options?: Options) => post('volumes/{disk}/action', action, options);
      const extend = (new_size?: number | string) => ({ 'os-extend': { new_size } });
      await each<JsonObject>(act, [extend(1), extend(0), extend(), extend('x'), extend(2)]);
      await volume(side, 'disk', 'available');
      await each<JsonObject>(act, [
        ...[{ nosuch: {} }, {}, { 'os-set_bootable': { bootable: true } }],
        ...[{ 'os-set_bootable': { bootable: 'x' } }, { 'os-update_readonly_flag': { readonly: true } }],
        { 'os-reset_status': { status: 'error' } },
      ]);
      await act({ 'os-reset_status': { status: 'nosuch' } }, ADMIN);
      await act({ 'os-reset_status': { status: 'error' } }, ADMIN);
      await volume(side, 'disk', 'error');
      await post('snapshots', { snapshot: { volume_id: '{disk}', name: 'x' } });
      await act({ 'os-reset_status': { status: 'available' } }, ADMIN);
      await each<JsonObject>(act, [
        ...[{ 'os-set_image_metadata': { metadata: { k: 'v' } } }, { 'os-show_image_metadata': null }],
        ...[{ 'os-unset_image_metadata': { key: 'nosuch' } }, { 'os-unset_image_metadata': { key: 'k' } }],
      ]);
      await volume(side, 'disk', 'available');

      const snapshot = { volume_id: '{disk}', name: '{run}-snap', description: 'text', metadata: { a: 'b' } };
      await post('snapshots', { snapshot }, { name: 'snap' });
      await settledAs(side, '/snapshots/{snap}', 'available');
      await side.ask('GET volumev3 /snapshots/{snap}', undefined, { version: '3.0' });
      await side.gets('volumev3', [
        ...['/snapshots', '/snapshots/detail', '/snapshots?limit=1', '/snapshots/detail?status=error'],
        '/snapshots/detail?volume_id={disk}&name={run}-snap',
      ]);
      await each<JsonObject>(
        about => side.ask('PUT volumev3 /snapshots/{snap}', { snapshot: about }),
        [{ name: '{run}-snap2' }, {}, { nosuch: 1 }],
      );
      await side.ask('GET volumev3 /snapshots/{snap}/metadata');
      await post('snapshots/{snap}/metadata', { metadata: { c: 'd' } });
      await side.ask('DELETE volumev3 /snapshots/{snap}/metadata/a');
      await side.ask('DELETE volumev3 /volumes/{disk}');
      await post('volumes', { volume: { size: 1, snapshot_id: '{snap}' } });
      const copy = { size: 3, snapshot_id: '{snap}', name: '{run}-copy' };
      await post('volumes', { volume: copy }, { name: 'copy' });
      await volume(side, 'copy', 'available');
      for (const line of ['/snapshots/{snap}', '/volumes/{disk}']) {
        await side.ask(`DELETE volumev3 ${line}`);
        await settledAs(side, line, 'gone');
        await side.ask(`DELETE volumev3 ${line}`);
      }
      await post('volumes', { volume: { size: 1, source_volid: '{copy}' } });
      await post('volumes', { volume: { source_volid: '{copy}', name: '{run}-clone' } }, { name: 'clone' });
      await volume(side, 'clone', 'available');
      await side.gets('volumev3', ['/limits', '/os-quota-sets/{project}?usage=true']);
      await side.ask('DELETE volumev3 /volumes/{copy}?cascade=true');
      await side.ask('DELETE volumev3 /volumes/{clone}?force=true');
      await side.gets('volumev3', ['/types/default', '/types/nosuch']);
    }),
  );

  test('are refused', { timeout: TIMEOUT }, () =>
    compare(async side => {
      const create = (volume: JsonObject) => side.ask('POST volumev3 /volumes', { volume });
      const sizes = [0, -1, 'x', 1.5, null].map(size => ({ size }));
      const more = [
        ...[
          { name: 'x'.repeat(256) },
          { name: 1 },
          { volume_type: 'nosuch' },
          { availability_zone: 'nosuch' },
        ],
        ...[{ imageRef: 'nosuch' }, { imageRef: NONE }, { snapshot_id: NONE }, { snapshot_id: 'nosuch' }],
        ...[{ source_volid: NONE }, { metadata: { a: 1 } }, { metadata: 'x' }, { nosuch: 1 }],
      ].map(about => ({ size: 1, ...about }));
      await each<JsonObject>(create, [{}, ...sizes, ...more]);
      await each(body => side.ask('POST volumev3 /volumes', body), [{}, { volume: 1 }, '{', '[]']);
      await each<JsonObject>(
        body => side.ask('POST volumev3 /snapshots', body),
        [{ snapshot: {} }, { snapshot: { volume_id: NONE } }, {}],
      );
      await each(
        line => side.ask(line),
        [
          ...['GET volumev3 /volumes/nosuch', 'DELETE volumev3 /volumes/nosuch', 'GET volumev3 /nosuch'],
          ...[
            'GET volumev3 /snapshots/nosuch',
            'DELETE volumev3 /snapshots/nosuch',
            'PATCH volumev3 /volumes',
          ],
          'GET volumev3 /volumes?all_tenants=1',
        ],
      );
      await side.ask('PUT volumev3 /volumes/nosuch', { volume: { name: 'x' } });
      await side.ask('POST volumev3 /volumes/nosuch/action', { 'os-extend': { new_size: 2 } });
      await each<Options>(
        options => side.ask('GET volumev3 /volumes', undefined, options),
        [{ version: '3.99' }, { version: 'x' }, { as: 'none' }],
      );
      const quota = (quota_set: JsonObject, options: Options = ADMIN) =>
        side.ask('PUT volumev3 /os-quota-sets/{project}', { quota_set }, options);
      await quota({ volumes: 1 }, {});
      await each<JsonObject>(quota, [{ volumes: 1, gigabytes: 3, per_volume_gigabytes: 2 }]);
      await each<JsonObject>(quota, [{ nosuch: 1 }, { volumes: -2 }, { volumes: 'x' }]);
      await create({ size: 3 });
      await side.ask('POST volumev3 /volumes', { volume: { size: 2 } }, { name: 'disk' });
      await volume(side, 'disk', 'available');
      await create({ size: 1 });
      await quota({ volumes: 2, snapshots: 0 });
      await create({ size: 2 });
      await side.ask('POST volumev3 /volumes/{disk}/action', { 'os-extend': { new_size: 5 } });
      await side.ask('POST volumev3 /snapshots', { snapshot: { volume_id: '{disk}' } });
      await quota({ gigabytes: -1, per_volume_gigabytes: -1 });
      await side.ask('POST volumev3 /snapshots', { snapshot: { volume_id: '{disk}' } });
      const sets = ['{project}', '{project}?usage=true', '{admin-project}'];
      await side.gets(
        'volumev3',
        sets.map(set => `/os-quota-sets/${set}`),
      );
      await side.ask('DELETE volumev3 /os-quota-sets/{project}', undefined, ADMIN);
    }),
  );

  test('are on servers', { timeout: TIMEOUT }, () =>
    compare(async side => {
      await setting(side);
      await booted(side, 'web');
      await side.ask('POST volumev3 /volumes', { volume: { size: 1, name: '{run}-disk' } }, { name: 'disk' });
      await volume(side, 'disk', 'available');
      const path = '/servers/{web}/os-volume_attachments';
      const attach = (volumeAttachment: JsonObject) => side.ask(`POST compute ${path}`, { volumeAttachment });
      await each<JsonObject>(attach, [
        ...[{}, { volumeId: 'nosuch' }, { volumeId: NONE }, { volumeId: '{disk}', nosuch: 1 }],
        ...[{ volumeId: '{disk}', delete_on_termination: 'x' }, { volumeId: '{disk}' }],
      ]);
      await volume(side, 'disk', 'in-use');
      await volume(side, 'disk', 'in-use', ADMIN);
      await side.gets('compute', [path, `${path}/{disk}`, `${path}/nosuch`]);
      await side.gets('compute', [path, `${path}/{disk}`], { version: '2.80' });
      await attach({ volumeId: '{disk}' });
      const kept = { volumeId: '{disk}', delete_on_termination: true };
      await side.ask(`PUT compute ${path}/{disk}`, { volumeAttachment: kept });
      await side.gets('compute', [`${path}/{disk}`, '/servers/{web}']);
      await side.ask('DELETE volumev3 /volumes/{disk}');
      await side.ask('DELETE volumev3 /volumes/{disk}?force=true', undefined, ADMIN);
      const old = { version: '3.0' };
      await side.ask('POST volumev3 /volumes/{disk}/action', { 'os-extend': { new_size: 2 } }, old);
      await side.ask('POST volumev3 /snapshots', { snapshot: { volume_id: '{disk}' } }, old);
      await side.ask(`DELETE compute ${path}/nosuch`);
      await side.ask(`DELETE compute ${path}/{disk}`);
      await volume(side, 'disk', 'available');
      await side.ask(`DELETE compute ${path}/{disk}`);
      await attach({ ...kept, device: '/dev/vdc', tag: 'data' });
      await volume(side, 'disk', 'in-use');
      await history(side, 'web');
      await side.ask('DELETE compute /servers/{web}');
      await settled(side, 'web', 'gone');
      await volume(side, 'disk', 'gone');
    }),
  );

  test('are booted from', { timeout: TIMEOUT }, () =>
    compare(async side => {
      await setting(side);
      const root = {
        ...{ boot_index: 0, uuid: '{image}', source_type: 'image', destination_type: 'volume' },
        ...{ volume_size: 1, delete_on_termination: true },
      };
      await booted(side, 'web', { imageRef: '', block_device_mapping_v2: [root] });
      await side.ask('GET compute /servers/{web}');
      const { text: body } = await side.send('GET compute /servers/{web}/os-volume_attachments');
      side.call('root', text(children(object(body), 'volumeAttachments')[0] ?? {}, 'volumeId'));
      await volume(side, 'root', 'in-use');
      await side.ask('DELETE compute /servers/{web}/os-volume_attachments/{root}');
      await act(side, 'web', { rebuild: { imageRef: '{image}' } });
      await act(side, 'web', { createImage: { name: '{run}-of-volume' } }, 'ACTIVE');
      await side.ask('GET image /images?owner={project}&name={run}-of-volume');
      await side.ask('GET volumev3 /snapshots/detail');
      await act(side, 'web', { shelve: null }, 'SHELVED_OFFLOADED');
      await act(side, 'web', { unshelve: null }, 'ACTIVE');
      await history(side, 'web');
      await side.ask('DELETE compute /servers/{web}');
      await settled(side, 'web', 'gone');
      await side.ask('GET volumev3 /volumes/{root}');
    }),
  );
});
