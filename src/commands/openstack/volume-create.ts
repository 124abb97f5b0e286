/** `volume create` (Block Storage API v3, "Create a volume", "Manage an existing volume"). */

import { HttpError } from '../../clients/errors.ts';
import { child, children, type Json, type JsonObject, text as textOf } from '../../clients/json.ts';
import { pathPart } from '../../clients/query.ts';
import { fetchById } from '../../clients/resources/find.ts';
import type { ResourceType } from '../../clients/resources/resource.ts';
import { backup, snapshot, volume } from '../../clients/resources/volume.ts';
import type { Service } from '../../clients/service.ts';
import { wait } from '../../clients/wait.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import { volumeHints } from '../../kernel/keyed.ts';
import { demand, supports } from '../../kernel/microversion.ts';
import { int, naming, optionalArg, pairs, text } from '../../kernel/params.ts';
import { attempts } from './lib/attempts.ts';
import { findImage } from './lib/find-image.ts';
import { act, bootable, MICROVERSION, readOnly, showVolume } from './lib/volume.ts';

const params = {
  name: optionalArg('<name>', 'Name of the new volume'),
  size: int('--size <size>', 'Size in GiB; may be left out when there is a source that has one'),
  type: text('--type <volume-type>', 'Volume type'),
  image: naming('image', text('--image <image>', 'Image to copy onto it (name or ID)')),
  snapshot: text('--snapshot <snapshot>', 'Snapshot to make it from (name or ID)'),
  source: naming('volume', text('--source <volume>', 'Volume to copy (name or ID)')),
  source_replicated: text('--source-replicated <replicated-volume>', 'Has no effect', { hidden: true }),
  backup: text('--backup <backup>', 'Backup to restore (name or ID; microversion 3.47 and up)'),
  remote_source: pairs(
    '--remote-source <key=value>',
    'What the storage calls an existing volume that is to be managed from now on, such as ' +
      'source-name=lun1 (may be repeated; administrators)',
  ),
  description: text('--description <description>', 'Text that describes it'),
  availability_zone: naming('zone', text('--availability-zone <availability-zone>', 'Availability zone')),
  consistency_group: text('--consistency-group consistency-group>', 'Consistency group (name or ID)'),
  properties: pairs('--property <key=value>', 'A property (may be repeated)'),
  hint: volumeHints(
    '--hint <key=value>',
    'A hint for the scheduler (may be repeated); values of same_host and different_host are collected',
  ),
  bootable,
  read_only: readOnly,
  host: text('--host <host>', 'Where an existing volume is, host@backend#pool; only with --remote-source'),
  cluster: text(
    '--cluster <cluster>',
    'Where an existing volume is, cluster@backend#pool; only with --remote-source (microversion 3.16 and up)',
  ),
};

/** What was typed. */
interface Typed {
  readonly name: string | undefined;
  readonly size: number | undefined;
  readonly type: string | undefined;
  readonly description: string | undefined;
  readonly availability_zone: string | undefined;
  readonly properties: Record<string, string> | undefined;
  readonly remote_source: Record<string, string> | undefined;
  readonly consistency_group: string | undefined;
  readonly hint: JsonObject | undefined;
  readonly bootable: boolean | undefined;
  readonly read_only: boolean | undefined;
  readonly host: string | undefined;
  readonly cluster: string | undefined;
}

/**
 * Manages a volume that exists already. The microversion is negotiated: the peer asks for 3.71 even of servers that
 * do not know it.
 */
async function manage(service: Service, typed: Typed, ref: JsonObject): Promise<JsonObject> {
  const { host, cluster } = typed;
  if (typed.size || typed.consistency_group || typed.hint || typed.read_only !== undefined) {
    throw new CommandError(
      'The --size, --consistency-group, --hint, --read-only and --read-write options are not supported with the ' +
        '--remote-source parameter.',
    );
  }
  const message = '--os-volume-api-version 3.16 or greater is required to support the cluster parameter.';
  if (cluster) await demand(service, '3.16', message);
  if (cluster && host)
    throw new CommandError('Only one of --host or --cluster needs to be specified to manage a volume.');
  if (!cluster && !host)
    throw new CommandError('One of --host or --cluster needs to be specified to manage a volume.');
  const body = {
    host: host ?? null,
    ref,
    name: typed.name ?? null,
    description: typed.description ?? null,
    volume_type: typed.type ?? null,
    availability_zone: typed.availability_zone ?? null,
    metadata: typed.properties ?? null,
    bootable: typed.bootable ?? null,
    ...(cluster === undefined ? {} : { cluster }),
  };
  const path = (await supports(service, '3.8')) ? '/manageable_volumes' : '/os-volume-manage';
  return child(await service.post(path, { volume: body }, MICROVERSION), 'volume');
}

