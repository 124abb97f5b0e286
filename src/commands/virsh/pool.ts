/** `virsh pool-*` (tools/virsh-pool.c); `pool-list` has a file of its own. */
import type { Libvirt } from '../../clients/libvirt/connection.ts';
import {
  storagePoolBuild,
  storagePoolCreate,
  storagePoolCreateXml,
  storagePoolDefineXml,
  storagePoolDelete,
  storagePoolDestroy,
  storagePoolGetAutostart,
  storagePoolGetInfo,
  storagePoolGetXmlDesc,
  storagePoolIsPersistent,
  storagePoolRefresh,
  storagePoolSetAutostart,
  storagePoolUndefine,
} from '../../clients/libvirt/protocol/storage.ts';
import type { StoragePool } from '../../clients/libvirt/protocol/types.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { naming } from '../../kernel/params.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { data, flag } from '../../kernel/vsh/params.ts';
import { done, fields, value } from '../../kernel/vsh/text.ts';
import { capacityText, yesNo } from './lib/capacity.ts';
import { inactiveXml, XML_INACTIVE } from './lib/description.ts';
import { dumped, dumpParams } from './lib/dump.ts';
import { editNamed } from './lib/edit.ts';
import { exclude } from './lib/exclusive.ts';
import { findPool } from './lib/find.ts';
import { flagsOf } from './lib/flags.ts';
import { fileParams, readXml } from './lib/input.ts';
import { autostartOf, isRunning, poolState } from './lib/pool.ts';
import { uuidText } from './lib/uuid.ts';

const group = 'pool';
const pool = naming('libvirt-pool', data('--pool', 'Name or UUID of the pool'));
const overwriting = {
  no_overwrite: flag('--no-overwrite', 'Refuse what would be overwritten'),
  overwrite: flag('--overwrite', 'Overwrite what is there'),
};
const build = flag('--build', 'Build it first');

/** virStoragePoolCreateFlags and virStoragePoolBuildFlags by option. */
const CREATE = { build: 1, overwrite: 2, no_overwrite: 4 } as const;
const BUILD = { no_overwrite: 4, overwrite: 8 } as const;

/** A command that does one thing to a pool. */
function action(
  summary: string,
  work: (libvirt: Libvirt, pool: StoragePool) => Promise<unknown>,
  verb: string,
  past: string,
) {
  return command({
    summary,
    group,
    params: { pool },
    output: 'none',
    async run(context, values) {
      const found = await findPool(context, values.pool);
      const libvirt = await context.libvirt();
      await orFail(`Failed to ${verb} pool ${values.pool}`, work(libvirt, found));
      return done(`Pool ${values.pool} ${past}`);
    },
  });
}

const start = command({
  summary: 'Start a pool',
  group,
  params: { pool, build, ...overwriting },
  output: 'none',
  async run(context, values) {
    const found = await findPool(context, values.pool);
    exclude(values, ['overwrite', 'no-overwrite']);
    const libvirt = await context.libvirt();
    const flags = flagsOf(values, CREATE);
    await orFail(
      `Failed to start pool ${values.pool}`,
      libvirt.call(storagePoolCreate, { pool: found, flags }),
    );
    return done(`Pool ${values.pool} started`);
  },
});

const buildIt = command({
  summary: 'Build what is below a pool',
  group,
  params: { pool, ...overwriting },
  output: 'none',
  async run(context, values) {
    const found = await findPool(context, values.pool);
    const libvirt = await context.libvirt();
    const flags = flagsOf(values, BUILD);
    await orFail(
      `Failed to build pool ${values.pool}`,
      libvirt.call(storagePoolBuild, { pool: found, flags }),
    );
    return done(`Pool ${values.pool} built`);
  },
});

const create = command({
  summary: 'Start a pool from a description',
  group,
  params: { file: fileParams.file, build, ...overwriting },
  output: 'none',
  async run(context, values) {
    exclude(values, ['overwrite', 'no-overwrite']);
    const xml = await readXml(context, values.file);
    const libvirt = await context.libvirt();
    const made = libvirt.call(storagePoolCreateXml, { xml, flags: flagsOf(values, CREATE) });
    const { pool: found } = await orFail(`Failed to create pool from ${values.file}`, made);
    return done(`Pool ${found.name} created from ${values.file}`);
  },
});

const define = command({
  summary: 'Define a pool, or change one, from a description',
  group,
  params: fileParams,
  output: 'none',
  async run(context, { file, validate }) {
    const xml = await readXml(context, file);
    const libvirt = await context.libvirt();
    const made = libvirt.call(storagePoolDefineXml, { xml, flags: validate ? 1 : 0 });
    const { pool: found } = await orFail(`Failed to define pool from ${file}`, made);
    return done(`Pool ${found.name} defined from ${file}`);
  },
});

