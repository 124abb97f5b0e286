import type { Json, JsonObject } from '../../clients/json.ts';
import { child, children, text as textOf } from '../../clients/json.ts';
import { pathPart } from '../../clients/query.ts';
import { flavor } from '../../clients/resources/compute.ts';
import { attributes } from '../../clients/resources/resource.ts';
import type { Service } from '../../clients/service.ts';
import { deleting, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError, sentence } from '../../kernel/errors.ts';
import { dictCell } from '../../kernel/output/cells.ts';
import type { ShowResult } from '../../kernel/output/result.ts';
import { listPaged, markerPaging } from '../../kernel/paging.ts';
import {
  arg,
  args,
  constant,
  converted,
  flag,
  int,
  intOr,
  naming,
  pairs,
  text,
} from '../../kernel/params.ts';
import { decimal } from '../../kernel/parse/convert.ts';
import { type Column, rows, showAttributes } from '../../kernel/rows.ts';
import { attempts } from './lib/attempts.ts';
import {
  changeAccess,
  EVERY,
  MICROVERSION,
  requireDescription,
  setExtraSpecs,
  withExtraSpecs,
} from './lib/flavor.ts';
import { projectDomain, projectId } from './lib/identity.ts';

const columns: readonly Column[] = [
  ['ID', 'id'],
  ['Name', 'name'],
  ['RAM', 'ram'],
  ['Disk', 'disk'],
  ['Ephemeral', 'ephemeral'],
  ['VCPUs', 'vcpus'],
  ['Is Public', 'is_public'],
];

const longColumns: readonly Column[] = [
  ...columns,
  ['Swap', 'swap'],
  ['RXTX Factor', 'rxtx_factor'],
  ['Properties', item => dictCell(item.extra_specs)],
];

function show(item: Readonly<Record<string, Json | undefined>>): ShowResult {
  return showAttributes(item, {
    rename: {
      extra_specs: 'properties',
      ephemeral: 'OS-FLV-EXT-DATA:ephemeral',
      is_disabled: 'OS-FLV-DISABLED:disabled',
      is_public: 'os-flavor-access:is_public',
    },
    hide: ['links', 'location', 'original_name'],
    format: { extra_specs: dictCell },
  });
}

const list = command({
  summary: 'List flavors',
  params: {
    public: [
      constant('--public', true, true, 'Flavors that everybody may use (default)'),
      constant('--private', false, true, 'Flavors that only some projects may use'),
    ],
    all: flag('--all', 'Public and private flavors'),
    min_disk: int('--min-disk <min-disk>', 'Leave out flavors with a smaller disk, in GiB'),
    min_ram: int('--min-ram <min-ram>', 'Leave out flavors with less memory, in MiB'),
    long: flag('--long', 'Show swap, RX/TX factor and properties too'),
    ...markerPaging,
  },
  exclusive: [{ members: ['--public', '--private', '--all'] }],
  output: 'list',
  examples: ['openstack flavor list --long', 'openstack flavor list --min-ram 2048 -f json'],
  async run(context, values) {
    const compute = await context.compute();
    const query = {
      is_public: values.all ? 'None' : pythonBool(values.public),
      minDisk: values.min_disk || undefined,
      minRam: values.min_ram || undefined,
    };
    const items = await listPaged(
      compute,
      '/flavors/detail',
      'flavors',
      values,
      { query, ...MICROVERSION },
      true,
    );
    if (!values.long) {
      return rows(
        columns,
        items.map(item => attributes(flavor, item)),
      );
    }
    return rows(longColumns, await Promise.all(items.map(item => withExtraSpecs(compute, item))));
  },
});

/** The spelling of a truth value in a query, as the peer sends it. */
function pythonBool(value: boolean): string {
  return value ? 'True' : 'False';
}

const showFlavor = command({
  summary: 'Show a flavor',
  params: { flavor: naming('flavor', arg('<flavor>', 'Name or ID of the flavor')) },
  output: 'show',
  async run(context, values) {
    const compute = await context.compute();
    const found = await context.find(flavor, values.flavor, EVERY);
    const item = await withExtraSpecs(compute, found);
    const projects =
      item.is_public === true ? null : await accessProjects(context, compute, found, values.flavor);
    return show({ ...item, access_project_ids: projects });
  },
});

