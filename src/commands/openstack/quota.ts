/** Quotas: how much of everything a project may use, in compute, block storage and network. */
import { HttpError } from '../../clients/errors.ts';
import type { Json, JsonObject } from '../../clients/json.ts';
import { text as textOf } from '../../clients/json.ts';
import { project as projectType } from '../../clients/resources/identity.ts';
import type { Service } from '../../clients/service.ts';
import { BATCH } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { sentence } from '../../kernel/errors.ts';
import { arg, flag, naming, optionalArg } from '../../kernel/params.ts';
import { type Column, rows } from '../../kernel/rows.ts';
import { inOrder } from '../../kernel/together.ts';
import { enabled } from './lib/enabled.ts';
import {
  COMPUTE,
  isUnknownProject,
  NETWORK,
  type QuotaService,
  quotasOf,
  type Section,
  serviceGroup,
  serviceParams,
  VOLUME,
} from './lib/quotas.ts';

const SERVICES: readonly QuotaService[] = ['compute', 'volume', 'network'];

const listColumns: Readonly<Record<QuotaService, readonly Column[]>> = {
  compute: [
    ['Project ID', 'id'],
    ['Cores', 'cores'],
    ['Injected Files', 'injected_files'],
    ['Injected File Content Bytes', 'injected_file_content_bytes'],
    ['Injected File Path Bytes', 'injected_file_path_bytes'],
    ['Instances', 'instances'],
    ['Key Pairs', 'key_pairs'],
    ['Metadata Items', 'metadata_items'],
    ['Ram', 'ram'],
    ['Server Groups', 'server_groups'],
    ['Server Group Members', 'server_group_members'],
  ],
  volume: [
    ['Project ID', 'id'],
    ['Backups', 'backups'],
    ['Backup Gigabytes', 'backup_gigabytes'],
    ['Gigabytes', 'gigabytes'],
    ['Groups', 'groups'],
    ['Per Volume Gigabytes', 'per_volume_gigabytes'],
    ['Snapshots', 'snapshots'],
    ['Volumes', 'volumes'],
  ],
  network: [
    ['Project ID', 'id'],
    ['Floating IPs', 'floating_ips'],
    ['Networks', 'networks'],
    ['Ports', 'ports'],
    ['RBAC Policies', 'rbac_policies'],
    ['Router Routes', 'router_routes'],
    ['Routers', 'routers'],
    ['Security Groups', 'security_groups'],
    ['Security Group Rules', 'security_group_rules'],
    ['Subnets', 'subnets'],
    ['Subnet Pools', 'subnet_pools'],
  ],
};

const list = command({
  summary: 'List the quotas of projects that differ from the defaults',
  description: 'No rows: every project has the defaults, which `quota show --default` shows.',
  params: {
    compute: flag('--compute', 'Quotas of compute'),
    volume: flag('--volume', 'Quotas of block storage'),
    network: flag('--network', 'Quotas of networks'),
  },
  exclusive: [{ members: ['--compute', '--volume', '--network'], required: true }],
  output: 'list',
  async run(context, values) {
    const service = values.compute ? 'compute' : values.volume ? 'volume' : 'network';
    const projects = await (await context.identity()).list('/projects', 'projects');
    const columns = listColumns[service];
    const items: JsonObject[] = [];
    for (let start = 0; start < projects.length; start += BATCH) {
      const batch = projects.slice(start, start + BATCH).map(item => textOf(item, 'id'));
      const found = await inOrder(...batch.map(id => differing(context, service, id, columns)));
      items.push(...found.flat());
    }
    return rows(columns, items);
  },
});

/** A project's quotas, where one of those shown is not the default. */
async function differing(
  context: Context,
  service: QuotaService,
  id: string,
  columns: readonly Column[],
): Promise<JsonObject[]> {
  const [own, defaults] = await inOrder(
    quotasOf(context, service, id, 'limits').catch((error: unknown) => {
      if (!isUnknownProject(error, service)) throw error;
      context.log.warn(`Project ${id} not found: ${sentence(error, context.manners)}`);
      return undefined;
    }),
    // A project that is not known has no defaults either; its first answer says so.
    quotasOf(context, service, id, 'default').catch((error: unknown) => error),
  );
  if (own === undefined) return [];
  if (!isSection(defaults)) throw defaults;
  const fields = columns.flatMap(([, field]) => (typeof field === 'string' && field !== 'id' ? [field] : []));
  const differs = fields.some(field => own.limits[field] !== defaults.limits[field]);
  return differs ? [{ ...own.limits, id }] : [];
}

