/** One thing of the image service, read by its path. */
import { HttpError } from '../../../clients/errors.ts';
import type { JsonObject } from '../../../clients/json.ts';
import type { Context } from '../../../kernel/context.ts';
import { CommandError, sdkSentence } from '../../../kernel/errors.ts';

/**
 * GETs something.
 * @param kind the SDK's class, such as `MetadefObject`
 * @param id what the SDK calls it by in its sentence; undefined for what it knows by several names, or by none
 * @param path as the API has it
 * @returns it as the service sent it
 * @throws CommandError in the words of the SDK's `get_x` (`No Task found for x: Client Error for url: …`), under ostk's
 *   own name HttpError
 */
export async function imageThing(
  context: Context,
  kind: string,
  id: string | undefined,
  path: string,
): Promise<JsonObject> {
  try {
    return await (await context.image()).get(path);
  } catch (error) {
    if (!(error instanceof HttpError) || context.manners === 'ostk') throw error;
    const sentence = sdkSentence(error.failure).replace(
      /^\w+: \d+/,
      () => `No ${kind} found for ${id ?? 'None'}`,
    );
    throw new CommandError(sentence, 1, { cause: error });
  }
}
