/** The image service's own cache of image data (Image API v2.14, "Cache manage"). */
import { HttpError } from '../../clients/errors.ts';
import { children, isList, text } from '../../clients/json.ts';
import { type BulkSentences, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import { isoTime } from '../../kernel/output/iso-time.ts';
import { args, constant, naming } from '../../kernel/params.ts';
import { type Column, rows } from '../../kernel/rows.ts';
import { findImage } from './lib/find-image.ts';
import { imageThing } from './lib/image-resource.ts';

const PATH = '/cache';

const columns: readonly Column[] = [
  ['ID', 'image_id'],
  ['State', 'state'],
  ['Last Accessed (UTC)', 'last_accessed'],
  ['Last Modified (UTC)', 'last_modified'],
  ['Size', 'size'],
  ['Hits', 'hits'],
];

const list = command({
  summary: "List the images in the image service's cache, and those that wait for it",
  params: {},
  output: 'list',
  async run(context) {
    const body = await imageThing(context, 'Cache', undefined, PATH);
    const cached = children(body, 'cached_images').map(item => ({
      ...item,
      state: 'cached',
      last_accessed: isoTime(Number(item.last_accessed)),
      last_modified: isoTime(Number(item.last_modified)),
    }));
    const nothing = { last_accessed: 'N/A', last_modified: 'N/A', size: 'N/A', hits: 'N/A' };
    const waiting = isList(body.queued_images) ? body.queued_images : [];
    const queued = waiting.map(image_id => ({ image_id, state: 'queued', ...nothing }));
    return rows(columns, [...cached, ...queued]);
  },
});

const images = naming('image', args('<image>', 'Images (name or ID)'));

/** Does something to the cache's copy of each image. */
async function change(
  context: Context,
  method: string,
  names: readonly string[],
  sentences: BulkSentences,
): Promise<void> {
  const service = await context.image();
  const work = async (name: string): Promise<void> => {
    const id = text(await findImage(context, name), 'id');
    try {
      await service.request(method, `${PATH}/${id}`);
    } catch (error) {
      const isMissing = error instanceof HttpError && error.status === 404 && method === 'DELETE';
      // The peer takes what is not there for done.
      if (!isMissing || context.manners === 'ostk') throw error;
    }
  };
  await forEach(context, names, work, sentences);
}

const queue = command({
  summary: "Have images put into the image service's cache",
  params: { images },
  output: 'none',
  async run(context, values) {
    await change(context, 'PUT', values.images, {
      failed: (name, reason) => `Failed to queue image with name or ID '${name}': ${reason}`,
      summary: (failures, total) => `Failed to queue ${failures} of ${total} images`,
    });
    return undefined;
  },
});

const remove = command({
  summary: "Take images out of the image service's cache",
  params: { images },
  output: 'none',
  async run(context, values) {
    await change(context, 'DELETE', values.images, {
      failed: (name, reason) => `Failed to delete image with name or ID '${name}': ${reason}`,
      summary: (failures, total) => `Failed to delete ${failures} of ${total} images.`,
    });
    return undefined;
  },
});

const clear = command({
  summary: "Empty the image service's cache, and what waits for it",
  params: {
    target: [
      constant('--cache', 'cache', 'both', 'Only what is in the cache'),
      constant('--queue', 'queue', 'both', 'Only what waits'),
    ],
  },
  output: 'none',
  async run(context, { target }) {
    const headers = target === 'both' ? {} : { 'x-image-cache-clear-target': target };
    try {
      await (await context.image()).delete(PATH, { headers });
    } catch (error) {
      if (context.manners === 'ostk') throw error;
      // The peer says no more, and says it twice.
      const message = 'Failed to clear image cache';
      context.log.error(message);
      throw new CommandError(message, 1, { cause: error });
    }
    return undefined;
  },
});

export default { list, queue, delete: remove, clear } satisfies Verbs;
