/** The prompt, under ostk's own name. */
import { command, type Verbs } from '../../kernel/command.ts';
import { Quiet } from '../../kernel/errors.ts';
import { naming, optionalArg } from '../../kernel/params.ts';

const shell = command({
  summary: 'Type commands at a prompt, or run those from a pipe',
  description:
    'Opens a prompt with history and completion, and one login for all of its lines. Lines from a pipe run one after another; the exit code is that of the first one that failed.',
  params: {
    tree: naming(
      'tree',
      optionalArg('TREE', 'Whose commands they are (openstack, glance, …); left out: as behind ostk'),
    ),
  },
  output: 'none',
  auth: false,
  examples: ['ostk --os-cloud sandbox shell', 'echo "flavor list" | ostk --os-cloud sandbox shell openstack'],
  async run(context, values) {
    const code = await context.prompt(values.tree);
    if (code !== 0) throw new Quiet(code);
    return undefined;
  },
});

export default { '': shell } satisfies Verbs;
