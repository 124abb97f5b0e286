/** Compute services: the daemons of compute and whether they take work (Compute API, "Compute services"). */

import type { JsonObject } from '../../clients/json.ts';
import { text as textOf } from '../../clients/json.ts';
import { pathPart } from '../../clients/query.ts';
import { service } from '../../clients/resources/compute.ts';
import { attributes } from '../../clients/resources/resource.ts';
import type { Service } from '../../clients/service.ts';
import { type BulkSentences, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import { demand, supports } from '../../kernel/microversion.ts';
import { arg, args, flag, naming, text } from '../../kernel/params.ts';
import { type Column, rows } from '../../kernel/rows.ts';

const PATH = '/os-services';
const MICROVERSION = { microversion: '2.69' };
/** Services have UUIDs, and are changed by them, from here on. */
const UUIDS = '2.53';
/** Services can be forced down from here on. */
const FORCED_DOWN = '2.11';

const columns: readonly Column[] = [
  ['ID', 'id'],
  ['Binary', 'binary'],
  ['Host', 'host'],
  ['Zone', 'availability_zone'],
  ['Status', 'status'],
  ['State', 'state'],
  ['Updated At', 'updated_at'],
];

const list = command({
  summary: 'List compute services',
  params: {
    host: naming('hypervisor', text('--host <host>', 'Only services on this host')),
    service: text('--service <service>', 'Only this binary, such as nova-compute'),
    long: flag('--long', 'Show why a service is disabled and whether it is forced down too'),
  },
  output: 'list',
  examples: ['openstack compute service list --service nova-compute'],
  async run(context, values) {
    const compute = await context.compute();
    const query = { binary: values.service, host: values.host };
    const items = await compute.list(PATH, 'services', { query, ...MICROVERSION });
    const shown = values.long ? [...columns, ...(await longColumns(compute))] : columns;
    return rows(
      shown,
      items.map(item => attributes(service, item)),
    );
  },
});

async function longColumns(compute: Service): Promise<Column[]> {
  const reason: Column = ['Disabled Reason', 'disabled_reason'];
  return (await supports(compute, FORCED_DOWN)) ? [reason, ['Forced Down', 'is_forced_down']] : [reason];
}

const set = command({
  summary: 'Enable, disable or force down a compute service',
  params: {
    host: arg('<host>', 'Name of the host'),
    service: arg('<service>', 'Name of the binary, such as nova-compute'),
    enable: flag('--enable', 'Let it take servers'),
    disable: flag('--disable', 'Let it take no servers'),
    disable_reason: text('--disable-reason <reason>', 'Why it is disabled; goes with --disable'),
    up: flag('--up', 'No longer count it as down (microversion 2.11 and up)'),
    down: flag('--down', 'Count it as down, whatever it reports (microversion 2.11 and up)'),
  },
  exclusive: [{ members: ['--enable', '--disable'] }, { members: ['--up', '--down'] }],
  output: 'none',
  examples: ["openstack compute service set --disable --disable-reason 'new disks' compute1 nova-compute"],
  async run(context, values) {
    const { host, service: binary, enable, disable, disable_reason, up, down } = values;
    if ((enable || !disable) && disable_reason) {
      throw new CommandError('Cannot specify option --disable-reason without --disable specified.');
    }
    const compute = await context.compute();
    const one = (await supports(compute, UUIDS))
      ? await byUuid(compute, host, binary)
      : byName(compute, host, binary);
    let failures = 0;
    if (enable || disable) {
      const failure = `Failed to set service status to ${disable ? 'disabled' : 'enabled'}`;
      failures += await attempt(context, failure, () =>
        disable ? one.disable(disable_reason) : one.enable(),
      );
    }
    if (up || down) {
      await demand(compute, FORCED_DOWN, '--os-compute-api-version 2.11 or later is required');
      const failure = `Failed to set service state to ${down ? 'down' : 'up'}`;
      failures += await attempt(context, failure, () => one.force(down));
    }
    if (failures > 0) throw new CommandError(`Compute service ${binary} of host ${host} failed to set.`);
    return undefined;
  },
});

/** What can be done to one service, whatever the API is like. */
interface Switches {
  enable(): Promise<unknown>;
  disable(reason: string | undefined): Promise<unknown>;
  force(down: boolean): Promise<unknown>;
}

async function byUuid(compute: Service, host: string, binary: string): Promise<Switches> {
  const items = await compute.list(PATH, 'services', { query: { binary, host }, ...MICROVERSION });
  const [found, ...others] = items;
  const which = `for host "${host}" and binary "${binary}"`;
  if (!found) throw new CommandError(`Compute service ${which} not found.`);
  if (others.length > 0) {
    throw new CommandError(`Multiple compute services found ${which}. Unable to proceed.`);
  }
  const update = (body: JsonObject) => compute.put(`${PATH}/${textOf(found, 'id')}`, body, MICROVERSION);
  return {
    enable: () => update({ status: 'enabled' }),
    disable: reason => update({ status: 'disabled', ...(reason ? { disabled_reason: reason } : {}) }),
    force: down => update({ forced_down: down }),
  };
}

/** Before services had UUIDs: one path for each change. */
function byName(compute: Service, host: string, binary: string): Switches {
  const which = { host, binary };
  const change = (verb: string, more: JsonObject = {}) =>
    compute.put(`${PATH}/${verb}`, { ...which, ...more });
  const headers = {
    'openstack-api-version': `compute ${FORCED_DOWN}`,
    'x-openstack-nova-api-version': FORCED_DOWN,
  };
  return {
    enable: () => change('enable'),
    disable: reason =>
      reason ? change('disable-log-reason', { disabled_reason: reason }) : change('disable'),
    force: down => compute.put(`${PATH}/force-down`, { ...which, forced_down: down }, { headers }),
  };
}

/** Runs one of two changes; a failure counts, and the service's reason is told where the peer's silence is not asked for. */
async function attempt(context: Context, failure: string, work: () => Promise<unknown>): Promise<number> {
  try {
    await work();
    return 0;
  } catch (error) {
    const reason = context.manners === 'ostk' && error instanceof Error ? `: ${error.message}` : '';
    context.log.error(`${failure}${reason}`);
    return 1;
  }
}

const deletingServices: BulkSentences = {
  failed: (id, reason) => `Failed to delete compute service with ID '${id}': ${reason}`,
  summary: (failures, total) => `${failures} of ${total} compute services failed to delete.`,
};

const remove = command({
  summary: 'Delete compute services',
  description: 'Stop the process on its host first, or it registers again.',
  params: { service: args('<service>', 'IDs of the services; UUIDs from microversion 2.53 on') },
  output: 'none',
  async run(context, values) {
    const compute = await context.compute();
    const work = (id: string) => compute.delete(`${PATH}/${pathPart(id)}`, MICROVERSION);
    await forEach(context, values.service, work, deletingServices);
    return undefined;
  },
});

export default { list, set, delete: remove } satisfies Verbs;
