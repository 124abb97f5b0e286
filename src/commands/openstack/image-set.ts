/** `image set` (Image API v2, "Update image", "Deactivate image", "Update image member"). */

import { isList, type Json, type JsonObject, text as textOf } from '../../clients/json.ts';
import { pathPart } from '../../clients/query.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import {
  arg,
  choice,
  constant,
  flag,
  int,
  naming,
  pairs,
  text,
  texts,
  type Values,
} from '../../kernel/params.ts';
import { inOrder } from '../../kernel/together.ts';
import { findImage } from './lib/find-image.ts';
import { projectDomain, projectId } from './lib/identity.ts';
import { patchImage, setting } from './lib/image-body.ts';
import { underApiKeys } from './lib/image-fields.ts';
import { unchecked } from './lib/image-import.ts';
import {
  CONTAINER_FORMATS,
  DISK_FORMATS,
  isProtected,
  protectedExclusive,
  visibility,
  visibilityExclusive,
} from './lib/image-options.ts';

const INSTANCE = 'ID of the server that the image was made of';

const params = {
  image: naming('image', arg('<image>', 'Image to change (name or ID)')),
  name: text('--name <name>', 'New name'),
  min_disk: int('--min-disk <disk-gb>', 'Gigabytes of disk that a server needs at least'),
  min_ram: int('--min-ram <ram-mb>', 'Megabytes of memory that a server needs at least'),
  container_format: choice(
    '--container-format <container-format>',
    CONTAINER_FORMATS,
    'Container format, of an image without data',
  ),
  disk_format: choice(
    '--disk-format <disk-format>',
    DISK_FORMATS,
    'Format of the data, of an image without data',
  ),
  is_protected: isProtected,
  visibility,
  properties: pairs('--property <key=value>', 'A property to set (may be repeated)'),
  tags: texts('--tag <tag>', 'A tag to add (may be repeated)'),
  architecture: text('--architecture <architecture>', 'Architecture of the processor, such as x86_64'),
  instance_id: [
    text('--instance-id <instance-id>', INSTANCE),
    text('--instance-uuid <instance-id>', INSTANCE, { hidden: true }),
  ],
  kernel_id: text('--kernel-id <kernel-id>', 'ID of the image with the kernel'),
  os_distro: text('--os-distro <os-distro>', 'Name of the operating system, such as debian'),
  os_version: text('--os-version <os-version>', 'Version of the operating system'),
  ramdisk_id: text('--ramdisk-id <ramdisk-id>', 'ID of the image with the ramdisk'),
  deactivate: flag('--deactivate', 'Let nobody but administrators download or use the data'),
  activate: flag('--activate', 'End that'),
  project: naming(
    'project',
    text(
      '--project <project>',
      'Project that the image is to belong to; with --accept, --reject or --pending the one that answers (name or ID)',
    ),
  ),
  project_domain: projectDomain,
  dead_visibility: text('--visibility <visibility>', 'No longer supported', { hidden: true }),
  membership: [
    constant<string | undefined>(
      '--accept',
      'accepted',
      undefined,
      'Take the image that is shared with the project',
    ),
    constant<string | undefined>(
      '--reject',
      'rejected',
      undefined,
      'Refuse the image that is shared with the project',
    ),
    constant<string | undefined>(
      '--pending',
      'pending',
      undefined,
      'Leave open whether the project takes it',
    ),
  ],
  is_hidden: [
    constant<boolean | undefined>('--hidden', true, undefined, 'Leave it out of lists'),
    constant<boolean | undefined>('--unhidden', false, undefined, 'Have it in lists again'),
  ],
};

const set = command({
  summary: 'Change an image',
  params,
  exclusive: [
    protectedExclusive,
    visibilityExclusive,
    { members: ['--deactivate', '--activate'] },
    { members: ['--accept', '--reject', '--pending'] },
    { members: ['--hidden', '--unhidden'] },
  ],
  output: 'none',
  examples: [
    'openstack image set --property hw_disk_bus=scsi --tag tested debian-12',
    'openstack image set --accept ID',
  ],
  async run(context, values) {
    if (values.dead_visibility)
      throw new CommandError(
        'ERROR: --visibility was given, which is an Image v1 option that is no longer supported in Image v2',
      );
    const { project, membership } = values;
    const [item, owner, service] = await inOrder(
      findImage(context, values.image),
      project ? projectId(context, project, values.project_domain) : Promise.resolve(undefined),
      context.image(),
    );
    const id = textOf(item, 'id');
    if (values.deactivate) await unchecked(context, () => action(context, id, 'deactivate'));
    if (values.activate) await unchecked(context, () => action(context, id, 'reactivate'));
    if (membership !== undefined) {
      const member = owner ?? (await context.whoami()).projectId ?? '';
      const path = `/images/${id}/members/${pathPart(member)}`;
      await service.put(path, { status: membership });
    }
    const attributes = underApiKeys(changesOf(values, item, membership === undefined ? owner : undefined));
    const operations = Object.entries(attributes).map(([key, value]) => setting(key, value ?? null));
    try {
      await patchImage(service, id, operations);
    } catch (error) {
      if (values.deactivate || values.activate)
        context.log.info(`Image ${id} was ${values.deactivate ? 'deactivated' : 'activated'}.`);
      throw error;
    }
    return undefined;
  },
});

async function action(context: Context, id: string, name: string): Promise<void> {
  await (await context.image()).request('POST', `/images/${id}/actions/${name}`);
}

/** What is to be set, under the SDK's names: options, then properties, then what options alone decide. */
function changesOf(values: Values<typeof params>, item: JsonObject, owner: string | undefined): JsonObject {
  const { architecture, container_format, disk_format, instance_id, kernel_id, min_disk, min_ram } = values;
  const { name, os_distro, os_version, ramdisk_id, visibility, is_protected, is_hidden } = values;
  const changes: Record<string, Json | undefined> = {
    ...{ architecture, container_format, disk_format, instance_id, kernel_id, min_disk, min_ram, name },
    ...{ os_distro, os_version, ramdisk_id },
    ...values.properties,
    is_protected,
    visibility: visibility ?? values.properties?.visibility,
    owner_id: owner,
    tags: values.tags && [...new Set([...tagsOf(item), ...values.tags])],
    is_hidden,
  };
  const own = Object.entries(values.properties ?? {});
  const set = Object.entries(changes).filter(([, value]) => value !== undefined);
  return Object.fromEntries([...own, ...set]);
}

function tagsOf({ tags }: JsonObject): string[] {
  return isList(tags) ? tags.filter(tag => typeof tag === 'string') : [];
}

export default { '': set } satisfies Verbs;
