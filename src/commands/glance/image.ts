/** Images: what takes one request or two. */
import { HttpError } from '../../clients/errors.ts';
import { children } from '../../clients/json.ts';
import { BATCH } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError, Quiet } from '../../kernel/errors.ts';
import { bareInteger } from '../../kernel/keyed.ts';
import { arg, args, flag, naming } from '../../kernel/params.ts';
import { demandWords, instead, refusal } from './lib/errors.ts';
import { imagePath, imageTable } from './lib/image.ts';
import { maxColumnWidth } from './lib/options.ts';
import { withoutSelf } from './lib/schema.ts';
import { listTable, recordTable } from './lib/tables.ts';
import { since } from './lib/versions.ts';

const show = command({
  summary: 'Show an image',
  params: {
    id: naming('image-id', arg('<IMAGE_ID>', 'ID of the image')),
    human_readable: flag('--human-readable', 'Show the size in units'),
    max_column_width: maxColumnWidth,
  },
  output: 'table',
  async run(context, values) {
    const service = await context.image();
    const image = await service.get(imagePath(values.id));
    const width = bareInteger(values.max_column_width);
    return imageTable(image, { humanReadable: values.human_readable, width });
  },
});

/** What the peer says of an image that cannot be deleted. */
function undeleted(context: Context, id: string, error: unknown): string {
  if (!(error instanceof HttpError)) throw error;
  if (error.status === 403) return `You are not permitted to delete the image '${id}'.`;
  if (error.status === 404) return `No image with an ID of '${id}' exists.`;
  if (error.status === 409) return `Unable to delete image '${id}' because it is in use.`;
  return `'${refusal(context, error)}': Unable to delete image '${id}'`;
}

/** IDs that go together: each of them once, since the second of two has to find out that the first was there. */
function batches(ids: readonly string[]): string[][] {
  const made: string[][] = [];
  for (const id of ids) {
    const last = made.at(-1);
    if (last && last.length < BATCH && !last.includes(id)) last.push(id);
    else made.push([id]);
  }
  return made;
}

const remove = command({
  summary: 'Delete images',
  params: { id: naming('image-id', args('<IMAGE_ID>', 'IDs of the images')) },
  output: 'none',
  async run(context, { id: ids }) {
    const service = await context.image();
    let failed = false;
    for (const batch of batches(ids)) {
      const outcomes = await Promise.allSettled(batch.map(id => service.delete(imagePath(id))));
      for (const [index, outcome] of outcomes.entries()) {
        if (outcome.status === 'fulfilled') continue;
        failed = true;
        context.log.error(undeleted(context, batch[index] ?? '', outcome.reason));
      }
    }
    if (failed) throw new Quiet(1);
    return undefined;
  },
});

/** Declares a verb that is an action of the service. */
function action(summary: string, name: string) {
  return command({
    summary,
    params: { id: naming('image-id', arg('<IMAGE_ID>', 'ID of the image')) },
    output: 'none',
    async run(context, { id }) {
      const service = await context.image();
      await service.request('POST', `${imagePath(id)}/actions/${name}`);
      return undefined;
    },
  });
}

const deactivate = action('Deactivate an image, so that its data cannot be used', 'deactivate');
const reactivate = action('Reactivate an image', 'reactivate');

const tasks = command({
  summary: 'Show the tasks that have to do with an image',
  params: { id: naming('image-id', arg('<IMAGE_ID>', 'ID of the image')) },
  output: 'table',
  async run(context, { id }) {
    const usual = ['Message', 'Status', 'Updated at'];
    const all = [
      ...['Image Id', 'Task Id', ...usual],
      ...['User Id', 'Request Id', 'Result', 'Owner', 'Input', 'Expires at'],
    ];
    const unsupported = () => new CommandError('Server does not support image tasks API (v2.12)');
    const path = `${imagePath(id)}/tasks`;
    const body = await since(context, '2.12', service => service.get(path), unsupported).catch(
      instead(`Image ${id} not found.`),
    );
    return recordTable(context.globals.verbose === true ? all : usual, children(body, 'tasks'));
  },
});

const tagParams = {
  image_id: naming('image-id', arg('<IMAGE_ID>', 'ID of the image')),
  tag_value: arg('<TAG_VALUE>', 'The tag'),
};

const tagPath = (id: string, tag: string): string => `${imagePath(id)}/tags/${encodeURIComponent(tag)}`;

const tagUpdate = command({
  summary: 'Add a tag to an image',
  params: tagParams,
  output: 'table',
  async run(context, { image_id, tag_value }) {
    demandWords('update tag', 'image_id and tag_value', [image_id, tag_value]);
    const service = await context.image();
    await service.request('PUT', tagPath(image_id, tag_value));
    return listTable(['ID', 'Tags'], [withoutSelf(await service.get(imagePath(image_id)))]);
  },
});

const tagDelete = command({
  summary: 'Delete a tag from an image',
  params: tagParams,
  output: 'none',
  async run(context, { image_id, tag_value }) {
    demandWords('delete tag', 'image_id and tag_value', [image_id, tag_value]);
    const service = await context.image();
    await service.delete(tagPath(image_id, tag_value));
    return undefined;
  },
});

export default {
  deactivate,
  delete: remove,
  reactivate,
  show,
  'tag-delete': tagDelete,
  'tag-update': tagUpdate,
  tasks,
} satisfies Verbs;
