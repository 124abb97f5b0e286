/** Flavors, key pairs and server groups, told to the sandbox and to the real cloud. */
import { describe, test } from 'vitest';
import type { JsonObject } from '../../../src/clients/json.ts';
import { ADMIN, each, type Options } from './contract/side.ts';
import { compare, TIMEOUT } from './contract/story.ts';

const KEY =
  'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDBYpQGb9rTDUYsSSHMqaGuIDlLnUm6XAWG6nCnH2Gb1mZkpfyYcKxZVr5T5Sn8VwxGWnYFDFZt9Tq3sZWVsGZUFYbDZBzGx1LJ2mDBAHLvl3BKpBHDSIeGZwpWk8o2VQ2p0RrfoeVWcmxWsPD3dIpvXmcPOmYHyTLXc7TL7eYGVw== a@b';

describe.concurrent('compute', () => {
  test('has flavors', { timeout: TIMEOUT }, () =>
    compare(async side => {
      const some = { id: '{run}-f', name: '{run}-f', ram: 64, vcpus: 1, disk: 0 };
      const create = (flavor: JsonObject, options: Options = ADMIN) =>
        side.ask('POST compute /flavors', { flavor }, options);
      await create(some, {});
      const more = { swap: 64, rxtx_factor: 1.5, description: 'text', 'os-flavor-access:is_public': false };
      await create({ ...some, 'OS-FLV-EXT-DATA:ephemeral': 1, ...more });
      await each<JsonObject>(create, [
        ...[
          ...[
            {},
            { id: '{run}-g' },
            { name: '{run}-g' },
            { name: '' },
            { name: 'x'.repeat(256) },
            { id: ' x' },
          ],
          ...[{ id: 'a/b' }, { ram: 0 }, { ram: 'x' }, { ram: -1 }, { ram: 3_000_000_000 }, { vcpus: 0 }],
          ...[{ disk: -1 }, { rxtx_factor: 0 }, { nosuch: 1 }, { 'os-flavor-access:is_public': 'x' }],
        ].map(about => ({ ...some, ...about })),
        { name: 'x' },
      ]);
      await side.ask('POST compute /flavors', {}, ADMIN);
      const one = '/flavors/{run}-f';
      await side.gets('compute', [one, '/flavors/nosuch', `${one}/os-flavor-access`]);
      await side.gets('compute', [one, `${one}/os-flavor-access`], ADMIN);
      await side.gets('compute', [one], { as: 'admin', version: '2.1' });
      const access = (about: JsonObject, options: Options = ADMIN) =>
        side.ask(`POST compute ${one}/action`, about, options);
      const tenant = '{project}';
      await access({ addTenantAccess: { tenant } }, {});
      await each<JsonObject>(access, [
        ...[{ addTenantAccess: { tenant } }, { addTenantAccess: { tenant } }, { nosuch: {} }],
        ...[{ addTenantAccess: { tenant: 'nosuch' } }, { addTenantAccess: {} }],
      ]);
      await side.gets('compute', [one]);
      await access({ removeTenantAccess: { tenant } });
      await access({ removeTenantAccess: { tenant } });
      const specs = `${one}/os-extra_specs`;
      await each<JsonObject>(
        body => side.ask(`POST compute ${specs}`, body, ADMIN),
        [
          ...[{ extra_specs: { 'hw:cpu_policy': 'shared', plain: 'x' } }, { extra_specs: { a: 1 } }],
          ...[{ extra_specs: { 'a/b': 'x' } }, {}],
        ],
      );
      await side.ask(`PUT compute ${specs}/plain`, { plain: 'y' }, ADMIN);
      await side.ask(`PUT compute ${specs}/plain`, { other: 'y' }, ADMIN);
      await side.gets('compute', [specs, `${specs}/plain`, `${specs}/nosuch`], ADMIN);
      await side.ask(`DELETE compute ${specs}/plain`, undefined, ADMIN);
      await side.ask(`DELETE compute ${specs}/plain`, undefined, ADMIN);
      await each<JsonObject>(
        flavor => side.ask(`PUT compute ${one}`, { flavor }, ADMIN),
        [{ description: 'other' }, { name: 'other' }, {}],
      );
      const queries = ['sort_key=nosuch', 'minRam=x', 'limit=x', 'marker=nosuch'];
      await side.gets(
        'compute',
        queries.map(query => `/flavors?${query}`),
      );
      await side.gets('compute', ['/flavors?is_public=x'], ADMIN);
      await side.ask(`DELETE compute ${one}`);
      await side.ask(`DELETE compute ${one}`, undefined, ADMIN);
      await side.ask(`DELETE compute ${one}`, undefined, ADMIN);
    }),
  );

  test('has key pairs and groups', { timeout: TIMEOUT }, () =>
    compare(async side => {
      const pair = (keypair: JsonObject) => side.ask('POST compute /os-keypairs', { keypair });
      const named = (name: string) => ({ name, public_key: KEY });
      await each<JsonObject>(pair, [
        ...[
          named('{run}-key'),
          named('{run}-key'),
          { name: '{run}-bad', public_key: 'nosuch' },
          { name: 'x' },
        ],
        ...[named(''), named('x'.repeat(256)), named('a/b'), { ...named('x'), type: 'nosuch' }],
        ...[{ ...named('x'), nosuch: 1 }, { public_key: KEY }, { ...named('x'), user_id: '{admin-user}' }],
      ]);
      const pairs = ['', '/{run}-key', '/nosuch', '?limit=1', '?marker=nosuch', '?user_id={admin-user}'];
      await side.gets(
        'compute',
        pairs.map(path => `/os-keypairs${path}`),
      );
      await side.gets('compute', ['/os-keypairs/{run}-key'], { version: '2.1' });
      await side.gets('compute', ['/os-keypairs/{run}-key?user_id={user}'], ADMIN);
      await side.ask('DELETE compute /os-keypairs/{run}-key');
      await side.ask('DELETE compute /os-keypairs/{run}-key');

      const group = (server_group: JsonObject, options?: Options) =>
        side.ask('POST compute /os-server-groups', { server_group }, options);
      const rules = { max_server_per_host: 2 };
      await group({ name: '{run}-group', policy: 'anti-affinity', rules }, { name: 'group' });
      await each<JsonObject>(group, [
        ...[{ name: 'x', policy: 'affinity', rules }, { name: 'x', policy: 'nosuch' }, { name: 'x' }],
        ...[{ name: '', policy: 'affinity' }, { policy: 'affinity' }, { name: 'x', policies: ['affinity'] }],
        { name: 'x', policy: 'affinity', rules: { nosuch: 1 } },
      ]);
      const groups = ['', '/{group}', '/nosuch', '?all_projects=1'];
      await side.gets(
        'compute',
        groups.map(path => `/os-server-groups${path}`),
      );
      await side.gets('compute', ['/os-server-groups/{group}'], { version: '2.1' });
      await side.ask('DELETE compute /os-server-groups/{group}');
      await side.ask('DELETE compute /os-server-groups/{group}');
    }),
  );
});
