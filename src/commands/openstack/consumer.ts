/** OAuth consumers: programs that users may let act for them (Identity API v3, OS-OAUTH1). */
import { child, type JsonObject } from '../../clients/json.ts';
import { consumer } from '../../clients/resources/identity.ts';
import { deleting, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { ShowResult } from '../../kernel/output/result.ts';
import { arg, args, naming, text } from '../../kernel/params.ts';
import { type Column, rows, showAttributes } from '../../kernel/rows.ts';
import { pathOf } from './lib/by-id.ts';
import { keystone } from './lib/keystone.ts';
import { catalogued, findResource, findResourceId, held } from './lib/keystone-find.ts';

const columns: readonly Column[] = [
  ['ID', held('id')],
  ['Description', held('description')],
];

function showConsumer(item: JsonObject): ShowResult {
  return showAttributes(item, { hide: ['links'] });
}

const create = command({
  summary: 'Create an OAuth consumer',
  description: 'Creates an OAuth consumer. Its secret is shown once; nobody can ask for it again.',
  params: { description: text('--description <description>', 'Text that describes it') },
  output: 'show',
  examples: ["openstack consumer create --description 'Nightly reports'"],
  async run(context, { description }) {
    const identity = await catalogued(context);
    const body = { consumer: description === undefined ? {} : { description } };
    const answer = await keystone(context, () => identity.post(consumer.path, body));
    return showConsumer(child(answer, 'consumer'));
  },
});

const list = command({
  summary: 'List OAuth consumers',
  params: {},
  output: 'list',
  async run(context) {
    const identity = await catalogued(context);
    return rows(columns, await keystone(context, () => identity.list(consumer.path, consumer.key)));
  },
});

const show = command({
  summary: 'Show an OAuth consumer',
  params: { consumer: naming('consumer', arg('<consumer>', 'ID of the consumer')) },
  output: 'show',
  run: async (context, values) => showConsumer(await findResource(context, consumer, values.consumer)),
});

const set = command({
  summary: 'Change an OAuth consumer',
  params: {
    consumer: naming('consumer', arg('<consumer>', 'ID of the consumer')),
    description: text('--description <description>', 'New text that describes it'),
  },
  output: 'none',
  async run(context, values) {
    const id = await findResourceId(context, consumer, values.consumer);
    const changes = values.description ? { description: values.description } : {};
    const identity = await catalogued(context);
    await keystone(context, () => identity.patch(pathOf(consumer, id), { consumer: changes }));
    return undefined;
  },
});

const remove = command({
  summary: 'Delete OAuth consumers',
  params: { consumer: naming('consumer', args('<consumer>', 'IDs of the consumers')) },
  output: 'none',
  async run(context, values) {
    const work = async (word: string): Promise<void> => {
      const id = await findResourceId(context, consumer, word);
      const identity = await catalogued(context);
      await keystone(context, () => identity.delete(pathOf(consumer, id)));
    };
    await forEach(context, values.consumer, work, deleting('consumer'));
    return undefined;
  },
});

export default { create, list, show, set, delete: remove } satisfies Verbs;
