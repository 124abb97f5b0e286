/** `image create` (Image API v2, "Create image", "Upload binary image data"). */
import { type FileSource, openSource, type Source } from '../../clients/image/source.ts';
import { isObject, type JsonObject, text as textOf } from '../../clients/json.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import type { ShowResult } from '../../kernel/output/result.ts';
import {
  arg,
  converted,
  flag,
  int,
  naming,
  pairs,
  text,
  textOr,
  texts,
  type Values,
} from '../../kernel/params.ts';
import { interruption } from '../../kernel/transfer.ts';
import { projectDomain, projectId } from './lib/identity.ts';
import { newImageBody } from './lib/image-attributes.ts';
import { openNamed, stdinData } from './lib/image-data.ts';
import { showFields } from './lib/image-fields.ts';
import { imageFromVolume } from './lib/image-from-volume.ts';
import { startImport } from './lib/image-import.ts';
import {
  CONTAINER_FORMATS,
  DISK_FORMATS,
  imageSize,
  isProtected,
  protectedExclusive,
  visibility,
  visibilityExclusive,
} from './lib/image-options.ts';
import { loadSigner, signature } from './lib/image-signature.ts';
import { keepOnInterrupt, sendData } from './lib/image-upload.ts';

/** Options of the first version of the API. */
const OUTDATED = ['location', 'copy-from', 'checksum', 'store'] as const;

const outdated = (name: string) => text(`--${name} <${name}>`, 'No longer supported', { hidden: true });

const params = {
  name: arg('<image-name>', 'Name of the new image'),
  id: text('--id <id>', 'ID of the new image (by default the service chooses one)'),
  container_format: {
    ...textOr('--container-format <container-format>', 'bare', 'Container format (default bare)'),
    choices: CONTAINER_FORMATS,
  },
  disk_format: {
    ...textOr('--disk-format <disk-format>', 'raw', 'Format of the data (default raw)'),
    choices: DISK_FORMATS,
  },
  min_disk: int('--min-disk <disk-gb>', 'Gigabytes of disk that a server needs at least'),
  min_ram: int('--min-ram <ram-mb>', 'Megabytes of memory that a server needs at least'),
  size: converted('--size <size>', imageSize, 'Bytes of the data, told to the service beforehand'),
  filename: text('--file <file>', 'File with the data (by default what comes on stdin)'),
  volume: naming('volume', text('--volume <volume>', 'Volume to make the image of (name or ID)')),
  force: flag('--force', 'Take the volume even if a server uses it'),
  progress: flag('--progress', 'Show how far the upload is'),
  sign_key_path: text(
    '--sign-key-path <sign-key-path>',
    'Private key to sign the data with; goes with --sign-cert-id',
  ),
  sign_cert_id: text(
    '--sign-cert-id <sign-cert-id>',
    'ID of the certificate in the key manager that the signature is checked with; goes with --sign-key-path',
  ),
  is_protected: isProtected,
  visibility,
  properties: pairs('--property <key=value>', 'A property of the image (may be repeated)'),
  tags: texts('--tag <tag>', 'A tag of the image (may be repeated)'),
  project: naming(
    'project',
    text('--project <project>', 'Project that the image is to belong to (name or ID)'),
  ),
  use_import: flag('--import', "Bring the data in by the service's import"),
  project_domain: projectDomain,
  location: outdated('location'),
  copy_from: outdated('copy-from'),
  checksum: outdated('checksum'),
  store: outdated('store'),
  keep_on_interrupt: keepOnInterrupt,
};

type CreateValues = Values<typeof params>;

const create = command({
  summary: 'Create an image, with data from a file, from stdin or of a volume',
  params,
  exclusive: [{ members: ['--file', '--volume'] }, protectedExclusive, visibilityExclusive],
  output: 'show',
  examples: [
    'openstack image create --file debian-12.qcow2 --disk-format qcow2 --progress debian-12',
    'xz -dc image.raw.xz | openstack image create --private image',
    'openstack image create --volume data --disk-format qcow2 data-copy',
  ],
  async run(context, values) {
    for (const name of OUTDATED) {
      if (!values[name === 'copy-from' ? 'copy_from' : name]) continue;
      throw new CommandError(
        `ERROR: --${name} was given, which is an Image v1 option that is no longer supported in Image v2`,
      );
    }
    return values.volume ? fromVolume(context, values.volume, values) : fromData(context, values);
  },
});

