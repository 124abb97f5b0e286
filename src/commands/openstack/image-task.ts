/** What the image service does by itself: imports, most of all (Image API v2, "Tasks"). */
import { pathPart } from '../../clients/query.ts';
import { imageTask } from '../../clients/resources/image.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { dictCell } from '../../kernel/output/cells.ts';
import { listPaged, markerPaging } from '../../kernel/paging.ts';
import { arg, choice, text } from '../../kernel/params.ts';
import { type Column, rows, showAttributes } from '../../kernel/rows.ts';
import { imageThing } from './lib/image-resource.ts';

const columns: readonly Column[] = [
  ['ID', 'id'],
  ['Type', 'type'],
  ['Status', 'status'],
  ['Owner', 'owner_id'],
];

const list = command({
  summary: 'List tasks of the image service',
  params: {
    sort_key: text(
      '--sort-key <key>[:<field>]',
      'Sort by created_at (default), expires_at, id, status, type or updated_at',
    ),
    sort_dir: text('--sort-dir <key>[:<direction>]', 'Direction of the sorting, asc or desc (default desc)'),
    ...markerPaging,
    type: choice('--type <type>', ['import'], 'Only tasks of this type'),
    status: choice(
      '--status <status>',
      ['pending', 'processing', 'success', 'failure'],
      'Only tasks in this status',
    ),
  },
  output: 'list',
  examples: ['openstack image task list --status failure'],
  async run(context, values) {
    const { limit, marker, sort_key, sort_dir, type, status } = values;
    // The peer has the option, and forgets it.
    const max_items = context.manners === 'ostk' ? values.max_items : undefined;
    const query = { sort_key, sort_dir, type, status };
    const service = await context.image();
    const items = await listPaged(
      service,
      imageTask.path,
      imageTask.key,
      { limit, marker, max_items },
      { query },
      false,
    );
    return rows(
      columns,
      items.map(item => attributes(imageTask, item)),
    );
  },
});

const show = command({
  summary: 'Show a task of the image service',
  params: { task: arg('<Task ID>', 'ID of the task') },
  output: 'show',
  async run(context, { task }) {
    const item = await imageThing(context, imageTask.kind, task, `${imageTask.path}/${pathPart(task)}`);
    return showAttributes({ ...attributes(imageTask, item), properties: dictCell({}) });
  },
});

export default { list, show } satisfies Verbs;
