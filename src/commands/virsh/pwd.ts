/** `virsh pwd`. */
import { command } from '../../kernel/command.ts';
import { value } from '../../kernel/vsh/text.ts';

const pwd = command({
  summary: 'Print the working directory',
  group: 'virsh',
  params: {},
  output: 'text-show',
  auth: false,
  run: async context => value('directory', await context.path('.')),
});

export default { '': pwd };
