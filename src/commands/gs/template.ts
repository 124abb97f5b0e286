/** What a gostack region keeps below /template in etcd. */
import { command, type Verbs } from '../../kernel/command.ts';
import { optionalArg } from '../../kernel/params.ts';

const prefix = optionalArg(
  '<prefix>',
  'Only keys that begin with it, below /template where it has no slash in front',
);

const list = command({
  summary: 'List templates by their keys',
  params: { prefix },
  output: 'list',
  auth: false,
  async run(context, values) {
    const templates = await (await context.region()).templates(values.prefix);
    return { kind: 'list', columns: ['Key'], rows: templates.map(({ key }) => [key]) };
  },
});

const get = command({
  summary: 'Show templates',
  params: { prefix },
  output: 'list',
  auth: false,
  examples: ['gs template get', 'gs template get flavor -f json'],
  async run(context, values) {
    const templates = await (await context.region()).templates(values.prefix);
    return {
      kind: 'list',
      columns: ['Key', 'Value'],
      rows: templates.map(({ key, value }) => [key, value]),
    };
  },
});

export default { list, get } satisfies Verbs;
