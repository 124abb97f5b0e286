/** `virsh domname`. */
import { command } from '../../kernel/command.ts';
import { domain } from '../../kernel/vsh/params.ts';
import { value } from '../../kernel/vsh/text.ts';
import { findDomain } from './lib/domain.ts';

const domname = command({
  summary: 'Print the name of a domain',
  group: 'domain',
  params: { domain },
  output: 'text-show',
  async run(context, values) {
    const { name } = await findDomain(context, values.domain, ['id', 'uuid']);
    return value('name', name);
  },
});

export default { '': domname };
