/** `image-update`: properties of an image, as a JSON patch. */
import { child, isList, isObject, type Json, type JsonObject } from '../../clients/json.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { repr } from '../../kernel/output/python.ts';
import { arg, naming, texts } from '../../kernel/params.ts';
import { imagePath, imageTable } from './lib/image.ts';
import { imageFields, schemaOptions, updateOptions } from './lib/image-options.ts';
import { patchImage } from './lib/locations.ts';
import { type Fields, schemaOf, withFields, withoutSelf } from './lib/schema.ts';

/** A property's place in a JSON patch. */
function pointer(name: string): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Whether a property is one that every image has, though it may have no value (glanceclient/v2/schemas.py). */
function isBase(schema: JsonObject, name: string): boolean {
  const property = child(schema, 'properties')[name];
  return isObject(property) && property.is_base !== false;
}

/**
 * The patch from one state of an image to another. Glance wants what every image has replaced, not added, and the
 * peer repeats the tags.
 */
function patchOf(schema: JsonObject, before: JsonObject, after: JsonObject): JsonObject[] {
  const patch: JsonObject[] = [];
  for (const name of Object.keys(before)) {
    if (after[name] === undefined) patch.push({ op: 'remove', path: pointer(name) });
  }
  for (const [name, value = null] of Object.entries(after)) {
    const old = before[name];
    if (name === 'tags' || isSame(old, value)) continue;
    const op = old !== undefined || isBase(schema, name) ? 'replace' : 'add';
    patch.push({ op, path: pointer(name), value });
  }
  const { tags } = after;
  return isList(tags) && tags.length > 0 ? [...patch, { path: '/tags', value: tags, op: 'replace' }] : patch;
}

function isSame(left: Json | undefined, right: Json): boolean {
  return left !== undefined && repr(left) === repr(right);
}

const update = command({
  summary: 'Change an image',
  params: {
    id: naming('image-id', arg('<IMAGE_ID>', 'ID of the image')),
    ...updateOptions,
    remove_property: texts('--remove-property key', 'A property to take away; repeatable'),
  },
  output: 'table',
  more: schemaOptions,
  async run(context, { id, remove_property = [], ...values }) {
    const service = await context.image();
    const [schema, found] = await Promise.all([
      schemaOf(context, 'image'),
      service.get(imagePath(id)).then(withoutSelf),
    ]);
    const fields = imageFields(schema, values);
    const made: Fields = { ...withFields(context, schema, found, fields) };
    for (const name of remove_property) if (!Object.hasOwn(fields, name)) delete made[name];
    const { body } = await patchImage(service, id, patchOf(schema, found, made));
    return imageTable(isObject(body) ? body : await service.get(imagePath(id)));
  },
});

export default { '': update } satisfies Verbs;
