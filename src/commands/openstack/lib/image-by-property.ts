/** The image that has certain properties. */
import { isList, isObject, type JsonObject, text } from '../../../clients/json.ts';
import { image } from '../../../clients/resources/image.ts';
import type { Context } from '../../../kernel/context.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { repr } from '../../../kernel/output/python.ts';
import { everyAttribute } from './network.ts';

/**
 * Finds the first image whose attributes and properties are all as wanted. Several that match are told.
 * @throws CommandError when there is none
 */
export async function imageByProperties(
  context: Context,
  wanted: Readonly<Record<string, string>>,
): Promise<JsonObject> {
  const images = await (await context.image()).list('/images', 'images');
  const matching = images.filter(item => {
    const named = everyAttribute(image, item);
    return Object.entries(wanted).every(([key, value]) => {
      const own = named[key];
      return !isList(own) && !isObject(own) && own === value;
    });
  });
  const [chosen] = matching;
  if (chosen === undefined)
    throw new CommandError('No images match the property expected by --image-property');
  if (matching.length > 1) {
    const ids = matching.map(item => text(item, 'id'));
    context.log.warn(`Multiple matching images: ${repr(ids)}\nUsing image: ${repr(ids[0]).slice(1, -1)}`);
  }
  return chosen;
}
