/** `image stage` (Image API v2.6, "Stage binary image data"). */
import { type Source, streamSource } from '../../clients/image/source.ts';
import { text as textOf } from '../../clients/json.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError } from '../../kernel/errors.ts';
import { arg, converted, flag, naming, text } from '../../kernel/params.ts';
import { interruption } from '../../kernel/transfer.ts';
import { findImage } from './lib/find-image.ts';
import { openNamed, stdinData } from './lib/image-data.ts';
import { imageSize } from './lib/image-options.ts';
import { sendData } from './lib/image-upload.ts';

const stage = command({
  summary: 'Upload data for an image to where imports take them from',
  params: {
    filename: text('--file <file>', 'File with the data (by default what comes on stdin)'),
    size: converted('--size <size>', imageSize, 'Bytes of the data, told to the service beforehand'),
    progress: flag('--progress', 'Show how far the upload is'),
    image: naming('image', arg('<image>', 'Image without data (name or ID)')),
  },
  output: 'none',
  examples: ['openstack image stage --file debian-12.qcow2 debian-12'],
  async run(context, values) {
    const image = await findImage(context, values.image);
    const file = values.filename ? await openNamed(context, values.filename) : undefined;
    try {
      const given: Source | undefined = file ?? stdinData(context);
      if (values.size !== undefined && given === undefined)
        throw new CommandError('--size requires image data via --file or stdin');
      const status = textOf(image, 'status');
      if (status !== 'queued')
        throw new CommandError(
          `Image stage is only possible for images in the queued state. Current state is ${status}`,
        );
      const { size, progress } = values;
      await sendData(context, {
        id: textOf(image, 'id'),
        source: given ?? streamSource(nothing(), 0),
        into: 'stage',
        size,
        progress,
        label: values.image,
        signal: interruption(context),
        created: false,
        keep: true,
      });
    } finally {
      await file?.close();
    }
    return undefined;
  },
});

async function* nothing(): AsyncGenerator<Uint8Array> {}

export default { '': stage } satisfies Verbs;
