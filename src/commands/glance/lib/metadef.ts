/** Metadata definitions: namespaces and what is in them (glanceclient/v2/metadefs.py). */
import { isList, isObject, type Json, type JsonObject, text as textOf } from '../../../clients/json.ts';
import type { Service } from '../../../clients/service.ts';
import { command } from '../../../kernel/command.ts';
import type { Context } from '../../../kernel/context.ts';
import type { TableResult } from '../../../kernel/output/result.ts';
import { arg, naming } from '../../../kernel/params.ts';
import { type Fields, type SchemaName, schemaOf, withDefaults, withFields, withoutSelf } from './schema.ts';
import { propertyTable, USUAL_WIDTH } from './tables.ts';

/** The positional for a namespace. */
export const namespaceArg = naming('namespace', arg('<NAMESPACE>', 'Name of the namespace'));

/** Said of an option's JSON that is none. */
export const BAD_SCHEMA = 'Schema is not a valid JSON object.';

/** A path below a namespace. */
export function namespacePath(namespace: string, ...parts: readonly string[]): string {
  return ['/metadefs/namespaces', ...[namespace, ...parts].map(encodeURIComponent)].join('/');
}

/**
 * A table of one thing: the names of its parts instead of the parts.
 * @param width as it was asked for; 0 counts for nothing
 */
export function definitionTable(item: JsonObject, width: number = USUAL_WIDTH): TableResult {
  const shown: Fields = { ...item };
  const { properties } = shown;
  if (isObject(properties)) shown.properties = Object.keys(properties);
  for (const name of ['resource_type_associations', 'objects', 'tags']) {
    const parts = shown[name];
    if (isList(parts)) shown[name] = parts.map(nameOf);
  }
  return propertyTable(shown, width || USUAL_WIDTH);
}

function nameOf(part: Json): Json {
  return isObject(part) ? (part.name ?? null) : part;
}

/** What is changed: where it is, what it must fit, and what of it is not sent back. */
export interface Change {
  /** Its path by its name, which may be what changes. */
  path(name: string): string;
  readonly name: string;
  readonly schema: SchemaName;
  readonly fields: JsonObject;
  /** The field that holds the name. */
  readonly key: 'name' | 'namespace';
  readonly unsent: readonly string[];
  /** Fields that every answer is taken to have besides (default: none). */
  added?(name: string): JsonObject;
}

/**
 * Changes a definition: reads it, sets fields, writes it whole.
 * @returns as the service has it afterwards
 * @throws CommandError for a field that does not fit
 */
export async function changed(context: Context, change: Change): Promise<JsonObject> {
  const { path, name, key, unsent, added = () => ({}) } = change;
  const service = await context.image();
  const [schema, before] = await Promise.all([
    schemaOf(context, change.schema),
    service.get(path(name)).then(withoutSelf),
  ]);
  const original = withDefaults(schema, { ...before, ...added(name) });
  const made = withFields(context, schema, original, change.fields);
  const sent = Object.entries(made).filter(([field]) => !unsent.includes(field));
  await service.put(path(name), Object.fromEntries(sent));
  const now = textOf(made, key) || name;
  const after = withoutSelf(await service.get(path(now)));
  return withDefaults(schema, { ...after, ...added(now) });
}

/** Declares a command that deletes what is in a namespace, all of a kind. */
export function deleteAll(summary: string, kind: 'objects' | 'properties' | 'tags') {
  return command({
    summary,
    params: { namespace: namespaceArg },
    output: 'none',
    async run(context, { namespace }) {
      const service = await context.image();
      await service.delete(namespacePath(namespace, kind));
      return undefined;
    },
  });
}

/** Gets a definition and fills in the schema's defaults, side by side. */
export async function definition(
  context: Context,
  service: Service,
  schema: SchemaName,
  path: string,
  added: JsonObject = {},
): Promise<JsonObject> {
  const [rules, item] = await Promise.all([schemaOf(context, schema), service.get(path)]);
  return withDefaults(rules, { ...withoutSelf(item), ...added });
}
