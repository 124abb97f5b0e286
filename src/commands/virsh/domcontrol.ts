/** `virsh domcontrol`. */
import { domainGetControlInfo } from '../../clients/libvirt/protocol/domain.ts';
import { command } from '../../kernel/command.ts';
import { domain } from '../../kernel/vsh/params.ts';
import { value } from '../../kernel/vsh/text.ts';
import { findDomain } from './lib/domain.ts';

/** virDomainControlState. */
const STATES = ['ok', 'background job', 'occupied', 'error'];
const OK = 0;
const ERROR = 3;
/** virDomainControlErrorReason. */
const REASONS = ['', 'unknown', 'monitor failure', 'internal (locking) error'];

const domcontrol = command({
  summary: 'Print how the way to a domain is: whether it can be controlled now',
  group: 'monitor',
  params: { domain },
  output: 'text-show',
  async run(context, values) {
    const dom = await findDomain(context, values.domain);
    const libvirt = await context.libvirt();
    const { state, details, stateTime } = await libvirt.call(domainGetControlInfo, { dom, flags: 0 });
    const name = STATES[state] ?? 'unknown';
    const since = ` (${(Number(stateTime) / 1000).toFixed(3)}s)`;
    if (state === ERROR && details > 0) return value('state', `${name}: ${REASONS[details] ?? ''}${since}`);
    return value('state', state === OK || state === ERROR ? name : `${name}${since}`);
  },
});

export default { '': domcontrol };
