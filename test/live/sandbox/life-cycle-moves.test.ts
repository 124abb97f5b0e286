/** Servers that change their size or their machine, told to the sandbox and to the real cloud. */
import { describe } from 'vitest';
import { child, type JsonObject, text } from '../../../src/clients/json.ts';
import { object } from './contract/cloud.ts';
import { act, booted, history, settled, story, WEB } from './contract/servers.ts';
import { ADMIN, each } from './contract/side.ts';

describe.concurrent('servers', () => {
  story('are resized', async (side, { say, until, show }) => {
    await booted(side, 'web', { networks: [{ uuid: '{net}' }] });
    const resize = (size: string) => ({ resize: { flavorRef: `{run}-${size}` } });
    const migrations = '/os-migrations?instance_uuid={web}';
    await each<JsonObject>(say, [
      ...[resize('small'), { resize: { flavorRef: 'nosuch' } }, { resize: {} }, { resize: null }],
      ...[{ resize: { flavorRef: '{run}-large', nosuch: 1 } }, { confirmResize: null }],
    ]);
    await until('VERIFY_RESIZE', resize('large'));
    await show();
    await side.ask(`GET compute ${migrations}`, undefined, ADMIN);
    await side.ask(`GET compute ${migrations}`, undefined, { as: 'admin', version: '2.1' });
    await side.ask(`GET compute ${migrations}`);
    await side.ask('GET compute /servers/{web}/migrations', undefined, ADMIN);
    await each<JsonObject>(say, [
      ...[resize('small'), { 'os-start': null }, { 'os-stop': null }, { pause: null }],
      ...[{ reboot: { type: 'SOFT' } }, { rebuild: { imageRef: '{image}' } }, { createImage: { name: 'x' } }],
    ]);
    await until('ACTIVE', { confirmResize: null });
    await side.ask(`GET compute ${migrations}`, undefined, ADMIN);
    await say({ confirmResize: null });
    await until('VERIFY_RESIZE', resize('small'));
    await until('ACTIVE', { revertResize: null });
    await say({ revertResize: null });
    await show();
    await until('SHUTOFF', { 'os-stop': null });
    await until('VERIFY_RESIZE', resize('small'));
    await show();
    await until('SHUTOFF', { confirmResize: null });
    await side.ask(`GET compute ${migrations}`, undefined, ADMIN);
    await side.ask('GET compute /limits');
    await history(side, 'web');
    await until('VERIFY_RESIZE', resize('large'));
    await side.ask('DELETE compute /servers/{web}');
    await settled(side, 'web', 'gone');
    await side.ask(`GET compute ${migrations}`, undefined, ADMIN);
    await side.ask('GET compute /limits');
  });

  story('are moved', async (side, { say, until, show }) => {
    await booted(side, 'web');
    const host = async () => {
      const answer = await side.send(WEB, undefined, ADMIN);
      return text(child(object(answer.text), 'server'), 'OS-EXT-SRV-ATTR:host');
    };
    const moved = async (what: string, from: string) => side.note(what, (await host()) !== from);
    const admin = (action: JsonObject) => act(side, 'web', action, undefined, 'admin');
    const migrations = '/os-migrations?instance_uuid={web}';
    const first = await host();
    await say({ migrate: null });
    await each<JsonObject>(admin, [{ migrate: { host: 'nosuch' } }, { migrate: { host: first } }]);
    await until('VERIFY_RESIZE', { migrate: null }, 'admin');
    await moved('migrated', first);
    await show();
    await side.ask(`GET compute ${migrations}`, undefined, ADMIN);
    await until('ACTIVE', { confirmResize: null });
    const second = await host();
    await until('VERIFY_RESIZE', { migrate: null }, 'admin');
    await until('ACTIVE', { revertResize: null });
    await moved('taken back', second);
    const live = { host: null, block_migration: 'auto' };
    await say({ 'os-migrateLive': live });
    await each<JsonObject>(admin, [
      ...[{ 'os-migrateLive': {} }, { 'os-migrateLive': { ...live, host: 'nosuch' } }],
    ]);
    await until('ACTIVE', { 'os-migrateLive': live }, 'admin');
    await moved('moved while it ran', second);
    await show();
    await side.ask('GET compute /servers/{web}/migrations');
    const asked = [
      migrations,
      `${migrations}&migration_type=live-migration`,
      `${migrations}&status=confirmed`,
    ];
    await side.gets(
      'compute',
      [...asked, '/servers/{web}/migrations', '/servers/{web}/migrations/987654'],
      ADMIN,
    );
    await until('SHUTOFF', { 'os-stop': null });
    await admin({ 'os-migrateLive': live });
    await until('VERIFY_RESIZE', { migrate: null }, 'admin');
    await until('SHUTOFF', { confirmResize: null });
    await history(side, 'web');
  });
});
