/** `image-stage`: data for an import. */
import { command, type Verbs } from '../../kernel/command.ts';
import { arg, naming } from '../../kernel/params.ts';
import { dataOptions, openData, sendData } from './lib/data.ts';
import { demandData } from './lib/input.ts';

const stage = command({
  summary: 'Upload data to be imported into an image',
  params: { ...dataOptions, id: naming('image-id', arg('<IMAGE_ID>', 'ID of the image')) },
  output: 'none',
  async run(context, { file, size, progress, id }) {
    demandData(context, file);
    const data = await openData(context, file);
    const sending = { id, data, into: 'stage', size, progress, created: false, keep: true } as const;
    await sendData(context, sending).finally(() => data?.close?.());
    return undefined;
  },
});

export default { '': stage } satisfies Verbs;
