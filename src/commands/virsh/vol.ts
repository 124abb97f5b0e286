/** `virsh vol-*` (tools/virsh-volume.c). */
import {
  storagePoolListAllVolumes,
  storagePoolLookupByVolume,
  storageVolCreateXml,
  storageVolDelete,
  storageVolGetInfo,
  storageVolGetInfoFlags,
  storageVolGetPath,
  storageVolGetXmlDesc,
} from '../../clients/libvirt/protocol/storage.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { naming } from '../../kernel/params.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { data, flag, word } from '../../kernel/vsh/params.ts';
import { done, fields, listed, value } from '../../kernel/vsh/text.ts';
import { capacityText } from './lib/capacity.ts';
import { dumped, dumpParams } from './lib/dump.ts';
import { findPool, findVolume } from './lib/find.ts';
import { flagsOf } from './lib/flags.ts';
import { fileParams, readXml } from './lib/input.ts';
import { byName } from './lib/order.ts';
import { uuidText } from './lib/uuid.ts';

const group = 'volume';
const vol = naming('libvirt-volume', data('--vol', 'Name, key or path of the volume'));
const pool = naming('libvirt-pool', word('--pool', 'Name or UUID of its pool'));

/** virStorageVolType. */
const TYPES = ['file', 'block', 'dir', 'network', 'netdir', 'ploop'];
const CREATE = { prealloc_metadata: 1, validate: 4 } as const;
const WITH_SNAPSHOTS = 2;
const PHYSICAL = 1;

const typeName = (type: number): string => TYPES[type] ?? 'unknown';

const list = command({
  summary: 'List the volumes of a pool',
  group,
  params: {
    pool: naming('libvirt-pool', data('--pool', 'Name or UUID of the pool')),
    details: flag('--details', 'Print types and sizes as well'),
  },
  output: 'text-list',
  async run(context, values) {
    const found = await findPool(context, values.pool);
    const libvirt = await context.libvirt();
    const { vols } = await orFail(
      'Failed to list volumes',
      libvirt.call(storagePoolListAllVolumes, { pool: found, needResults: 1, flags: 0 }),
    );
    const rows = await Promise.all(
      byName(vols).map(async each => {
        const [path, info] = await Promise.all([
          libvirt.call(storageVolGetPath, { vol: each }).catch(() => ({ name: 'unknown' })),
          values.details
            ? libvirt.call(storageVolGetInfo, { vol: each }).then(
                its => [typeName(its.type), capacityText(its.capacity), capacityText(its.allocation)],
                () => ['unknown', 'unknown', 'unknown'],
              )
            : [],
        ]);
        return [each.name, path.name, ...info];
      }),
    );
    return listed(['Name', 'Path', ...(values.details ? ['Type', 'Capacity', 'Allocation'] : [])], rows);
  },
});

const info = command({
  summary: 'Tell about a volume',
  group,
  params: {
    vol,
    pool,
    bytes: flag('--bytes', 'Sizes in bytes'),
    physical: flag('--physical', 'How much room it takes, instead of how much was allocated'),
  },
  output: 'text-show',
  async run(context, values) {
    const found = await findVolume(context, values.vol, values.pool);
    const libvirt = await context.libvirt();
    const its = values.physical
      ? await libvirt.call(storageVolGetInfoFlags, { vol: found, flags: PHYSICAL })
      : await libvirt.call(storageVolGetInfo, { vol: found });
    const size = (bytes: bigint): string => (values.bytes ? `${bytes} bytes` : capacityText(bytes));
    return fields([
      ['Name', found.name],
      ['Type', typeName(its.type)],
      ['Capacity', size(its.capacity)],
      [values.physical ? 'Physical' : 'Allocation', size(its.allocation)],
    ]);
  },
});

const dumpxml = command({
  summary: 'Print the XML of a volume',
  group,
  params: { vol, pool, ...dumpParams },
  output: 'text-show',
  async run(context, values) {
    const found = await findVolume(context, values.vol, values.pool);
    const libvirt = await context.libvirt();
    const { xml } = await libvirt.call(storageVolGetXmlDesc, { vol: found, flags: 0 });
    return dumped(context, xml, values);
  },
});

const create = command({
  summary: 'Make a volume from a description',
  group,
  params: {
    pool: naming('libvirt-pool', data('--pool', 'Name or UUID of the pool')),
    file: fileParams.file,
    prealloc_metadata: flag('--prealloc-metadata', 'Have room for metadata from the start'),
    validate: fileParams.validate,
  },
  output: 'none',
  async run(context, values) {
    const found = await findPool(context, values.pool);
    const xml = await readXml(context, values.file);
    const libvirt = await context.libvirt();
    const made = libvirt.call(storageVolCreateXml, { pool: found, xml, flags: flagsOf(values, CREATE) });
    const { vol: its } = await orFail(`Failed to create vol from ${values.file}`, made);
    return done(`Vol ${its.name} created from ${values.file}`);
  },
});

const remove = command({
  summary: 'Delete a volume',
  group,
  params: {
    vol,
    pool,
    delete_snapshots: flag('--delete-snapshots', 'Delete its snapshots as well'),
  },
  output: 'none',
  async run(context, values) {
    const found = await findVolume(context, values.vol, values.pool);
    const libvirt = await context.libvirt();
    const flags = values.delete_snapshots ? WITH_SNAPSHOTS : 0;
    await orFail(`Failed to delete vol ${values.vol}`, libvirt.call(storageVolDelete, { vol: found, flags }));
    return done(`Vol ${values.vol} deleted`);
  },
});

const path = command({
  summary: 'Print the path of a volume',
  group,
  params: { vol, pool },
  output: 'text-show',
  async run(context, values) {
    const found = await findVolume(context, values.vol, values.pool);
    const libvirt = await context.libvirt();
    return value('path', (await libvirt.call(storageVolGetPath, { vol: found })).name);
  },
});

const key = command({
  summary: 'Print the key of a volume',
  group,
  params: { vol, pool },
  output: 'text-show',
  run: async (context, values) => value('key', (await findVolume(context, values.vol, values.pool)).key),
});

const name = command({
  summary: 'Print the name of the volume with a key or path',
  group,
  params: { vol: data('--vol', 'Key or path of the volume') },
  output: 'text-show',
  run: async (context, values) =>
    value('name', (await findVolume(context, values.vol, undefined, false)).name),
});

const poolOf = command({
  summary: 'Print the pool of the volume with a key or path',
  group,
  params: {
    vol: data('--vol', 'Key or path of the volume'),
    uuid: flag('--uuid', "Print the pool's UUID instead of its name"),
  },
  output: 'text-show',
  async run(context, values) {
    const found = await findVolume(context, values.vol, undefined, false);
    const libvirt = await context.libvirt();
    const { pool: its } = await orFail(
      'failed to get parent pool',
      libvirt.call(storagePoolLookupByVolume, { vol: found }),
    );
    return values.uuid ? value('uuid', uuidText(its.uuid)) : value('pool', its.name);
  },
});

export default { create, delete: remove, dumpxml, info, key, list, name, path, pool: poolOf } satisfies Verbs;
