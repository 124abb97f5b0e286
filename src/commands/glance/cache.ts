/** The image cache of one Glance server. */
import { EndpointNotFound, HttpError } from '../../clients/errors.ts';
import { children, isList, type Json, type JsonObject } from '../../clients/json.ts';
import type { Service } from '../../clients/service.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import type { TableResult } from '../../kernel/output/result.ts';
import { arg, args, naming, textOr } from '../../kernel/params.ts';
import { cachedRow, queuedRow } from './lib/cache-rows.ts';
import { refusal } from './lib/errors.ts';
import { listTable } from './lib/tables.ts';
import { since } from './lib/versions.ts';

/** When the cache became part of the API, and when cleaning and pruning did. */
const FIRST = '2.14';
const UPKEEP = '2.18';

const cachePath = (id: string): string => `/cache/${encodeURIComponent(id)}`;

/** A service that does not know the cache. */
class Unsupported extends CommandError {}

/** Does something with the cache, which came with a version of the API. @throws Unsupported, CommandError */
async function withCache<T>(
  context: Context,
  version: string,
  work: (service: Service) => Promise<T>,
): Promise<T> {
  const unsupported = new Unsupported(`HTTP Glance does not support image caching API (v${version})`);
  return since(context, version, work, () => unsupported).catch(error => {
    if (!(error instanceof EndpointNotFound)) throw error;
    const message =
      'Direct server endpoint needs to be provided. Do not use loadbalanced or catalog endpoints.';
    throw new CommandError(message, 1, { cause: error });
  });
}

/** How one thing that fails is told. */
interface Sentences {
  readonly forbidden: string;
  failed(reason: string): string;
}

/**
 * Tells of a refusal and goes on: the peer then ends as if all had gone well.
 * @returns whether there was one
 */
async function telling(context: Context, work: Promise<unknown>, sentences: Sentences): Promise<boolean> {
  try {
    await work;
    return false;
  } catch (error) {
    if (error instanceof Unsupported) context.log.error(sentences.failed(error.message));
    else if (!(error instanceof HttpError)) throw error;
    else if (error.status === 403) context.log.error(sentences.forbidden);
    else context.log.error(sentences.failed(refusal(context, error)));
    return true;
  }
}

/** Under ostk's own name what failed is a failure. @throws CommandError */
function fail({ manners }: Context, failed: boolean): void {
  if (failed && manners === 'ostk') throw new CommandError('The image cache is as it was.');
}

const list = command({
  summary: 'List the images that are cached or about to be',
  params: {},
  output: 'table',
  async run(context): Promise<TableResult> {
    const body = await withCache(context, FIRST, service => service.get('/cache'));
    const columns = ['ID', 'State', 'Last Accessed (UTC)', 'Last Modified (UTC)', 'Size', 'Hits'];
    const rows = Object.entries(body).flatMap(([state]) =>
      state === 'cached_images' ? children(body, state).map(cachedRow) : listOf(body[state]).map(queuedRow),
    );
    return { kind: 'table', columns, rows, centred: true };
  },
});

function listOf(value: Json | undefined): readonly Json[] {
  return isList(value) ? value : [];
}

const clear = command({
  summary: 'Empty the cache, the queue of images to be cached, or both',
  params: {
    target: { ...textOr('--target', 'both', 'What is emptied'), choices: ['both', 'cache', 'queue'] },
  },
  output: 'none',
  async run(context, { target }) {
    const headers = target === 'both' ? {} : { 'x-image-cache-clear-target': target };
    const work = withCache(context, FIRST, service => service.delete('/cache', { headers }));
    const failed = await telling(context, work, {
      forbidden: 'You are not permitted to delete image(s) from cache.',
      failed: reason => `'${reason}': Unable to delete image(s) from cache.`,
    });
    fail(context, failed);
    return undefined;
  },
});

/** Declares a verb that does one thing to each of several images. */
function each(
  summary: string,
  method: 'DELETE' | 'PUT',
  said: { forbidden(id: string): string; failed(reason: string, id: string): string },
) {
  return command({
    summary,
    params: { id: naming('image-id', args('<IMAGE_ID>', 'IDs of the images')) },
    output: 'none',
    async run(context, { id: ids }) {
      let failed = false;
      for (const id of ids) {
        const work = withCache(context, FIRST, service => service.request(method, cachePath(id)));
        const sentences = {
          forbidden: said.forbidden(id),
          failed: (reason: string) => said.failed(reason, id),
        };
        failed = (await telling(context, work, sentences)) || failed;
      }
      fail(context, failed);
      return undefined;
    },
  });
}

const remove = each('Delete images from the cache and the queue', 'DELETE', {
  forbidden: id => `You are not permitted to delete the image '${id}' from cache.`,
  failed: (reason, id) => `'${reason}': Unable to delete image '${id}' from cache.`,
});

const queue = each('Queue images to be cached', 'PUT', {
  forbidden: id => `You are not permitted to queue the image '${id}' for caching.`,
  failed: (reason, id) => `'${reason}': Unable to queue image '${id}' for caching.`,
});

const clean = command({
  summary: 'Remove what is invalid or stalled from the cache',
  params: {},
  output: 'none',
  async run(context) {
    const work = withCache(context, UPKEEP, service => service.request('POST', '/cache/clean'));
    const failed = await telling(context, work, {
      forbidden: 'You are not permitted to clean the image cache.',
      failed: reason => `'${reason}': Unable to clean the image cache.`,
    });
    fail(context, failed);
    return undefined;
  },
});

const prune = command({
  summary: 'Make the cache as small as it is configured to be',
  params: {},
  output: 'none',
  async run(context) {
    let pruned: JsonObject = {};
    const work = withCache(context, UPKEEP, service => service.request('POST', '/cache/prune'));
    const kept = work.then(({ body }) => {
      pruned = typeof body === 'object' && body !== null && 'total_files_pruned' in body ? { ...body } : {};
    });
    const failed = await telling(context, kept, {
      forbidden: 'You are not permitted to prune the image cache.',
      failed: reason => `'${reason}': Unable to prune the image cache.`,
    });
    const { total_files_pruned: files = 0, total_bytes_pruned: bytes = 0 } = pruned;
    if (Object.keys(pruned).length > 0) {
      await context.stdout.write(`Pruned ${Number(files)} file(s), ${Number(bytes)} byte(s).\n`);
    }
    fail(context, failed);
    return undefined;
  },
});

const nodesList = command({
  summary: 'List the servers that have an image in their caches',
  params: { id: naming('image-id', arg('<IMAGE_ID>', 'ID of the image')) },
  output: 'table',
  async run(context, { id }) {
    let nodes: readonly Json[] = [];
    const path = `/cache/nodes/${encodeURIComponent(id)}`;
    const work = withCache(context, FIRST, service => service.request('GET', path)).then(({ body }) => {
      nodes = listOf(body);
    });
    const failed = await telling(context, work, {
      forbidden: `You are not permitted to list cached nodes for image '${id}'.`,
      failed: reason => `'${reason}': Unable to list cached nodes for image '${id}'.`,
    });
    fail(context, failed);
    if (failed) return undefined;
    return listTable(
      ['Node Reference URL'],
      nodes.map(url => ({ node_reference_url: url })),
    );
  },
});

export default { clean, clear, delete: remove, list, 'nodes-list': nodesList, prune, queue } satisfies Verbs;
