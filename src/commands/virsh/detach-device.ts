/** `virsh detach-device` and `detach-device-alias`. */
import { domainDetachDeviceAlias } from '../../clients/libvirt/protocol/domain-device.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { data, domain } from '../../kernel/vsh/params.ts';
import { affect, affectFlags } from './lib/affect.ts';
import { detach } from './lib/device.ts';
import { byFile } from './lib/device-file.ts';
import { findDomain } from './lib/domain.ts';
import { told } from './lib/saved.ts';

const alias = command({
  summary: 'Ask a domain to let go of the device with an alias',
  group: 'domain',
  params: { domain, alias: data('--alias', 'Alias of the device'), ...affect },
  output: 'none',
  async run(context, values) {
    const flags = affectFlags(values);
    const [libvirt, dom] = await Promise.all([context.libvirt(), findDomain(context, values.domain)]);
    await orFail(
      `Failed to detach device with alias ${values.alias}`,
      libvirt.call(domainDetachDeviceAlias, { dom, alias: values.alias, flags }),
    );
    return told('Device detach request sent successfully\n');
  },
});

export default { '': byFile('Take a device from a domain', 'detach', detach), alias } satisfies Verbs;
