/** Quotas of compute, block storage and network brought to one form: what the peer calls a section. */

import { EndpointNotFound, HttpError } from '../../../clients/errors.ts';
import { child, isObject, type Json, type JsonObject } from '../../../clients/json.ts';
import { pathPart } from '../../../clients/query.ts';
import { quotaSet as computeQuota } from '../../../clients/resources/compute.ts';
import { quota as networkQuota } from '../../../clients/resources/network.ts';
import { attributes, type ResourceType } from '../../../clients/resources/resource.ts';
import { quotaSet as volumeQuota } from '../../../clients/resources/volume.ts';
import type { Context } from '../../../kernel/context.ts';
import { constant } from '../../../kernel/params.ts';

/** Quotas of compute and the names that command lines have for them, in the order of both. */
export const COMPUTE: Readonly<Record<string, string>> = {
  cores: 'cores',
  injected_file_content_bytes: 'injected-file-size',
  injected_file_path_bytes: 'injected-path-size',
  injected_files: 'injected-files',
  instances: 'instances',
  key_pairs: 'key-pairs',
  metadata_items: 'properties',
  ram: 'ram',
  server_group_members: 'server-group-members',
  server_groups: 'server-groups',
};

export const VOLUME: Readonly<Record<string, string>> = {
  backups: 'backups',
  backup_gigabytes: 'backup-gigabytes',
  gigabytes: 'gigabytes',
  groups: 'groups',
  per_volume_gigabytes: 'per-volume-gigabytes',
  snapshots: 'snapshots',
  volumes: 'volumes',
};

export const NETWORK: Readonly<Record<string, string>> = {
  floatingip: 'floating-ips',
  security_group_rule: 'secgroup-rules',
  security_group: 'secgroups',
  network: 'networks',
  subnet: 'subnets',
  port: 'ports',
  router: 'routers',
  router_route: 'router-routes',
  rbac_policy: 'rbac-policies',
  subnetpool: 'subnetpools',
};

export type QuotaService = 'compute' | 'volume' | 'network';

/** `--all`, `--compute`, `--volume` and `--network`: whose quotas a command is about. */
export const serviceParams = [
  constant<QuotaService | 'all'>('--all', 'all', 'all', 'Quotas of all services (default)'),
  constant<QuotaService | 'all'>('--compute', 'compute', 'all', 'Quotas of compute'),
  constant<QuotaService | 'all'>('--volume', 'volume', 'all', 'Quotas of block storage'),
  constant<QuotaService | 'all'>('--network', 'network', 'all', 'Quotas of networks'),
];

/** The options of which one may be typed. */
export const serviceGroup = { members: ['--all', '--compute', '--volume', '--network'] };

/** What is asked of a service: the limits, those with usage, or the defaults. */
export type Which = 'limits' | 'usage' | 'default';

/** A service's quotas under the SDK's names, in the SDK's order. */
export interface Section {
  readonly limits: JsonObject;
  readonly usage: JsonObject;
  readonly reservation: JsonObject;
}

const EMPTY: Section = { limits: {}, usage: {}, reservation: {} };

/**
 * Asks a service for a project's quotas.
 * @param project its ID
 * @returns nothing in any part when the cloud has no such service
 * @throws HttpError
 */
export async function quotasOf(
  context: Context,
  service: QuotaService,
  project: string,
  which: Which,
): Promise<Section> {
  try {
    return service === 'network'
      ? networkSection(await networkBody(context, project, which), which)
      : setSection(service, await setBody(context, service, project, which));
  } catch (error) {
    if (error instanceof EndpointNotFound) return EMPTY;
    throw error;
  }
}

async function setBody(
  context: Context,
  service: 'compute' | 'volume',
  project: string,
  which: Which,
): Promise<JsonObject> {
  const path = `/os-quota-sets/${pathPart(project)}`;
  if (service === 'compute') {
    const kinds = { limits: '', usage: '/detail', default: '/defaults' };
    const compute = await context.compute();
    return child(await compute.get(path + kinds[which], { microversion: '2.56' }), 'quota_set');
  }
  const volume = await context.volume();
  const body =
    which === 'default'
      ? await volume.get(`${path}/defaults`)
      : await volume.get(path, { query: { usage: which === 'usage' } });
  return child(body, 'quota_set');
}

