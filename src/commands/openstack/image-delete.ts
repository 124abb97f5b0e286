/** `image delete` (Image API v2, "Delete image", "Delete image from store"). */

import { HttpError, NotFound } from '../../clients/errors.ts';
import { type JsonObject, text as textOf } from '../../clients/json.ts';
import { pathPart } from '../../clients/query.ts';
import { BATCH, type BulkSentences, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError, sentence } from '../../kernel/errors.ts';
import { args, naming, text } from '../../kernel/params.ts';
import { findImage } from './lib/find-image.ts';

const sentences: BulkSentences = {
  failed: (name, reason) => `Failed to delete image with name or ID '${name}': ${reason}`,
  summary: (failures, total) => `Failed to delete ${failures} of ${total} images.`,
};

const remove = command({
  summary: 'Delete images',
  params: {
    images: naming('image', args('<image>', 'Images to delete (name or ID)')),
    store: text('--store <STORE>', 'Delete only what this store has of them'),
  },
  output: 'none',
  examples: ['openstack image delete old-1 old-2', 'openstack image delete --store cheap debian-12'],
  async run(context, values) {
    const { images, store } = values;
    if (context.manners === 'peer') await asThePeer(context, images, store);
    else
      await forEach(context, images, name => deleteOne(context, findImage(context, name), store), sentences);
    return undefined;
  },
});

async function deleteOne(
  context: Context,
  found: Promise<JsonObject>,
  store: string | undefined,
): Promise<void> {
  const id = textOf(await found, 'id');
  const path = store ? `/stores/${pathPart(store)}/${id}` : `/images/${id}`;
  await (await context.image()).delete(path);
}

/**
 * The peer takes an image that is not there for a service without stores, and ends: what follows on the line stays.
 * @throws CommandError
 */
async function asThePeer(
  context: Context,
  names: readonly string[],
  store: string | undefined,
): Promise<void> {
  let failures = 0;
  // A store that is not there ends it, too, and is only known once it is asked.
  const size = store ? 1 : BATCH;
  for (let start = 0; start < names.length; start += size) {
    const batch = names.slice(start, start + size);
    const looked = await Promise.allSettled(batch.map(name => findImage(context, name)));
    const missing = looked.findIndex(each => isMissing(each));
    const present = missing < 0 ? batch : batch.slice(0, missing);
    const outcomes = await Promise.allSettled(
      present.map((_, at) => deleteOne(context, settled(looked[at]), store)),
    );
    for (const [at, outcome] of outcomes.entries()) {
      if (outcome.status === 'fulfilled') continue;
      if (isMissing(outcome)) throw new CommandError(NO_STORES);
      failures++;
      context.log.error(sentences.failed(present[at] ?? '', sentence(outcome.reason, context.manners)));
    }
    if (missing >= 0) throw new CommandError(NO_STORES);
  }
  if (failures > 0) throw new CommandError(sentences.summary(failures, names.length));
}

const NO_STORES = 'Multi Backend support not enabled.';

async function settled<T>(outcome: PromiseSettledResult<T> | undefined): Promise<T> {
  if (outcome?.status === 'fulfilled') return outcome.value;
  throw outcome?.reason;
}

function isMissing(outcome: PromiseSettledResult<unknown>): boolean {
  if (outcome.status === 'fulfilled') return false;
  const { reason } = outcome;
  return reason instanceof NotFound || (reason instanceof HttpError && reason.status === 404);
}

export default { '': remove } satisfies Verbs;
