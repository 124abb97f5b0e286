/** Limits: what a project may use and uses, in compute and block storage. */
import { child, children, type Json, type JsonObject } from '../../clients/json.ts';
import { attributes, int, type ResourceType } from '../../clients/resources/resource.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { flag, naming, text } from '../../kernel/params.ts';
import { type Column, rows } from '../../kernel/rows.ts';
import { inOrder } from '../../kernel/together.ts';
import { enabled } from './lib/enabled.ts';
import { projectDomain, projectId } from './lib/identity.ts';

/** Absolute limits of compute: the SDK's names and its second names for the same. */
const computeAbsolute: Readonly<Record<string, string>> = {
  floating_ips: 'maxTotalFloatingIps',
  floating_ips_used: 'totalFloatingIpsUsed',
  image_meta: 'maxImageMeta',
  instances: 'maxTotalInstances',
  instances_used: 'totalInstancesUsed',
  keypairs: 'maxTotalKeypairs',
  max_image_meta: 'maxImageMeta',
  max_security_group_rules: 'maxSecurityGroupRules',
  max_security_groups: 'maxSecurityGroups',
  max_server_group_members: 'maxServerGroupMembers',
  max_server_groups: 'maxServerGroups',
  max_server_meta: 'maxServerMeta',
  max_total_cores: 'maxTotalCores',
  max_total_floating_ips: 'maxTotalFloatingIps',
  max_total_instances: 'maxTotalInstances',
  max_total_keypairs: 'maxTotalKeypairs',
  max_total_ram_size: 'maxTotalRAMSize',
  personality: 'maxPersonality',
  personality_size: 'maxPersonalitySize',
  security_group_rules: 'maxSecurityGroupRules',
  security_groups: 'maxSecurityGroups',
  security_groups_used: 'totalSecurityGroupsUsed',
  server_group_members: 'maxServerGroupMembers',
  server_groups: 'maxServerGroups',
  server_groups_used: 'totalServerGroupsUsed',
  server_meta: 'maxServerMeta',
  total_cores: 'maxTotalCores',
  total_cores_used: 'totalCoresUsed',
  total_floating_ips_used: 'totalFloatingIpsUsed',
  total_instances_used: 'totalInstancesUsed',
  total_ram: 'maxTotalRAMSize',
  total_ram_used: 'totalRAMUsed',
  total_security_groups_used: 'totalSecurityGroupsUsed',
  total_server_groups_used: 'totalServerGroupsUsed',
};

const volumeAbsolute: ResourceType['attributes'] = {
  max_total_backup_gigabytes: int('maxTotalBackupGigabytes'),
  max_total_backups: int('maxTotalBackups'),
  max_total_snapshots: int('maxTotalSnapshots'),
  max_total_volume_gigabytes: int('maxTotalVolumeGigabytes'),
  max_total_volumes: int('maxTotalVolumes'),
  total_backup_gigabytes_used: int('totalBackupGigabytesUsed'),
  total_backups_used: int('totalBackupsUsed'),
  total_gigabytes_used: int('totalGigabytesUsed'),
  total_snapshots_used: int('totalSnapshotsUsed'),
  total_volumes_used: int('totalVolumesUsed'),
};

const rateColumns: readonly Column[] = [
  ['Verb', 'verb'],
  ['URI', 'uri'],
  ['Value', 'value'],
  ['Remain', 'remaining'],
  ['Unit', 'unit'],
  ['Next Available', item => item['next-available'] || item.next_available],
];

const show = command({
  summary: 'Show the limits of compute and block storage',
  params: {
    is_absolute: flag('--absolute', 'How much a project may use, and uses'),
    is_rate: flag('--rate', 'How often an API may be called; few clouds tell'),
    is_reserved: flag('--reserved', 'Count reservations as used (with --absolute)'),
    project: naming(
      'project',
      text('--project <project>', 'Limits of this project (name or ID, with --absolute)'),
    ),
    project_domain: [
      projectDomain,
      naming('domain', text('--domain <domain>', 'Older spelling of --project-domain', { hidden: true })),
    ],
  },
  exclusive: [{ members: ['--absolute', '--rate'], required: true }],
  output: 'list',
  examples: ['openstack limits show --absolute -f json'],
  async run(context, values) {
    const project =
      values.project === undefined
        ? undefined
        : await projectId(context, values.project, values.project_domain);
    const [compute, volume] = await inOrder(
      computeLimits(context, values.is_reserved, project),
      volumeLimits(context, project),
    );
    if (!values.is_absolute) return rows(rateColumns, [...rates(compute), ...rates(volume)]);
    const limits: Record<string, Json | undefined> = {
      ...(compute && attributes(typeOf('compute', computeAbsolute), child(compute, 'absolute'))),
      ...(volume && attributes(typeOf('volume', volumeAbsolute), child(volume, 'absolute'))),
    };
    const names = Object.keys(limits).sort();
    const items = names.map(name => ({ name, value: limits[name] }));
    return rows(
      [
        ['Name', 'name'],
        ['Value', 'value'],
      ],
      items,
    );
  },
});

function typeOf(service: 'compute' | 'volume', named: ResourceType['attributes']): ResourceType {
  return { service, kind: 'AbsoluteLimits', path: '/limits', key: '', ids: 'any', attributes: named };
}

async function computeLimits(
  context: Context,
  reserved: boolean,
  tenant_id: string | undefined,
): Promise<JsonObject | undefined> {
  if (!(await enabled(context, 'compute'))) return undefined;
  const body = await (await context.compute()).get('/limits', { query: { reserved, tenant_id } });
  return child(body, 'limits');
}

async function volumeLimits(context: Context, project: string | undefined): Promise<JsonObject | undefined> {
  if (!(await enabled(context, 'volume'))) return undefined;
  const options = { query: { project_id: project }, microversion: '3.39' };
  return child(await (await context.volume()).get('/limits', options), 'limits');
}

function rates(limits: JsonObject | undefined): JsonObject[] {
  if (!limits) return [];
  return children(limits, 'rate').flatMap(({ uri, limit }) =>
    children({ limit }, 'limit').map(each => ({ uri, ...each })),
  );
}

export default { show } satisfies Verbs;