/** A quota set: numbers, or objects with limit, in_use and reserved; what it has comes first, then what it may have. */
function setSection(service: 'compute' | 'volume', body: JsonObject): Section {
  const limits: Record<string, Json> = {};
  const usage: Record<string, Json> = {};
  const reservation: Record<string, Json> = {};
  for (const [key, value] of Object.entries(body)) {
    if (!isObject(value)) limits[key] = value ?? null;
    else {
      if (value.in_use !== undefined) usage[key] = value.in_use;
      if (value.reserved !== undefined) reservation[key] = value.reserved;
      if (value.limit !== undefined) limits[key] = value.limit;
    }
  }
  const type = service === 'compute' ? computeQuota : volumeQuota;
  const { usage: _usage, reservation: _reservation, project_id: _project, ...declared } = named(type, limits);
  return { limits: { ...limits, ...declared }, usage, reservation };
}

/** The attributes of a quota, without what the SDK adds for its own use. */
function named(type: ResourceType, body: JsonObject): JsonObject {
  const { id: _id, name: _name, force: _force, ...rest } = attributes(type, body);
  return rest;
}

async function networkBody(context: Context, project: string, which: Which): Promise<JsonObject> {
  const kinds = { limits: '', usage: '/details', default: '/default' };
  const path = `/quotas/${pathPart(project)}${kinds[which]}`;
  return child(await (await context.network()).get(path), 'quota');
}

/** The order in which the SDK declares the quotas of networks. */
const NETWORK_ORDER = [
  'check_limit',
  'floating_ips',
  'health_monitors',
  'listeners',
  'load_balancers',
  'l7_policies',
  'networks',
  'pools',
  'ports',
  'project_id',
  'tenant_id',
  'rbac_policies',
  'router_routes',
  'routers',
  'subnets',
  'subnet_pools',
  'security_group_rules',
  'security_groups',
];

function networkSection(body: JsonObject, which: Which): Section {
  const limits: Record<string, Json> = {};
  const usage: Record<string, Json> = {};
  const reservation: Record<string, Json> = {};
  for (const [key, value] of networkEntries(body, which)) {
    if (which !== 'usage') limits[key] = value;
    else if (isObject(value)) {
      limits[key] = value.limit ?? null;
      usage[key] = value.used ?? null;
      reservation[key] = value.reserved ?? null;
    }
  }
  return { limits, usage, reservation };
}

/** Quotas that the SDK does not know first, as they came, then those that it knows. */
function networkEntries(body: JsonObject, which: Which): [string, Json][] {
  const keys = Object.values(networkQuota.attributes).flatMap(declared =>
    typeof declared === 'string' ? [declared] : [declared.key],
  );
  const unknown = Object.entries(body).flatMap(([key, value]): [string, Json][] =>
    keys.includes(key) ? [] : [[key, value ?? null]],
  );
  const known: Readonly<Record<string, string>> = Object.fromEntries(
    Object.entries(networkQuota.attributes).map(([name, declared]) => [
      name,
      typeof declared === 'string' ? declared : declared.key,
    ]),
  );
  const converted = which === 'usage' ? undefined : attributes(networkQuota, body);
  return [
    ...unknown,
    ...NETWORK_ORDER.map((name): [string, Json] => [
      name,
      (converted ? converted[name] : body[known[name] ?? name]) ?? null,
    ]),
  ];
}

/** Whether an error means that a service does not know a project, or does not show it. */
export function isUnknownProject(error: unknown, service: QuotaService): boolean {
  if (!(error instanceof HttpError)) return false;
  return error.status === 403 || error.status === 404 || (service === 'compute' && error.status === 400);
}
