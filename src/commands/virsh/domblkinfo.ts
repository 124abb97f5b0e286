/** `virsh domblkinfo` (tools/virsh-domain-monitor.c, cmdDomblkinfo). */
import type { Libvirt } from '../../clients/libvirt/connection.ts';
import { ErrorCode, LibvirtError } from '../../clients/libvirt/errors.ts';
import { domainIsActive } from '../../clients/libvirt/protocol/domain.ts';
import { domainGetBlockInfo } from '../../clients/libvirt/protocol/domain-block.ts';
import type { Domain } from '../../clients/libvirt/protocol/types.ts';
import { command } from '../../kernel/command.ts';
import { Failure } from '../../kernel/vsh/failure.ts';
import { domain, flag, word } from '../../kernel/vsh/params.ts';
import { fields, listed } from '../../kernel/vsh/text.ts';
import { capacityText } from './lib/capacity.ts';
import { describe } from './lib/description.ts';
import { findDomain } from './lib/domain.ts';
import { exclude } from './lib/exclusive.ts';

const NOTHING = { capacity: 0n, allocation: 0n, physical: 0n };

/** virErrorDomain's number of storage drivers. */
const FROM_STORAGE = 18;

const domblkinfo = command({
  summary: "Print how large a domain's disk is",
  group: 'monitor',
  params: {
    domain,
    device: word('--device', 'The disk: what it is called, or where its contents are'),
    human: flag('--human', 'Sizes in units that suit them'),
    all: flag('--all', 'All disks'),
  },
  output: 'text-list',
  async run(context, values) {
    exclude(values, ['all', 'device']);
    const [libvirt, dom] = await Promise.all([context.libvirt(), findDomain(context, values.domain)]);
    const sizes = ({ capacity, allocation, physical }: typeof NOTHING): string[] => {
      const all = [capacity, allocation, physical];
      if (all.every(size => size === 0n)) return ['-', '-', '-'];
      return all.map(size => (values.human ? capacityText(size, 3) : String(size)));
    };
    if (values.all) {
      const columns = ['Target', 'Capacity', 'Allocation', 'Physical'];
      const disks = await everyDisk(libvirt, dom);
      return listed(
        columns,
        disks.map(([target, info]) => [target, ...sizes(info)]),
      );
    }
    if (values.device === undefined) throw new Failure("command 'domblkinfo' requires <device> option");
    const info = await libvirt.call(domainGetBlockInfo, { dom, path: values.device, flags: 0 });
    const [capacity, allocation, physical] = sizes(info);
    return fields([
      ['Capacity', capacity],
      ['Allocation', allocation],
      ['Physical', physical],
    ]);
  },
});

async function everyDisk(libvirt: Libvirt, dom: Domain): Promise<[target: string, info: typeof NOTHING][]> {
  const [xml, { active }] = await Promise.all([
    describe(libvirt, dom, 0),
    libvirt.call(domainIsActive, { dom }),
  ]);
  const disks: [string, typeof NOTHING][] = [];
  for (const disk of xml.nodes('/domain/devices/disk')) {
    const target = xml.text('target/@dev', disk) ?? '';
    if (xml.nodes('source', disk).length === 0) {
      disks.push([target, NOTHING]);
      continue;
    }
    // What lies on the network tells nothing while the domain is off.
    const isRemote = xml.text('source/@protocol', disk) !== undefined && active !== 1;
    const info = await libvirt.call(domainGetBlockInfo, { dom, path: target, flags: 0 }).catch(error => {
      const silent =
        error instanceof LibvirtError && error.code === ErrorCode.internal && error.domain === FROM_STORAGE;
      if (isRemote && silent) return NOTHING;
      throw error;
    });
    disks.push([target, info]);
  }
  return disks;
}

export default { '': domblkinfo };
