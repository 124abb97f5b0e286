/** `virsh nodecpustats`. */
import { nodeGetCpuStats } from '../../clients/libvirt/protocol/hypervisor.ts';
import { command } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import type { TextResult } from '../../kernel/output/result.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { flag, number } from '../../kernel/vsh/params.ts';

const ALL_CPUS = -1;

/** What times are called: the field, and the name that is printed, in this order. */
const TIMES = [
  ['user', 'user'],
  ['kernel', 'system'],
  ['idle', 'idle'],
  ['iowait', 'iowait'],
  ['intr', 'intr'],
] as const;

const SECOND = 1000;

const nodecpustats = command({
  summary: "Print what the host's processors spend their time on",
  group: 'host',
  params: {
    cpu: number('--cpu', 'One processor only', { bare: true, least: -(2 ** 31) }),
    percent: flag('--percent', 'Print shares of one second'),
  },
  output: 'text-show',
  async run(context, { cpu = ALL_CPUS, percent }) {
    const libvirt = await context.libvirt();
    const { nparams } = await orFail(
      'Unable to get number of cpu stats',
      libvirt.call(nodeGetCpuStats, { cpuNum: cpu, nparams: 0, flags: 0 }),
    );
    const first = await times(context, cpu, nparams);
    if (!percent) {
      const found = TIMES.flatMap(([field, name]) => {
        const time = first.get(field);
        return time === undefined ? [] : [[name, time] as const];
      });
      return {
        kind: 'text',
        text: () =>
          found.map(([name, time]) => `${`${name}:`.padEnd(15)} ${String(time).padStart(20)}\n`).join(''),
        data: { kind: 'show', fields: found },
      };
    }
    const usage = first.get('utilization');
    if (usage !== undefined)
      return shares([
        ['usage', Number(usage)],
        ['idle', 100 - Number(usage)],
      ]);
    await context.clock.sleep(SECOND);
    const second = await times(context, cpu, nparams);
    const spent = TIMES.flatMap(([field, name]) => {
      const [before, after] = [first.get(field), second.get(field)];
      return before === undefined || after === undefined ? [] : [[name, Number(after - before)] as const];
    });
    const total = spent.reduce((sum, [, time]) => sum + time, 0);
    const busy = spent.reduce(
      (sum, [name, time]) => (name === 'user' || name === 'system' ? sum + time : sum),
      0,
    );
    return shares([
      ['usage', (busy / total) * 100],
      ...spent.map(([name, time]) => [name, (time / total) * 100] as const),
    ]);
  },
});

/** Times by field, in nanoseconds. */
async function times(context: Context, cpuNum: number, nparams: number): Promise<Map<string, bigint>> {
  const libvirt = await context.libvirt();
  const { params } = await orFail(
    'Unable to get node cpu stats',
    libvirt.call(nodeGetCpuStats, { cpuNum, nparams, flags: 0 }),
  );
  return new Map(params.map(({ field, value }) => [field, value]));
}

/** A test driver's clock may stand still; C's printf has a sign for what is no number. */
const shareText = (share: number): string => (Number.isNaN(share) ? '-nan' : share.toFixed(1));

function shares(found: readonly (readonly [name: string, share: number])[]): TextResult {
  return {
    kind: 'text',
    text: () =>
      found.map(([name, share]) => `${`${name}:`.padEnd(15)} ${shareText(share).padStart(5)}%\n`).join(''),
    data: { kind: 'show', fields: found },
  };
}

export default { '': nodecpustats };
