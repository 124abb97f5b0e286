/** Images by ID or name. */
import { NotFound } from '../../../clients/errors.ts';
import type { JsonObject } from '../../../clients/json.ts';
import { image } from '../../../clients/resources/image.ts';
import type { Context } from '../../../kernel/context.ts';

/**
 * Finds the image that a word means; hidden ones are looked at when no other bears the name, as in the SDK.
 * @throws NotFound, Ambiguous, HttpError
 */
export async function findImage(context: Context, nameOrId: string): Promise<JsonObject> {
  try {
    return await context.find(image, nameOrId);
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    return context.find(image, nameOrId, { os_hidden: true });
  }
}
