/** Stores of image data. */
import { HttpError } from '../../clients/errors.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError } from '../../kernel/errors.ts';
import { arg, flag, naming, text } from '../../kernel/params.ts';
import { instead, refusal } from './lib/errors.ts';
import { propertyTable } from './lib/tables.ts';

const info = command({
  summary: 'Show the stores of the service',
  params: { detail: flag('--detail', 'Show how they are configured, too; for administrators') },
  output: 'table',
  async run(context, { detail }) {
    const service = await context.image();
    const path = detail ? '/info/stores/detail' : '/info/stores';
    return propertyTable(await service.get(path).catch(instead('Multi Backend support is not enabled')));
  },
});

const remove = command({
  summary: 'Delete an image from one store',
  params: {
    id: naming('image-id', arg('<IMAGE_ID>', 'ID of the image')),
    store: { ...text('--store <STORE_ID>', 'The store to delete it from'), required: true },
  },
  output: 'none',
  async run(context, { id, store = '' }) {
    const service = await context.image();
    const path = `/stores/${encodeURIComponent(store)}/${encodeURIComponent(id)}`;
    const missing = 'Multi Backend support is not enabled or Image/store not found.';
    await service
      .delete(path)
      .catch(instead(missing))
      .catch(error => {
        if (!(error instanceof HttpError)) throw error;
        const why = refusal(context, error);
        throw new CommandError(`Unable to delete image '${id}' from store '${store}'. (${why})`, 1, {
          cause: error,
        });
      });
    return undefined;
  },
});

export default { delete: remove, info } satisfies Verbs;
