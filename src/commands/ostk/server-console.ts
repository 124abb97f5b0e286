/** `server console`: the serial console of a server, on this terminal. */
import { command, type Verbs } from '../../kernel/command.ts';
import { flag, text } from '../../kernel/params.ts';
import { CONSOLE_FORCE, runConsole } from '../virsh/lib/console.ts';
import { domainParams, onDomain } from './lib/server-domain.ts';

const serverConsole = command({
  summary: 'Connect to the serial console of a server',
  description:
    "Connects through the libvirt daemon of the server's host; Ctrl and ] leaves it. " +
    'Nova tells administrators which host that is.',
  params: {
    ...domainParams,
    devname: text('--devname <alias>', 'Which console, by the alias of its device (default: the first)'),
    force: flag('--force', 'Take it from whoever has it'),
  },
  output: 'none',
  examples: ['ostk server console web1'],
  run: (context, values) =>
    onDomain(context, values, async (_, dom) => {
      await runConsole(context, dom, values.devname, values.force ? CONSOLE_FORCE : 0);
      return undefined;
    }),
});

export default { '': serverConsole } satisfies Verbs;
