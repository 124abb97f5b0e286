/** `virsh save-image-*`: what is in a saved state. */
import { domainSaveImageDefineXml } from '../../clients/libvirt/protocol/domain-image.ts';
import { command } from '../../kernel/command.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { data } from '../../kernel/vsh/params.ts';
import { readXml } from './lib/input.ts';
import { saveFlags, stateParams, told } from './lib/saved.ts';

const define = command({
  summary: "Change the description in a saved state's file",
  group: 'domain',
  params: {
    file: data('--file', 'Where the state is, on the host'),
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

export default { define };
