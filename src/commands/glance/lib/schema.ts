/** The schemas that Glance gives of its resources, and values that have to fit them (glanceclient/v2/schemas.py, warlock). */
import { child, isObject, type Json, type JsonObject } from '../../../clients/json.ts';
import type { Context } from '../../../kernel/context.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { repr } from '../../../kernel/output/python.ts';
import { type Violation, violation, violationText } from './json-schema.ts';

export type SchemaName =
  | 'image'
  | 'metadefs/namespace'
  | 'metadefs/object'
  | 'metadefs/property'
  | 'metadefs/resource_type'
  | 'metadefs/tag'
  | 'task';

/** A resource's fields while they are put together. */
export type Fields = { [name: string]: Json | undefined };

/**
 * Gets a schema: from an earlier run where it can, from the service with `--get-schema`.
 * @throws HttpError, ConnectionError
 */
export async function schemaOf(context: Context, name: SchemaName): Promise<JsonObject> {
  const service = await context.image();
  const key = ['schema', await service.endpoint(), name];
  return context.kept(key, () => service.get(`/schemas/${name}`), context.globals.get_schema === true);
}

/** The values of a command that are fields of the resource: those that were given and that the schema knows. */
export function knownFields(schema: JsonObject, values: Readonly<Record<string, unknown>>): Fields {
  const properties = child(schema, 'properties');
  const fields: Fields = {};
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && Object.hasOwn(properties, name)) fields[name] = asJson(value);
  }
  return fields;
}

/** A typed value: a text, a number, a truth, or several texts. */
function asJson(value: unknown): Json {
  if (Array.isArray(value)) return value.map(asJson);
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}

/**
 * Sets fields one after the other, each of which has to leave a resource that fits the schema.
 * @param original the resource so far
 * @returns the resource with the fields
 * @throws CommandError that names the first field that does not fit
 */
export function withFields(
  context: Context,
  schema: JsonObject,
  original: JsonObject,
  fields: JsonObject,
): JsonObject {
  let made = original;
  for (const [name, value = null] of Object.entries(fields)) {
    made = { ...made, [name]: value };
    const found = violation(schema, made);
    if (found) {
      const said = saidOf(context, found);
      throw new CommandError(`Unable to set '${name}' to ${repr(value)}. Reason: ${said}`);
    }
  }
  return made;
}

/**
 * Makes a resource that has to fit the schema as a whole, with the schema's defaults.
 * @throws CommandError that says what does not fit
 */
export function resource(context: Context, schema: JsonObject, fields: JsonObject): JsonObject {
  const found = violation(schema, fields);
  if (found) throw new CommandError(saidOf(context, found));
  return withDefaults(schema, fields);
}

/** A resource with the defaults of fields that it does not have, which the peer shows as its own. */
export function withDefaults(schema: JsonObject, item: JsonObject): JsonObject {
  const made: Fields = { ...item };
  for (const [name, property] of Object.entries(child(schema, 'properties'))) {
    if (!isObject(property) || property.default === undefined || property.type === undefined) continue;
    made[name] ??= property.default;
  }
  return made;
}

/** A resource without the link to itself, which is none of its fields. */
export function withoutSelf({ self: _self, ...item }: JsonObject): JsonObject {
  return item;
}

/** Under the peer's name its whole text, with the schema; otherwise the sentence. */
function saidOf({ manners }: Context, found: Violation): string {
  return manners === 'peer' ? violationText(found) : found.message;
}
