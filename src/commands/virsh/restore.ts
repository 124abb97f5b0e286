/** `virsh restore`. */
import { domainRestore, domainRestoreFlags } from '../../clients/libvirt/protocol/domain-image.ts';
import { command } from '../../kernel/command.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { data, flag, word } from '../../kernel/vsh/params.ts';
import { readXml } from './lib/input.ts';
import { bypassCache, saveFlags, stateParams, told } from './lib/saved.ts';

const restore = command({
  summary: 'Start a domain from a saved state',
  group: 'domain',
  params: {
    file: data('--file', 'Where the state is, on the host'),
    bypass_cache: bypassCache,
    xml: word('--xml', 'A file with another description of the domain'),
    ...stateParams,
    reset_nvram: flag('--reset-nvram', 'Make its NVRAM anew from the template'),
  },
  output: 'none',
  async run(context, values) {
    const dxml = values.xml === undefined ? undefined : await readXml(context, values.xml);
    const libvirt = await context.libvirt();
    const flags = saveFlags(values);
    const from = values.file;
    const restoring =
      flags !== 0 || dxml !== undefined
        ? libvirt.call(domainRestoreFlags, { from, dxml, flags })
        : libvirt.call(domainRestore, { from });
    await orFail(`Failed to restore domain from ${from}`, restoring);
    return told(`Domain restored from ${from}\n`);
  },
});

export default { '': restore };
