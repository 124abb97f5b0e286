/** Images: what takes one request. */
import { command, type Verbs } from '../../kernel/command.ts';
import { bareInteger } from '../../kernel/keyed.ts';
import { arg, flag } from '../../kernel/params.ts';
import { imagePath, imageTable } from './lib/image.ts';
import { maxColumnWidth } from './lib/options.ts';

const show = command({
  summary: 'Show an image',
  params: {
    id: arg('<IMAGE_ID>', 'ID of the image'),
    human_readable: flag('--human-readable', 'Show the size in units'),
    max_column_width: maxColumnWidth,
  },
  output: 'table',
  async run(context, values) {
    const service = await context.image();
    const image = await service.get(imagePath(values.id));
    const width = bareInteger(values.max_column_width);
    return imageTable(image, { humanReadable: values.human_readable, width });
  },
});

export default { show } satisfies Verbs;
