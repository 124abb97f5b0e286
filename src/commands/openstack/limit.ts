/** Limits of single projects, which go before the registered ones (Identity API v3, "Unified Limits"). */
import { type JsonObject, text as textOf } from '../../clients/json.ts';
import { limit } from '../../clients/resources/identity.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { type BulkSentences, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { ShowResult } from '../../kernel/output/result.ts';
import { arg, args, int, naming, text } from '../../kernel/params.ts';
import { type Column, fields, rows } from '../../kernel/rows.ts';
import { inOrder } from '../../kernel/together.ts';
import { listBy } from './lib/filters.ts';
import { namedProject, projectDomain, projectId } from './lib/identity.ts';
import { change, createListed, erase, getById } from './lib/identity-resource.ts';
import { findService, regionFilter, regionId, serviceFilter } from './lib/service.ts';

const columns: readonly Column[] = [
  ['ID', 'id'],
  ['Project ID', 'project_id'],
  ['Service ID', 'service_id'],
  ['Resource Name', 'resource_name'],
  ['Resource Limit', 'resource_limit'],
  ['Description', 'description'],
  ['Region ID', 'region_id'],
];

const shown: readonly Column[] = [
  ['description', 'description'],
  ['id', 'id'],
  ['project_id', 'project_id'],
  ['region_id', 'region_id'],
  ['resource_limit', 'resource_limit'],
  ['resource_name', 'resource_name'],
  ['service_id', 'service_id'],
];

/** A limit in full. @param item as the service sent it */
function showLimit(item: JsonObject): ShowResult {
  return fields(shown, attributes(limit, item));
}

const create = command({
  summary: 'Limit what a project may use of a resource',
  description: 'The resource must have a registered limit.',
  params: {
    description: text('--description <description>', 'Text that describes it'),
    region: naming('region', text('--region <region>', 'ID of the region that it holds for')),
    project: naming(
      'project',
      text('--project <project>', 'Project that it holds for (name or ID)', { required: true }),
    ),
    project_domain: projectDomain,
    service: naming(
      'service',
      text('--service <service>', 'Service that the resource belongs to (type, name or ID)', {
        required: true,
      }),
    ),
    resource_limit: int('--resource-limit <resource-limit>', 'The most that the project may use', {
      required: true,
    }),
    resource_name: arg('<resource-name>', 'Name of the resource'),
  },
  output: 'show',
  examples: [
    'openstack limit create --project demo --service image --resource-limit 2000 --region RegionOne image_size_total',
  ],
  async run(context, values) {
    const [project_id, service, region_id] = await inOrder(
      projectId(context, values.project ?? '', values.project_domain),
      findService(context, values.service ?? ''),
      regionId(context, values.region),
    );
    const sent = {
      resource_name: values.resource_name,
      resource_limit: values.resource_limit,
      description: values.description || undefined,
      project_id,
      service_id: textOf(service, 'id'),
      region_id,
    };
    return showLimit(await createListed(context, limit, sent));
  },
});

const list = command({
  summary: 'List limits of projects',
  params: {
    service: naming(
      'service',
      text('--service <service>', 'Only resources of this service (type, name or ID)'),
    ),
    resource_name: text('--resource-name <resource-name>', 'Only limits of this resource'),
    region: naming('region', text('--region <region>', 'Only limits for this region (ID)')),
    project: naming('project', text('--project <project>', 'Only limits of this project (name or ID)')),
    project_domain: projectDomain,
  },
  output: 'list',
  async run(context, values) {
    const { service, region, project, project_domain, resource_name } = values;
    const filters = {
      service_id: serviceFilter(context, service),
      region_id: regionFilter(context, region),
      project_id: project ? namedProject(context, project, project_domain || undefined) : undefined,
    };
    const identity = await context.identity();
    const items = await listBy(filters, ({ service_id, region_id, project_id }) => {
      const query = { service_id, region_id, resource_name: resource_name || undefined, project_id };
      return identity.list(limit.path, limit.key, { query });
    });
    return rows(
      columns,
      items.map(item => attributes(limit, item)),
    );
  },
});

const show = command({
  summary: 'Show a limit of a project',
  params: { limit_id: arg('<limit-id>', 'ID of the limit') },
  output: 'show',
  run: async (context, values) => showLimit(await getById(context, limit, values.limit_id)),
});

const set = command({
  summary: 'Change a limit of a project',
  params: {
    limit_id: arg('<limit-id>', 'ID of the limit'),
    description: text('--description <description>', 'New text that describes it'),
    resource_limit: int('--resource-limit <resource-limit>', 'The most that the project may use'),
  },
  output: 'show',
  async run(context, values) {
    const changed = await change(context, limit, values.limit_id, {
      description: values.description || undefined,
      resource_limit: values.resource_limit,
    });
    return showLimit(changed);
  },
});

const deleting: BulkSentences = {
  failed: (id, reason) => `Failed to delete limit with ID '${id}': ${reason}`,
  summary: (failures, total) => `${failures} of ${total} limits failed to delete.`,
};

const remove = command({
  summary: 'Delete limits of projects',
  params: { limit_id: args('<limit-id>', 'IDs of the limits') },
  output: 'none',
  async run(context, values) {
    // The peer counts a limit that never was as deleted.
    const missing = context.manners === 'peer' ? 'counts' : 'fails';
    const work = (id: string) => erase(context, limit, id, missing);
    await forEach(context, values.limit_id, work, deleting);
    return undefined;
  },
});

export default { create, delete: remove, list, set, show } satisfies Verbs;
