/** Identity providers: services elsewhere whose users may log in here (Identity API v3, OS-FEDERATION). */
import type { JsonObject } from '../../clients/json.ts';
import { identityProvider } from '../../clients/resources/federation.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { deleting, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { listCell } from '../../kernel/output/cells.ts';
import type { ShowResult } from '../../kernel/output/result.ts';
import { arg, args, constant, flag, naming, text } from '../../kernel/params.ts';
import { type Column, fields, rows } from '../../kernel/rows.ts';
import { domainId } from './lib/identity.ts';
import {
  authorizationTtl,
  providerAttributes,
  remoteIds,
  remoteIdsExclusive,
} from './lib/identity-provider.ts';
import { change, getById } from './lib/identity-resource.ts';
import { createAs, eraseKnown } from './lib/known-id.ts';

const columns: readonly Column[] = [
  ['ID', 'id'],
  ['Enabled', 'is_enabled'],
  ['Domain ID', 'domain_id'],
  ['Description', 'description'],
];

const shown: readonly Column[] = [
  ['authorization_ttl', 'authorization_ttl'],
  ['description', 'description'],
  ['domain_id', 'domain_id'],
  ['enabled', 'is_enabled'],
  ['id', 'id'],
  ['remote_ids', item => listCell(item.remote_ids)],
];

function showProvider(item: JsonObject): ShowResult {
  return fields(shown, attributes(identityProvider, item));
}

const create = command({
  summary: 'Create an identity provider',
  params: {
    identity_provider_id: arg('<name>', 'ID of the new identity provider'),
    ...remoteIds,
    description: text('--description <description>', 'Text that describes it'),
    domain: naming(
      'domain',
      text(
        '--domain <domain>',
        'Domain of its users (name or ID); the service makes one when it is left out',
      ),
    ),
    authorization_ttl: authorizationTtl,
    enabled: [
      constant('--enable', true, true, 'Let its users log in (default)'),
      constant('--disable', false, true, 'Let none of its users log in'),
    ],
  },
  exclusive: [remoteIdsExclusive, { members: ['--enable', '--disable'] }],
  output: 'show',
  examples: ['openstack identity provider create --remote-id https://idp.example.org/saml2 example'],
  async run(context, values) {
    const known = await providerAttributes(context, values);
    const { domain } = values;
    const sent = {
      enabled: values.enabled,
      description: values.description || undefined,
      domain_id: domain ? await domainId(context, domain, { mustExist: false }) : undefined,
      ...known,
    };
    return showProvider(await createAs(context, identityProvider, values.identity_provider_id, sent));
  },
});

const list = command({
  summary: 'List identity providers',
  params: {
    id: text('--id <id>', 'Only the one with this ID'),
    enabled: flag('--enabled', 'Only those that are enabled'),
  },
  output: 'list',
  async run(context, values) {
    const identity = await context.identity();
    const query = { id: values.id || undefined, enabled: values.enabled ? 'True' : undefined };
    const items = await identity.list(identityProvider.path, identityProvider.key, { query });
    return rows(
      columns,
      items.map(item => attributes(identityProvider, item)),
    );
  },
});

const show = command({
  summary: 'Show an identity provider',
  params: {
    identity_provider: naming('identity-provider', arg('<identity-provider>', 'ID of the identity provider')),
  },
  output: 'show',
  run: async (context, values) =>
    showProvider(await getById(context, identityProvider, values.identity_provider)),
});

const set = command({
  summary: 'Change an identity provider',
  params: {
    identity_provider: naming('identity-provider', arg('<identity-provider>', 'ID of the identity provider')),
    description: text('--description <description>', 'New text that describes it'),
    ...remoteIds,
    authorization_ttl: authorizationTtl,
    enable: flag('--enable', 'Let its users log in'),
    disable: flag('--disable', 'Let none of its users log in'),
  },
  exclusive: [remoteIdsExclusive, { members: ['--enable', '--disable'] }],
  output: 'none',
  examples: ['openstack identity provider set --disable example'],
  async run(context, values) {
    const known = await providerAttributes(context, values);
    const sent = {
      description: values.description || undefined,
      enabled: values.enable ? true : values.disable ? false : undefined,
      ...known,
    };
    await change(context, identityProvider, values.identity_provider, sent);
    return undefined;
  },
});

const remove = command({
  summary: 'Delete identity providers',
  params: {
    identity_provider: naming(
      'identity-provider',
      args('<identity-provider>', 'IDs of the identity providers'),
    ),
  },
  output: 'none',
  async run(context, values) {
    const work = (id: string): Promise<void> => eraseKnown(context, identityProvider, id);
    await forEach(context, values.identity_provider, work, deleting('identity provider'));
    return undefined;
  },
});

export default { create, list, show, set, delete: remove } satisfies Verbs;
