/** `virsh attach-interface`. */
import { command } from '../../kernel/command.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { data, domain, flag, word } from '../../kernel/vsh/params.ts';
import { plain } from '../../kernel/vsh/text.ts';
import { attach, checkPersistence, impactOn, persistence } from './lib/device.ts';
import { findDomain } from './lib/domain.ts';
import { told } from './lib/saved.ts';

const attachInterface = command({
  summary: 'Give a domain a network interface',
  group: 'domain',
  params: {
    domain,
    type: data('--type', 'What it is joined to: network, bridge, direct, hostdev or vhostuser'),
    source: data('--source', 'Name of the network, bridge or device, PCI address, or path of the socket'),
    target: word('--target', "The device's name on the host"),
    mac: word('--mac', 'Its MAC address'),
    script: word('--script', 'The script that joins it to the bridge'),
    model: word('--model', 'The device that the guest sees, such as virtio'),
    alias: word('--alias', 'An alias of your own for it'),
    inbound: word('--inbound', 'How much may come in: AVERAGE[,PEAK[,BURST[,FLOOR]]] in KiB a second'),
    outbound: word('--outbound', 'How much may go out: AVERAGE[,PEAK[,BURST]] in KiB a second'),
    ...persistence,
    print_xml: flag('--print-xml', 'Print its description and attach nothing'),
    managed: flag('--managed', 'Have libvirt take the device from the host, and give it back'),
    source_mode: word('--source-mode', "Who listens on vhostuser's socket: server or client"),
  },
  output: 'text-show',
  async run(context, values) {
    checkPersistence(values);
    const { interfaceXml } = await import('./lib/interface-xml.ts');
    const xml = interfaceXml(values);
    if (values.print_xml) return plain('xml', xml);
    const [libvirt, dom] = await Promise.all([context.libvirt(), findDomain(context, values.domain)]);
    const flags = await impactOn(libvirt, dom, values);
    await orFail('Failed to attach interface', attach(libvirt, dom, xml, flags, values.current));
    return told('Interface attached successfully\n');
  },
});

export default { '': attachInterface };
