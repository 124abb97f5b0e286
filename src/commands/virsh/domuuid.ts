/** `virsh domuuid`. */
import { command } from '../../kernel/command.ts';
import { domain } from '../../kernel/vsh/params.ts';
import { value } from '../../kernel/vsh/text.ts';
import { findDomain } from './lib/domain.ts';
import { uuidText } from './lib/uuid.ts';

const domuuid = command({
  summary: 'Print the UUID of a domain',
  group: 'domain',
  params: { domain },
  output: 'text-show',
  async run(context, values) {
    const { uuid } = await findDomain(context, values.domain, ['name', 'id']);
    return value('uuid', uuidText(uuid));
  },
});

export default { '': domuuid };
