/** `image-upload`: data for an image that has none yet. */
import { command, type Verbs } from '../../kernel/command.ts';
import { arg, naming } from '../../kernel/params.ts';
import { dataOptions, openData, sendData, storeOption } from './lib/data.ts';
import { demandData } from './lib/input.ts';
import { checkStores } from './lib/stores.ts';

const upload = command({
  summary: 'Upload the data of an image',
  params: {
    ...dataOptions,
    id: naming('image-id', arg('<IMAGE_ID>', 'ID of the image')),
    store: storeOption,
  },
  output: 'none',
  async run(context, { file, size, progress, id, store: typed }) {
    demandData(context, file);
    const store = typed ?? context.env.OS_IMAGE_STORE;
    await checkStores(await context.image(), store ? [store] : []);
    const data = await openData(context, file);
    const sending = { id, data, into: 'file', size, progress, store, created: false, keep: true } as const;
    await sendData(context, sending).finally(() => data?.close?.());
    return undefined;
  },
});

export default { '': upload } satisfies Verbs;
