/** `virsh vncdisplay`. */
import { domainGetXmlDesc, domainIsActive } from '../../clients/libvirt/protocol/domain.ts';
import { command } from '../../kernel/command.ts';
import { Failure } from '../../kernel/vsh/failure.ts';
import { domain } from '../../kernel/vsh/params.ts';
import { value } from '../../kernel/vsh/text.ts';
import { findDomain } from './lib/domain.ts';

/** The port of display :0. */
const FIRST_PORT = 5900;

const vncdisplay = command({
  summary: "Print where a domain's VNC display is",
  group: 'domain',
  params: { domain },
  output: 'text-show',
  async run(context, values) {
    const dom = await findDomain(context, values.domain);
    const libvirt = await context.libvirt();
    const { active } = await libvirt.call(domainIsActive, { dom });
    if (!active) throw new Failure('Domain is not running');
    const { Xml } = await import('./lib/xml.ts');
    const xml = new Xml((await libvirt.call(domainGetXmlDesc, { dom, flags: 0 })).xml);
    const vnc = "/domain/devices/graphics[@type='vnc']";
    const port = xml.text(`${vnc}/@port`);
    if (port === undefined || !/^-?\d+$/.test(port))
      throw new Failure('Failed to get VNC port. Is this domain using VNC?');
    const address = xml.text(`${vnc}/@listen`) ?? xml.text(`${vnc}/listen/@address`);
    const host = address === '0.0.0.0' ? '' : (address ?? '');
    return value('display', `${host}:${Number(port) - FIRST_PORT}`);
  },
});

export default { '': vncdisplay };
