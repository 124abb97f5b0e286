/** `virsh vcpucount` (tools/virsh-domain.c, cmdVcpucount). */
import type { Libvirt } from '../../clients/libvirt/connection.ts';
import { ErrorCode, LibvirtError } from '../../clients/libvirt/errors.ts';
import { domainIsActive, domainIsPersistent } from '../../clients/libvirt/protocol/domain.ts';
import { domainGetVcpusFlags } from '../../clients/libvirt/protocol/domain-cpu.ts';
import type { Domain } from '../../clients/libvirt/protocol/types.ts';
import { command } from '../../kernel/command.ts';
import { Failure } from '../../kernel/vsh/failure.ts';
import { domain, flag } from '../../kernel/vsh/params.ts';
import { AFFECT_CONFIG, AFFECT_LIVE } from './lib/affect.ts';
import { findDomain } from './lib/domain.ts';
import { exclude } from './lib/exclusive.ts';
import { flagsOf } from './lib/flags.ts';

const MAXIMUM = 4;
/** Options by their bits (virDomainModificationImpact, virDomainVcpuFlags). */
const FLAGS = { live: AFFECT_LIVE, config: AFFECT_CONFIG, maximum: MAXIMUM, guest: 8 };

const vcpucount = command({
  summary: 'Print how many virtual processors a domain has',
  group: 'domain',
  params: {
    domain,
    maximum: flag('--maximum', 'The most that it may have'),
    active: flag('--active', 'Those that it has'),
    live: flag('--live', 'Of the domain that runs'),
    config: flag('--config', 'Of its next start'),
    current: flag('--current', 'Of what the domain is now'),
    guest: flag('--guest', 'As the guest agent sees it'),
  },
  output: 'text-list',
  async run(context, values) {
    const { maximum, active, live, config, guest } = values;
    // Once --current meant what --active does.
    const current = values.current && (maximum || active);
    exclude(
      { live, config, current, active, maximum, guest },
      ['live', 'config'],
      ['current', 'live'],
      ['current', 'config'],
      ['active', 'maximum'],
      ['guest', 'config'],
    );
    const [libvirt, dom] = await Promise.all([context.libvirt(), findDomain(context, values.domain)]);
    if (![maximum, active, live, config, values.current, guest].includes(true)) return all(libvirt, dom);
    const { num } = await libvirt
      .call(domainGetVcpusFlags, { dom, flags: flagsOf(values, FLAGS) })
      .catch(error => {
        if (guest && isRefused(error))
          throw new Failure('Failed to retrieve vCPU count from the guest', error);
        throw error;
      });
    return {
      kind: 'text',
      text: () => `${num}\n`,
      data: { kind: 'list', columns: ['Count'], rows: [[num]] },
    };
  },
});

const isRefused = (error: unknown): boolean =>
  error instanceof LibvirtError &&
  [ErrorCode.noSupport, ErrorCode.invalidArg].some(code => code === error.code);

/** Every number that there is: a domain that is off has none that runs, a transient one no next start. */
async function all(libvirt: Libvirt, dom: Domain) {
  const [{ active }, { persistent }] = await Promise.all([
    libvirt.call(domainIsActive, { dom }),
    libvirt.call(domainIsPersistent, { dom }),
  ]);
  const rows: (readonly [which: string, state: string, count: number])[] = [];
  for (const [which, bit] of [
    ['maximum', MAXIMUM],
    ['current', 0],
  ] as const) {
    for (const [state, impact, isThere] of [
      ['config', AFFECT_CONFIG, persistent > 0],
      ['live', AFFECT_LIVE, active > 0],
    ] as const) {
      if (!isThere) continue;
      const { num } = await libvirt.call(domainGetVcpusFlags, { dom, flags: impact | bit });
      if (num > 0) rows.push([which, state, num]);
    }
  }
  return {
    kind: 'text',
    text: () =>
      rows
        .map(
          ([which, state, count]) => `${which.padEnd(12)} ${state.padEnd(12)} ${String(count).padStart(3)}\n`,
        )
        .join(''),
    data: { kind: 'list', columns: ['Which', 'State', 'Count'], rows },
  } as const;
}

export default { '': vcpucount };
