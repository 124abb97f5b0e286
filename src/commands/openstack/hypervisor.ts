/** Hypervisors: what servers run on (Compute API, "Hypervisors"). */

import { HttpError } from '../../clients/errors.ts';
import { child, isList, type Json, type JsonObject, parseJson, text as textOf } from '../../clients/json.ts';
import { pathPart } from '../../clients/query.ts';
import { aggregate, hypervisor } from '../../clients/resources/compute.ts';
import { attributes, type ResourceType } from '../../clients/resources/resource.ts';
import type { Service } from '../../clients/service.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError } from '../../kernel/errors.ts';
import { demand, supports } from '../../kernel/microversion.ts';
import { dictCell } from '../../kernel/output/cells.ts';
import { listPaged, markerPaging } from '../../kernel/paging.ts';
import { arg, flag, naming, text } from '../../kernel/params.ts';
import { type Column, rows, showAttributes } from '../../kernel/rows.ts';
import { inOrder } from '../../kernel/together.ts';

const MICROVERSION = { microversion: '2.88' };
const PAGES = '2.33';
/** A hypervisor's name is a filter of the list from here on. */
const PATTERN = '2.53';
/** What placement knows better is left out from here on; uptime comes along. */
const WITHOUT_USAGE = '2.88';
/** CPU information is JSON, no longer text with JSON in it. */
const CPU_JSON = '2.28';

/** Looked up in the list of names, as the peer does: the list of details may be large. */
const byName: ResourceType = { ...hypervisor, detail: hypervisor.path };

const columns: readonly Column[] = [
  ['ID', 'id'],
  ['Hypervisor Hostname', 'name'],
  ['Hypervisor Type', 'hypervisor_type'],
  ['Host IP', 'host_ip'],
  ['State', 'state'],
];

const usageColumns: readonly Column[] = [
  ['vCPUs Used', 'vcpus_used'],
  ['vCPUs', 'vcpus'],
  ['Memory MB Used', 'memory_used'],
  ['Memory MB', 'memory_size'],
];

const usageNames: Readonly<Record<string, string>> = {
  disk_available: 'disk_available_least',
  local_disk_free: 'free_disk_gb',
  local_disk_size: 'local_gb',
  local_disk_used: 'local_gb_used',
  memory_free: 'free_ram_mb',
  memory_used: 'memory_mb_used',
  memory_size: 'memory_mb',
};

const USAGE = [...Object.keys(usageNames), 'current_workload', 'running_vms', 'vcpus_used', 'vcpus'];

function needs(option: string): string {
  return `--os-compute-api-version ${PAGES} or greater is required to support the ${option} option`;
}

const list = command({
  summary: 'List hypervisors',
  params: {
    matching: text('--matching <hostname>', 'Only those with this text in their name'),
    ...markerPaging,
    long: flag('--long', 'Show CPUs and memory too, where the service tells (before microversion 2.88)'),
  },
  output: 'list',
  examples: ['openstack hypervisor list --matching compute'],
  async run(context, values) {
    const { matching, marker, limit } = values;
    if (matching && (marker || limit)) {
      throw new CommandError('--matching is not compatible with --marker or --limit');
    }
    const compute = await context.compute();
    if (marker) await demand(compute, PAGES, needs('--marker'));
    if (limit) await demand(compute, PAGES, needs('--limit'));
    const searched = matching && !(await supports(compute, PATTERN));
    const path = searched ? `/os-hypervisors/${pathPart(matching)}/search` : '/os-hypervisors/detail';
    const query = searched ? {} : { hypervisor_hostname_pattern: matching || undefined };
    const items = await listPaged(compute, path, 'hypervisors', values, { query, ...MICROVERSION }, false);
    const usage = values.long && !(await supports(compute, WITHOUT_USAGE));
    return rows(
      usage ? [...columns, ...usageColumns] : columns,
      items.map(item => attributes(hypervisor, item)),
    );
  },
});

const show = command({
  summary: 'Show a hypervisor',
  params: { hypervisor: naming('hypervisor', arg('<hypervisor>', 'Name or ID of the hypervisor')) },
  output: 'show',
  async run(context, values) {
    const compute = await context.compute();
    const [item, aggregates] = await inOrder(
      context.find(byName, values.hypervisor).then(found => whole(compute, found)),
      compute.list(aggregate.path, aggregate.key, { microversion: '2.81' }),
    );
    const { service_details, ...named } = attributes(hypervisor, item);
    const details = child({ service_details }, 'service_details');
    const host = textOf(details, 'host');
    const withoutUsage = await supports(compute, WITHOUT_USAGE);
    const uptime = withoutUsage ? named.uptime : await uptimeOf(compute, item);
    const shown = {
      ...named,
      cpu_info: await cpuInfo(compute, named.cpu_info),
      aggregates: aggregatesOf(host, aggregates),
      service_id: details.id ?? null,
      service_host: host,
      uptime: undefined,
      ...uptimeFields(typeof uptime === 'string' ? uptime : ''),
    };
    return showAttributes(shown, {
      rename: { name: 'hypervisor_hostname', ...(withoutUsage ? {} : usageNames) },
      hide: [
        'location',
        'servers',
        ...(shown.uptime === undefined ? ['uptime'] : []),
        ...(withoutUsage ? USAGE : []),
      ],
      format: { cpu_info: dictCell },
    });
  },
});

/** The details of what a list only names. */
async function whole(compute: Service, found: JsonObject): Promise<JsonObject> {
  if ('service' in found) return found;
  const body = await compute.get(`${hypervisor.path}/${String(found.id)}`, MICROVERSION);
  return child(body, 'hypervisor');
}

/** The names of the aggregates that a host is in; in a cell's aggregate where the name has one (`cell@host`). */
function aggregatesOf(host: string, aggregates: readonly JsonObject[]): string[] {
  const at = host.indexOf('@');
  const cell = host.slice(0, Math.max(0, at));
  const name = host.slice(at + 1);
  return aggregates
    .filter(item => isList(item.hosts) && item.hosts.includes(name) && textOf(item, 'name').includes(cell))
    .map(item => textOf(item, 'name'));
}

/** Uptime of its own request; some drivers do not have it. */
async function uptimeOf(compute: Service, item: JsonObject): Promise<Json> {
  try {
    const body = await compute.get(`${hypervisor.path}/${String(item.id)}/uptime`, MICROVERSION);
    return child(body, 'hypervisor').uptime ?? null;
  } catch (error) {
    if (error instanceof HttpError && error.status === 501) return null;
    throw error;
  }
}

/** What uptime(1) says, in parts: ` 17:37:14 up  2:33,  3 users,  load average: 0.33, 0.36, 0.34`. */
const UPTIME = /^\s*(.+)\sup\s+(.+),\s+(.+)\susers?,\s+load average:\s(.+)/;

function uptimeFields(line: string): Record<string, string> {
  const [, host_time, uptime, users, load_average] = UPTIME.exec(line) ?? [];
  if (host_time === undefined || uptime === undefined) return {};
  return { host_time, uptime, users: users ?? '', load_average: load_average ?? '' };
}

async function cpuInfo(compute: Service, value: Json | undefined): Promise<Json> {
  if (await supports(compute, CPU_JSON)) return value ?? null;
  return parseJson(typeof value === 'string' && value !== '' ? value : '{}');
}

export default { list, show } satisfies Verbs;
