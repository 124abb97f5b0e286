/** Limits that hold for every project without one of its own (Identity API v3, "Unified Limits"). */
import { HttpError } from '../../clients/errors.ts';
import { type JsonObject, text as textOf } from '../../clients/json.ts';
import { registeredLimit } from '../../clients/resources/identity.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { type BulkSentences, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { sdkSentence } from '../../kernel/errors.ts';
import type { ShowResult } from '../../kernel/output/result.ts';
import { arg, args, int, naming, text } from '../../kernel/params.ts';
import { type Column, fields, rows } from '../../kernel/rows.ts';
import { inOrder } from '../../kernel/together.ts';
import { listBy } from './lib/filters.ts';
import { change, createListed, erase, getById } from './lib/identity-resource.ts';
import { findService, regionFilter, regionId, serviceFilter, serviceId } from './lib/service.ts';

const columns: readonly Column[] = [
  ['ID', 'id'],
  ['Service ID', 'service_id'],
  ['Resource Name', 'resource_name'],
  ['Default Limit', 'default_limit'],
  ['Description', 'description'],
  ['Region ID', 'region_id'],
];

const shown: readonly Column[] = [
  ['default_limit', 'default_limit'],
  ['description', 'description'],
  ['id', 'id'],
  ['region_id', 'region_id'],
  ['resource_name', 'resource_name'],
  ['service_id', 'service_id'],
];

/** A registered limit in full. @param item as the service sent it */
function showLimit(item: JsonObject): ShowResult {
  return fields(shown, attributes(registeredLimit, item));
}

const create = command({
  summary: 'Register a resource with the limit that projects have by default',
  params: {
    description: text('--description <description>', 'Text that describes it'),
    region: naming('region', text('--region <region>', 'ID of the region that it holds for')),
    service: naming(
      'service',
      text('--service <service>', 'Service that the resource belongs to (type, name or ID)', {
        required: true,
      }),
    ),
    default_limit: int('--default-limit <default-limit>', 'The most that a project may use by default', {
      required: true,
    }),
    resource_name: arg('<resource-name>', 'Name of the resource'),
  },
  output: 'show',
  examples: [
    'openstack registered limit create --service image --default-limit 1000 --region RegionOne image_size_total',
  ],
  async run(context, values) {
    const [service, region_id] = await inOrder(
      findService(context, values.service ?? ''),
      regionId(context, values.region),
    );
    const sent = {
      description: values.description || undefined,
      service_id: textOf(service, 'id'),
      region_id,
      resource_name: values.resource_name,
      default_limit: values.default_limit,
    };
    return showLimit(await createListed(context, registeredLimit, sent));
  },
});

const deleting: BulkSentences = {
  failed: (id, reason) => `Failed to delete registered limit with ID '${id}': ${reason}`,
  summary: (failures, total) => `${failures} of ${total} registered limits failed to delete.`,
};

const remove = command({
  summary: 'Delete registered limits',
  params: { registered_limits: args('<registered-limits>', 'IDs of the registered limits') },
  output: 'none',
  async run(context, values) {
    const refusals = new Map<string, HttpError>();
    const work = async (id: string): Promise<void> => {
      try {
        await erase(context, registeredLimit, id, 'fails');
      } catch (error) {
        if (error instanceof HttpError) refusals.set(id, error);
        throw error;
      }
    };
    try {
      await forEach(context, values.registered_limits, work, deleting);
    } finally {
      // The peer prints the class of each error, left over from its making.
      if (context.manners === 'peer') {
        for (const id of values.registered_limits) {
          const refusal = refusals.get(id);
          if (refusal === undefined) continue;
          const [name] = sdkSentence(refusal.failure).split(':');
          await context.stdout.write(`<class 'openstack.exceptions.${name}'>\n`);
        }
      }
    }
    return undefined;
  },
});

const list = command({
  summary: 'List registered limits',
  params: {
    service: naming(
      'service',
      text('--service <service>', 'Only resources of this service (type, name or ID)'),
    ),
    resource_name: text('--resource-name <resource-name>', 'Only the limit of this resource'),
    region: naming('region', text('--region <region>', 'Only limits for this region (ID)')),
  },
  output: 'list',
  async run(context, values) {
    const { service, region, resource_name } = values;
    const filters = {
      service_id: serviceFilter(context, service),
      region_id: regionFilter(context, region),
    };
    const identity = await context.identity();
    const items = await listBy(filters, ids => {
      const query = { ...ids, resource_name: resource_name || undefined };
      return identity.list(registeredLimit.path, registeredLimit.key, { query });
    });
    return rows(
      columns,
      items.map(item => attributes(registeredLimit, item)),
    );
  },
});

const DISTINCT = 'service, resource and region together must be new';

const set = command({
  summary: 'Change a registered limit',
  params: {
    registered_limit_id: arg('<registered-limit-id>', 'ID of the registered limit'),
    service: naming('service', text('--service <service>', `New service (type, name or ID); ${DISTINCT}`)),
    resource_name: text('--resource-name <resource-name>', `New resource; ${DISTINCT}`),
    default_limit: int('--default-limit <default-limit>', 'The most that a project may use by default'),
    description: text('--description <description>', 'New text that describes it'),
    region: naming('region', text('--region <region>', `ID of the new region; ${DISTINCT}`)),
  },
  output: 'show',
  async run(context, values) {
    const [service_id, region_id] = await inOrder(
      serviceId(context, values.service),
      regionId(context, values.region),
    );
    const { default_limit } = values;
    const changed = await change(context, registeredLimit, values.registered_limit_id, {
      service_id,
      resource_name: values.resource_name || undefined,
      // The peer takes no notice of 0.
      default_limit: context.manners === 'peer' ? default_limit || undefined : default_limit,
      description: values.description || undefined,
      region_id,
    });
    return showLimit(changed);
  },
});

const show = command({
  summary: 'Show a registered limit',
  params: { registered_limit_id: arg('<registered-limit-id>', 'ID of the registered limit') },
  output: 'show',
  run: async (context, values) =>
    showLimit(await getById(context, registeredLimit, values.registered_limit_id)),
});

export default { create, delete: remove, list, set, show } satisfies Verbs;
