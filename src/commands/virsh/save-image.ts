/** `virsh save-image-*`: what is in a saved state. */
import {
  domainSaveImageDefineXml,
  domainSaveImageGetXmlDesc,
} from '../../clients/libvirt/protocol/domain-image.ts';
import { command } from '../../kernel/command.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { data } from '../../kernel/vsh/params.ts';
import { dumped, dumpParams, SECURE, securityInfo } from './lib/dump.ts';
import { editNamed } from './lib/edit.ts';
import { readXml } from './lib/input.ts';
import { checkState, saveFlags, stateParams, told } from './lib/saved.ts';

const file = data('--file', 'Where the state is, on the host');

const define = command({
  summary: "Change the description in a saved state's file",
  group: 'domain',
  params: {
    file,
    xml: data('--xml', 'A file with the new description'),
    ...stateParams,
  },
  output: 'none',
  async run(context, values) {
    const dxml = await readXml(context, values.xml);
    const libvirt = await context.libvirt();
    const args = { file: values.file, dxml, flags: saveFlags(values) };
    await orFail(`Failed to update ${values.file}`, libvirt.call(domainSaveImageDefineXml, args));
    return told(`State file ${values.file} updated.\n`);
  },
});

const dumpxml = command({
  summary: "Print the description in a saved state's file",
  group: 'domain',
  params: { file, security_info: securityInfo, ...dumpParams },
  output: 'text-show',
  async run(context, values) {
    const libvirt = await context.libvirt();
    const flags = values.security_info ? SECURE : 0;
    const { xml } = await libvirt.call(domainSaveImageGetXmlDesc, { file: values.file, flags });
    return dumped(context, xml, values);
  },
});

const edit = command({
  summary: "Edit the description in a saved state's file",
  description: 'In $VISUAL, $EDITOR or vi.',
  group: 'domain',
  params: { file, ...stateParams },
  output: 'none',
  async run(context, values) {
    checkState(values);
    const libvirt = await context.libvirt();
    const image = { file: values.file };
    return editNamed(
      context,
      {
        read: async () => (await libvirt.call(domainSaveImageGetXmlDesc, { ...image, flags: SECURE })).xml,
        async define(dxml) {
          await libvirt.call(domainSaveImageDefineXml, { ...image, dxml, flags: saveFlags(values) });
          return values.file;
        },
      },
      `Saved image ${values.file} XML configuration not changed.`,
      () => `State file ${values.file} edited.`,
    );
  },
});

export default { define, dumpxml, edit };
