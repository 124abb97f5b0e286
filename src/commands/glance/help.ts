/** `help`: of the program, or of one of its commands. */
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError, Quiet } from '../../kernel/errors.ts';
import { optionalArg } from '../../kernel/params.ts';

const help = command({
  summary: 'Show help for this program or one of its commands',
  params: { command: optionalArg('<subcommand>', 'The command to tell about') },
  output: 'none',
  auth: false,
  async run(context, values) {
    const { commandHelp, programHelp } = await import('../../kernel/grammar/subcommand-help.ts');
    const name = values.command;
    if (context.manners === 'ostk') {
      const { printHelp } = await import('../../kernel/help.ts');
      const code = await printHelp(context, name ? [name] : []);
      if (code !== 0) throw new Quiet(code);
      return undefined;
    }
    if (name === undefined || name === '') await programHelp(context);
    else if (!(await commandHelp(context, name))) {
      throw new CommandError(`'${name}' is not a valid subcommand`);
    }
    return undefined;
  },
});

export default { '': help } satisfies Verbs;
