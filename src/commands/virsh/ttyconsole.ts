/** `virsh ttyconsole`. */
import { command } from '../../kernel/command.ts';
import { Quiet } from '../../kernel/errors.ts';
import { Failure } from '../../kernel/vsh/failure.ts';
import { domain } from '../../kernel/vsh/params.ts';
import { value } from '../../kernel/vsh/text.ts';
import { describedDomain } from './lib/description.ts';

const ttyconsole = command({
  summary: "Print the device of a domain's console",
  group: 'domain',
  params: { domain },
  output: 'text-show',
  async run(context, values) {
    const xml = await describedDomain(context, values.domain, 0);
    const tty = xml.text('/domain/devices/console/@tty');
    if (tty !== undefined) return value('tty', tty);
    // The peer fails without a word.
    if (context.manners === 'peer') throw new Quiet(1);
    throw new Failure(`domain '${values.domain}' has no console on a terminal device now`);
  },
});

export default { '': ttyconsole };
