/** Volumes of a region. */
import { command, type Verbs } from '../../kernel/command.ts';
import { arg, choice, converted, naming, type Param, text } from '../../kernel/params.ts';
import { ask, askAndTell, positive, waiting } from './lib/change.ts';
import { listed, showTask, showVolume, volumeColumns } from './lib/rows.ts';

const list = command({
  summary: 'List volumes',
  params: {
    limit: converted('--limit <limit>', positive, 'So many at most'),
    name: text('--name <name>', 'Only those with this in their name'),
    status: choice('--status <status>', ['available', 'in-use', 'error'], 'Only those of this status'),
    tenant: text('--tenant <tenant>', 'Only those of this tenant'),
  },
  output: 'list',
  auth: false,
  async run(context, { name, status, tenant, limit }) {
    return listed(volumeColumns, (await context.region()).volumes({ name, status, tenant, limit }));
  },
});

const show = command({
  summary: 'Show a volume',
  params: { volume: naming('gs-volume', arg('<volume>', 'ID of the volume')) },
  output: 'show',
  auth: false,
  run: async (context, { volume }) => showVolume(await (await context.region()).volume(volume)),
});

const size: Param<number, number> = {
  ...arg('<size>', 'GiB'),
  initial: 0,
  convert: positive,
  apply: (old, [gib]) => gib ?? old,
};

const create = command({
  summary: 'Create a volume',
  params: {
    size,
    name: text('--name <name>', 'Name of the volume', { required: true }),
    ...waiting,
  },
  output: 'show',
  auth: false,
  examples: ['gs cinder create 10 --name data1'],
  async run(context, { size, name = '', ...values }) {
    const { id, task } = await ask(context, { action: 'create-volume', size, name }, values);
    if (id === undefined) return showTask(task ?? '');
    return showVolume(await (await context.region()).volume(id));
  },
});

const remove = command({
  summary: 'Delete a volume',
  params: { volume: naming('gs-volume', arg('<volume>', 'ID of the volume')), ...waiting },
  output: 'none',
  auth: false,
  run: (context, { volume, ...values }) => askAndTell(context, { action: 'delete-volume', volume }, values),
});

export default { list, show, create, delete: remove } satisfies Verbs;
