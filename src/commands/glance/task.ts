/** Tasks: work that Glance does in the background. */
import type { JsonObject } from '../../clients/json.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError } from '../../kernel/errors.ts';
import { arg, int, text, textOr } from '../../kernel/params.ts';
import { jsonOf } from './lib/json-option.ts';
import { schemaOf, withFields, withoutSelf } from './lib/schema.ts';
import { listTable, propertyTable } from './lib/tables.ts';

/** How many tasks the peer asks for at once. */
const PAGE = 20;

/** All of a task but its links. */
function table({ schema: _schema, ...task }: JsonObject) {
  return propertyTable(withoutSelf(task));
}

const list = command({
  summary: 'List tasks',
  params: {
    sort_key: { ...textOr('--sort-key', 'status', 'Sort by this'), choices: ['id', 'type', 'status'] },
    sort_dir: { ...textOr('--sort-dir', 'desc', 'The direction'), choices: ['asc', 'desc'] },
    page_size: int('--page-size <SIZE>', 'Ask for this many tasks at once'),
    type: text('--type <TYPE>', 'Only tasks of this type'),
    status: text('--status <STATUS>', 'Only tasks with this status'),
  },
  output: 'table',
  async run(context, { type, status, page_size, sort_key, sort_dir }) {
    const service = await context.image();
    const query = { type, status, limit: page_size || PAGE, sort_key, sort_dir };
    const tasks = await service.list('/tasks', 'tasks', { query });
    return listTable(['ID', 'Type', 'Status', 'Owner'], tasks);
  },
});

const show = command({
  summary: 'Show a task',
  params: { id: arg('<TASK_ID>', 'ID of the task') },
  output: 'table',
  async run(context, { id }) {
    const service = await context.image();
    return table(await service.get(`/tasks/${encodeURIComponent(id)}`));
  },
});

const create = command({
  summary: 'Start a task',
  params: {
    type: text('--type <TYPE>', 'Type of the task'),
    input: textOr('--input <STRING>', '{}', 'What the task works with, as JSON'),
  },
  output: 'table',
  async run(context, { type, input }) {
    if (!type || !input) throw new CommandError('Unable to create task. Specify task type and input.');
    const data = jsonOf(input, 'Failed to parse the "input" parameter. Must be a valid JSON object.');
    const [service, schema] = await Promise.all([context.image(), schemaOf(context, 'task')]);
    const task = withFields(context, schema, {}, { type, input: data });
    return table(await service.post('/tasks', task));
  },
});

export default { create, list, show } satisfies Verbs;
