/** `image-sync`: sees to it that an image has a location, which some operators' versions of the client have. */
import { children } from '../../clients/json.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { arg, naming, text, textOr } from '../../kernel/params.ts';
import { imagePath } from './lib/image.ts';
import { jsonOf } from './lib/json-option.ts';
import { addLocation } from './lib/locations.ts';
import { withoutSelf } from './lib/schema.ts';
import { propertyTable } from './lib/tables.ts';

const sync = command({
  summary: 'Add a location to an image that does not have it yet',
  params: {
    id: naming('image-id', arg('<IMAGE_ID>', 'ID of the image')),
    url: { ...text('--url <URL>', 'URL of the location'), required: true },
    metadata: textOr(
      '--metadata <STRING>',
      '{}',
      'What is to be known of the location, as JSON (default: {})',
    ),
  },
  output: 'table',
  own: true,
  async run(context, { id, url = '', metadata }) {
    const data = jsonOf(metadata, 'Metadata is not a valid JSON object.');
    const service = await context.image();
    const image = withoutSelf(await service.get(imagePath(id)));
    if (children(image, 'locations').some(location => location.url === url)) return propertyTable(image);
    await addLocation(service, id, { url, metadata: data });
    return propertyTable(withoutSelf(await service.get(imagePath(id))));
  },
});

export default { '': sync } satisfies Verbs;
