/** `virsh managedsave` and what there is to do about a state that libvirt keeps. */
import {
  domainHasManagedSaveImage,
  domainManagedSave,
  domainManagedSaveDefineXml,
  domainManagedSaveGetXmlDesc,
  domainManagedSaveRemove,
} from '../../clients/libvirt/protocol/domain-image.ts';
import { command } from '../../kernel/command.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { data, domain, flag } from '../../kernel/vsh/params.ts';
import { findDomain } from './lib/domain.ts';
import { dumped, dumpParams, SECURE, securityInfo } from './lib/dump.ts';
import { editNamed } from './lib/edit.ts';
import { readXml } from './lib/input.ts';
import { watchJob } from './lib/job.ts';
import { bypassCache, checkState, saveFlags, stateParams, told } from './lib/saved.ts';

const managedsave = command({
  summary: 'Save a running domain where libvirt finds it, and stop it',
  description: 'The next start goes on from there.',
  group: 'domain',
  params: {
    domain,
    bypass_cache: bypassCache,
    ...stateParams,
    verbose: flag('--verbose', 'Show how far it is'),
  },
  output: 'none',
  async run(context, values) {
    const dom = await findDomain(context, values.domain);
    const saving = (await context.libvirt()).call(domainManagedSave, { dom, flags: saveFlags(values) });
    const work = orFail(`Failed to save domain '${values.domain}' state`, saving);
    await watchJob(context, dom, values.verbose ? 'Managedsave' : undefined, work);
    return told(`\nDomain '${values.domain}' state saved by libvirt\n`);
  },
});

const remove = command({
  summary: 'Throw away the state that libvirt keeps of a domain',
  group: 'domain',
  params: { domain },
  output: 'none',
  async run(context, values) {
    const dom = await findDomain(context, values.domain);
    const libvirt = await context.libvirt();
    const { result } = await orFail(
      'Failed to check for domain managed save image',
      libvirt.call(domainHasManagedSaveImage, { dom, flags: 0 }),
    );
    if (result === 0) return told(`Domain '${values.domain}' has no manage save image; removal skipped`);
    await orFail(
      `Failed to remove managed save image for domain '${values.domain}'`,
      libvirt.call(domainManagedSaveRemove, { dom, flags: 0 }),
    );
    return told(`Removed managedsave image for domain '${values.domain}'`);
  },
});

const define = command({
  summary: 'Change the description in the state that libvirt keeps of a domain',
  group: 'domain',
  params: { domain, xml: data('--xml', 'A file with the new description'), ...stateParams },
  output: 'none',
  async run(context, values) {
    checkState(values);
    const dxml = await readXml(context, values.xml);
    const dom = await findDomain(context, values.domain);
    const args = { dom, dxml, flags: saveFlags(values) };
    const defining = (await context.libvirt()).call(domainManagedSaveDefineXml, args);
    await orFail(`Failed to update ${dom.name} XML configuration`, defining);
    return told(`Managed save state file of domain '${dom.name}' updated.\n`);
  },
});

const dumpxml = command({
  summary: 'Print the description in the state that libvirt keeps of a domain',
  group: 'domain',
  params: { domain, security_info: securityInfo, ...dumpParams },
  output: 'text-show',
  async run(context, values) {
    const [libvirt, dom] = await Promise.all([context.libvirt(), findDomain(context, values.domain)]);
    const flags = values.security_info ? SECURE : 0;
    return dumped(context, (await libvirt.call(domainManagedSaveGetXmlDesc, { dom, flags })).xml, values);
  },
});

const edit = command({
  summary: 'Edit the description in the state that libvirt keeps of a domain',
  description: 'In $VISUAL, $EDITOR or vi.',
  group: 'domain',
  params: { domain, ...stateParams },
  output: 'none',
  interactive: true,
  async run(context, values) {
    checkState(values);
    const [libvirt, dom] = await Promise.all([context.libvirt(), findDomain(context, values.domain)]);
    return editNamed(
      context,
      {
        read: async () => (await libvirt.call(domainManagedSaveGetXmlDesc, { dom, flags: SECURE })).xml,
        async define(dxml) {
          await libvirt.call(domainManagedSaveDefineXml, { dom, dxml, flags: saveFlags(values) });
          return dom.name;
        },
      },
      `Managed save image of domain '${dom.name}' XML configuration not changed.`,
      () => `Managed save image of Domain '${dom.name}' XML configuration edited.`,
    );
  },
});

export default { '': managedsave, remove, define, dumpxml, edit };
