/** `virsh qemu-monitor-command`: a command of QEMU's monitor. */
import { qemuDomainMonitorCommand } from '../../clients/libvirt/protocol/qemu.ts';
import { command } from '../../kernel/command.ts';
import { Failure } from '../../kernel/vsh/failure.ts';
import { domain, flag, named, words } from '../../kernel/vsh/params.ts';
import { plain } from '../../kernel/vsh/text.ts';
import { findDomain } from './lib/domain.ts';
import { exclude } from './lib/exclusive.ts';
import { isObjectText, jsonTokens, memberOf, prettyJson } from './lib/json-text.ts';

/** VIR_DOMAIN_QEMU_MONITOR_COMMAND_HMP. */
const HMP = 1;

/**
 * A command for QMP: JSON as it is, otherwise the name of one with its arguments behind it.
 * @throws Failure for arguments that are not JSON
 */
function qmp(typed: readonly string[]): string {
  const whole = typed.join(' ');
  if (isObjectText(jsonTokens(whole))) return whole;
  const [name = '', ...rest] = typed;
  const execute = `"execute":${JSON.stringify(name)}`;
  if (rest.length === 0) return `{${execute}}`;
  const args = rest.join(' ');
  const asObject = jsonTokens(args);
  const tokens = isObjectText(asObject) ? asObject : jsonTokens(`{${rest.join(',')}}`);
  if (!tokens) throw new Failure(`failed to wrap arguments '${args}' into a QMP command wrapper`);
  return `{${execute},"arguments":${tokens.join('')}}`;
}

const monitorCommand = command({
  summary: "Send a command to QEMU's monitor",
  group: 'domain',
  params: {
    domain,
    hmp: flag('--hmp', "The command is one of the monitor's for people"),
    pretty: flag('--pretty', 'Print the answer with a member a line'),
    return_value: flag('--return-value', "Print what the answer's `return` is, alone"),
    pass_fds: named('--pass-fds', 'Files that are open, to pass along: not available in this program'),
    cmd: words('--cmd', 'The command', { required: true }),
  },
  output: 'text-show',
  async run(context, values) {
    exclude(values, ['hmp', 'pretty'], ['hmp', 'return-value']);
    const { hmp, pretty, return_value: returned } = values;
    const dom = await findDomain(context, values.domain);
    const cmd = hmp ? values.cmd.join(' ') : qmp(values.cmd);
    if (values.pass_fds !== undefined) {
      throw new Failure('--pass-fds is not available: this program cannot hand open files to a daemon');
    }
    const libvirt = await context.libvirt();
    const { result } = await libvirt.call(qemuDomainMonitorCommand, { dom, cmd, flags: hmp ? HMP : 0 });
    const tokens = returned || pretty ? jsonTokens(result) : undefined;
    if (!tokens) {
      if (returned) throw new Failure('failed to parse JSON returned by qemu');
      return plain('answer', `${result}\n`);
    }
    const shown = returned ? memberOf(tokens, 'return') : tokens;
    if (!shown) throw new Failure("'return' member missing");
    return plain('answer', pretty ? prettyJson(shown).trimEnd() : shown.join(''));
  },
});

export default { '': monitorCommand };
