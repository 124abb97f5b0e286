/** `virsh snapshot-list` (tools/virsh-snapshot.c, cmdSnapshotList). */
import type { Libvirt } from '../../clients/libvirt/connection.ts';
import {
  domainListAllSnapshots,
  domainSnapshotListAllChildren,
} from '../../clients/libvirt/protocol/snapshot.ts';
import type { DomainSnapshot } from '../../clients/libvirt/protocol/types.ts';
import { command } from '../../kernel/command.ts';
import type { TextResult } from '../../kernel/output/result.ts';
import { naming } from '../../kernel/params.ts';
import { Failure } from '../../kernel/vsh/failure.ts';
import { domain, flag, word } from '../../kernel/vsh/params.ts';
import { listed } from '../../kernel/vsh/text.ts';
import { findDomain } from './lib/domain.ts';
import { exclude } from './lib/exclusive.ts';
import { flagsOf } from './lib/flags.ts';
import { maybe } from './lib/maybe.ts';
import { byName } from './lib/order.ts';
import { DESCENDANTS, describedSnapshot, findSnapshot, parentOf } from './lib/snapshot.ts';
import { localTime } from './lib/time.ts';
import { treeText } from './lib/tree.ts';

/** virDomainSnapshotListFlags by option: those that a tree leaves no room for, and the others. */
const FILTERS = {
  leaves: 4,
  no_leaves: 8,
  inactive: 32,
  active: 64,
  disk_only: 128,
  internal: 256,
  external: 512,
} as const;
const OTHERS = {
  descendants: DESCENDANTS,
  roots: 1,
  metadata: 2,
  no_metadata: 16,
  topological: 1024,
} as const;

const list = command({
  summary: 'List the snapshots of a domain',
  group: 'snapshot',
  params: {
    domain,
    parent: flag('--parent', 'Print what each was made on as well'),
    roots: flag('--roots', 'Those that were made on none'),
    leaves: flag('--leaves', 'Those that none was made on'),
    no_leaves: flag('--no-leaves', 'Those that others were made on'),
    metadata: flag('--metadata', 'Those that libvirt keeps something of, which is in the way of undefine'),
    no_metadata: flag('--no-metadata', 'Those that libvirt keeps nothing of'),
    inactive: flag('--inactive', 'Those that were made while the domain was off'),
    active: flag('--active', 'Those that were made while the domain ran, memory and all'),
    disk_only: flag('--disk-only', 'Those of disks alone'),
    internal: flag('--internal', 'Those inside of images'),
    external: flag('--external', 'Those in files of their own'),
    tree: flag('--tree', 'Draw a tree'),
    from: naming('libvirt-snapshot', word('--from', 'Those that were made on this one')),
    current: flag('--current', 'Those that were made on the current one'),
    descendants: flag('--descendants', 'With --from or --current: down to the last'),
    name: flag('--name', 'Print names only'),
    topological: flag('--topological', 'After those that they were made on, instead of by name'),
  },
  output: 'text-list',
  async run(context, values) {
    const { tree, from, current } = values;
    exclude(values, ['tree', 'name'], ['parent', 'roots'], ['parent', 'tree'], ['roots', 'tree']);
    exclude(values, ['roots', 'from'], ['roots', 'current']);
    const filter = tree && Object.keys(FILTERS).find(option => flagsOf(values, { [option]: 1 }) > 0);
    if (filter) throw new Failure(`--${filter.replaceAll('_', '-')} and --tree are mutually exclusive`);
    const isBelow = from !== undefined || current;
    if (values.descendants && !isBelow)
      throw new Failure('--descendants requires either --from or --current');
    const flags = flagsOf(values, FILTERS) | flagsOf(values, OTHERS);
    const libvirt = await context.libvirt();
    const start = isBelow ? (await findSnapshot(context, values, from, 'from')).snap : undefined;
    const { snapshots } = start
      ? await libvirt.call(domainSnapshotListAllChildren, { snapshot: start, needResults: 1, flags })
      : await libvirt.call(domainListAllSnapshots, {
          dom: await findDomain(context, values.domain),
          needResults: 1,
          flags,
        });
    const all = tree && start ? [...snapshots, start] : snapshots;
    const sorted = values.topological ? all : byName(all);
    if (tree) return drawn(libvirt, sorted, start);
    if (values.name) {
      const rows = sorted.map(({ name }) => [name]);
      const text = rows.map(([name]) => `${name}\n`).join('');
      return { kind: 'text', text: () => text, data: { kind: 'list', columns: ['Name'], rows } };
    }
    const rows = await Promise.all(sorted.map(snap => rowOf(libvirt, snap, values.parent)));
    const columns = ['Name', 'Creation Time', 'State', ...(values.parent ? ['Parent'] : [])];
    return listed(
      columns,
      rows.filter(row => row !== undefined),
    );
  },
});

/** A tree; the one that a list starts at is its root. */
async function drawn(
  libvirt: Libvirt,
  snapshots: readonly DomainSnapshot[],
  start: DomainSnapshot | undefined,
): Promise<TextResult> {
  const branches = await Promise.all(
    snapshots.map(async snap => ({
      name: snap.name,
      parent: snap === start ? undefined : await parentOf(libvirt, snap),
    })),
  );
  const rows = branches.map(({ name, parent }) => [name, parent]);
  return {
    kind: 'text',
    text: () => treeText(branches),
    data: { kind: 'list', columns: ['Name', 'Parent'], rows },
  };
}

/** A row of the table; undefined when the snapshot has gone in the meantime. */
async function rowOf(
  libvirt: Libvirt,
  snap: DomainSnapshot,
  withParent: boolean,
): Promise<string[] | undefined> {
  const { xml } = (await maybe(describedSnapshot(libvirt, snap))) ?? {};
  const [state, created] = ['state', 'creationTime'].map(name => xml?.text(`/domainsnapshot/${name}`));
  if (!xml || state === undefined || created === undefined) return undefined;
  const parent = withParent ? [xml.text('/domainsnapshot/parent/name') ?? ''] : [];
  return [snap.name, localTime(Number(created)), state, ...parent];
}

export default { '': list };
