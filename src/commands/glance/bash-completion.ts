/** `bash-completion`: the words that glance's completion for bash works with. */
import { command, type Verbs } from '../../kernel/command.ts';

/** Commands of completion itself, which nobody completes. */
const UNNAMED = /^bash.completion$/;

const completion = command({
  summary: 'Print all commands and options, for completion in bash',
  params: {},
  output: 'none',
  auth: false,
  async run(context) {
    const entries = (await context.commands.index(context.tree.name)).filter(
      ({ own }) => context.manners === 'ostk' || !own,
    );
    const names = entries.map(({ name }) => name).filter(name => !UNNAMED.test(name));
    const options = entries.flatMap(entry => entry.options);
    await context.stdout.write(`${[...new Set([...names, ...options])].sort().join(' ')}\n`);
    return undefined;
  },
});

export default { '': completion } satisfies Verbs;
