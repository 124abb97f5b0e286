/** `image-import`: brings data into an image in the background. */
import { type JsonObject, text as textOf } from '../../clients/json.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError } from '../../kernel/errors.ts';
import { arg, naming, text, textOr } from '../../kernel/params.ts';
import { instead } from './lib/errors.ts';
import { imagePath, imageTable } from './lib/image.ts';
import {
  checkMethod,
  chosenStores,
  type Import,
  importMethods,
  remoteOptions,
  startImport,
  storesOptions,
} from './lib/import.ts';
import { checkStores } from './lib/stores.ts';

/** @throws CommandError for what does not go with the method */
function checkInput({ method, uri, region, remoteId, stores, all }: Import): void {
  const complaints: readonly (readonly [wrong: unknown, sentence: string])[] = [
    [method === 'web-download' && !uri, 'Provide URI for web-download import method.'],
    [uri && method !== 'web-download', "Import method should be 'web-download' if URI is provided."],
    [
      method === 'glance-download' && !(region && remoteId),
      "Provide REMOTE_IMAGE_ID and remote-region for 'glance-download' import method.",
    ],
    [
      region && method !== 'glance-download',
      "Import method should be 'glance-download' if REMOTE REGION is provided.",
    ],
    [
      remoteId && method !== 'glance-download',
      "Import method should be 'glance-download' if REMOTE IMAGE ID is provided.",
    ],
    [
      method === 'copy-image' && !(stores || all),
      "Provide either --stores or --all-stores for 'copy-image' import method.",
    ],
  ];
  for (const [wrong, sentence] of complaints) if (wrong) throw new CommandError(sentence);
}

/** The state that an image has to be in, and how that is said. */
const STATES: Readonly<Record<string, readonly [status: string, sentence: string]>> = {
  'glance-direct': [
    'uploading',
    "The 'glance-direct' import method can only be applied to an image in status 'uploading'",
  ],
  'web-download': [
    'queued',
    "The 'web-download' import method can only be applied to an image in status 'queued'",
  ],
  'copy-image': [
    'active',
    "The 'copy-image' import method can only be used on an image with status 'active'.",
  ],
};

/** @throws CommandError for an image that the method cannot be used on */
function checkImage(image: JsonObject, method: string): void {
  if (!image.container_format || !image.disk_format) {
    throw new CommandError(
      "The 'container_format' and 'disk_format' properties must be set on an image before it can be imported.",
    );
  }
  const state = Object.hasOwn(STATES, method) ? STATES[method] : undefined;
  if (state && textOf(image, 'status') !== state[0]) throw new CommandError(state[1]);
}

const importImage = command({
  summary: 'Import data into an image',
  params: {
    import_method: textOr('--import-method <METHOD>', 'glance-direct', 'The method (see import-info)'),
    uri: text('--uri <IMAGE_URL>', 'Where the data are, for web-download'),
    ...remoteOptions('<REMOTE_GLANCE_REGION>'),
    id: naming('image-id', arg('<IMAGE_ID>', 'ID of the image')),
    ...storesOptions,
  },
  output: 'table',
  async run(context, { id, ...values }) {
    const chosen = chosenStores(context, values);
    const service = await context.image();
    const { store, stores } = chosen;
    await checkStores(service, store ? [store] : (stores ?? []));
    const missing = 'Target Glance does not support Image Import workflow';
    const asked: Import = {
      ...chosen,
      method: values.import_method,
      uri: values.uri,
      region: values.remote_region,
      remoteId: values.remote_image_id,
      remoteInterface: values.remote_service_interface,
    };
    const [known, image] = await Promise.allSettled([
      importMethods(service).catch(instead(missing)),
      service.get(imagePath(id)),
    ]);
    if (known.status === 'rejected') throw known.reason;
    checkMethod(asked.method, known.value);
    checkInput(asked);
    if (image.status === 'rejected') throw image.reason;
    checkImage(image.value, asked.method);
    await startImport(service, id, asked);
    return imageTable(await service.get(imagePath(id)));
  },
});

export default { '': importImage } satisfies Verbs;
