/** `help`: the same text as `--help`, for a command, a group of commands or the program. */
import { command, type Verbs } from '../../kernel/command.ts';
import { Quiet } from '../../kernel/errors.ts';
import { args } from '../../kernel/params.ts';

const help = command({
  summary: 'Show help for a command',
  params: { cmd: args('cmd', 'Words of the command', '*') },
  output: 'none',
  auth: false,
  async run(context, values) {
    const { printHelp } = await import('../../kernel/help.ts');
    const code = await printHelp(context, values.cmd);
    if (code !== 0) throw new Quiet(code);
    return undefined;
  },
});

export default { '': help } satisfies Verbs;
