/** `virsh help`. */
import { command } from '../../kernel/command.ts';
import { helpText } from '../../kernel/vsh/help.ts';
import { word } from '../../kernel/vsh/params.ts';
import { plain } from '../../kernel/vsh/text.ts';

const help = command({
  summary: 'Print help',
  description: 'Without a name: all commands in their groups.',
  group: 'virsh',
  params: { command: word('--command', 'A command, or a group of commands') },
  output: 'none',
  auth: false,
  run: async (context, values) => plain('help', await helpText(context, values.command)),
});

export default { '': help };
