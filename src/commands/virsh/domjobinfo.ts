/** `virsh domjobinfo` (tools/virsh-domain.c, cmdDomjobinfo). */
import { isUnsupported } from '../../clients/libvirt/errors.ts';
import { domainGetJobInfo, domainGetJobStats } from '../../clients/libvirt/protocol/domain-image.ts';
import type { TypedParam, TypedValue } from '../../clients/libvirt/protocol/typed-param.ts';
import type { Domain } from '../../clients/libvirt/protocol/types.ts';
import { command } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import type { TextResult } from '../../kernel/output/result.ts';
import { Failure } from '../../kernel/vsh/failure.ts';
import { domain, flag } from '../../kernel/vsh/params.ts';
import { findDomain } from './lib/domain.ts';
import { needs } from './lib/exclusive.ts';
import { flagsOf } from './lib/flags.ts';
import { type JobLine, jobLines, jobType } from './lib/job-stats.ts';
import { rawText, typedCell } from './lib/typed.ts';

/** virDomainGetJobStatsFlags. */
const FLAGS = { completed: 1, keep_completed: 2 } as const;

/** What a job has come to. */
interface Job {
  /** virDomainJobType. */
  readonly type: number;
  readonly params: readonly TypedParam[];
}

/** virDomainJobInfo's members by the names of typed parameters. */
const OLD_NAMES = {
  timeElapsed: 'time_elapsed',
  timeRemaining: 'time_remaining',
  dataTotal: 'data_total',
  dataProcessed: 'data_processed',
  dataRemaining: 'data_remaining',
  memTotal: 'memory_total',
  memProcessed: 'memory_processed',
  memRemaining: 'memory_remaining',
  fileTotal: 'disk_total',
  fileProcessed: 'disk_processed',
  fileRemaining: 'disk_remaining',
} as const;

/** Asks for a job's statistics, in the older way where the daemon knows no other. */
async function jobOf(context: Context, dom: Domain, flags: number, raw: boolean): Promise<Job> {
  const libvirt = await context.libvirt();
  try {
    return await libvirt.call(domainGetJobStats, { dom, flags });
  } catch (error) {
    if (!isUnsupported(error)) throw error;
    if (flags !== 0 || raw)
      throw new Failure('Optional flags or --rawstats are not supported by the daemon', error);
  }
  const info = await libvirt.call(domainGetJobInfo, { dom });
  const members: Readonly<Record<string, bigint | number>> = info;
  const params = Object.entries(OLD_NAMES).map(([member, field]) => {
    const value: TypedValue = { type: 'ullong', value: BigInt(members[member] ?? 0) };
    return { field, value };
  });
  return { type: info.type, params };
}

function rawResult({ type, params }: Job): TextResult {
  const lines = params.map(({ field, value }) => `${field}: ${rawText(value)}\n`);
  return {
    kind: 'text',
    text: () => `Job type: ${type}\n\n${lines.join('')}`,
    data: {
      kind: 'show',
      fields: [['Job type', type], ...params.map(({ field, value }) => [field, typedCell(value)] as const)],
    },
  };
}

const lineText = ({ label, text }: JobLine): string => `${`${label}:`.padEnd(17)} ${text}\n`;

const domjobinfo = command({
  summary: 'Print how far the job of a domain is',
  group: 'domain',
  params: {
    domain,
    completed: flag('--completed', 'The job that it was at last'),
    keep_completed: flag('--keep-completed', 'Leave those numbers there to be read again'),
    anystats: flag('--anystats', 'Numbers of any job, even of one that failed'),
    rawstats: flag('--rawstats', 'Print numbers under the names that libvirt has for them'),
  },
  output: 'text-show',
  async run(context, values) {
    needs(values, ['keep-completed', 'completed']);
    const dom = await findDomain(context, values.domain);
    const job = await jobOf(context, dom, flagsOf(values, FLAGS), values.rawstats);
    if (values.rawstats) return rawResult(job);
    const shown = {
      completed: values.completed,
      any: values.anystats,
    };
    const lines = [jobType(job.type), ...jobLines(job.type, job.params, shown)];
    return {
      kind: 'text',
      text: () => lines.map(lineText).join(''),
      data: { kind: 'show', fields: lines.map(({ label, cell }) => [label, cell]) },
    };
  },
});

export default { '': domjobinfo };
