/** `virsh detach-disk`. */
import { command } from '../../kernel/command.ts';
import { naming } from '../../kernel/params.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { data, domain, flag } from '../../kernel/vsh/params.ts';
import { plain } from '../../kernel/vsh/text.ts';
import { AFFECT_CONFIG } from './lib/affect.ts';
import { describe, INACTIVE } from './lib/description.ts';
import { checkPersistence, detach, impactOf, impactOn, persistence } from './lib/device.ts';
import { findDomain } from './lib/domain.ts';
import { told } from './lib/saved.ts';

const detachDisk = command({
  summary: 'Take a disk from a domain',
  group: 'domain',
  params: {
    domain,
    target: naming('libvirt-disk', data('--target', 'What the guest calls it, or where its contents are')),
    ...persistence,
    print_xml: flag('--print-xml', 'Print its description and detach nothing'),
  },
  output: 'text-show',
  async run(context, values) {
    checkPersistence(values);
    const [libvirt, dom] = await Promise.all([context.libvirt(), findDomain(context, values.domain)]);
    const xml = await describe(libvirt, dom, impactOf(values) === AFFECT_CONFIG ? INACTIVE : 0);
    const flags = await impactOn(libvirt, dom, values);
    const [{ findDisk }, { writtenText }] = await Promise.all([
      import('./lib/disk.ts'),
      import('./lib/xml.ts'),
    ]);
    const disk = writtenText(findDisk(xml, values.target));
    if (values.print_xml) return plain('xml', disk);
    await orFail('Failed to detach disk', detach(libvirt, dom, disk, flags, values.current));
    return told('Disk detached successfully\n');
  },
});

export default { '': detachDisk };
