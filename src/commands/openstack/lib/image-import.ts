/** The service's own import of image data (Image API v2, "Import an image"). */
import { HttpError } from '../../../clients/errors.ts';
import type { JsonObject } from '../../../clients/json.ts';
import type { Context } from '../../../kernel/context.ts';

/**
 * Begins an import. Under a peer's name a refusal passes in silence: its SDK does not look at the answer.
 * @param body the method, with what belongs to it
 */
export function startImport(context: Context, id: string, body: JsonObject): Promise<void> {
  return unchecked(context, async () => {
    await (await context.image()).post(`/images/${id}/import`, body);
  });
}

/** Does something whose answer the peer's SDK does not look at, so that under its name a refusal passes in silence. */
export async function unchecked(context: Context, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (context.manners === 'ostk' || !(error instanceof HttpError)) throw error;
  }
}
