/** Hosts, as compute knew them before hypervisors and services (Compute API, "Hosts", until microversion 2.42). */

import { child, children, type JsonObject } from '../../clients/json.ts';
import { pathPart } from '../../clients/query.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { arg, flag, naming, text } from '../../kernel/params.ts';
import { type Column, rows } from '../../kernel/rows.ts';
import { OLDEST_COMPUTE } from './lib/oldest.ts';

const columns: readonly Column[] = [
  ['Host Name', 'host_name'],
  ['Service', 'service'],
  ['Zone', 'zone'],
];

const resourceColumns: readonly Column[] = [
  ['Host', 'host'],
  ['Project', 'project'],
  ['CPU', 'cpu'],
  ['Memory MB', 'memory_mb'],
  ['Disk GB', 'disk_gb'],
];

function deprecated(context: Context, instead: string): void {
  context.log.warn(`API has been deprecated; consider using '${instead}' instead.`);
}

function hostPath(name: string): string {
  return `/os-hosts/${pathPart(name)}`;
}

const list = command({
  summary: 'List hosts (deprecated: hypervisor list)',
  params: { zone: naming('zone', text('--zone <zone>', 'Only hosts of this availability zone')) },
  output: 'list',
  async run(context, values) {
    deprecated(context, 'hypervisor list');
    const body = await (await context.compute()).get('/os-hosts', OLDEST_COMPUTE);
    const hosts = children(body, 'hosts');
    return rows(columns, values.zone === undefined ? hosts : hosts.filter(host => host.zone === values.zone));
  },
});

const show = command({
  summary: 'Show what a host has and uses, by project (deprecated: hypervisor show)',
  params: { host: arg('<host>', 'Name of the host') },
  output: 'list',
  async run(context, values) {
    deprecated(context, 'hypervisor show');
    const body = await (await context.compute()).get(hostPath(values.host), OLDEST_COMPUTE);
    return rows(
      resourceColumns,
      children(body, 'host').map(entry => child(entry, 'resource')),
    );
  },
});

const set = command({
  summary: 'Enable or disable a host (deprecated: compute service set)',
  params: {
    host: arg('<host>', 'Name of the host'),
    enable: flag('--enable', 'Let it take servers'),
    disable: flag('--disable', 'Let it take no servers'),
    enable_maintenance: flag('--enable-maintenance', 'Begin maintenance'),
    disable_maintenance: flag('--disable-maintenance', 'End maintenance'),
  },
  exclusive: [
    { members: ['--enable', '--disable'] },
    { members: ['--enable-maintenance', '--disable-maintenance'] },
  ],
  output: 'none',
  async run(context, values) {
    deprecated(context, 'compute service set');
    const body: JsonObject = {
      ...state('status', values.enable, values.disable),
      ...state('maintenance_mode', values.enable_maintenance, values.disable_maintenance),
    };
    if (Object.keys(body).length === 0) return undefined;
    await (await context.compute()).put(hostPath(values.host), body, OLDEST_COMPUTE);
    return undefined;
  },
});

function state(key: string, on: boolean, off: boolean): JsonObject {
  return on || off ? { [key]: on ? 'enable' : 'disable' } : {};
}

export default { list, show, set } satisfies Verbs;
