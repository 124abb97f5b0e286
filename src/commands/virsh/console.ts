/** `virsh console`. */
import { command } from '../../kernel/command.ts';
import { domain, flag, word } from '../../kernel/vsh/params.ts';
import { CONSOLE_FORCE, CONSOLE_SAFE, runConsole } from './lib/console.ts';
import { findDomain } from './lib/domain.ts';

const consoleCommand = command({
  summary: 'Connect to the console of a domain',
  group: 'domain',
  params: {
    domain,
    devname: word('--devname', 'Which console, by the alias of its device (default: the first)'),
    force: flag('--force', 'Take it from whoever has it'),
    safe: flag('--safe', 'Only where the driver can see to it that nobody else has it'),
  },
  output: 'none',
  interactive: true,
  async run(context, values) {
    const dom = await findDomain(context, values.domain);
    const flags = (values.force ? CONSOLE_FORCE : 0) | (values.safe ? CONSOLE_SAFE : 0);
    await runConsole(context, dom, values.devname, flags);
    return undefined;
  },
});

export default { '': consoleCommand };
