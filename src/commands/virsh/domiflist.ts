/** `virsh domiflist`. */
import { command } from '../../kernel/command.ts';
import { domain, flag } from '../../kernel/vsh/params.ts';
import { listed } from '../../kernel/vsh/text.ts';
import { describedDomain, INACTIVE } from './lib/description.ts';

const SOURCE = ['bridge', 'dev', 'network', 'name', 'path'].map(name => `source/@${name}`).join('|');
const CELLS = ['target/@dev', '@type', SOURCE, 'model/@type', 'mac/@address'];

const domiflist = command({
  summary: 'List the network interfaces of a domain',
  group: 'monitor',
  params: { domain, inactive: flag('--inactive', 'Those that it starts with') },
  output: 'text-list',
  async run(context, values) {
    const xml = await describedDomain(context, values.domain, values.inactive ? INACTIVE : 0);
    const rows = xml.nodes('/domain/devices/interface').map(each => CELLS.map(cell => xml.text(cell, each)));
    return listed(['Interface', 'Type', 'Source', 'Model', 'MAC'], rows);
  },
});

export default { '': domiflist };
