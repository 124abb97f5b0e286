/** `virsh connect`. */
import { command } from '../../kernel/command.ts';
import { flag, word } from '../../kernel/vsh/params.ts';

const connect = command({
  summary: 'Connect to a hypervisor from now on',
  group: 'virsh',
  params: {
    name: word('--name', 'Its URI; without one, the usual hypervisor', { empty: true }),
    readonly: flag('--readonly', 'Without the right to change anything'),
  },
  output: 'none',
  auth: false,
  async run(context, values) {
    await context.libvirt({ uri: values.name, readOnly: values.readonly });
    return undefined;
  },
});

export default { '': connect };
