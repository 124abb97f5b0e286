/** `virsh list` (tools/virsh-domain-monitor.c, cmdList). */
import { LibvirtConnectionError, LibvirtError } from '../../clients/libvirt/errors.ts';
import { connectListAllDomains, domainGetState } from '../../clients/libvirt/protocol/domain.ts';
import { domainHasManagedSaveImage } from '../../clients/libvirt/protocol/domain-image.ts';
import type { Domain } from '../../clients/libvirt/protocol/types.ts';
import { command } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import type { TextResult } from '../../kernel/output/result.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { flag } from '../../kernel/vsh/params.ts';
import { listed } from '../../kernel/vsh/text.ts';
import { annotation } from './lib/annotation.ts';
import { exclude } from './lib/exclusive.ts';
import { SHUT_OFF, stateName } from './lib/states.ts';
import { uuidText } from './lib/uuid.ts';

const ACTIVE = 1;
const INACTIVE = 2;

/** virConnectListAllDomainsFlags by option. */
const FILTERS = {
  persistent: 1 << 2,
  transient: 1 << 3,
  state_running: 1 << 4,
  state_paused: 1 << 5,
  state_shutoff: 1 << 6,
  state_other: 1 << 7,
  with_managed_save: 1 << 8,
  without_managed_save: 1 << 9,
  autostart: 1 << 10,
  no_autostart: 1 << 11,
  with_snapshot: 1 << 12,
  without_snapshot: 1 << 13,
  with_checkpoint: 1 << 14,
  without_checkpoint: 1 << 15,
} as const;

const params = {
  inactive: flag('--inactive', 'Domains that are off'),
  all: flag('--all', 'Domains that are on and those that are off'),
  transient: flag('--transient', 'Domains that go when they are shut off'),
  persistent: flag('--persistent', 'Domains that are defined'),
  with_snapshot: flag('--with-snapshot', 'Domains that have snapshots'),
  without_snapshot: flag('--without-snapshot', 'Domains that have no snapshot'),
  with_checkpoint: flag('--with-checkpoint', 'Domains that have checkpoints'),
  without_checkpoint: flag('--without-checkpoint', 'Domains that have no checkpoint'),
  state_running: flag('--state-running', 'Domains that run'),
  state_paused: flag('--state-paused', 'Domains that are paused'),
  state_shutoff: flag('--state-shutoff', 'Domains that are shut off'),
  state_other: flag('--state-other', 'Domains in any other state'),
  autostart: flag('--autostart', 'Domains that start with the host'),
  no_autostart: flag('--no-autostart', 'Domains that do not start with the host'),
  with_managed_save: flag('--with-managed-save', 'Domains whose state is saved'),
  without_managed_save: flag('--without-managed-save', 'Domains whose state is not saved'),
  uuid: flag('--uuid', 'Print UUIDs only'),
  name: flag('--name', 'Print names only'),
  id: flag('--id', 'Print IDs only'),
  table: flag('--table', 'Print a table, as without any of these'),
  managed_save: flag('--managed-save', 'Call domains that are off and whose state is saved so'),
  title: flag('--title', 'Print titles as well'),
};

/** What is left after filters, those that run first by ID, the others by name. */
function inOrder(one: Domain, other: Domain): number {
  if (one.id >= 0 || other.id >= 0) {
    if (one.id < 0) return 1;
    if (other.id < 0) return -1;
    return one.id - other.id;
  }
  const [a, b] = [one.name.toLowerCase(), other.name.toLowerCase()];
  return a < b ? -1 : a > b ? 1 : 0;
}

const idText = ({ id }: Domain): string => (id < 0 ? '-' : String(id));

const list = command({
  summary: 'List domains',
  group: 'monitor',
  params,
  output: 'text-list',
  examples: ['virsh list --all', 'virsh list --state-running --name'],
  async run(context, values) {
    exclude(values, ['table', 'name'], ['table', 'uuid'], ['table', 'id']);
    const libvirt = await context.libvirt();
    const domains = await orFail(
      'Failed to list domains',
      libvirt.call(connectListAllDomains, { needResults: 1, flags: flagsOf(values) }),
    );
    const sorted = [...domains.domains].sort(inOrder);
    if (values.uuid || values.name || values.id) return onlyNames(sorted, values);
    const rows = await Promise.all(
      sorted.map(async domain => {
        const [state, title] = await Promise.all([
          stateOf(context, domain, values.managed_save),
          values.title ? annotation(await context.libvirt(), domain, 'title', 0) : undefined,
        ]);
        if (state === undefined) return undefined;
        return [idText(domain), domain.name, state, ...(title === undefined ? [] : [title])];
      }),
    );
    const columns = ['Id', 'Name', 'State', ...(values.title ? ['Title'] : [])];
    return listed(
      columns,
      rows.filter(row => row !== undefined),
    );
  },
});

function flagsOf(values: Readonly<Record<string, unknown>>): number {
  let flags = ACTIVE;
  if (values.inactive || values.state_shutoff) flags = INACTIVE;
  if (values.all) flags = ACTIVE | INACTIVE;
  for (const [option, bit] of Object.entries(FILTERS)) if (values[option]) flags |= bit;
  return flags;
}

/** A state in words; undefined when the domain has gone in the meantime. */
async function stateOf(context: Context, domain: Domain, saved: boolean): Promise<string | undefined> {
  const libvirt = await context.libvirt();
  try {
    const { state } = await libvirt.call(domainGetState, { dom: domain, flags: 0 });
    const isSaved =
      saved &&
      state === SHUT_OFF &&
      (await libvirt.call(domainHasManagedSaveImage, { dom: domain, flags: 0 })).result > 0;
    return isSaved ? 'saved' : stateName(state);
  } catch (error) {
    if (error instanceof LibvirtError && !(error instanceof LibvirtConnectionError)) return undefined;
    throw error;
  }
}

/** UUIDs, IDs and names, those that were asked for, a domain a line. */
function onlyNames(
  domains: readonly Domain[],
  { uuid, id, name }: Readonly<Record<'uuid' | 'id' | 'name', boolean>>,
): TextResult {
  const onlyId = id && !uuid && !name;
  const rows = domains
    .filter(domain => !onlyId || domain.id >= 0)
    .map(domain => [
      ...(uuid ? [uuidText(domain.uuid)] : []),
      ...(id ? [idText(domain)] : []),
      ...(name ? [domain.name] : []),
    ]);
  const columns = [...(uuid ? ['UUID'] : []), ...(id ? ['Id'] : []), ...(name ? ['Name'] : [])];
  return {
    kind: 'text',
    text: () => rows.map(row => `${row.join(' ')}\n`).join(''),
    data: { kind: 'list', columns, rows },
  };
}

export default { '': list };
