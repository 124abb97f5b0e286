/** `virsh domif-getlink`. */
import { command } from '../../kernel/command.ts';
import { naming } from '../../kernel/params.ts';
import { Failure } from '../../kernel/vsh/failure.ts';
import { data, domain, flag } from '../../kernel/vsh/params.ts';
import { value } from '../../kernel/vsh/text.ts';
import { describedDomain, INACTIVE } from './lib/description.ts';

const MAC = /^[\da-f]{1,2}(:[\da-f]{1,2}){5}$/i;

/** A MAC address as libvirt writes it (virMacAddrFormat); undefined for what is none. */
function macOf(word: string): string | undefined {
  if (!MAC.test(word)) return undefined;
  const bytes = word.split(':').map(byte => byte.padStart(2, '0').toLowerCase());
  return bytes.join(':');
}

const domifGetlink = command({
  summary: "Print the state of a domain's link",
  group: 'monitor',
  params: {
    domain,
    interface: naming('libvirt-link', data('--interface', 'Its device on the host, or its MAC address')),
    config: flag('--config', 'What it has at the next start'),
  },
  output: 'text-show',
  async run(context, values) {
    const word = values.interface;
    const xml = await describedDomain(context, values.domain, values.config ? INACTIVE : 0);
    const mac = macOf(word);
    const wanted = mac ?? word;
    const attribute = mac === undefined ? 'target/@dev' : 'mac/@address';
    const all = xml.nodes('/domain/devices/interface');
    const [found, ...more] = all.filter(each => xml.text(attribute, each) === wanted);
    if (!found) throw new Failure(`Interface (${mac === undefined ? 'dev' : 'mac'}: ${wanted}) not found.`);
    if (more.length > 0) throw new Failure('multiple matching interfaces found');
    const state = xml.text('link/@state', found) ?? 'up';
    return value('link', state, `${word} ${state}`);
  },
});

export default { '': domifGetlink };
