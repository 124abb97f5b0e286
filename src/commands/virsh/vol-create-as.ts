/** `virsh vol-create-as` (tools/virsh-volume.c, cmdVolCreateAs). */
import { storageVolCreateXml, storageVolGetPath } from '../../clients/libvirt/protocol/storage.ts';
import { command } from '../../kernel/command.ts';
import { ArgumentError, naming } from '../../kernel/params.ts';
import { Failure, orFail } from '../../kernel/vsh/failure.ts';
import { bytes, data, flag, word } from '../../kernel/vsh/params.ts';
import { done, plain } from '../../kernel/vsh/text.ts';
import { findPool, lookUpVolume } from './lib/find.ts';

/** virStorageVolCreateFlags. */
const PREALLOC_METADATA = 1;

/** @throws Failure for a word that is no size */
function sizeOf(text: string): string {
  try {
    return String(bytes('--capacity', text, 1));
  } catch (error) {
    if (error instanceof ArgumentError) throw new Failure(`Malformed size ${text}`);
    throw error;
  }
}

const createAs = command({
  summary: 'Make a volume from words of the line',
  group: 'volume',
  params: {
    pool: naming('libvirt-pool', data('--pool', 'Name or UUID of the pool')),
    name: data('--name', 'The name that it gets'),
    capacity: data('--capacity', 'Its size, with a suffix or in bytes'),
    allocation: word('--allocation', 'How much of it takes room from the start', { empty: true }),
    format: word('--format', 'Its format, such as qcow2'),
    backing_vol: naming(
      'libvirt-volume',
      word('--backing-vol', 'Name, key or path of the volume that it is built on'),
    ),
    backing_vol_format: word('--backing-vol-format', "That volume's format"),
    prealloc_metadata: flag('--prealloc-metadata', 'Have room for metadata from the start'),
    print_xml: flag('--print-xml', 'Print its description and make nothing'),
  },
  // The peer's --format is the volume's.
  output: 'none',
  async run(context, values) {
    const pool = await findPool(context, values.pool);
    const libvirt = await context.libvirt();
    const { name, format, backing_vol: backing } = values;
    const capacity = sizeOf(values.capacity);
    const allocation = values.allocation ? sizeOf(values.allocation) : undefined;
    const vol = backing === undefined ? undefined : await lookUpVolume(libvirt, backing, pool);
    const path = vol ? (await libvirt.call(storageVolGetPath, { vol })).name : undefined;
    const { descriptionText, element } = await import('./lib/build-xml.ts');
    const inFormat = (type: string | undefined) =>
      type === undefined ? undefined : element('format', { type });
    const xml = descriptionText(
      element(
        'volume',
        {},
        element('name', {}, name),
        element('capacity', {}, capacity),
        allocation === undefined ? undefined : element('allocation', {}, allocation),
        format === undefined ? undefined : element('target', {}, inFormat(format)),
        path === undefined
          ? undefined
          : element('backingStore', {}, element('path', {}, path), inFormat(values.backing_vol_format)),
      ),
    );
    if (values.print_xml) return plain('xml', xml);
    const flags = values.prealloc_metadata ? PREALLOC_METADATA : 0;
    await orFail(`Failed to create vol ${name}`, libvirt.call(storageVolCreateXml, { pool, xml, flags }));
    return done(`Vol ${name} created`);
  },
});

export default { '': createAs };
