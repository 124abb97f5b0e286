/** `virsh iface-*` (tools/virsh-interface.c). */
import { connectListAllInterfaces, interfaceIsActive } from '../../clients/libvirt/protocol/interface.ts';
import { command } from '../../kernel/command.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { flag } from '../../kernel/vsh/params.ts';
import { listed } from '../../kernel/vsh/text.ts';
import { exclude } from './lib/exclusive.ts';
import { byName } from './lib/order.ts';

const [INACTIVE, ACTIVE] = [1, 2];

const list = command({
  summary: "List the host's network interfaces",
  group: 'interface',
  params: {
    inactive: flag('--inactive', 'Interfaces that are off'),
    all: flag('--all', 'Interfaces that are on and those that are off'),
  },
  output: 'text-list',
  async run(context, values) {
    exclude(values, ['all', 'inactive']);
    const flags = values.all ? ACTIVE | INACTIVE : values.inactive ? INACTIVE : ACTIVE;
    const libvirt = await context.libvirt();
    const { ifaces } = await orFail(
      'Failed to list interfaces',
      libvirt.call(connectListAllInterfaces, { needResults: 1, flags }),
    );
    const rows = await Promise.all(
      byName(ifaces).map(async iface => {
        const { active } = await libvirt.call(interfaceIsActive, { iface });
        return [iface.name, active ? 'active' : 'inactive', iface.mac];
      }),
    );
    return listed(['Name', 'State', 'MAC Address'], rows);
  },
});

export default { list };
