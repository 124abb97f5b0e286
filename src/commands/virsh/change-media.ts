/** `virsh change-media` (tools/virsh-domain.c, cmdChangeMedia). */
import { domainUpdateDeviceFlags } from '../../clients/libvirt/protocol/domain-device.ts';
import { command } from '../../kernel/command.ts';
import { naming } from '../../kernel/params.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { data, domain, flag, word } from '../../kernel/vsh/params.ts';
import { plain } from '../../kernel/vsh/text.ts';
import { affect, affectFlags } from './lib/affect.ts';
import { describe, INACTIVE } from './lib/description.ts';
import { FORCE } from './lib/device.ts';
import { findDomain } from './lib/domain.ts';
import { exclude } from './lib/exclusive.ts';
import type { Action } from './lib/media.ts';

const DONE: Readonly<Record<Action, string>> = {
  eject: 'Successfully ejected media.',
  insert: 'Successfully inserted media.',
  update: 'Successfully updated media.',
};

interface Asked {
  readonly eject: boolean;
  readonly insert: boolean;
  readonly update: boolean;
  readonly source: string | undefined;
}

/** An update to nothing is an eject. */
function actionOf({ eject, insert, update, source }: Asked): Action {
  if (eject || (update && source === undefined)) return 'eject';
  return insert ? 'insert' : 'update';
}

const changeMedia = command({
  summary: 'Change the medium in a CD or floppy drive of a domain',
  group: 'domain',
  params: {
    domain,
    path: naming('libvirt-disk', data('--path', 'What the guest calls the drive, or where its contents are')),
    source: word('--source', 'File or device on the host that goes in'),
    eject: flag('--eject', 'Take the medium out'),
    insert: flag('--insert', 'Put one in where there is none'),
    update: flag('--update', 'Replace the one that is there'),
    current: affect.current,
    live: affect.live,
    config: affect.config,
    force: flag('--force', 'Even where the guest holds on to it'),
    print_xml: flag('--print-xml', "Print the drive's description and change nothing"),
    block: flag('--block', 'What goes in is a block device'),
  },
  output: 'text-show',
  async run(context, values) {
    exclude(values, ['eject', 'insert'], ['eject', 'update'], ['insert', 'update'], ['eject', 'block']);
    const action = actionOf(values);
    const impact = affectFlags(values);
    const [libvirt, dom] = await Promise.all([context.libvirt(), findDomain(context, values.domain)]);
    const description = await describe(libvirt, dom, values.config ? INACTIVE : 0);
    const [{ findDisk }, { changeMedia }, { writtenText }] = await Promise.all([
      import('./lib/disk.ts'),
      import('./lib/media.ts'),
      import('./lib/xml.ts'),
    ]);
    const disk = findDisk(description, values.path, true);
    changeMedia(disk, { action, source: values.source, block: values.block, path: values.path });
    const xml = writtenText(disk);
    if (values.print_xml) return plain('xml', xml);
    const flags = impact | (values.force ? FORCE : 0);
    await orFail(
      `Failed to complete action ${action} on media`,
      libvirt.call(domainUpdateDeviceFlags, { dom, xml, flags }),
    );
    return plain('result', DONE[action]);
  },
});

export default { '': changeMedia };
