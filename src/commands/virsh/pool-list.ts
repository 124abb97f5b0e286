/** `virsh pool-list`. */
import { LibvirtError } from '../../clients/libvirt/errors.ts';
import {
  connectListAllStoragePools,
  storagePoolGetAutostart,
  storagePoolGetInfo,
  storagePoolIsActive,
  storagePoolIsPersistent,
} from '../../clients/libvirt/protocol/storage.ts';
import type { StoragePool } from '../../clients/libvirt/protocol/types.ts';
import { command } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { Failure, orFail } from '../../kernel/vsh/failure.ts';
import { flag, word } from '../../kernel/vsh/params.ts';
import { listed } from '../../kernel/vsh/text.ts';
import { capacityText, yesNo } from './lib/capacity.ts';
import { exclude } from './lib/exclusive.ts';
import { flagsOf } from './lib/flags.ts';
import { byName } from './lib/order.ts';
import { autostartOf, isRunning, poolState } from './lib/pool.ts';
import { uuidText } from './lib/uuid.ts';

const [INACTIVE, ACTIVE] = [1, 2];

/** virConnectListAllStoragePoolsFlags by option. */
const FILTERS = { persistent: 4, transient: 8, autostart: 16, no_autostart: 32 } as const;

/** Kinds of pools by their bits, from 1 << 6 on. */
const TYPES = [
  ...['dir', 'fs', 'netfs', 'logical', 'disk', 'iscsi', 'scsi', 'mpath', 'rbd', 'sheepdog', 'gluster', 'zfs'],
  ...['vstorage', 'iscsi-direct'],
];
const FIRST_TYPE = 6;

const list = command({
  summary: 'List pools',
  group: 'pool',
  params: {
    inactive: flag('--inactive', 'Pools that are off'),
    all: flag('--all', 'Pools that are on and those that are off'),
    transient: flag('--transient', 'Pools that go when they are stopped'),
    persistent: flag('--persistent', 'Pools that are defined'),
    autostart: flag('--autostart', 'Pools that start with the host'),
    no_autostart: flag('--no-autostart', 'Pools that do not start with the host'),
    type: word('--type', 'Kinds of pools, with commas'),
    details: flag('--details', 'Print sizes as well'),
    uuid: flag('--uuid', 'Print UUIDs only'),
    name: flag('--name', 'Print names only'),
  },
  output: 'text-list',
  async run(context, values) {
    exclude(values, ['all', 'inactive'], ['details', 'uuid'], ['details', 'name']);
    const which = values.all ? ACTIVE | INACTIVE : values.inactive ? INACTIVE : ACTIVE;
    const flags = which | flagsOf(values, FILTERS) | typeBits(values.type);
    const libvirt = await context.libvirt();
    const { pools } = await orFail(
      'Failed to list pools',
      libvirt.call(connectListAllStoragePools, { needResults: 1, flags }),
    );
    const sorted = byName(pools);
    if (values.uuid || values.name) {
      const columns = [...(values.uuid ? ['UUID'] : []), ...(values.name ? ['Name'] : [])];
      const rows = sorted.map(({ uuid, name }) => [
        ...(values.uuid ? [uuidText(uuid)] : []),
        ...(values.name ? [name] : []),
      ]);
      // Names are padded, as the peer has it.
      const line = ([...cells]: readonly string[]): string => {
        const name = values.name ? [(cells.pop() ?? '').padEnd(20)] : [];
        return `${[...cells, ...name].join(' ')}\n`;
      };
      return {
        kind: 'text',
        text: () => rows.map(line).join(''),
        data: { kind: 'list', columns, rows },
      };
    }
    const rows = await Promise.all(
      sorted.map(pool => (values.details ? detailsOf(context, pool) : stateOf(context, pool))),
    );
    return listed(
      values.details
        ? ['Name', 'State', 'Autostart', 'Persistent', 'Capacity', 'Allocation', 'Available']
        : ['Name', 'State', 'Autostart'],
      rows,
    );
  },
});

/** @throws Failure for a kind that there is not */
function typeBits(types: string | undefined): number {
  let bits = 0;
  for (const type of types?.split(',') ?? []) {
    const at = TYPES.indexOf(type);
    if (at < 0) throw new Failure(`Invalid pool type '${type}'`);
    bits |= 1 << (at + FIRST_TYPE);
  }
  return bits;
}

async function stateOf(context: Context, pool: StoragePool): Promise<string[]> {
  const libvirt = await context.libvirt();
  const [starts, { active }] = await Promise.all([
    autostartOf(libvirt.call(storagePoolGetAutostart, { pool })),
    libvirt.call(storagePoolIsActive, { pool }),
  ]);
  return [pool.name, active ? 'active' : 'inactive', starts];
}

async function detailsOf(context: Context, pool: StoragePool): Promise<string[]> {
  const libvirt = await context.libvirt();
  const [starts, persistent, info] = await Promise.all([
    autostartOf(libvirt.call(storagePoolGetAutostart, { pool })),
    libvirt.call(storagePoolIsPersistent, { pool }).then(
      ({ persistent }) => yesNo(persistent),
      () => 'unknown',
    ),
    libvirt.call(storagePoolGetInfo, { pool }).catch((error: unknown) => {
      if (error instanceof LibvirtError) return undefined;
      throw error;
    }),
  ]);
  const sizes = !info
    ? ['unknown', 'unknown', 'unknown']
    : isRunning(info.state)
      ? [info.capacity, info.allocation, info.available].map(size => capacityText(size))
      : ['-', '-', '-'];
  return [pool.name, info ? poolState(info.state) : 'unknown', starts, persistent, ...sizes];
}

export default { '': list };
