/** `server rebuild` (Compute API, "Rebuild Server"). */
import { child, type Json, type JsonObject, text as textOf } from '../../clients/json.ts';
import { server } from '../../clients/resources/compute.ts';
import type { Service } from '../../clients/service.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import { demand, supports } from '../../kernel/microversion.ts';
import { arg, constant, flag, naming, pairs, text, texts, type Values } from '../../kernel/params.ts';
import { inOrder } from '../../kernel/together.ts';
import { findImage } from './lib/find-image.ts';
import { act } from './lib/server-action.ts';
import { imageIdOf } from './lib/server-cells.ts';
import { showServer } from './lib/server-detail.ts';
import { base64File } from './lib/user-file.ts';

const REIMAGE_SINCE = '2.93';
/** Where a server says what its user data are. */
const USER_DATA = 'OS-EXT-SRV-ATTR:user_data';

const params = {
  server: naming('server', arg('<server>', 'Server to rebuild (name or ID)')),
  image: naming(
    'image',
    text('--image <image>', 'Image to make its disk from (name or ID; by default that which it has)'),
  ),
  name: text('--name <name>', 'New name of the server'),
  password: text('--password <password>', 'New password of the administrator, where the cloud can set it'),
  properties: pairs('--property <key=value>', "The server's new properties; may be repeated"),
  description: text('--description <description>', 'New description (microversion 2.19 and newer)'),
  preserve_ephemeral: [
    constant<boolean | undefined>(
      '--preserve-ephemeral',
      true,
      undefined,
      'Keep the ephemeral disk as it is',
    ),
    constant<boolean | undefined>(
      '--no-preserve-ephemeral',
      false,
      undefined,
      'Make the ephemeral disk anew',
    ),
  ],
  key_name: naming(
    'keypair',
    text('--key-name <key-name>', 'New key pair of the server (microversion 2.54 and newer)'),
  ),
  no_key_name: [
    flag('--no-key-name', 'Take the key pair away (microversion 2.54 and newer)'),
    flag('--key-unset', 'Old form of --no-key-name', { hidden: true }),
  ],
  user_data: text('--user-data <user-data>', 'File with new user data (microversion 2.57 and newer)'),
  no_user_data: flag('--no-user-data', 'Take the user data away (microversion 2.57 and newer)'),
  trusted_image_certs: texts(
    '--trusted-image-cert <trusted-cert-id>',
    'Certificate that the image may be signed with; may be repeated (microversion 2.63 and newer)',
  ),
  no_trusted_image_certs: flag(
    '--no-trusted-image-certs',
    'Forget the certificates that the image may be signed with (microversion 2.63 and newer)',
  ),
  hostname: text(
    '--hostname <hostname>',
    "The guest's own name (microversion 2.90 and newer, with a domain 2.94)",
  ),
  reimage_boot_volume: [
    constant<boolean | undefined>(
      '--reimage-boot-volume',
      true,
      undefined,
      'Overwrite the volume that the server boots from (microversion 2.93 and newer)',
    ),
    constant<boolean | undefined>(
      '--no-reimage-boot-volume',
      false,
      undefined,
      'Refuse to rebuild a server that boots from a volume (microversion 2.93 and newer)',
    ),
  ],
  wait: flag('--wait', 'End when the server is rebuilt; with an error if that fails'),
};

type Options = Values<typeof params>;

