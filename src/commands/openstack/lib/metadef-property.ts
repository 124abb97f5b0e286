/** Properties of metadata definitions: what is shown of them, and what is sent. */
import { isObject, type Json, type JsonObject } from '../../../clients/json.ts';
import { metadefProperty } from '../../../clients/resources/metadef.ts';
import { attributes } from '../../../clients/resources/resource.ts';
import type { Context } from '../../../kernel/context.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { dictUpdate } from '../../../kernel/keyed.ts';
import { JsonError } from '../../../kernel/parse/json.ts';
import { userJson } from './json-text.ts';
import { picked } from './metadef.ts';

const keyOf = (name: string): string => {
  const declared = metadefProperty.attributes[name] ?? name;
  return typeof declared === 'string' ? declared : declared.key;
};

const NAMES = Object.keys(metadefProperty.attributes);

/** What the SDK calls as the API does: the peer shows nothing else, and knows nothing else of what is there. */
const SHOWN = NAMES.filter(name => keyOf(name) === name);

/** What is shown of a property, as far as it is there. */
export function shownProperty(item: JsonObject): JsonObject {
  return picked(attributes(metadefProperty, item), SHOWN);
}

/** All that a property can be, as the API has it. */
export function wholeProperty(item: JsonObject): JsonObject {
  return picked(item, NAMES.map(keyOf));
}

/**
 * The fields that a schema gives a property, by the API's keys or by the SDK's names; others are left out.
 * @param source JSON that somebody typed
 * @throws CommandError when it is no JSON object; under a peer's name in Python's words
 */
export function schemaFields({ manners }: Context, source: string): JsonObject {
  const schema = parsed(source);
  if (isObject(schema)) return known(schema);
  if (manners === 'ostk') throw new CommandError('The schema has to be a JSON object.');
  dictUpdate(schema);
  return {};
}

function known(schema: JsonObject): JsonObject {
  const given: Record<string, Json> = {};
  for (const name of NAMES) {
    const value = schema[name] ?? schema[keyOf(name)];
    if (value !== undefined) given[keyOf(name)] = value;
  }
  return given;
}

function parsed(source: string): Json {
  try {
    return userJson(source);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw new CommandError(`Failed to load JSON schema: ${error.message}`, 1, { cause: error });
  }
}
