/** `virsh define`. */
import { domainDefineXml, domainDefineXmlFlags } from '../../clients/libvirt/protocol/domain.ts';
import { command } from '../../kernel/command.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { done } from '../../kernel/vsh/text.ts';
import { fileParams, readXml } from './lib/input.ts';

const VALIDATE = 1;

const define = command({
  summary: 'Define a domain, or change one, from a description',
  description: 'Nothing is started.',
  group: 'domain',
  params: fileParams,
  output: 'none',
  async run(context, { file, validate }) {
    const xml = await readXml(context, file);
    const libvirt = await context.libvirt();
    const defined = validate
      ? libvirt.call(domainDefineXmlFlags, { xml, flags: VALIDATE })
      : libvirt.call(domainDefineXml, { xml });
    const { dom } = await orFail(`Failed to define domain from ${file}`, defined);
    return done(`Domain '${dom.name}' defined from ${file}`);
  },
});

export default { '': define };