function isSection(value: unknown): value is Section {
  return typeof value === 'object' && value !== null && 'limits' in value;
}

const show = command({
  summary: 'Show the quotas of a project',
  params: {
    project: naming(
      'project',
      optionalArg('<project>', 'Name or ID of the project (default: the current one)'),
    ),
    default: flag('--default', 'What a project has that nobody gave quotas'),
    usage: flag('--usage', 'Show what is used and reserved too'),
    service: serviceParams,
  },
  exclusive: [{ members: ['--default', '--usage'] }, serviceGroup],
  output: 'list',
  examples: ['openstack quota show --usage', 'openstack quota show --compute demo -f json'],
  async run(context, values) {
    const project = await projectOf(context, values.project);
    const which = values.usage ? 'usage' : values.default ? 'default' : 'limits';
    const sections = await inOrder(
      ...SERVICES.map(async service =>
        values.service === service || (values.service === 'all' && (await enabled(context, service)))
          ? quotasOf(context, service, project, which)
          : undefined,
      ),
    );
    const merged = { limits: {}, usage: {}, reservation: {} };
    for (const section of sections) {
      Object.assign(merged.limits, section?.limits);
      Object.assign(merged.usage, section?.usage);
      Object.assign(merged.reservation, section?.reservation);
    }
    // Key pairs are counted by user, not by project.
    Object.assign(merged.usage, { key_pairs: 'N/A' });
    const limits = renamed(merged.limits);
    const usage = renamed(merged.usage);
    const reservation = renamed(merged.reservation);
    const items = [...limits].filter(([name]) => !HIDDEN.has(name));
    if (!values.usage) {
      return rows(
        [
          ['Resource', 'resource'],
          ['Limit', 'limit'],
        ],
        items.map(([resource, limit]) => ({ resource, limit })),
      );
    }
    return rows(
      [
        ['Resource', 'resource'],
        ['Limit', 'limit'],
        ['In Use', 'in_use'],
        ['Reserved', 'reserved'],
      ],
      items.map(([resource, limit]) => ({
        resource,
        limit: limit || 0,
        in_use: usage.get(resource) ?? 0,
        reserved: reservation.get(resource) ?? 0,
      })),
    );
  },
});

const HIDDEN = new Set(['id', 'location', 'name', 'force']);

/** Quotas under the names of the command line; what is renamed moves to the end. */
function renamed(section: JsonObject): Map<string, Json> {
  const result = new Map<string, Json>();
  for (const [name, value] of Object.entries(section)) result.set(name, value ?? null);
  for (const [name, shown] of [COMPUTE, VOLUME, NETWORK].flatMap(names => Object.entries(names))) {
    const value = result.get(name);
    if (name === shown || value === undefined || value === null) continue;
    result.delete(name);
    result.set(shown, value);
  }
  return result;
}

/** The ID of the project that is named, else of the token's. */
async function projectOf(context: Context, name: string | undefined): Promise<string> {
  if (name !== undefined) return context.findId(projectType, name);
  return (await context.whoami()).projectId ?? 'None';
}

const remove = command({
  summary: 'Give a project the default quotas back',
  params: {
    project: naming('project', arg('<project>', 'Name or ID of the project')),
    service: serviceParams,
  },
  exclusive: [serviceGroup],
  output: 'none',
  async run(context, values) {
    const id = await context.findId(projectType, values.project);
    const wanted = async (service: QuotaService) =>
      service === 'network'
        ? ['all', 'network'].includes(values.service) && (await enabled(context, 'network'))
        : values.service === service || (values.service === 'all' && (await enabled(context, service)));
    if (await wanted('compute')) {
      await (await context.compute()).delete(`/os-quota-sets/${id}`, { microversion: '2.56' });
    }
    if (await wanted('volume')) await (await context.volume()).delete(`/os-quota-sets/${id}`);
    if (await wanted('network')) await deleteNetworkQuota(await context.network(), id);
    return undefined;
  },
});

/** A project without quotas of its own has nothing to delete: no failure, as in the SDK. */
async function deleteNetworkQuota(network: Service, id: string): Promise<void> {
  try {
    await network.delete(`/quotas/${id}`);
  } catch (error) {
    if (!(error instanceof HttpError && error.status === 404)) throw error;
  }
}

export default { list, show, delete: remove } satisfies Verbs;
