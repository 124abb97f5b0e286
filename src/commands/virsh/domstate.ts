/** `virsh domstate`. */
import { domainGetState } from '../../clients/libvirt/protocol/domain.ts';
import { command } from '../../kernel/command.ts';
import { domain, flag } from '../../kernel/vsh/params.ts';
import { findDomain } from './lib/domain.ts';
import { reasonName, stateName } from './lib/states.ts';

const domstate = command({
  summary: 'Print the state of a domain',
  group: 'monitor',
  params: { domain, reason: flag('--reason', 'Say also why it is in this state') },
  output: 'text-show',
  async run(context, values) {
    const dom = await findDomain(context, values.domain);
    const found = await (await context.libvirt()).call(domainGetState, { dom, flags: 0 });
    const [state, reason] = [stateName(found.state), reasonName(found.state, found.reason)];
    return {
      kind: 'text',
      text: () => (values.reason ? `${state} (${reason})\n` : `${state}\n`),
      data: {
        kind: 'show',
        fields: [['state', state], ...(values.reason ? [['reason', reason] as const] : [])],
      },
    };
  },
});

export default { '': domstate };
