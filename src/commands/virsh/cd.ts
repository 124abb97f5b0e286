/** `virsh cd`. */
import { command } from '../../kernel/command.ts';
import { CommandError } from '../../kernel/errors.ts';
import { Failure } from '../../kernel/vsh/failure.ts';
import { word } from '../../kernel/vsh/params.ts';

const cd = command({
  summary: 'Change the working directory',
  group: 'virsh',
  params: { dir: word('--dir', 'Where to; without it, home', { empty: true }) },
  output: 'none',
  auth: false,
  async run(context, { dir }) {
    if (!context.enter) throw new Failure('cd: command valid only in interactive mode');
    const folder = dir || (await context.path('~'));
    try {
      await context.enter(folder);
    } catch (error) {
      if (error instanceof CommandError) throw new Failure(`cd: ${error.message}: ${folder}`);
      throw error;
    }
    return undefined;
  },
});

export default { '': cd };
