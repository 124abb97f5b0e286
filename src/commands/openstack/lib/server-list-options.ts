/** The options of `server list`, and the query that they make (Compute API, "List Servers Detailed"). */
import type { Query } from '../../../clients/service.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { percent } from '../../../kernel/keyed.ts';
import { markerPaging } from '../../../kernel/paging.ts';
import { choice, constant, flag, naming, text, texts, type Values } from '../../../kernel/params.ts';
import { projectDomain, userDomain } from './identity.ts';
import { isIsoDate } from './iso-date.ts';
import { POWER_STATES, STATUSES, TASK_STATES, VM_STATES } from './server-states.ts';

export const listParams = {
  reservation_id: text('--reservation-id <reservation-id>', 'Only servers created by this request'),
  ip: text('--ip <ip-address-regex>', 'Only servers with an IPv4 address that matches'),
  ip6: text('--ip6 <ip-address-regex>', 'Only servers with an IPv6 address that matches'),
  name: text('--name <name-regex>', 'Only servers whose name matches'),
  instance_name: text(
    '--instance-name <server-name>',
    'Only the server with this name on its host (administrators)',
  ),
  status: choice('--status <status>', STATUSES, 'Only servers with this status'),
  flavor: naming('flavor', text('--flavor <flavor>', 'Only servers of this flavor (name or ID)')),
  image: naming('image', text('--image <image>', 'Only servers made from this image (name or ID)')),
  host: naming('hypervisor', text('--host <hostname>', 'Only servers on this host')),
  all_projects: flag(
    '--all-projects',
    'Servers of all projects, for administrators (default: ALL_PROJECTS in the environment)',
  ),
  project: naming(
    'project',
    text('--project <project>', 'Only servers of this project (name or ID), for administrators'),
  ),
  project_domain: projectDomain,
  user: naming('user', text('--user <user>', 'Only servers of this user (name or ID)')),
  user_domain: userDomain,
  deleted: flag('--deleted', 'Only deleted servers, for administrators'),
  availability_zone: naming('zone', text('--availability-zone', 'Only servers in this availability zone')),
  key_name: naming('keypair', text('--key-name', 'Only servers with this key pair')),
  has_config_drive: [
    constant<boolean | undefined>('--config-drive', true, undefined, 'Only servers with a config drive'),
    constant<boolean | undefined>(
      '--no-config-drive',
      false,
      undefined,
      'Only servers without a config drive',
    ),
  ],
  progress: percent('--progress', 'Only servers with this progress, from 1 to 100'),
  vm_state: choice('--vm-state <state>', VM_STATES, 'Only servers whose virtual machine is in this state'),
  task_state: choice('--task-state <state>', TASK_STATES, 'Only servers with this task under way'),
  power_state: choice('--power-state <state>', Object.keys(POWER_STATES), 'Only servers in this power state'),
  long: flag('--long', 'Show more columns'),
  no_name_lookup: flag('-n --no-name-lookup', 'Show IDs of images, do not look up their names'),
  name_lookup_one_by_one: flag(
    '--name-lookup-one-by-one',
    'Ask for each image on its own, which also finds the names of hidden ones',
  ),
  ...markerPaging,
  changes_before: text(
    '--changes-before <changes-before>',
    'Only servers last changed before this time, such as 2026-03-05T06:27:59Z (microversion 2.66 and newer)',
  ),
  changes_since: text(
    '--changes-since <changes-since>',
    'Only servers changed since this time, such as 2026-03-04T06:27:59Z; deleted ones too',
  ),
  locked: flag('--locked', 'Only locked servers (microversion 2.73 and newer)'),
  unlocked: flag('--unlocked', 'Only servers that are not locked (microversion 2.73 and newer)'),
  tags: texts('--tags <tag>', 'Only servers with this tag; may be repeated, all must match (2.26 and newer)'),
  not_tags: texts('--not-tags <tag>', 'Only servers without this tag; may be repeated (2.26 and newer)'),
};

export type ListOptions = Values<typeof listParams>;

const required = (version: string, option: string): string =>
  `--os-compute-api-version ${version} or greater is required to support the ${option} option`;

/**
 * Refuses what the server is too old for, and times that are none.
 * @param supports whether requests carry at least this microversion
 * @throws CommandError with the peer's sentences (those for tags name an option that there is not)
 */
export function checkListOptions(options: ListOptions, supports: (version: string) => boolean): void {
  const need = (version: string, typed: boolean | undefined, message: string): void => {
    if (typed && !supports(version)) throw new CommandError(message);
  };
  need('2.26', options.tags && options.tags.length > 0, required('2.26', '--tag'));
  need('2.26', options.not_tags && options.not_tags.length > 0, required('2.26', '--not-tag'));
  need('2.73', options.locked, required('2.73', '--locked'));
  need('2.73', options.unlocked, required('2.73', '--unlocked'));
  const before = options.changes_before;
  need('2.66', Boolean(before), '--os-compute-api-version 2.66 or later is required');
  if (before && !isIsoDate(before)) throw new CommandError(`Invalid changes-before value: ${before}`);
  const since = options.changes_since;
  if (since && !isIsoDate(since)) throw new CommandError(`Invalid changes-since value: ${since}`);
}

/** The IDs that names on the command line stand for. */
export interface FoundIds {
  readonly project: string | undefined;
  readonly user: string | undefined;
  readonly flavor: string | undefined;
  readonly image: string | undefined;
}

/**
 * The query that asks for the servers, without paging, in the order of the peer's URLs.
 * The peer also sends `config_drive`, which Nova compares with another spelling (its bug 1871409), and leaves out the
 * name on the host, by which it cannot filter: both are looked at in the answer.
 */
export function listQuery(options: ListOptions, found: FoundIds, allProjects: boolean): Query {
  const { progress, power_state: power, locked, unlocked } = options;
  return {
    availability_zone: options.availability_zone || undefined,
    flavor: found.flavor,
    image: found.image,
    key_name: options.key_name || undefined,
    locked: locked ? true : unlocked ? false : undefined,
    name: options.name,
    power_state: power === undefined ? undefined : POWER_STATES[power],
    progress,
    project_id: found.project,
    reservation_id: options.reservation_id,
    status: options.status,
    task_state: options.task_state,
    user_id: found.user,
    vm_state: options.vm_state,
    deleted: options.deleted,
    host: options.host,
    ip: options.ip,
    ip6: options.ip6,
    'changes-since': options.changes_since,
    'changes-before': options.changes_before,
    all_tenants: allProjects || undefined,
    tags: options.tags?.join(','),
    'not-tags': options.not_tags?.join(','),
  };
}