const autostart = command({
  summary: 'Start a pool with the host',
  group,
  params: { pool, disable: flag('--disable', 'Do not start it with the host') },
  output: 'none',
  async run(context, values) {
    const found = await findPool(context, values.pool);
    const libvirt = await context.libvirt();
    const how = values.disable ? 'unmark' : 'mark';
    await orFail(
      `failed to ${how} pool ${values.pool} as autostarted`,
      libvirt.call(storagePoolSetAutostart, { pool: found, autostart: values.disable ? 0 : 1 }),
    );
    return done(`Pool ${values.pool} ${how}ed as autostarted`);
  },
});

const info = command({
  summary: 'Tell about a pool',
  group,
  params: { pool, bytes: flag('--bytes', 'Sizes in bytes') },
  output: 'text-show',
  async run(context, values) {
    const found = await findPool(context, values.pool);
    const libvirt = await context.libvirt();
    const [its, persistent, starts] = await Promise.all([
      libvirt.call(storagePoolGetInfo, { pool: found }),
      libvirt.call(storagePoolIsPersistent, { pool: found }).catch(() => undefined),
      autostartOf(libvirt.call(storagePoolGetAutostart, { pool: found })),
    ]);
    const size = (bytes: bigint): string => (values.bytes ? String(bytes) : capacityText(bytes));
    return fields([
      ['Name', found.name],
      ['UUID', uuidText(found.uuid)],
      ['State', poolState(its.state)],
      ['Persistent', persistent ? yesNo(persistent.persistent) : 'unknown'],
      ['Autostart', starts],
      ...(isRunning(its.state)
        ? [
            ['Capacity', size(its.capacity)] as const,
            ['Allocation', size(its.allocation)] as const,
            ['Available', size(its.available)] as const,
          ]
        : []),
    ]);
  },
});

const dumpxml = command({
  summary: 'Print the XML of a pool',
  group,
  params: { pool, inactive: flag('--inactive', 'The XML that it starts with'), ...dumpParams },
  output: 'text-show',
  async run(context, values) {
    const found = await findPool(context, values.pool);
    const libvirt = await context.libvirt();
    const { xml } = await libvirt.call(storagePoolGetXmlDesc, {
      pool: found,
      flags: values.inactive ? XML_INACTIVE : 0,
    });
    return dumped(context, xml, values);
  },
});

const edit = command({
  summary: 'Edit the XML of a pool',
  description: 'In $VISUAL, $EDITOR or vi.',
  group,
  params: { pool },
  output: 'none',
  async run(context, values) {
    const found = await findPool(context, values.pool);
    const libvirt = await context.libvirt();
    return editNamed(
      context,
      {
        read: () => inactiveXml(flags => libvirt.call(storagePoolGetXmlDesc, { pool: found, flags })),
        define: async xml => (await libvirt.call(storagePoolDefineXml, { xml, flags: 0 })).pool.name,
      },
      `Pool ${found.name} XML configuration not changed.`,
      named => `Pool ${named} XML configuration edited.`,
    );
  },
});

const name = command({
  summary: 'Print the name of the pool with a UUID',
  group,
  params: { pool: data('--pool', 'UUID of the pool') },
  output: 'text-show',
  run: async (context, values) => value('name', (await findPool(context, values.pool, ['uuid'])).name),
});

const uuid = command({
  summary: 'Print the UUID of the pool with a name',
  group,
  params: { pool: naming('libvirt-pool', data('--pool', 'Name of the pool')) },
  output: 'text-show',
  run: async (context, values) =>
    value('uuid', uuidText((await findPool(context, values.pool, ['name'])).uuid)),
});

export default {
  autostart,
  build: buildIt,
  create,
  define,
  delete: action(
    'Delete what is below a pool',
    (libvirt, found) => libvirt.call(storagePoolDelete, { pool: found, flags: 0 }),
    'delete',
    'deleted',
  ),
  destroy: action(
    'Stop a pool',
    (libvirt, found) => libvirt.call(storagePoolDestroy, { pool: found }),
    'destroy',
    'destroyed',
  ),
  dumpxml,
  edit,
  info,
  name,
  refresh: action(
    'Look again what a pool holds',
    (libvirt, found) => libvirt.call(storagePoolRefresh, { pool: found, flags: 0 }),
    'refresh',
    'refreshed',
  ),
  start,
  undefine: action(
    'Undefine a pool',
    (libvirt, found) => libvirt.call(storagePoolUndefine, { pool: found }),
    'undefine',
    'has been undefined',
  ),
  uuid,
} satisfies Verbs;
