/** `quota set`: new limits for a project, or for all projects that have none of their own. */

import type { JsonObject } from '../../clients/json.ts';
import { pathPart } from '../../clients/query.ts';
import { project as projectType } from '../../clients/resources/identity.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import { constant, flag, int, naming, optionalArg, type Param, text } from '../../kernel/params.ts';
import { enabled } from './lib/enabled.ts';
import { COMPUTE, NETWORK, type QuotaService, VOLUME } from './lib/quotas.ts';

/** Quotas that block storage has for each type of volumes too. */
const BY_VOLUME_TYPE = new Set(['gigabytes', 'snapshots', 'volumes']);

const SERVICES = { compute: COMPUTE, volume: VOLUME, network: NETWORK };

/** An option for each quota. */
const quotaParams: Readonly<Record<string, Param<number | undefined, number>>> = Object.fromEntries(
  Object.values(SERVICES)
    .flatMap(names => Object.entries(names))
    .map(([dest, name]) => [dest, int(`--${name} <${name}>`, `New quota of ${name}`)]),
);

const set = command({
  summary: 'Set the quotas of a project',
  params: {
    project: naming(
      'project',
      optionalArg('<project/class>', 'Name or ID of the project (default: the current one)'),
    ),
    quota_class: flag('--class', 'Set the quotas of a class; there is only one, the default (deprecated)'),
    default: flag('--default', 'Set what projects have that nobody gave quotas'),
    ...quotaParams,
    volume_type: text('--volume-type <volume-type>', 'Quotas of block storage count for this type only'),
    force: [
      flag('--force', 'Even below what is used (compute and network)'),
      constant('--no-force', false, false, 'Not below what is used (default)'),
      constant('--check-limit', false, false, 'Older spelling of --no-force', { hidden: true }),
    ],
  },
  exclusive: [{ members: ['--class', '--default'] }, { members: ['--force', '--no-force', '--check-limit'] }],
  output: 'none',
  examples: ['openstack quota set --cores 40 --volumes 20 demo'],
  async run(context, values) {
    const { project, quota_class, force, volume_type } = values;
    if (quota_class) {
      context.log.warn(CLASS_DEPRECATED);
    }
    const ofClass = quota_class || values.default;
    if (ofClass && force) throw new CommandError('--force cannot be used with --class or --default');
    const given: Readonly<Record<string, unknown>> = values;
    const wanted = async (service: QuotaService) =>
      (await enabled(context, service)) ? limits(service, given, volume_type) : {};
    const compute = await wanted('compute');
    const volume = await wanted('volume');
    const network = await wanted('network');
    if (ofClass) return setClass(context, project || 'default', compute, volume, network);
    const id =
      project === undefined
        ? ((await context.whoami()).projectId ?? 'None')
        : await context.findId(projectType, project);
    const path = `/os-quota-sets/${pathPart(id)}`;
    if (some(compute)) {
      const quota_set = force ? { force, ...compute } : compute;
      await (await context.compute()).put(path, { quota_set }, { microversion: '2.56' });
    }
    if (some(volume)) await (await context.volume()).put(path, { quota_set: volume });
    if (some(network)) {
      const quota = { ...network, ...(force ? { force } : { check_limit: true }) };
      await (await context.network()).put(`/quotas/${pathPart(id)}`, { quota });
    }
    return undefined;
  },
});

/** The peer's warning, which scripts filter by its text. */
const CLASS_DEPRECATED =
  "The '--class' option has been deprecated. Quota classes were never fully implemented and the compute and volume " +
  "services only support a single 'default' quota class while the network service does not support quota classes at " +
  "all. Please use 'openstack quota set --default' instead.";

/** A service's new limits under its own names. */
function limits(
  service: QuotaService,
  values: Readonly<Record<string, unknown>>,
  volumeType: string | undefined,
): JsonObject {
  const entries = Object.keys(SERVICES[service]).flatMap(name => {
    const value = values[name];
    if (typeof value !== 'number') return [];
    const typed = service === 'volume' && volumeType && BY_VOLUME_TYPE.has(name);
    return [[typed ? `${name}_${volumeType}` : name, value] as const];
  });
  return Object.fromEntries(entries);
}

function some(object: JsonObject): boolean {
  return Object.keys(object).length > 0;
}

async function setClass(
  context: Context,
  name: string,
  compute: JsonObject,
  volume: JsonObject,
  network: JsonObject,
): Promise<undefined> {
  const path = `/os-quota-class-sets/${pathPart(name)}`;
  if (some(compute)) {
    await (await context.compute()).put(path, { quota_class_set: compute }, { microversion: '2.56' });
  }
  if (some(volume)) await (await context.volume()).put(path, { quota_class_set: volume });
  if (some(network)) {
    await context.stderr.write('Network quotas are ignored since quota classes are not supported.');
  }
  return undefined;
}

export default { '': set } satisfies Verbs;
