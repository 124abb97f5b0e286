/** `virsh detach-interface` (tools/virsh-domain.c, cmdDetachInterface). */
import { command } from '../../kernel/command.ts';
import { naming } from '../../kernel/params.ts';
import { Failure } from '../../kernel/vsh/failure.ts';
import { data, domain, flag, word } from '../../kernel/vsh/params.ts';
import { plain } from '../../kernel/vsh/text.ts';
import { AFFECT_CONFIG, AFFECT_LIVE } from './lib/affect.ts';
import { describe, INACTIVE } from './lib/description.ts';
import { checkPersistence, detach, impactOn, persistence } from './lib/device.ts';
import { findDomain } from './lib/domain.ts';
import { told } from './lib/saved.ts';
import { trailing } from './lib/trailing.ts';
import type { Xml } from './lib/xml.ts';

const detachInterface = command({
  summary: 'Take a network interface from a domain',
  group: 'domain',
  params: {
    domain,
    type: data('--type', 'What it is joined to, such as network or bridge'),
    mac: naming('libvirt-link', word('--mac', 'Its MAC address, where there are several')),
    ...persistence,
    print_xml: flag('--print-xml', 'Print its description and detach nothing'),
  },
  output: 'text-show',
  async run(context, values) {
    checkPersistence(values);
    const [libvirt, dom] = await Promise.all([context.libvirt(), findDomain(context, values.domain)]);
    const printed: string[] = [];
    // The next start first; what cannot be done there is not done to the domain that runs.
    const remove = async (flags: number) => {
      const xml = await describe(libvirt, dom, flags === AFFECT_CONFIG ? INACTIVE : 0);
      const { writtenText } = await import('./lib/xml.ts');
      const text = writtenText(findInterface(xml, values.type, values.mac));
      if (values.print_xml) printed.push(text);
      else await detach(libvirt, dom, text, flags, values.current);
    };
    let isShown = false;
    try {
      const impact = await impactOn(libvirt, dom, values);
      if (impact & AFFECT_CONFIG) await remove(AFFECT_CONFIG);
      isShown = values.print_xml;
      if (impact !== AFFECT_CONFIG) await remove(impact & AFFECT_LIVE);
    } catch (error) {
      // The peer says no more, where it was to be printed only.
      if (isShown && error instanceof Failure) throw error;
      throw trailing(context, error, 'Failed to detach interface');
    }
    return values.print_xml ? plain('xml', printed.join('')) : told('Interface detached successfully\n');
  },
});

/** Finds the one that is meant. @throws Failure where there is none, or more than one */
function findInterface(xml: Xml, type: string, mac: string | undefined): ReturnType<Xml['nodes']>[number] {
  const all = xml.nodes('/domain/devices/interface').filter(each => xml.text('@type', each) === type);
  if (all.length === 0) throw new Failure(`No interface found whose type is ${type}`);
  if (mac === undefined && all.length > 1)
    throw new Failure(`Domain has ${all.length} interfaces. Please specify which one to detach using --mac`);
  const [found, another] = all.filter(each => {
    const address = xml.text('mac/@address', each);
    return mac === undefined || (address !== undefined && digits(address) === digits(mac));
  });
  if (another)
    throw new Failure(
      `Domain has multiple interfaces matching MAC address ${mac}. You must use detach-device and specify the device pci address to remove it.`,
    );
  if (!found) throw new Failure(`No interface with MAC address ${mac} was found`);
  return found;
}

/** A MAC address without what does not tell it from others: capitals, leading zeros. */
const digits = (mac: string): string => mac.toLowerCase().replace(/(?<![\da-f])0+(?=[\da-f])/g, '');

export default { '': detachInterface };