/** The projects that may use a private flavor; null, with a message, when they cannot be read. */
async function accessProjects(
  context: Context,
  compute: Service,
  item: JsonObject,
  name: string,
): Promise<Json> {
  try {
    const body = await compute.get(`/flavors/${textOf(item, 'id')}/os-flavor-access`);
    return children(body, 'flavor_access').map(access => textOf(access, 'tenant_id'));
  } catch (error) {
    const reason = sentence(error, context.manners);
    context.log.error(`Failed to get access projects list for flavor '${name}': ${reason}`);
    return null;
  }
}

const create = command({
  summary: 'Create a flavor',
  params: {
    name: arg('<flavor-name>', 'Name of the new flavor'),
    id: text('--id <id>', 'ID of the flavor; the service makes one when it is left out'),
    ram: intOr('--ram <size-mb>', 256, 'Memory in MiB (default 256)'),
    disk: intOr('--disk <size-gb>', 0, 'Root disk in GiB (default 0)'),
    ephemeral: intOr('--ephemeral <size-gb>', 0, 'Ephemeral disk in GiB (default 0)'),
    swap: intOr('--swap <size-mb>', 0, 'Swap in MiB (default 0)'),
    vcpus: intOr('--vcpus <vcpus>', 1, 'Virtual CPUs (default 1)'),
    rxtx_factor: converted('--rxtx-factor <factor>', decimal, 'Share of the network bandwidth'),
    public: [
      constant('--public', true, true, 'Let every project use it (default)'),
      constant('--private', false, true, 'Let only chosen projects use it'),
    ],
    properties: pairs('--property <key=value>', 'An extra spec (may be repeated)'),
    project: naming(
      'project',
      text('--project <project>', 'Name or ID of a project that may use it; only with --private'),
    ),
    description: text('--description <description>', 'Text that describes it (microversion 2.55 and up)'),
    project_domain: projectDomain,
  },
  exclusive: [{ members: ['--public', '--private'] }],
  output: 'show',
  examples: [
    'openstack flavor create --ram 2048 --disk 20 --vcpus 2 --property hw:cpu_policy=shared m2.small',
  ],
  async run(context, values) {
    if (values.project && values.public) throw new CommandError('--project is only allowed with --private');
    if (values.id === 'auto') {
      context.log.warn(
        "Passing '--id auto' is deprecated. Nova will automatically assign a UUID-like ID if no ID is provided. " +
          "Omit the '--id' parameter instead.",
      );
    }
    const compute = await context.compute();
    if (values.description) await requireDescription(compute);
    const body = {
      flavor: {
        name: values.name,
        ram: values.ram,
        vcpus: values.vcpus,
        disk: values.disk,
        id: values.id === 'auto' ? null : (values.id ?? null),
        'OS-FLV-EXT-DATA:ephemeral': values.ephemeral,
        swap: values.swap,
        'os-flavor-access:is_public': values.public,
        ...(values.rxtx_factor ? { rxtx_factor: values.rxtx_factor } : {}),
        ...(values.description ? { description: values.description } : {}),
      },
    };
    const created = child(await compute.post('/flavors', body, MICROVERSION), 'flavor');
    if (values.project) await grant(context, compute, created, values.project, values.project_domain);
    let specs: Json = created.extra_specs ?? {};
    const { properties } = values;
    if (properties) {
      await attempts(context).attempt('Failed to set flavor properties', async () => {
        specs = await setExtraSpecs(compute, created, properties);
      });
    }
    return show({ ...attributes(flavor, created), extra_specs: specs });
  },
});

/** Lets a project use the new flavor; a failure is told, and the flavor stays. */
async function grant(
  context: Context,
  compute: Service,
  item: JsonObject,
  project: string,
  domain: string | undefined,
): Promise<void> {
  await attempts(context).attempt(`Failed to add project ${project} access to flavor`, async () => {
    await changeAccess(compute, item, 'addTenantAccess', await projectId(context, project, domain));
  });
}

const remove = command({
  summary: 'Delete flavors',
  params: { flavor: naming('flavor', args('<flavor>', 'Names or IDs of the flavors')) },
  output: 'none',
  async run(context, values) {
    const compute = await context.compute();
    const work = async (name: string) =>
      compute.delete(`/flavors/${pathPart(await context.findId(flavor, name, EVERY))}`);
    await forEach(context, values.flavor, work, deleting('flavor'));
    return undefined;
  },
});

export default { list, show: showFlavor, create, delete: remove } satisfies Verbs;
