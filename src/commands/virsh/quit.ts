/** `virsh quit`: ends the line it stands in, and the prompt. */
import { command } from '../../kernel/command.ts';

const quit = command({
  summary: 'Leave this interactive terminal',
  group: 'virsh',
  params: {},
  output: 'none',
  auth: false,
  run: async () => undefined,
});

export default { '': quit };
