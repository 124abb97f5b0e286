/** `virsh attach-disk` (tools/virsh-domain.c, cmdAttachDisk). */
import { command } from '../../kernel/command.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { data, domain, flag, word } from '../../kernel/vsh/params.ts';
import { plain } from '../../kernel/vsh/text.ts';
import { attach, checkPersistence, impactOn, persistence } from './lib/device.ts';
import { findDomain } from './lib/domain.ts';
import { exclude, needs } from './lib/exclusive.ts';
import { told } from './lib/saved.ts';

const attachDisk = command({
  summary: 'Give a domain a disk',
  group: 'domain',
  params: {
    domain,
    source: data('--source', 'File or device on the host, or the name that a network disk has', {
      empty: true,
    }),
    target: data('--target', 'What the guest is to call it, such as vdb'),
    targetbus: word('--targetbus', 'The bus that it is on, such as virtio'),
    driver: word('--driver', 'What drives it, such as qemu'),
    subdriver: word('--subdriver', 'Its format, such as qcow2'),
    iothread: word('--iothread', 'Number of the IOThread that works for it'),
    cache: word('--cache', 'How the host caches it'),
    io: word('--io', 'How the host reads and writes it'),
    type: word('--type', 'What it is to the guest: disk, cdrom, floppy, lun'),
    shareable: flag('--shareable', 'Others write to it, too', { hidden: true }),
    mode: word('--mode', 'readonly or shareable'),
    sourcetype: word('--sourcetype', 'What the source is: file, block or network'),
    serial: word('--serial', 'Its serial number'),
    wwn: word('--wwn', 'Its World Wide Name, 16 hexadecimal digits'),
    alias: word('--alias', 'An alias of your own for it'),
    rawio: flag('--rawio', 'Let the domain do raw I/O on it'),
    address: word('--address', 'Where it is on its bus, such as pci:0000.00.0a.0'),
    multifunction: flag('--multifunction', 'The PCI device at its address has several functions'),
    print_xml: flag('--print-xml', 'Print its description and attach nothing'),
    source_protocol: word('--source-protocol', 'The protocol that a network disk is had by'),
    source_host_name: word('--source-host-name', 'The host that has it, and its port: HOST[:PORT]'),
    source_host_transport: word('--source-host-transport', 'How that host is spoken to: tcp, rdma, unix'),
    source_host_socket: word('--source-host-socket', 'The socket that it is reached by'),
    ...persistence,
  },
  output: 'text-show',
  async run(context, values) {
    checkPersistence(values);
    needs(
      values,
      ['source-host-name', 'source-protocol'],
      ['source-host-transport', 'source-protocol'],
      ['source-host-socket', 'source-protocol'],
      ['source-host-socket', 'source-host-transport'],
    );
    exclude(values, ['source-host-name', 'source-host-socket']);
    const { diskXml } = await import('./lib/disk-xml.ts');
    const mode = values.shareable ? 'shareable' : values.mode;
    const xml = await diskXml({ ...values, mode }, () => context.isBlockDevice(values.source));
    if (values.print_xml) return plain('xml', xml);
    const [libvirt, dom] = await Promise.all([context.libvirt(), findDomain(context, values.domain)]);
    const flags = await impactOn(libvirt, dom, values);
    await orFail('Failed to attach disk', attach(libvirt, dom, xml, flags, values.current));
    return told('Disk attached successfully\n');
  },
});

export default { '': attachDisk };
