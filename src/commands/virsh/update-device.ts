/** `virsh update-device`. */
import { domainUpdateDeviceFlags } from '../../clients/libvirt/protocol/domain-device.ts';
import { command } from '../../kernel/command.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { flag } from '../../kernel/vsh/params.ts';
import { FORCE } from './lib/device.ts';
import { deviceFromFile, deviceParams } from './lib/device-file.ts';
import { told } from './lib/saved.ts';

const update = command({
  summary: 'Change a device of a domain',
  group: 'domain',
  params: { ...deviceParams, force: flag('--force', 'Even where the guest holds on to it') },
  output: 'none',
  async run(context, values) {
    const { libvirt, dom, xml, flags } = await deviceFromFile(context, values);
    await orFail(
      `Failed to update device from ${values.file}`,
      libvirt.call(domainUpdateDeviceFlags, { dom, xml, flags: flags | (values.force ? FORCE : 0) }),
    );
    return told('Device updated successfully\n');
  },
});

export default { '': update };
