/** `image-create-via-import`: an image whose data are imported. */
import { text as textOf } from '../../clients/json.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError } from '../../kernel/errors.ts';
import { text } from '../../kernel/params.ts';
import { interruption } from '../../kernel/transfer.ts';
import { type Data, dataOptions, openData, sendData } from './lib/data.ts';
import { imagePath } from './lib/image.ts';
import { createOptions, imageFields, schemaOptions } from './lib/image-options.ts';
import {
  type Chosen,
  checkMethod,
  chosenStores,
  importMethods,
  remoteOptions,
  startImport,
  storesOptions,
} from './lib/import.ts';
import { hasInput } from './lib/input.ts';
import { demandFormats, keepOnInterrupt, refuseSize, showing } from './lib/new-image.ts';
import { schemaOf, withFields } from './lib/schema.ts';
import { checkStores } from './lib/stores.ts';

/** What a line gives a method to work with. */
interface Input {
  readonly method: string | undefined;
  readonly file: string | undefined;
  readonly stdin: boolean;
  readonly uri: string | undefined;
  readonly region: string | undefined;
  readonly remoteId: string | undefined;
}

type Complaint = readonly [wrong: unknown, sentence: string];

/** What is wrong with the stores that were chosen, where a method has no data for them. */
function storeComplaints({ store, stores, all }: Chosen, missing: boolean, how: string): Complaint[] {
  const sentence = (option: string): string => `${option} option should only be provided with ${how}`;
  return [
    [store && missing, sentence('--store')],
    [stores && missing, sentence('--stores')],
    [all && missing, sentence('--all-stores')],
  ];
}

/** What may be wrong with the input of each method, in the peer's order. */
function complaints({ method, file, stdin, uri, region, remoteId }: Input, chosen: Chosen): Complaint[] {
  switch (method) {
    case undefined:
      return [[uri, 'You cannot use --uri without specifying an import method.']];
    case 'glance-direct':
      return [
        ...storeComplaints(
          chosen,
          !file && !stdin,
          '--file option or stdin for the glance-direct import method.',
        ),
        [uri, 'You cannot specify a --uri with the glance-direct import method.'],
        [file && stdin, 'You cannot use both --file and stdin with the glance-direct import method.'],
        [
          !file && !stdin,
          'You must specify a --file or provide data via stdin for the glance-direct import method.',
        ],
      ];
    case 'web-download':
      return [
        ...storeComplaints(chosen, !uri, '--uri option for the web-download import method.'),
        [!uri, "URI is required for web-download import method. Please use '--uri <uri>'."],
        [file, 'You cannot specify a --file with the web-download import method.'],
        [stdin, 'You cannot pass data via stdin with the web-download import method.'],
      ];
    case 'glance-download':
      return [
        [
          !(region && remoteId),
          'REMOTE GlANCE REGION and REMOTE IMAGE ID are required for glance-download import method. Please use ' +
            '--remote-region <region> and --remote-image-id <remote-image-id>.',
        ],
        [uri, 'You cannot specify a --uri with the glance-download import method.'],
        [file, 'You cannot specify a --file with the glance-download import method.'],
        [stdin, 'You cannot pass data via stdin with the glance-download import method.'],
      ];
    default:
      return [];
  }
}

const create = command({
  summary: 'Create an image whose data are imported',
  params: {
    ...createOptions,
    ...dataOptions,
    import_method: text(
      '--import-method <METHOD>',
      'The method (see import-info); glance-direct where there are data (Env: OS_IMAGE_IMPORT_METHOD)',
    ),
    uri: text('--uri <IMAGE_URL>', 'Where the data are, for web-download'),
    ...remoteOptions('<GLANCE_REGION>'),
    ...storesOptions,
    keep_on_interrupt: keepOnInterrupt,
  },
  output: 'table',
  more: schemaOptions,
  async run(context, values) {
    const { file, size, progress, uri, keep_on_interrupt: keep, stores: _stores, ...rest } = values;
    demandFormats(context, values);
    const stdin = hasInput(context);
    const given = values.import_method ?? (context.env.OS_IMAGE_IMPORT_METHOD || undefined);
    const method = given ?? (file || stdin ? 'glance-direct' : undefined);
    const [service, schema] = await Promise.all([context.image(), schemaOf(context, 'image')]);
    const fields = imageFields(schema, rest);
    refuseSize(size);
    if (method === 'copy-image') {
      throw new CommandError("Import method 'copy-image' cannot be used while creating the image.");
    }
    const known = await importMethods(service);
    if (method) checkMethod(method, known);
    const chosen = chosenStores(context, values);
    await checkStores(service, chosen.store ? [chosen.store] : (chosen.stores ?? []));
    const { remote_region: region, remote_image_id: remoteId } = values;
    for (const [wrong, sentence] of complaints({ method, file, stdin, uri, region, remoteId }, chosen)) {
      if (wrong) throw new CommandError(sentence);
    }
    const data = method ? await openData(context, file).catch(unreadable(file)) : undefined;
    const signal = data && interruption(context);
    try {
      const image = await service.post('/images', withFields(context, schema, {}, fields));
      if (!method) return await showing(context, image, async () => image);
      const id = textOf(image, 'id');
      return await showing(context, image, async () => {
        if (data) {
          await sendData(context, { id, data, into: 'stage', size, progress, created: true, keep, signal });
        }
        const remoteInterface = values.remote_service_interface;
        await startImport(service, id, { ...chosen, method, uri, region, remoteId, remoteInterface });
        return service.get(imagePath(id));
      });
    } finally {
      await data?.close?.();
    }
  },
});

/** Puts the peer's sentence in the place of the system's. */
function unreadable(file: string | undefined): (error: unknown) => Data | undefined {
  return error => {
    if (!file) throw error;
    throw new CommandError(`File ${file} does not exist or user does not have read privileges to it.`, 1, {
      cause: error,
    });
  };
}

export default { '': create } satisfies Verbs;
