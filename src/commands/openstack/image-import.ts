/** `image import` (Image API v2.6, "Import an image", "Import methods and values discovery"). */
import { HttpError } from '../../clients/errors.ts';
import { child, isList, isObject, type JsonObject, text as textOf } from '../../clients/json.ts';
import { wait } from '../../clients/wait.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import { listCell } from '../../kernel/output/cells.ts';
import {
  arg,
  constant,
  flag,
  naming,
  type Param,
  text,
  textOr,
  texts,
  type Values,
} from '../../kernel/params.ts';
import { inOrder } from '../../kernel/together.ts';
import { findImage } from './lib/find-image.ts';
import { showFields } from './lib/image-fields.ts';
import { startImport } from './lib/image-import.ts';
import { imageThing } from './lib/image-resource.ts';

const INFO = '/info/import';

/** The status that an image must be in for a method. */
const WANTED: Readonly<Record<string, string>> = {
  'glance-direct': 'uploading',
  'web-download': 'queued',
  'copy-image': 'active',
};

/** `--store a b`: a later one replaces it. */
const stores: Param<string[] | undefined, string> = {
  ...texts('--store <STORE>', 'Stores that get the data (default: the default store)'),
  nargs: '*',
  apply: (_, words) => [...words],
};

const params = {
  image: naming('image', arg('<image>', 'Image to import data for (name or ID)')),
  import_method: {
    ...textOr(
      '--method <method>',
      'glance-direct',
      'How the data come: glance-direct (default) takes what image stage has put there',
    ),
    choices: ['glance-direct', 'web-download', 'glance-download', 'copy-image'],
  },
  uri: text('--uri <uri>', 'Where the service gets the data from, with web-download'),
  remote_image: text('--remote-image <REMOTE_IMAGE>', "ID of the other region's image, with glance-download"),
  remote_region: text('--remote-region <REMOTE_GLANCE_REGION>', 'Region of that image, with glance-download'),
  remote_service_interface: text(
    '--remote-service-interface <REMOTE_SERVICE_INTERFACE>',
    "Interface of that region's image service, with glance-download",
  ),
  stores,
  all_stores: flag('--all-stores', 'Put the data into every store'),
  allow_failure: [
    constant('--allow-failure', true, true, 'Keep what is there when some of the stores fail (default)'),
    constant('--disallow-failure', false, true, 'Take everything back when one of the stores fails'),
  ],
  wait: flag('--wait', 'End when the data are there'),
};

type ImportValues = Values<typeof params>;

const start = command({
  summary: 'Have the image service import data for an image',
  params,
  exclusive: [
    { members: ['--store', '--all-stores'] },
    { members: ['--allow-failure', '--disallow-failure'] },
  ],
  output: 'show',
  examples: [
    'openstack image import --method web-download --uri https://example.org/debian-12.raw --wait debian-12',
    'openstack image import --method copy-image --all-stores debian-12',
  ],
  async run(context, values) {
    const asked = methods(context).then(known => check(values, known));
    const [, image] = await inOrder(asked, findImage(context, values.image));
    checkImage(values.import_method, image);
    const id = textOf(image, 'id');
    await startImport(context, id, bodyOf(values));
    // The peer has the option, and forgets it.
    if (!values.wait || context.manners === 'peer') return showFields(image);
    return showFields(await imported(context, id));
  },
});

/** @throws CommandError where the service has no imports */
async function methods(context: Context): Promise<string[]> {
  const service = await context.image();
  const body = await service.get(INFO).catch(error => {
    if (!(error instanceof HttpError && error.status === 404)) throw error;
    const message = 'The Image Import feature is not supported by this deployment';
    throw new CommandError(message, 1, { cause: error });
  });
  return methodsIn(body);
}

function methodsIn(body: JsonObject): string[] {
  const { value } = child(body, 'import-methods');
  return isList(value) ? value.filter(each => typeof each === 'string') : [];
}

