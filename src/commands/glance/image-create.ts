/** `image-create`: an image, with data from a file or from standard input. */
import { text as textOf } from '../../clients/json.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import { interruption } from '../../kernel/transfer.ts';
import { type Data, dataOptions, openData, sendData, storeOption } from './lib/data.ts';
import { imagePath } from './lib/image.ts';
import { createOptions, imageFields, schemaOptions } from './lib/image-options.ts';
import { hasInput } from './lib/input.ts';
import { demandFormats, keepOnInterrupt, refuseSize, showing } from './lib/new-image.ts';
import { schemaOf, withFields } from './lib/schema.ts';
import { checkStores } from './lib/stores.ts';

/** Opens the data. @throws CommandError for a file that is not there or cannot be read */
async function dataOf(context: Context, file: string | undefined): Promise<Data | undefined> {
  return openData(context, file).catch(error => {
    throw file && isUnreadable(error)
      ? new CommandError(`File ${file} does not exist or user does not have read privileges to it`, 1, {
          cause: error,
        })
      : error;
  });
}

function isUnreadable(error: unknown): boolean {
  return /^(EACCES|ENOENT|ENOTDIR)$/.test(codeOf(error));
}

function codeOf(error: unknown): string {
  for (let each = error; each instanceof Error; each = each.cause) {
    if ('code' in each && typeof each.code === 'string') return each.code;
  }
  return '';
}

const create = command({
  summary: 'Create an image',
  params: { ...createOptions, ...dataOptions, store: storeOption, keep_on_interrupt: keepOnInterrupt },
  output: 'table',
  more: schemaOptions,
  examples: [
    'glance image-create --name debian --disk-format qcow2 --container-format bare --file debian.qcow2',
  ],
  async run(context, values) {
    const { file, size, progress, keep_on_interrupt: keep, ...rest } = values;
    const store = values.store ?? context.env.OS_IMAGE_STORE;
    demandFormats(context, values);
    const [service, schema] = await Promise.all([context.image(), schemaOf(context, 'image')]);
    const fields = imageFields(schema, rest);
    refuseSize(size);
    if (store && !file && !hasInput(context)) {
      throw new CommandError('--store option should only be provided with --file option or stdin.');
    }
    await checkStores(service, store ? [store] : []);
    const data = await dataOf(context, file);
    const signal = data && interruption(context);
    try {
      const image = await service.post('/images', withFields(context, schema, {}, fields));
      if (!data) return await showing(context, image, async () => image);
      const id = textOf(image, 'id');
      return await showing(context, image, async () => {
        const fate = { created: true, keep, signal };
        await sendData(context, { id, data, into: 'file', size, progress, store, ...fate });
        return service.get(imagePath(id));
      });
    } finally {
      await data?.close?.();
    }
  },
});

export default { '': create } satisfies Verbs;
