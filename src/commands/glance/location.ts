/** Places that the data of an image are in. */
import { children, type JsonObject, text as textOf } from '../../clients/json.ts';
import type { Service } from '../../clients/service.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError } from '../../kernel/errors.ts';
import { arg, naming, text, textOr, texts } from '../../kernel/params.ts';
import { quoted } from '../../kernel/parse/convert.ts';
import { imagePath } from './lib/image.ts';
import { jsonOf } from './lib/json-option.ts';
import { addLocation, patchImage } from './lib/locations.ts';
import { withoutSelf } from './lib/schema.ts';
import { propertyTable } from './lib/tables.ts';

const BAD_METADATA = 'Metadata is not a valid JSON object.';

const metadataOption = textOr(
  '--metadata <STRING>',
  '{}',
  'What is to be known of the location, as JSON (default: {})',
);

/**
 * The image with its locations.
 * @throws CommandError where nobody may see them
 */
async function located(service: Service, id: string): Promise<JsonObject> {
  const image = withoutSelf(await service.get(imagePath(id)));
  if (image.locations !== undefined && image.locations !== null) return image;
  throw new CommandError('HTTP The administrator has disabled API access to image locations');
}

const add = command({
  summary: 'Add a location to an image',
  params: {
    url: { ...text('--url <URL>', 'URL of the location'), required: true },
    metadata: metadataOption,
    checksum: text('--checksum <STRING>', 'MD5 checksum of the data'),
    hash_algo: text('--hash-algo <STRING>', 'Algorithm of the hash'),
    hash_value: text('--hash-value <STRING>', 'Hash of the data'),
    id: naming('image-id', arg('<IMAGE_ID>', 'ID of the image')),
  },
  output: 'table',
  async run(context, { url = '', metadata, checksum, hash_algo, hash_value, id }) {
    const validation = {
      ...(checksum ? { checksum } : {}),
      ...(hash_algo ? { os_hash_algo: hash_algo } : {}),
      ...(hash_value ? { os_hash_value: hash_value } : {}),
    };
    const data = jsonOf(metadata, BAD_METADATA);
    const service = await context.image();
    await addLocation(service, id, { url, metadata: data }, validation);
    return propertyTable(withoutSelf(await service.get(imagePath(id))));
  },
});

const remove = command({
  summary: 'Remove locations from an image',
  params: {
    url: { ...texts('--url <URL>', 'URL of the location; repeatable'), required: true },
    id: naming('image-id', arg('<IMAGE_ID>', 'ID of the image')),
  },
  output: 'none',
  async run(context, { url = [], id }) {
    const service = await context.image();
    const urls = children(await located(service, id), 'locations').map(each => textOf(each, 'url'));
    const wanted = [...new Set(url)];
    const missing = wanted.filter(each => !urls.includes(each));
    if (missing.length > 0) {
      throw new CommandError(`HTTP Unknown URL(s): [${missing.map(quoted).join(', ')}]`);
    }
    // From the end, so that what goes first does not move the others.
    const indexes = wanted.map(each => urls.indexOf(each)).sort((a, b) => b - a);
    const patch = indexes.map(index => ({ op: 'remove', path: `/locations/${index}` }));
    await patchImage(service, id, patch);
    return undefined;
  },
});

const update = command({
  summary: "Change what is known of an image's location",
  params: {
    url: { ...text('--url <URL>', 'URL of the location'), required: true },
    metadata: metadataOption,
    id: naming('image-id', arg('<IMAGE_ID>', 'ID of the image')),
  },
  output: 'table',
  async run(context, { url = '', metadata, id }) {
    const data = jsonOf(metadata, BAD_METADATA);
    if (JSON.stringify(data) === '{}') {
      await context.stdout.write(
        "WARNING -- The location's metadata will be updated to an empty JSON object.\n",
      );
    }
    const service = await context.image();
    const image = await located(service, id);
    const locations = children(image, 'locations');
    const found = locations.find(each => each.url === url);
    if (!found) {
      throw new CommandError(
        `HTTP Unknown URL: ${url}, the URL must be one of existing locations of current image`,
      );
    }
    if (JSON.stringify(found.metadata) === JSON.stringify(data)) return propertyTable(image);
    const value = locations.map(each => (each.url === url ? { ...each, metadata: data } : each));
    await patchImage(service, id, [{ op: 'replace', path: '/locations', value }]);
    return propertyTable(withoutSelf(await service.get(imagePath(id))));
  },
});

export default { add, delete: remove, update } satisfies Verbs;