/** Checks what can be known without the image. @throws CommandError */
function check(values: ImportValues, known: readonly string[]): void {
  const { import_method: method, uri, remote_image, remote_region, remote_service_interface } = values;
  const only = (option: string, owner: string): CommandError =>
    new CommandError(`The '${option}' option is only supported when using '--method=${owner}'`);
  if (!known.includes(method))
    throw new CommandError(
      `The '${method}' import method is not supported by this deployment. Supported: ${known.join(', ')}`,
    );
  if (method === 'web-download') {
    if (!uri) throw new CommandError("The '--uri' option is required when using '--method=web-download'");
    if (!/^[a-z][a-z0-9+.-]*:\/\/[^/?#]/i.test(uri)) throw new CommandError(`'${uri}' is not a valid url`);
  } else if (uri) throw only('--uri', 'web-download');
  if (method === 'glance-download') {
    if (!remote_region || !remote_image)
      throw new CommandError(
        "The '--remote-region' and '--remote-image' options are required when using '--method=web-download'",
      );
  } else {
    if (remote_region) throw only('--remote-region', 'glance-download');
    if (remote_image) throw only('--remote-image', 'glance-download');
    if (remote_service_interface) throw only('--remote-service-interface', 'glance-download');
  }
  if (method === 'copy-image' && !values.stores?.length && !values.all_stores)
    throw new CommandError(
      "The '--stores' or '--all-stores' options are required when using '--method=copy-image'",
    );
}

/** @throws CommandError when the image is not ready for the method */
function checkImage(method: string, image: JsonObject): void {
  const formats = [image.container_format, image.disk_format];
  if (!formats.some(Boolean))
    throw new CommandError(
      "The 'container_format' and 'disk_format' properties must be set on an image before it can be imported",
    );
  const wanted = WANTED[method];
  if (wanted !== undefined && image.status !== wanted)
    throw new CommandError(
      `The '${method}' import method can only be used with an image in status '${wanted}'`,
    );
  if (!formats.every(Boolean))
    throw new CommandError('Both container_format and disk_format are required for importing an image');
}

function bodyOf(values: ImportValues): JsonObject {
  const { uri, remote_region, remote_image, remote_service_interface } = values;
  // The SDK sends where the other image is only together with the interface.
  const remote = remote_region && remote_image && remote_service_interface;
  return {
    method: {
      name: values.import_method,
      ...(uri ? { uri } : {}),
      ...(remote
        ? {
            glance_service_interface: remote_service_interface,
            glance_region: remote_region,
            glance_image_id: remote_image,
          }
        : {}),
    },
    all_stores: values.all_stores,
    all_stores_must_succeed: !values.allow_failure,
    ...(values.stores?.length ? { stores: values.stores } : {}),
  };
}

/** Waits until all data are where they are to be. @throws CommandError when they will never be */
async function imported(context: Context, id: string): Promise<JsonObject> {
  const service = await context.image();
  const pending = (image: JsonObject | undefined): boolean =>
    image !== undefined && textOf(image, 'os_glance_importing_to_stores') !== '';
  const status = (image: JsonObject | undefined): string => (image ? textOf(image, 'status') : 'deleted');
  const failures = (image: JsonObject | undefined): string =>
    image ? textOf(image, 'os_glance_failed_import') : '';
  const { outcome, last } = await context.progress(`${id}: importing`, update =>
    wait(() => service.get(`/images/${id}`), {
      sleep: ms => context.clock.sleep(ms),
      done: image => status(image) === 'active' && !pending(image),
      failed: image =>
        !['importing', 'queued', 'uploading', 'saving', 'active'].includes(status(image)) ||
        (failures(image) !== '' && !pending(image)),
      progress: image => update(`${id}: ${status(image)}`),
    }),
  );
  if (outcome === 'done' && last && failures(last) === '') return last;
  const where = failures(last) === '' ? '' : ` into ${failures(last)}`;
  throw new CommandError(`The import for image ${id} failed${where}; its status is ${status(last)}.`);
}

const info = command({
  summary: 'Show the import methods that the image service offers',
  params: {},
  output: 'show',
  async run(context) {
    const body = await imageThing(context, 'Import', undefined, INFO);
    const cell = listCell(isObject(body['import-methods']) ? methodsIn(body) : []);
    return { kind: 'show', fields: [['import-methods', cell]] };
  },
});

export default { '': start, info } satisfies Verbs;
