/** JSON that the user wrote: options and files. */
import { type Json, parseJson } from '../../../clients/json.ts';
import { JsonError, parseJson as parseAsPython } from '../../../kernel/parse/json.ts';

/**
 * Reads JSON, numbers in their kinds.
 * @throws JsonError with Python's sentence and place
 */
export function userJson(source: string): Json {
  try {
    return parseJson(source);
  } catch (error) {
    parseAsPython(source);
    throw new JsonError(error instanceof Error ? error.message : String(error));
  }
}
