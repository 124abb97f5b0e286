/** `virsh domid`. */
import { command } from '../../kernel/command.ts';
import { domain } from '../../kernel/vsh/params.ts';
import { value } from '../../kernel/vsh/text.ts';
import { findDomain } from './lib/domain.ts';

const domid = command({
  summary: 'Print the ID of a domain',
  group: 'domain',
  params: { domain },
  output: 'text-show',
  async run(context, values) {
    const { id } = await findDomain(context, values.domain, ['name', 'uuid']);
    return value('id', id < 0 ? '-' : id);
  },
});

export default { '': domid };
