/** `virsh domstats` (tools/virsh-domain-monitor.c, cmdDomstats). */
import { connectGetAllDomainStats } from '../../clients/libvirt/protocol/hypervisor.ts';
import { command } from '../../kernel/command.ts';
import { naming } from '../../kernel/params.ts';
import { flag, words } from '../../kernel/vsh/params.ts';
import { findDomain } from './lib/domain.ts';
import { flagsOf } from './lib/flags.ts';
import { typedCell, typedText } from './lib/typed.ts';

/** virDomainStatsTypes. */
const STATS = {
  state: 1 << 0,
  cpu_total: 1 << 1,
  balloon: 1 << 2,
  vcpu: 1 << 3,
  interface: 1 << 4,
  block: 1 << 5,
  perf: 1 << 6,
  iothread: 1 << 7,
  memory: 1 << 8,
  dirtyrate: 1 << 9,
  vm: 1 << 10,
} as const;

/** virConnectGetAllDomainStatsFlags. */
const FLAGS = {
  list_active: 1 << 0,
  list_inactive: 1 << 1,
  list_persistent: 1 << 2,
  list_transient: 1 << 3,
  list_running: 1 << 4,
  list_paused: 1 << 5,
  list_shutoff: 1 << 6,
  list_other: 1 << 7,
  nowait: 1 << 29,
  backing: 1 << 30,
  enforce: 1 << 31,
} as const;

const domstats = command({
  summary: 'Print what domains use and do',
  description:
    'Everything that the daemon counts of all domains, unless some of it or some of them are named.',
  group: 'monitor',
  params: {
    state: flag('--state', 'Their states'),
    cpu_total: flag('--cpu-total', 'Time of the processors of the host'),
    balloon: flag('--balloon', 'Memory balloons'),
    vcpu: flag('--vcpu', 'Virtual processors'),
    interface: flag('--interface', 'Network interfaces'),
    block: flag('--block', 'Disks'),
    perf: flag('--perf', 'Performance events'),
    iothread: flag('--iothread', 'I/O threads'),
    memory: flag('--memory', 'Memory bandwidth'),
    dirtyrate: flag('--dirtyrate', 'How fast memory is written to'),
    vm: flag('--vm', 'What only this hypervisor counts'),
    list_active: flag('--list-active', 'Only domains that are active'),
    list_inactive: flag('--list-inactive', 'Only domains that are not active'),
    list_persistent: flag('--list-persistent', 'Only domains that are defined'),
    list_transient: flag('--list-transient', 'Only domains that are gone once they stop'),
    list_running: flag('--list-running', 'Only domains that run'),
    list_paused: flag('--list-paused', 'Only domains that are paused'),
    list_shutoff: flag('--list-shutoff', 'Only domains that are shut off'),
    list_other: flag('--list-other', 'Only domains in other states'),
    raw: flag('--raw', 'Print fields as they are, which is how they are printed anyway'),
    enforce: flag('--enforce', 'Fail where the daemon cannot tell what is asked for'),
    backing: flag('--backing', 'Disks: with what their images are built on'),
    nowait: flag('--nowait', 'Only what can be told at once'),
    domain: naming('libvirt-domain', words('--domain', 'Names, IDs or UUIDs of the domains')),
  },
  output: 'text-list',
  async run(context, values) {
    const [libvirt, ...doms] = await Promise.all([
      context.libvirt(),
      ...values.domain.map(word => findDomain(context, word)),
    ]);
    const { retStats } = await libvirt.call(connectGetAllDomainStats, {
      doms,
      stats: flagsOf(values, STATS),
      flags: flagsOf(values, FLAGS),
    });
    const text = retStats.map(({ dom, params }) => {
      const lines = params.map(({ field, value }) => `  ${field}=${typedText(value)}\n`);
      return `Domain: '${dom.name}'\n${lines.join('')}`;
    });
    const rows = retStats.flatMap(({ dom, params }) =>
      params.map(({ field, value }) => [dom.name, field, typedCell(value)]),
    );
    return {
      kind: 'text',
      text: () => text.join('\n'),
      data: { kind: 'list', columns: ['Domain', 'Field', 'Value'], rows },
    };
  },
});

export default { '': domstats };
