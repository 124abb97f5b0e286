/** `virsh qemu-agent-command`: a command of the guest agent's own protocol. */
import { qemuDomainAgentCommand } from '../../clients/libvirt/protocol/qemu.ts';
import { command } from '../../kernel/command.ts';
import { Failure } from '../../kernel/vsh/failure.ts';
import { domain, flag, number, words } from '../../kernel/vsh/params.ts';
import { plain } from '../../kernel/vsh/text.ts';
import { findDomain } from './lib/domain.ts';
import { jsonTokens, prettyJson } from './lib/json-text.ts';

/** virDomainQemuAgentCommandTimeoutValues. */
const BLOCK = -2;
const DEFAULT = -1;
const NOWAIT = 0;

const agentCommand = command({
  summary: "Send a command in the guest agent's own protocol",
  group: 'domain',
  params: {
    domain,
    timeout: number('--timeout', 'Seconds to wait for the answer', { least: -(2 ** 31) }),
    async: flag('--async', 'Wait for no answer'),
    block: flag('--block', 'Wait for the answer, however long it takes'),
    pretty: flag('--pretty', 'Print the answer with a member a line'),
    cmd: words('--cmd', 'The command, in JSON', { required: true }),
  },
  output: 'text-show',
  async run(context, { timeout, async: noWait, block, pretty, ...values }) {
    const dom = await findDomain(context, values.domain);
    if (timeout !== undefined && timeout < 1) throw new Failure('timeout must be positive');
    if ([timeout !== undefined, noWait, block].filter(Boolean).length > 1) {
      throw new Failure('timeout, async and block options are exclusive');
    }
    const libvirt = await context.libvirt();
    const { result } = await libvirt.call(qemuDomainAgentCommand, {
      dom,
      cmd: values.cmd.join(' '),
      timeout: block ? BLOCK : noWait ? NOWAIT : (timeout ?? DEFAULT),
      flags: 0,
    });
    if (result === undefined) throw new Failure('An error occurred, but the cause is unknown');
    const tokens = pretty ? jsonTokens(result) : undefined;
    return plain('answer', `${tokens ? prettyJson(tokens) : result}\n`);
  },
});

export default { '': agentCommand };
