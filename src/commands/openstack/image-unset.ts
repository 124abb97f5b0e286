/** `image unset` (Image API v2, "Update image", "Delete image tag"). */

import { isObject, type JsonObject, text as textOf } from '../../clients/json.ts';
import { pathPart } from '../../clients/query.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import { arg, naming, texts } from '../../kernel/params.ts';
import { findImage } from './lib/find-image.ts';
import { patchImage, removing } from './lib/image-body.ts';
import { KEYS, namedImage } from './lib/image-fields.ts';

const unset = command({
  summary: 'Take tags and properties from an image',
  params: {
    image: naming('image', arg('<image>', 'Image to change (name or ID)')),
    tags: texts('--tag <tag>', 'A tag to take away (may be repeated)'),
    properties: texts('--property <property-key>', 'A property to take away (may be repeated)'),
  },
  output: 'none',
  examples: ['openstack image unset --tag tested --property hw_disk_bus debian-12'],
  async run(context, values) {
    const item = await findImage(context, values.image);
    const tags = values.tags ?? [];
    const properties = values.properties ?? [];
    const id = textOf(item, 'id');
    const lostTags = await removeTags(context, id, tags);
    const lostProperties = await removeProperties(context, item, properties);
    const failures = [
      ...(lostTags > 0 ? [`Failed to unset ${lostTags} of ${tags.length} tags`] : []),
      ...(lostProperties > 0 ? [`Failed to unset ${lostProperties} of ${properties.length} properties`] : []),
    ];
    if (failures.length > 0) throw new CommandError(`${failures.join(',')}.`);
    return undefined;
  },
});

/** @returns how many could not be taken away */
async function removeTags(context: Context, id: string, tags: readonly string[]): Promise<number> {
  const service = await context.image();
  const outcomes = await Promise.allSettled(
    tags.map(tag => service.delete(`/images/${id}/tags/${pathPart(tag)}`)),
  );
  const failed = tags.filter((_, at) => outcomes[at]?.status === 'rejected');
  for (const tag of failed) context.log.error(`tag unset failed, '${tag}' is a nonexistent tag `);
  return failed.length;
}

/** @returns how many the image does not have */
async function removeProperties(
  context: Context,
  item: JsonObject,
  names: readonly string[],
): Promise<number> {
  const { properties } = namedImage(item);
  const keys = new Set<string>();
  let failures = 0;
  for (const name of names) {
    const key = KEYS.get(name) ?? name;
    if (name === 'properties' && isObject(properties))
      for (const each of Object.keys(properties)) keys.add(each);
    else if (isKnown(name) || (isObject(properties) && Object.hasOwn(properties, name))) {
      // What is known and has no value is as wanted already.
      if (Object.hasOwn(item, key)) keys.add(key);
    } else {
      context.log.error(`property unset failed, '${name}' is a nonexistent property `);
      failures++;
    }
  }
  await patchImage(await context.image(), textOf(item, 'id'), [...keys].map(removing));
  return failures;
}

const API_KEYS = new Set(KEYS.values());

/** Whether a word is a field of an image, as the SDK or the service calls it. */
function isKnown(word: string): boolean {
  return KEYS.has(word) || API_KEYS.has(word) || word === 'location';
}

export default { '': unset } satisfies Verbs;
