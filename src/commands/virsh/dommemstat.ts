/** `virsh dommemstat`. */
import { domainIsActive } from '../../clients/libvirt/protocol/domain.ts';
import {
  domainMemoryStats,
  domainSetMemoryStatsPeriod,
} from '../../clients/libvirt/protocol/domain-tuning.ts';
import { command } from '../../kernel/command.ts';
import { Failure, orFail } from '../../kernel/vsh/failure.ts';
import { domain, number } from '../../kernel/vsh/params.ts';
import { AFFECT_LIVE, affect, affectFlags } from './lib/affect.ts';
import { findDomain } from './lib/domain.ts';

/** virDomainMemoryStatTags. */
const TAGS = [
  ...['swap_in', 'swap_out', 'major_fault', 'minor_fault', 'unused', 'available', 'actual', 'rss'],
  ...['usable', 'last_update', 'disk_caches', 'hugetlb_pgalloc', 'hugetlb_pgfail'],
];

const dommemstat = command({
  summary: 'Print what memory a domain uses',
  group: 'monitor',
  params: {
    domain,
    period: number('--period', 'Collect it every so many seconds from now on', { least: -(2 ** 31) }),
    ...affect,
  },
  output: 'text-show',
  async run(context, values) {
    const impact = affectFlags(values);
    const dom = await findDomain(context, values.domain);
    const libvirt = await context.libvirt();
    const { period } = values;
    if (period !== undefined) {
      if (period < 0) throw new Failure(`Invalid collection period value '${period}'`);
      const isAsked = values.config || values.live || values.current;
      const { active } = isAsked ? { active: 0 } : await libvirt.call(domainIsActive, { dom });
      const flags = impact | (active === 1 ? AFFECT_LIVE : 0);
      await orFail(
        'Unable to change balloon collection period.',
        libvirt.call(domainSetMemoryStatsPeriod, { dom, period, flags }),
      );
      return undefined;
    }
    const { stats } = await orFail(
      `Failed to get memory statistics for domain ${values.domain}`,
      libvirt.call(domainMemoryStats, { dom, maxStats: TAGS.length, flags: 0 }),
    );
    const fields = stats.flatMap(({ tag, val }) => {
      const name = TAGS[tag];
      return name === undefined ? [] : [[name, Number(val)] as const];
    });
    return {
      kind: 'text',
      text: () => fields.map(([name, count]) => `${name} ${count}\n`).join(''),
      data: { kind: 'show', fields },
    };
  },
});

export default { '': dommemstat };
