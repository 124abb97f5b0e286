/** `virsh edit`. */
import { isUnsupported } from '../../clients/libvirt/errors.ts';
import {
  domainDefineXml,
  domainDefineXmlFlags,
  domainGetXmlDesc,
} from '../../clients/libvirt/protocol/domain.ts';
import { command } from '../../kernel/command.ts';
import { domain, flag } from '../../kernel/vsh/params.ts';
import { INACTIVE } from './lib/description.ts';
import { findDomain } from './lib/domain.ts';
import { SECURE } from './lib/dump.ts';
import { editNamed } from './lib/edit.ts';

/** virDomainDefineFlags. */
const VALIDATE = 1;

const edit = command({
  summary: 'Edit the XML of a domain',
  description: 'In $VISUAL, $EDITOR or vi. What runs is not changed until its next start.',
  group: 'domain',
  params: { domain, skip_validate: flag('--skip-validate', 'Do without the schema') },
  output: 'none',
  interactive: true,
  async run(context, values) {
    const [libvirt, dom] = await Promise.all([context.libvirt(), findDomain(context, values.domain)]);
    const plainly = (xml: string) => libvirt.call(domainDefineXml, { xml });
    const checked = (xml: string) =>
      libvirt.call(domainDefineXmlFlags, { xml, flags: VALIDATE }).catch((error: unknown) => {
        // An old daemon that knows no schema.
        if (isUnsupported(error)) return plainly(xml);
        throw error;
      });
    return editNamed(
      context,
      {
        read: async () => (await libvirt.call(domainGetXmlDesc, { dom, flags: SECURE | INACTIVE })).xml,
        define: async (xml, validates) =>
          (await (validates && !values.skip_validate ? checked(xml) : plainly(xml))).dom.name,
        canRelax: true,
      },
      `Domain '${dom.name}' XML configuration not changed.`,
      name => `Domain '${name}' XML configuration edited.`,
    );
  },
});

export default { '': edit };