/** Consistency groups are older than the SDK: by ID first, then by name. */
async function consistencyGroup(service: Service, nameOrId: string): Promise<Json> {
  try {
    const body = await service.get(`/consistencygroups/${pathPart(nameOrId)}`);
    return child(body, 'consistencygroup').id ?? null;
  } catch (error) {
    if (!(error instanceof HttpError) || error.status !== 404) throw error;
  }
  const body = await service.get('/consistencygroups');
  const [found, ...others] = children(body, 'consistencygroups').filter(({ name }) => name === nameOrId);
  if (others.length > 0) throw new CommandError(`multiple matches found for ${nameOrId} (HTTP 404)`);
  if (!found) throw new CommandError(`${nameOrId} not found (HTTP 404)`);
  return found.id ?? null;
}

/** What bootable and read-only are set on, once the volume is there: until then they would be refused. */
async function available(context: Context, service: Service, id: string): Promise<boolean> {
  const { outcome } = await context.progress(`volume ${id}: creating`, update =>
    wait(() => fetchById(service, volume, id), {
      sleep: ms => context.clock.sleep(ms),
      done: seen => seen?.status === 'available',
      failed: seen => seen === undefined || seen.status === 'error',
      progress: seen => update(`volume ${id}: ${seen === undefined ? 'gone' : textOf(seen, 'status')}`),
    }),
  );
  return outcome === 'done';
}

async function setModes(context: Context, service: Service, id: string, typed: Typed): Promise<void> {
  const { attempt } = attempts(context);
  let ready: Promise<boolean> | undefined;
  const once = async (failure: string): Promise<void> => {
    ready ??= available(context, service, id);
    if (!(await ready)) throw new CommandError(failure);
  };
  if (typed.bootable !== undefined) {
    await attempt('Failed to set volume bootable property', async () => {
      await once('Volume status is not available for setting boot state');
      await act(context, id, { 'os-set_bootable': { bootable: typed.bootable } });
    });
  }
  if (typed.read_only !== undefined) {
    await attempt('Failed to set volume read-only access mode flag', async () => {
      await once('Volume status is not available for setting itread only.');
      await act(context, id, { 'os-update_readonly_flag': { readonly: typed.read_only } });
    });
  }
}

const create = command({
  summary: 'Create a volume',
  params,
  exclusive: [
    {
      members: ['--image', '--snapshot', '--source', '--source-replicated', '--backup', '--remote-source'],
    },
    { members: ['--bootable', '--non-bootable'] },
    { members: ['--read-only', '--read-write'] },
  ],
  output: 'show',
  examples: [
    'openstack volume create --size 10 data',
    'openstack volume create --size 20 --image debian-12 --bootable root',
  ],
  async run(context, values) {
    const { remote_source } = values;
    const hasSource = values.snapshot || values.source || values.backup || remote_source;
    if (!hasSource && values.size === undefined) {
      throw new CommandError(
        '--size is a required option if none of --snapshot, --backup, --source, or --remote-source are provided.',
      );
    }
    if ((values.host || values.cluster) && !remote_source) {
      throw new CommandError(
        'The --host and --cluster options are only supported with --remote-source parameter.',
      );
    }
    const service = await context.volume();
    const message = '--os-volume-api-version 3.47 or greater is required to create a volume from backup.';
    if (values.backup) await demand(service, '3.47', message);
    if (remote_source) return showVolume(await manage(service, values, remote_source));

    const found = async (type: ResourceType, name: string | undefined) =>
      name ? context.find(type, name) : undefined;
    const [source, group, image, fromSnapshot, fromBackup] = await Promise.all([
      found(volume, values.source),
      values.consistency_group ? consistencyGroup(service, values.consistency_group) : null,
      values.image ? findImage(context, values.image) : undefined,
      found(snapshot, values.snapshot),
      found(backup, values.backup),
    ]);
    // A size is always asked for, and never a smaller one than the source's.
    const least = (source ?? fromSnapshot ?? fromBackup)?.size;
    const size = typeof least === 'number' ? Math.max(values.size ?? 0, least) : (values.size ?? null);
    const body = {
      volume: {
        size,
        snapshot_id: fromSnapshot?.id ?? null,
        name: values.name ?? null,
        description: values.description ?? null,
        volume_type: values.type ?? null,
        availability_zone: values.availability_zone ?? null,
        metadata: values.properties ?? null,
        imageRef: image?.id ?? null,
        source_volid: source?.id ?? null,
        consistencygroup_id: group,
        backup_id: fromBackup?.id ?? null,
      },
      ...(values.hint ? { 'OS-SCH-HNT:scheduler_hints': values.hint } : {}),
    };
    const created = child(await service.post('/volumes', body, MICROVERSION), 'volume');
    await setModes(context, service, textOf(created, 'id'), values);
    return showVolume(created);
  },
});

export default { '': create } satisfies Verbs;
