/** ostk under its peers' names. */
import { forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError } from '../../kernel/errors.ts';
import { arg, args, naming } from '../../kernel/params.ts';

const link = command({
  summary: "Make links that start ostk under its peers' names",
  description:
    'A link named openstack is openstack: its commands, output, errors and exit codes. What is there already is never overwritten; ostk unlink takes the links away.',
  params: {
    dir: arg('DIR', 'Where the links go: a folder that your shell looks into before others'),
    tools: naming('tree', args('TOOL', 'The names (default: all that there are)', '*')),
  },
  output: 'none',
  auth: false,
  examples: ['ostk link ~/bin', 'ostk link ~/bin openstack glance'],
  async run(context, { dir, tools }) {
    const wrong = tools.filter(name => !context.names.includes(name));
    if (wrong.length > 0) {
      throw new CommandError(
        `ostk cannot be ${wrong.join(', ')}; the names that it knows are ${context.names.join(', ')}.`,
      );
    }
    const links = await context.links(dir);
    const names = tools.length > 0 ? tools : context.names;
    const lines: string[] = [];
    try {
      await forEach(
        context,
        names,
        async name => {
          const made = await links.make(name);
          lines.push(`${links.folder}/${name}${made ? '' : ' (was there already)'}\n`);
        },
        {
          failed: (_, reason) => reason,
          summary: (failures, total) => `${failures} of ${total} links could not be made.`,
        },
      );
    } finally {
      await context.stdout.write(lines.sort().join(''));
    }
    const path = (context.env.PATH ?? '').split(':');
    if (!path.includes(links.folder)) context.log.warn(`${links.folder} is not in PATH.`);
    return undefined;
  },
});

export default { '': link } satisfies Verbs;
