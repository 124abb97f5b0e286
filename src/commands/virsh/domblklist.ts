/** `virsh domblklist`. */
import { command } from '../../kernel/command.ts';
import { Failure } from '../../kernel/vsh/failure.ts';
import { domain, flag } from '../../kernel/vsh/params.ts';
import { listed } from '../../kernel/vsh/text.ts';
import { describedDomain, INACTIVE } from './lib/description.ts';
import type { Xml, XmlNode } from './lib/xml.ts';

const SOURCE = ['file', 'dev', 'dir', 'name', 'volume', 'path'].map(name => `source/@${name}`).join('|');

/** Where the contents of a disk are: a controller's PCI address and namespace for one of type nvme. */
function sourceOf(xml: Xml, disk: XmlNode): string | undefined {
  if (xml.text('@type', disk) !== 'nvme') return xml.text(SOURCE, disk);
  const part = (name: string, digits: number): string =>
    Number(xml.text(`source/address/@${name}`, disk) ?? 0)
      .toString(16)
      .padStart(digits, '0');
  const slot = `${part('domain', 4)}:${part('bus', 2)}:${part('slot', 2)}.${part('function', 1)}`;
  return `nvme://${slot}/${xml.text('source/@namespace', disk) ?? ''}`;
}

const domblklist = command({
  summary: 'List the disks of a domain',
  group: 'monitor',
  params: {
    domain,
    inactive: flag('--inactive', 'Those that it starts with'),
    details: flag('--details', 'Print what kind of disk each is as well'),
  },
  output: 'text-list',
  async run(context, values) {
    const xml = await describedDomain(context, values.domain, values.inactive ? INACTIVE : 0);
    const rows = xml.nodes('/domain/devices/disk').map(disk => {
      const kind = ['@type', '@device'].map(name => xml.text(name, disk));
      if (values.details && kind.includes(undefined)) throw new Failure('unable to query block list details');
      const target = xml.text('target/@dev', disk);
      if (target === undefined) throw new Failure('unable to query block list');
      return [...(values.details ? kind : []), target, sourceOf(xml, disk)];
    });
    return listed([...(values.details ? ['Type', 'Device'] : []), 'Target', 'Source'], rows);
  },
});

export default { '': domblklist };