const rebuild = command({
  summary: 'Rebuild a server',
  params,
  exclusive: [
    { members: ['--preserve-ephemeral', '--no-preserve-ephemeral'] },
    { members: ['--key-name', '--no-key-name', '--key-unset'] },
    { members: ['--user-data', '--no-user-data'] },
    { members: ['--trusted-image-cert', '--no-trusted-image-certs'] },
  ],
  output: 'show',
  examples: ['openstack server rebuild web1 --wait', 'openstack server rebuild --image debian-12 web1'],
  async run(context, values) {
    const compute = await context.compute();
    const [item, wanted] = await inOrder(
      context.find(server, values.server),
      values.image ? findImage(context, values.image) : Promise.resolve(undefined),
    );
    if (!wanted && imageIdOf(item) === '')
      throw new CommandError('The --image option is required when rebuilding a volume-backed server');
    await checkOptions(compute, values);
    await checkVolume(context, compute, values, item);
    const [image, userData] = await inOrder(
      wanted ? Promise.resolve(wanted) : (await context.image()).get(`/images/${imageIdOf(item)}`),
      values.user_data ? base64File(context, values.user_data) : Promise.resolve(undefined),
    );
    const success = statusAfter(item);
    const id = textOf(item, 'id');
    const imageId = textOf(image, 'id');
    const answer = child(await act(context, id, { rebuild: changes(values, imageId, userData) }), 'server');
    // Only the answer to a rebuild has it by this name.
    const { user_data: data = item[USER_DATA] } = answer;
    if (values.wait) {
      const { waitForServer } = await import('./lib/server-wait.ts');
      await waitForServer(context, {
        id,
        name: textOf(item, 'name'),
        success,
        failure: `Error rebuilding server: ${id}`,
      });
      // Before json the word would be one too many, so only the peer's name brings it.
      if (context.manners === 'peer') await context.stdout.write('Complete\n');
    }
    return showServer(
      context,
      { ...item, ...answer, ...(data === undefined ? {} : { [USER_DATA]: data }) },
      { images: new Map([[imageId, textOf(image, 'name')]]) },
    );
  },
});

async function checkOptions(compute: Service, values: Options): Promise<void> {
  const need = async (version: string, option: string, typed: unknown): Promise<void> => {
    const message = `--os-compute-api-version ${version} or greater is required to support the ${option} option`;
    if (typed) await demand(compute, version, message);
  };
  await need('2.19', '--description', values.description);
  await need('2.54', '--key-name', values.key_name);
  await need('2.54', '--no-key-name', values.no_key_name);
  await need('2.54', '--user-data', values.user_data);
  await need('2.54', '--no-user-data', values.no_user_data);
  await need('2.63', '--trusted-certs', values.trusted_image_certs);
  await need('2.63', '--no-trusted-certs', values.no_trusted_image_certs);
  await need('2.90', '--hostname', values.hostname);
  await need(REIMAGE_SINCE, '--reimage-boot-volume', values.reimage_boot_volume);
}

/** The volume of a server that boots from one is only overwritten on demand. */
async function checkVolume(
  context: Context,
  compute: Service,
  values: Options,
  item: JsonObject,
): Promise<void> {
  if (values.reimage_boot_volume || imageIdOf(item) !== '') return;
  if (await supports(compute, REIMAGE_SINCE))
    throw new CommandError('--reimage-boot-volume is required to rebuild a volume-backed server');
  context.log.warn(
    'Attempting to rebuild a volume-backed server using --os-compute-api-version 2.92 or earlier, which will only ' +
      'succeed if the image is identical to the one initially used. This will be an error in a future release.',
  );
}

function statusAfter(item: JsonObject): string[] {
  const status = textOf(item, 'status').toUpperCase();
  if (status === 'SHUTOFF') return ['SHUTOFF'];
  if (status === 'ERROR' || status === 'ACTIVE') return ['ACTIVE'];
  throw new CommandError('The server status is not ACTIVE, SHUTOFF or ERROR.');
}

function changes(values: Options, imageRef: string, userData: string | undefined): JsonObject {
  const { trusted_image_certs: certificates } = values;
  const all: Record<string, Json | undefined> = {
    imageRef,
    preserve_ephemeral: values.preserve_ephemeral,
    name: values.name,
    adminPass: values.password,
    metadata: values.properties,
    user_data: userData ?? (values.no_user_data ? null : undefined),
    key_name: values.key_name || (values.no_key_name ? null : undefined),
    description: values.description || undefined,
    trusted_image_certificates: certificates ?? (values.no_trusted_image_certs ? null : undefined),
    hostname: values.hostname || undefined,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

export default { '': rebuild } satisfies Verbs;
