/** `volume set` (Block Storage API v3, "Volume actions", "Update a volume", metadata). */
import { type JsonObject, text as textOf } from '../../clients/json.ts';
import { volume, volumeType } from '../../clients/resources/volume.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import { demand } from '../../kernel/microversion.ts';
import { str } from '../../kernel/output/python.ts';
import { arg, choice, flag, int, naming, pairs, text } from '../../kernel/params.ts';
import { attempts } from './lib/attempts.ts';
import { act, bootable, MICROVERSION, readOnly } from './lib/volume.ts';

const STATES = [
  'available',
  'error',
  'creating',
  'deleting',
  'in-use',
  'attaching',
  'detaching',
  'error_deleting',
  'maintenance',
];

const POLICIES = ['never', 'on-demand'];

/** Makes a volume larger; what the service would refuse in words of its own is refused here first. */
async function extend(context: Context, found: JsonObject, size: number): Promise<void> {
  const before = found.size;
  if (typeof before === 'number' && size <= before)
    throw new CommandError(`New size must be greater than ${before} GB`);
  const { status } = found;
  if (status !== 'available' && status !== 'in-use') {
    throw new CommandError(
      `Volume is in ${str(status)} state, it must be available or in-use before size can be extended.`,
    );
  }
  const message = '--os-volume-api-version 3.42 or greater is required to extend in-use volumes.';
  if (status === 'in-use') await demand(await context.volume(), '3.42', message);
  await act(context, textOf(found, 'id'), { 'os-extend': { new_size: size } });
}

const set = command({
  summary: 'Change a volume',
  params: {
    volume: naming('volume', arg('<volume>', 'Name or ID of the volume')),
    name: text('--name <name>', 'New name'),
    size: int('--size <size>', 'New size in GiB, larger than the one it has'),
    description: text('--description <description>', 'New description'),
    no_property: flag('--no-property', 'Remove all properties first; those of --property are set afterwards'),
    properties: pairs('--property <key=value>', 'A property to add or change (may be repeated)'),
    image_properties: pairs(
      '--image-property <key=value>',
      'An image property to add or change (may be repeated)',
    ),
    state: choice(
      '--state <state>',
      STATES,
      `What the database says of its state, whatever the storage says: ${STATES.join(', ')} (administrators)`,
    ),
    attached: flag('--attached', 'Say in the database that it is attached (administrators)'),
    detached: flag('--detached', 'Say in the database that it is not attached (administrators)'),
    type: text('--type <volume-type>', 'New volume type (name or ID)'),
    retype_policy: choice('--retype-policy <retype-policy>', POLICIES, 'Old name of --migration-policy', {
      hidden: true,
    }),
    migration_policy: choice(
      '--migration-policy <migration-policy>',
      POLICIES,
      'Whether it may move to other storage for its new type: never (default) or on-demand; only with --type',
    ),
    bootable,
    read_only: readOnly,
  },
  exclusive: [
    { members: ['--attached', '--detached'] },
    { members: ['--bootable', '--non-bootable'] },
    { members: ['--read-only', '--read-write'] },
  ],
  output: 'none',
  examples: ['openstack volume set --size 20 --property owner=web data'],
  async run(context, values) {
    const service = await context.volume();
    const found = await context.find(volume, values.volume);
    const id = textOf(found, 'id');
    const { attempt, settle } = attempts(context);
    const { size, properties, image_properties, state, type } = values;
    if (values.retype_policy) {
      context.log.warn(
        "The '--retype-policy' option has been deprecated in favor of '--migration-policy' option. The " +
          "'--retype-policy' option will be removed in a future release. Please use '--migration-policy' instead.",
      );
    }
    // One after the other: each may decide whether the next is allowed.
    if (size) await attempt('Failed to set volume size', () => extend(context, found, size));
    const metadata = `/volumes/${id}/metadata`;
    if (values.no_property)
      await attempt('Failed to clean volume properties', () => service.put(metadata, { metadata: {} }));
    if (properties)
      await attempt('Failed to set volume properties', () =>
        service.post(metadata, { metadata: properties }),
      );
    const action = (failure: string, body: JsonObject): Promise<void> =>
      attempt(failure, () => act(context, id, body));
    if (image_properties)
      await action('Failed to set image properties', {
        'os-set_image_metadata': { metadata: image_properties },
      });
    if (state) await action('Failed to set volume state', { 'os-reset_status': { status: state } });
    const attach_status = values.attached ? 'attached' : values.detached ? 'detached' : undefined;
    if (attach_status)
      await action('Failed to set volume attach-status', { 'os-reset_status': { attach_status } });
    if (values.bootable !== undefined)
      await action('Failed to set volume bootable property', {
        'os-set_bootable': { bootable: values.bootable },
      });
    if (values.read_only !== undefined)
      await action('Failed to set volume read-only access mode flag', {
        'os-update_readonly_flag': { readonly: values.read_only },
      });
    const policy = values.migration_policy ?? values.retype_policy;
    if (type) {
      await attempt('Failed to set volume type', async () => {
        const new_type = await context.findId(volumeType, type, { is_public: 'none' });
        await act(context, id, { 'os-retype': { new_type, migration_policy: policy ?? 'never' } });
      });
    } else if (policy) {
      const option = values.migration_policy ? '--migration-policy' : '--retype-policy';
      context.log.warn(`'${option}' option will not work without '--type' option`);
    }
    const { name, description } = values;
    if (name || description) {
      const changes = { ...(name ? { name } : {}), ...(description ? { description } : {}) };
      await attempt('Failed to update volume display name or display description', () =>
        service.put(`/volumes/${id}`, { volume: changes }, MICROVERSION),
      );
    }
    settle('One or more of the set operations failed');
    return undefined;
  },
});

export default { '': set } satisfies Verbs;
