/** Services of the catalogue (Identity API v3, "Service catalog and endpoints"). */
import type { JsonObject } from '../../clients/json.ts';
import { service } from '../../clients/resources/identity.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { type BulkSentences, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import type { ShowResult } from '../../kernel/output/result.ts';
import { arg, args, constant, flag, naming, text } from '../../kernel/params.ts';
import { type Column, fields, rows } from '../../kernel/rows.ts';
import { changeNamed, deleteNamed } from './lib/by-id.ts';
import { create as post } from './lib/identity-resource.ts';
import { findService, namedService } from './lib/service.ts';

const columns: readonly Column[] = [
  ['ID', 'id'],
  ['Name', 'name'],
  ['Type', 'type'],
];

const longColumns: readonly Column[] = [
  ...columns,
  ['Description', 'description'],
  ['Enabled', 'is_enabled'],
];

const shown: readonly Column[] = [
  ['id', 'id'],
  ['name', 'name'],
  ['type', 'type'],
  ['enabled', 'is_enabled'],
  ['description', 'description'],
];

/** A service in full. @param item as the identity service sent it */
function showService(item: JsonObject): ShowResult {
  return fields(shown, attributes(service, item));
}

const either = { members: ['--enable', '--disable'] };
const TYPES = 'such as compute, image, identity, volume';

const create = command({
  summary: 'Create a service',
  params: {
    type: arg('<type>', `Type of the new service, ${TYPES}`),
    name: text('--name <name>', 'Name of the new service'),
    description: text('--description <description>', 'Text that describes it'),
    is_enabled: [
      constant('--enable', true, true, 'Put it into the catalogue (default)'),
      constant('--disable', false, true, 'Keep it and its endpoints out of the catalogue'),
    ],
  },
  exclusive: [either],
  output: 'show',
  examples: ["openstack service create --name glance --description 'OpenStack Image' image"],
  async run(context, values) {
    // Keystone takes a service without a name, but no null, which is what the peer sends.
    const name = values.name ?? (context.manners === 'peer' ? null : undefined);
    const sent = {
      name,
      type: values.type,
      description: values.description ?? null,
      enabled: values.is_enabled,
    };
    return showService(await post(context, service, sent));
  },
});

/** The peer's sentences, which speak of a consumer; under ostk's own name of what it is. */
function deleting({ manners }: Context): BulkSentences {
  const noun = manners === 'peer' ? 'consumer' : 'service';
  return {
    failed: (name, reason) => `Failed to delete ${noun} with type, name or ID '${name}': ${reason}`,
    summary: (failures, total) => `${failures} of ${total} services failed to delete.`,
  };
}

const remove = command({
  summary: 'Delete services with their endpoints',
  params: { service: naming('service', args('<service>', 'Types, names or IDs of the services')) },
  output: 'none',
  async run(context, values) {
    const identity = await context.identity();
    const work = (word: string) => deleteNamed(identity, service, namedService(context, word));
    await forEach(context, values.service, work, deleting(context));
    return undefined;
  },
});

const list = command({
  summary: 'List services',
  params: { long: flag('--long', 'Show description and whether it is in the catalogue too') },
  output: 'list',
  async run(context, values) {
    const identity = await context.identity();
    const items = await identity.list(service.path, service.key);
    return rows(
      values.long ? longColumns : columns,
      items.map(item => attributes(service, item)),
    );
  },
});

const set = command({
  summary: 'Change a service',
  params: {
    service: naming('service', arg('<service>', 'Type, name or ID of the service')),
    type: text('--type <type>', `New type, ${TYPES}`),
    name: text('--name <service-name>', 'New name'),
    description: text('--description <description>', 'New text that describes it'),
    is_enabled: [
      constant<boolean | undefined>('--enable', true, undefined, 'Put it into the catalogue'),
      constant<boolean | undefined>('--disable', false, undefined, 'Keep it out of the catalogue'),
    ],
  },
  exclusive: [either],
  output: 'none',
  async run(context, values) {
    const changes = {
      ...(values.type ? { type: values.type } : {}),
      ...(values.name ? { name: values.name } : {}),
      ...(values.description ? { description: values.description } : {}),
      ...(values.is_enabled === undefined ? {} : { enabled: values.is_enabled }),
    };
    const identity = await context.identity();
    await changeNamed(identity, service, namedService(context, values.service), changes);
    return undefined;
  },
});

const show = command({
  summary: 'Show a service',
  params: { service: naming('service', arg('<service>', 'Type, name or ID of the service')) },
  output: 'show',
  run: async (context, values) => showService(await findService(context, values.service)),
});

export default { create, delete: remove, list, set, show } satisfies Verbs;
