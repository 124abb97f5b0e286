/** Service providers: clouds elsewhere where users of this one may log in (Identity API v3, OS-FEDERATION). */
import type { JsonObject } from '../../clients/json.ts';
import { serviceProvider } from '../../clients/resources/federation.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { deleting, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { ShowResult } from '../../kernel/output/result.ts';
import { arg, args, constant, naming, text } from '../../kernel/params.ts';
import { type Column, fields, rows } from '../../kernel/rows.ts';
import { change } from './lib/identity-resource.ts';
import { createAs, eraseKnown } from './lib/known-id.ts';

const columns: readonly Column[] = [
  ['ID', 'id'],
  ['Enabled', 'is_enabled'],
  ['Description', 'description'],
  ['Auth URL', 'auth_url'],
  ['Service Provider URL', 'sp_url'],
  ['Relay State Prefix', 'relay_state_prefix'],
];

const shown: readonly Column[] = [
  ['id', 'id'],
  ['enabled', 'is_enabled'],
  ['description', 'description'],
  ['auth_url', 'auth_url'],
  ['sp_url', 'sp_url'],
  ['relay_state_prefix', 'relay_state_prefix'],
];

function showProvider(item: JsonObject): ShowResult {
  return fields(shown, attributes(serviceProvider, item));
}

const create = command({
  summary: 'Create a service provider',
  params: {
    service_provider_id: arg('<name>', 'ID of the new service provider'),
    auth_url: text('--auth-url <auth-url>', 'Where users log in there', { required: true }),
    description: text('--description <description>', 'Text that describes it'),
    service_provider_url: text('--service-provider-url <sp-url>', 'Where SAML assertions are sent', {
      required: true,
    }),
    is_enabled: [
      constant('--enable', true, true, 'Let it be used (default)'),
      constant('--disable', false, true, 'Let nobody use it'),
    ],
  },
  exclusive: [{ members: ['--enable', '--disable'] }],
  output: 'show',
  examples: [
    'openstack service provider create --auth-url https://other.example.org/v3/OS-FEDERATION/saml2/auth ' +
      '--service-provider-url https://other.example.org/Shibboleth.sso/SAML2/ECP other',
  ],
  async run(context, { service_provider_id: id, ...values }) {
    const sent = {
      enabled: values.is_enabled,
      description: values.description || undefined,
      auth_url: values.auth_url || undefined,
      sp_url: values.service_provider_url || undefined,
    };
    return showProvider(await createAs(context, serviceProvider, id, sent));
  },
});

const list = command({
  summary: 'List service providers',
  params: {},
  output: 'list',
  async run(context) {
    const identity = await context.identity();
    const items = await identity.list(serviceProvider.path, serviceProvider.key);
    return rows(
      columns,
      items.map(item => attributes(serviceProvider, item)),
    );
  },
});

const show = command({
  summary: 'Show a service provider',
  params: {
    service_provider: naming('service-provider', arg('<service-provider>', 'ID of the service provider')),
  },
  output: 'show',
  run: async (context, values) => showProvider(await context.find(serviceProvider, values.service_provider)),
});

const set = command({
  summary: 'Change a service provider',
  params: {
    service_provider: naming('service-provider', arg('<service-provider>', 'ID of the service provider')),
    auth_url: text('--auth-url <auth-url>', 'Where users log in there'),
    description: text('--description <description>', 'New text that describes it'),
    service_provider_url: text('--service-provider-url <sp-url>', 'Where SAML assertions are sent'),
    is_enabled: [
      constant<boolean | undefined>('--enable', true, undefined, 'Let it be used'),
      constant<boolean | undefined>('--disable', false, undefined, 'Let nobody use it'),
    ],
  },
  exclusive: [{ members: ['--enable', '--disable'] }],
  output: 'show',
  examples: ['openstack service provider set --disable other'],
  async run(context, values) {
    const sent = {
      enabled: values.is_enabled,
      description: values.description || undefined,
      auth_url: values.auth_url || undefined,
      sp_url: values.service_provider_url || undefined,
    };
    return showProvider(await change(context, serviceProvider, values.service_provider, sent));
  },
});

const remove = command({
  summary: 'Delete service providers',
  params: {
    service_provider: naming('service-provider', args('<service-provider>', 'IDs of the service providers')),
  },
  output: 'none',
  async run(context, values) {
    const work = (id: string): Promise<void> => eraseKnown(context, serviceProvider, id);
    await forEach(context, values.service_provider, work, deleting('service provider'));
    return undefined;
  },
});

export default { create, list, show, set, delete: remove } satisfies Verbs;
