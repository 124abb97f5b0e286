/** `virsh domcapabilities`. */
import { connectGetDomainCapabilities } from '../../clients/libvirt/protocol/hypervisor.ts';
import { command } from '../../kernel/command.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { word } from '../../kernel/vsh/params.ts';
import { value } from '../../kernel/vsh/text.ts';

const domcapabilities = command({
  summary: 'Print what the hypervisor can do for a domain, as XML',
  group: 'host',
  params: {
    virttype: word('--virttype', 'The kind of virtualization, as in <domain type=…>'),
    emulatorbin: word('--emulatorbin', 'The path of the emulator'),
    arch: word('--arch', 'The architecture of the domain'),
    machine: word('--machine', 'The kind of machine'),
  },
  output: 'text-show',
  async run(context, { virttype, emulatorbin, arch, machine }) {
    const libvirt = await context.libvirt();
    const { capabilities } = await orFail(
      'failed to get emulator capabilities',
      libvirt.call(connectGetDomainCapabilities, { virttype, emulatorbin, arch, machine, flags: 0 }),
    );
    return value('capabilities', capabilities);
  },
});

export default { '': domcapabilities };
