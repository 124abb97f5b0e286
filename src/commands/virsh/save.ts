/** `virsh save`. */
import { domainSave, domainSaveFlags } from '../../clients/libvirt/protocol/domain-image.ts';
import { command } from '../../kernel/command.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { data, domain, flag, word } from '../../kernel/vsh/params.ts';
import { findDomain } from './lib/domain.ts';
import { readXml } from './lib/input.ts';
import { watchJob } from './lib/job.ts';
import { bypassCache, saveFlags, stateParams, told } from './lib/saved.ts';

const save = command({
  summary: 'Save a running domain to a file, and stop it',
  group: 'domain',
  params: {
    domain,
    file: data('--file', 'Where the state is written to, on the host'),
    bypass_cache: bypassCache,
    xml: word('--xml', 'A file with another description, for when it is started again'),
    ...stateParams,
    verbose: flag('--verbose', 'Show how far it is'),
  },
  output: 'none',
  async run(context, values) {
    const dom = await findDomain(context, values.domain);
    const dxml = values.xml === undefined ? undefined : await readXml(context, values.xml);
    const libvirt = await context.libvirt();
    const flags = saveFlags(values);
    const target = { dom, to: values.file };
    const saving =
      flags !== 0 || dxml !== undefined
        ? libvirt.call(domainSaveFlags, { ...target, dxml, flags })
        : libvirt.call(domainSave, target);
    const work = orFail(`Failed to save domain '${values.domain}' to ${values.file}`, saving);
    await watchJob(context, dom, values.verbose ? 'Save' : undefined, work);
    return told(`\nDomain '${values.domain}' saved to ${values.file}\n`);
  },
});

export default { '': save };
