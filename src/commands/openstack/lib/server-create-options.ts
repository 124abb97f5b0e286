/** The options of `server create`, and the checks that need nothing looked up. */
import type { Service } from '../../../clients/service.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { pairLists } from '../../../kernel/keyed.ts';
import { demand, supports } from '../../../kernel/microversion.ts';
import {
  arg,
  constant,
  flag,
  int,
  intOr,
  naming,
  type Param,
  pairs,
  records,
  text,
  texts,
  type Values,
} from '../../../kernel/params.ts';
import { blockDevice, legacyMapping } from './server-disk-options.ts';
import { checkNics, nicParams } from './server-nics.ts';

const oldConfigDrive: Param<string | boolean, string> = {
  ...text(
    '--config-drive <config-drive-volume>|True',
    'Old form of --use-config-drive: True, or a volume to use as the config drive',
  ),
  initial: false,
  apply: (old, [word]) => word ?? old,
};

export const createParams = {
  server_name: arg('<server-name>', 'Name of the new server'),
  flavor: naming('flavor', text('--flavor <flavor>', 'Its flavor (name or ID)', { required: true })),
  image: naming('image', text('--image <image>', 'Image for its boot disk (name or ID)')),
  image_properties: pairs(
    '--image-property <key=value>',
    'Boot from the image that has this property; repeated: all of these',
  ),
  volume: naming(
    'volume',
    text('--volume <volume>', 'Volume to boot from (name or ID); becomes the first disk'),
  ),
  snapshot: text(
    '--snapshot <snapshot>',
    'Volume snapshot to boot from (name or ID); becomes the first disk',
  ),
  boot_from_volume: int(
    '--boot-from-volume <volume-size>',
    'Make a volume of so many GB from the image and boot from it; it stays when the server is deleted',
  ),
  delete_on_termination: flag(
    '--delete-on-termination',
    'Delete the volume of --boot-from-volume together with the server',
  ),
  block_device_mapping: legacyMapping,
  block_devices: blockDevice,
  swap: int('--swap <swap>', 'Add a swap disk of so many MiB'),
  ephemerals: records(
    '--ephemeral <size=size[,format=format]>',
    { required: ['size'], optional: ['format'] },
    'Add a local disk of so many GiB, formatted so; may be repeated',
  ),
  nics: nicParams,
  password: text('--password <password>', 'Password of the administrator, where the cloud can set it'),
  security_groups: [
    constant<string[] | undefined>(
      '--no-security-group',
      [],
      undefined,
      'No security groups on the ports that are made for the server',
    ),
    naming(
      'security-group',
      texts(
        '--security-group <security-group>',
        'Security group for the ports that are made for the server (name or ID); may be repeated',
      ),
    ),
  ],
  key_name: naming('keypair', text('--key-name <key-name>', 'Key pair to put into the server')),
  properties: pairs('--property <key=value>', 'A property of the server; may be repeated'),
  file: texts(
    '--file <dest-filename=source-filename>',
    'Put a file into the server before it boots; may be repeated (microversion 2.56 and older)',
  ),
  user_data: text('--user-data <user-data>', 'File whose content the guest gets from the metadata service'),
  description: text('--description <description>', 'Description (microversion 2.19 and newer)'),
  availability_zone: naming(
    'zone',
    text(
      '--availability-zone <zone-name>',
      'Availability zone; administrators may add a host: ZONE:HOST, ZONE::NODE, ZONE:HOST:NODE',
    ),
  ),
  host: naming(
    'hypervisor',
    text('--host <host>', 'Host to create the server on, for administrators (microversion 2.74 and newer)'),
  ),
  hypervisor_hostname: naming(
    'hypervisor',
    text(
      '--hypervisor-hostname <hypervisor-hostname>',
      'Hypervisor to create the server on, for administrators (microversion 2.74 and newer)',
    ),
  ),
  server_group: text(
    '--server-group <server-group>',
    'Server group to join (name or ID), as --hint group=ID',
  ),
  hints: pairLists('--hint <key=value>', 'A hint for the scheduler; may be repeated'),
  config_drive: [
    constant<string | boolean>('--use-config-drive', true, false, 'Give the server a config drive'),
    constant<string | boolean>('--no-config-drive', false, false, 'Give the server no config drive'),
    oldConfigDrive,
  ],
  min: intOr('--min <count>', 1, 'Create at least so many servers (1 by default)'),
  max: intOr('--max <count>', 1, 'Create at most so many servers (1 by default)'),
  tags: texts('--tag <tag>', 'A tag of the server; may be repeated (microversion 2.52 and newer)'),
  hostname: text(
    '--hostname <hostname>',
    "The guest's own name, made from the server's by default (microversion 2.90 and newer, with a domain 2.94)",
  ),
  wait: flag('--wait', 'End when the server is built; with an error if that fails'),
  trusted_image_certs: texts(
    '--trusted-image-cert <trusted-cert-id>',
    'Certificate that the image may be signed with; may be repeated (microversion 2.63 and newer)',
  ),
};

export const createExclusive = [
  { members: ['--image', '--image-property', '--volume', '--snapshot'] },
  { members: ['--no-security-group', '--security-group'] },
  { members: ['--use-config-drive', '--no-config-drive', '--config-drive'] },
];

export type CreateOptions = Values<typeof createParams>;

/**
 * Refuses lines that cannot work, before anything is sent.
 * @throws CommandError with the peer's sentences
 */
export async function checkCreate(compute: Service, options: CreateOptions): Promise<void> {
  const { boot_from_volume: size } = options;
  const hasImage = Boolean(options.image || options.image_properties);
  const refuse = (when: unknown, message: string): void => {
    if (when) throw new CommandError(message);
  };
  const need = async (version: string, option: string, typed: unknown): Promise<void> => {
    const message = `--os-compute-api-version ${version} or greater is required to support the ${option} option`;
    if (typed) await demand(compute, version, message);
  };
  refuse(options.volume && size, '--volume is not allowed with --boot-from-volume');
  refuse(
    options.delete_on_termination && !size,
    '--delete-on-termination can only be used with --boot-from-volume',
  );
  refuse(options.snapshot && size, '--snapshot is not allowed with --boot-from-volume');
  refuse(
    options.file && (await supports(compute, '2.57')),
    'Personality files are deprecated and are not supported for --os-compute-api-version greater than 2.56; ' +
      'use user data instead',
  );
  refuse(options.min > options.max, 'min instances should be <= max instances');
  refuse(options.min < 1, 'min instances should be > 0');
  refuse(options.max < 1, 'max instances should be > 0');
  await need('2.19', '--description', options.description);
  refuse(
    size && !hasImage,
    'An image (--image or --image-property) is required to support --boot-from-volume option',
  );
  await checkNics(compute, options.nics);
  await need('2.52', '--tag', options.tags);
  await need('2.74', '--host', options.host);
  await need('2.74', '--hypervisor-hostname', options.hypervisor_hostname);
  await need('2.90', '--hostname', options.hostname);
  refuse(
    options.trusted_image_certs && !(hasImage && !size),
    '--trusted-image-cert option is only supported for servers booted directly from images',
  );
  await need('2.63', '--trusted-image-cert', options.trusted_image_certs);
}
