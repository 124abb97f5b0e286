/** Options whose word is JSON. */
import { isObject, type Json, type JsonObject, parseJson } from '../../../clients/json.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { dictUpdate } from '../../../kernel/keyed.ts';

/**
 * Reads the JSON of an option.
 * @param message what is said when it is none
 * @throws CommandError
 */
export function jsonOf(word: string, message: string): Json {
  try {
    return parseJson(word);
  } catch (cause) {
    throw new CommandError(message, 1, { cause });
  }
}

/**
 * Fields with those of a JSON object over them, as Python's dict.update() puts them.
 * @throws CommandError for JSON that is no object
 */
export function updated(fields: JsonObject, json: Json): JsonObject {
  if (isObject(json)) return { ...fields, ...json };
  dictUpdate(json);
  return fields;
}