/** Options that mean nothing for an image of a volume. */
const UNUSED = [
  'id',
  'min_disk',
  'min_ram',
  'force',
  'progress',
  'sign_key_path',
  'sign_cert_id',
  'properties',
  'tags',
  'project',
  'use_import',
] as const;

async function fromVolume(context: Context, volume: string, values: CreateValues): Promise<ShowResult> {
  for (const option of UNUSED) {
    // The peer warns of --force as well, though it is what --force is for.
    if (!values[option] || (option === 'force' && context.manners === 'ostk')) continue;
    const name = option === 'use_import' ? 'import' : option;
    context.log.warn(
      `'--${context.manners === 'ostk' ? name.replaceAll('_', '-') : name}' was given, which is not supported when ` +
        'creating an image from a volume. This will be an error in a future version.',
    );
  }
  return imageFromVolume(context, volume, values);
}

async function fromData(context: Context, values: CreateValues): Promise<ShowResult> {
  const { project } = values;
  const owner = project ? await projectId(context, project, values.project_domain) : undefined;
  const file = values.filename ? await openNamed(context, values.filename) : undefined;
  try {
    const given = file ?? stdinData(context);
    if (values.size !== undefined && given === undefined)
      throw new CommandError('--size requires image data via --file or stdin');
    // The peer's SDK takes the property for the number of bytes, which is none.
    if (context.manners === 'peer' && given && values.properties?.size !== undefined && !values.size)
      throw new CommandError('Image creation failed: size must be an integer, got str');
    const signed = await signedProperties(context, values, file);
    const own = given ? undefined : await fileCalled(context, values.name);
    const image = { ...attributesOf(values, owner), ...(own ? { name: own.name } : {}) };
    const properties = { ...values.properties, ...signed };
    const body = newImageBody(image, properties, context.manners, given !== undefined);
    return await make(context, values, body, given ?? own?.source).finally(() => own?.source.close());
  } finally {
    await file?.close();
  }
}

function attributesOf(values: CreateValues, owner: string | undefined): JsonObject {
  const { tags, is_protected } = values;
  return {
    name: values.name,
    id: values.id || undefined,
    container_format: values.container_format,
    disk_format: values.disk_format,
    min_disk: values.min_disk || undefined,
    min_ram: values.min_ram || undefined,
    tags,
    is_protected,
    visibility: values.visibility,
    owner_id: owner,
  };
}

async function signedProperties(
  context: Context,
  values: CreateValues,
  file: FileSource | undefined,
): Promise<Readonly<Record<string, string>>> {
  const { sign_key_path: key, sign_cert_id: certificate } = values;
  if (!key && !certificate) return {};
  if (!file)
    throw new CommandError(
      'signing an image requires the --file option, passing files via stdin when signing is not supported.',
    );
  if (!key || !certificate)
    throw new CommandError(
      "'sign-key-path' and 'sign-cert-id' must both be specified when attempting to sign an image.",
    );
  return signature(await loadSigner(context, key, certificate), file);
}

/**
 * Without any data, an image that is named as a file gets that file's, and its name without directory and ending
 * (openstack/image/v2/_proxy.py: _get_name_and_filename).
 */
async function fileCalled(
  context: Context,
  name: string,
): Promise<{ readonly name: string; readonly source: FileSource } | undefined> {
  const source = await openSource(await context.path(name)).catch(() => undefined);
  if (source?.size === undefined) {
    await source?.close();
    return undefined;
  }
  const base = name.slice(name.lastIndexOf('/') + 1);
  return { name: base.replace(/(?<=[^.])\.[^.]*$/, ''), source };
}

/** Creates the image and brings its data in. */
async function make(
  context: Context,
  values: CreateValues,
  body: JsonObject,
  source: Source | undefined,
): Promise<ShowResult> {
  const service = await context.image();
  const signal = source && interruption(context);
  const created = await service.request('POST', '/images', { body });
  const image = isObject(created.body) ? created.body : {};
  const id = textOf(image, 'id');
  if (source && signal) {
    const { size, progress, use_import } = values;
    const methods = (created.headers['openstack-image-import-methods'] ?? '').split(',');
    if (use_import && !methods.includes('glance-direct'))
      throw new CommandError(
        'Importing image was requested but the cloud does not support the image import method.',
      );
    const into = use_import ? 'stage' : 'file';
    const fate = { created: true, keep: values.keep_on_interrupt };
    await sendData(context, { id, source, into, size, progress, label: values.name, signal, ...fate });
    if (use_import) await startImport(context, id, { method: { name: 'glance-direct' } });
  }
  return showFields(await service.get(`/images/${id}`));
}

export default { '': create } satisfies Verbs;
