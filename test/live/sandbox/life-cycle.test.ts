/** Whole lives of servers, told to the sandbox and to the real cloud: all that the two answer has to be the same. */
import { describe } from 'vitest';
import type { JsonObject } from '../../../src/clients/json.ts';
import { act, booted, history, serverBody, settled, story, WEB } from './contract/servers.ts';
import { ADMIN, each } from './contract/side.ts';

describe.concurrent('servers', () => {
  story('come up, are changed and go', async (side, { show }) => {
    await side.ask('POST compute /servers', serverBody({ networks: [{ uuid: '{net}' }] }), { name: 'web' });
    await settled(side, 'web', 'ACTIVE');
    await show();
    for (const version of ['2.1', '2.60']) {
      await side.ask(WEB, undefined, { version });
      await side.ask(WEB, undefined, { as: 'admin', version });
    }
    await side.gets('compute', [
      ...['/servers', '/servers/detail', '/servers?name={run}&status=ACTIVE', '/servers?status=SHUTOFF'],
      ...['/servers?limit=1', '/servers?all_tenants=1', '/servers?status=nosuch', '/servers?limit=x'],
      ...['/servers?marker=nosuch', '/servers?sort_key=nosuch', '/servers?changes-since=nosuch'],
      ...[
        '/servers?nosuch=1',
        '/servers/{web}/ips',
        '/servers/{web}/ips/nosuch',
        '/servers/{web}/os-interface',
      ],
      '/servers/{web}/os-security-groups',
    ]);
    await side.ask('GET network /ports?device_id={web}');
    await side.ask('GET network /ports?device_id={web}', undefined, ADMIN);
    await each<JsonObject>(
      server => side.ask('PUT compute /servers/{web}', { server }),
      [
        { name: '{run}-new', description: 'text', accessIPv4: '192.0.2.9' },
        ...[{ name: '' }, { name: 'x'.repeat(256) }, { nosuch: 1 }, {}],
      ],
    );
    const metadata = 'compute /servers/{web}/metadata';
    await side.ask(`PUT ${metadata}`, { metadata: { a: 'b', c: 'd' } });
    await each<JsonObject>(
      body => side.ask(`POST ${metadata}`, body),
      [{ metadata: { c: 'e' } }, { metadata: { c: 1 } }, { metadata: { 'c/d': 'e' } }, {}],
    );
    await side.ask(`PUT ${metadata}/a`, { meta: { a: 'x' } });
    await side.ask(`PUT ${metadata}/a`, { meta: { b: 'x' } });
    await side.gets(
      'compute',
      ['', '/a', '/nosuch'].map(path => `/servers/{web}/metadata${path}`),
    );
    await side.ask(`DELETE ${metadata}/a`);
    await side.ask(`DELETE ${metadata}/a`);
    const tags = 'compute /servers/{web}/tags';
    await each<JsonObject>(
      body => side.ask(`PUT ${tags}`, body),
      [{ tags: ['two', 'one'] }, { tags: ['a,b'] }, { tags: [''] }],
    );
    for (const line of [`PUT ${tags}/three`, `DELETE ${tags}/one`]) {
      await side.ask(line);
      await side.ask(line);
    }
    await side.gets('compute', ['/servers?tags=three', '/servers/{web}/tags', '/servers/{web}/tags/nosuch']);
    await side.ask(`DELETE ${tags}`);
    await show();
    await history(side, 'web');
    await side.ask('DELETE compute /servers/{web}');
    await settled(side, 'web', 'gone');
    await side.ask(WEB);
    await side.ask('DELETE compute /servers/{web}');
    await side.ask('GET network /ports?device_id={web}');
    await history(side, 'web');
  });

  story('are switched', async (side, { say, until, show }) => {
    await booted(side, 'web');
    const states = ['os-start', 'unpause', 'resume', 'unrescue', 'unshelve', 'confirmResize', 'revertResize'];
    await each(
      say,
      [...states, 'restore', 'nosuch'].map(action => ({ [action]: null })),
    );
    await each<JsonObject>(say, [{}, { 'os-stop': null, pause: null }]);
    await until('SHUTOFF', { 'os-stop': null });
    await show();
    const password = { changePassword: { adminPass: 'x' } };
    const soft = { reboot: { type: 'SOFT' } };
    await each<JsonObject>(say, [{ 'os-stop': null }, { pause: null }, { suspend: null }, soft, password]);
    await until('ACTIVE', { 'os-start': null });
    await until('PAUSED', { pause: null });
    await show();
    await each<JsonObject>(say, [{ pause: null }, { 'os-stop': null }]);
    await until('ACTIVE', { unpause: null });
    await until('SUSPENDED', { suspend: null });
    await show();
    await each<JsonObject>(say, [{ suspend: null }, { resize: { flavorRef: '{run}-large' } }]);
    await until('ACTIVE', { resume: null });
    await until('ACTIVE', soft);
    await until('ACTIVE', { reboot: { type: 'HARD' } });
    await each<JsonObject>(say, [{ reboot: { type: 'nosuch' } }, { reboot: {} }, { reboot: null }]);
    await each<JsonObject>(say, [
      ...[{ lock: null }, { lock: { locked_reason: 'mine' } }, { lock: { locked_reason: '' } }],
    ]);
    await show();
    await say({ 'os-stop': null });
    await side.ask('DELETE compute /servers/{web}');
    await side.ask('PUT compute /servers/{web}/metadata', { metadata: {} });
    await until('SHUTOFF', { 'os-stop': null }, 'admin');
    await say({ unlock: null });
    await until('ACTIVE', { 'os-start': null });
    await until('RESCUE', { rescue: { adminPass: 'x' } });
    await show();
    await each<JsonObject>(say, [{ rescue: {} }, { 'os-stop': null }]);
    await until('ACTIVE', { unrescue: null });
    const none = '00000000-0000-4000-8000-000000000000';
    await until('ACTIVE', { rebuild: { imageRef: '{image}', name: '{run}-again', metadata: { a: 'b' } } });
    await each<JsonObject>(say, [
      ...[{ rebuild: { imageRef: 'nosuch' } }, { rebuild: { imageRef: none } }, { rebuild: {} }],
      { rebuild: { imageRef: '{image}', name: '' } },
    ]);
    await until('ACTIVE', password);
    await each<JsonObject>(say, [{ changePassword: {} }, { 'os-getConsoleOutput': {} }, { evacuate: {} }]);
    await say({ 'os-resetState': { state: 'error' } });
    await act(side, 'web', { 'os-resetState': { state: 'nosuch' } }, undefined, 'admin');
    await until('ERROR', { 'os-resetState': { state: 'error' } }, 'admin');
    await show();
    await until('ACTIVE', { 'os-resetState': { state: 'active' } }, 'admin');
    await until('ACTIVE', { trigger_crash_dump: null });
    await act(side, 'web', { evacuate: {} }, undefined, 'admin');
    await history(side, 'web');
  });

  story('are put away', async (side, { say, until, show }) => {
    await booted(side, 'web', { networks: [{ uuid: '{net}' }] });
    await until('ACTIVE', { createImage: { name: '{run}-taken', metadata: { a: 'b' } } });
    const backup = { name: '{run}-backup', backup_type: 'daily', rotation: 1 };
    await until('ACTIVE', { createBackup: backup });
    await each<JsonObject>(say, [
      ...[{ createImage: { name: '' } }, { createImage: {} }, { createBackup: { name: 'x' } }],
      { createBackup: { ...backup, rotation: -1 } },
    ]);
    const images = '/images?owner={project}&sort=name:asc';
    await side.gets('image', [images]);
    await until('SHELVED_OFFLOADED', { shelve: null });
    await show();
    await side.gets('image', [images]);
    await side.ask('GET network /ports?device_id={web}', undefined, ADMIN);
    await each<JsonObject>(say, [
      ...[{ shelve: null }, { 'os-start': null }, { 'os-stop': null }, { unshelve: { nosuch: 1 } }],
      ...[{ resize: { flavorRef: '{run}-large' } }, { unshelve: { availability_zone: 'nosuch' } }],
      { unshelve: { host: 'nosuch' } },
    ]);
    await act(side, 'web', { shelveOffload: null }, undefined, 'admin');
    await until('ACTIVE', { unshelve: null });
    await show();
    await side.gets('image', [images]);
    await until('SHUTOFF', { 'os-stop': null });
    await until('SHELVED_OFFLOADED', { shelve: null });
    await until('ACTIVE', { unshelve: null });
    await history(side, 'web');
  });
});
