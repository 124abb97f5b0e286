/** `virsh domblkstat` (tools/virsh-domain-monitor.c, cmdDomblkstat). */
import type { Libvirt } from '../../clients/libvirt/connection.ts';
import { isUnsupported } from '../../clients/libvirt/errors.ts';
import { domainBlockStats, domainBlockStatsFlags } from '../../clients/libvirt/protocol/domain-block.ts';
import type { TypedParam } from '../../clients/libvirt/protocol/typed-param.ts';
import type { Domain } from '../../clients/libvirt/protocol/types.ts';
import { command } from '../../kernel/command.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { domain, flag, word } from '../../kernel/vsh/params.ts';
import { findDomain } from './lib/domain.ts';
import { typedCell, typedText } from './lib/typed.ts';

/** Counts in the order in which they are printed: as the daemon calls them, as scripts know them, and for people. */
const KNOWN: readonly (readonly [field: string, short: string, long: string])[] = [
  ['rd_operations', 'rd_req', 'number of read operations:'],
  ['rd_bytes', 'rd_bytes', 'number of bytes read:'],
  ['wr_operations', 'wr_req', 'number of write operations:'],
  ['wr_bytes', 'wr_bytes', 'number of bytes written:'],
  ['errs', 'errs', 'error count:'],
  ['flush_operations', 'flush_operations', 'number of flush operations:'],
  ['rd_total_times', 'rd_total_times', 'total duration of reads (ns):'],
  ['wr_total_times', 'wr_total_times', 'total duration of writes (ns):'],
  ['flush_total_times', 'flush_total_times', 'total duration of flushes (ns):'],
];

const domblkstat = command({
  summary: "Print what was read from a domain's disk and written to it",
  group: 'monitor',
  params: {
    domain,
    device: word('--device', 'The disk (default: all together)', { empty: true }),
    human: flag('--human', 'Names for people'),
  },
  output: 'text-show',
  async run(context, values) {
    const [libvirt, dom] = await Promise.all([context.libvirt(), findDomain(context, values.domain)]);
    const device = values.device ?? '';
    const params = await counts(libvirt, dom, device, values.domain);
    const known = KNOWN.flatMap(([field, short, long]) => {
      const param = params.find(each => each.field === field);
      return param ? [{ param, name: values.human ? long.padEnd(31) : short }] : [];
    });
    const others = params.filter(({ field }) => !KNOWN.some(([name]) => name === field));
    const all = [...known, ...others.map(param => ({ param, name: param.field }))];
    const [head, before] = values.human ? [`Device: ${device}\n`, ''] : ['', device];
    return {
      kind: 'text',
      text: () =>
        head + all.map(({ param, name }) => `${before} ${name} ${typedText(param.value)}\n`).join(''),
      data: { kind: 'show', fields: params.map(({ field, value }) => [field, typedCell(value)]) },
    };
  },
});

/** The counts that a daemon has; of the drivers that know only the oldest of them, those. @throws Failure, LibvirtError */
async function counts(
  libvirt: Libvirt,
  dom: Domain,
  path: string,
  name: string,
): Promise<readonly TypedParam[]> {
  try {
    const { nparams } = await libvirt.call(domainBlockStatsFlags, { dom, path, nparams: 0, flags: 0 });
    const { params } = await orFail(
      `Failed to get block stats for domain '${name}' device '${path}'`,
      libvirt.call(domainBlockStatsFlags, { dom, path, nparams, flags: 0 }),
    );
    return params;
  } catch (error) {
    if (!isUnsupported(error)) throw error;
  }
  const stats = await orFail(
    `Failed to get block stats ${name} ${path}`,
    libvirt.call(domainBlockStats, { dom, path }),
  );
  const { rdReq, rdBytes, wrReq, wrBytes, errs } = stats;
  return [rdReq, rdBytes, wrReq, wrBytes, errs].flatMap((value, at) => {
    const field = KNOWN[at]?.[0];
    // What a driver does not count is -1.
    return field === undefined || value < 0n ? [] : [{ field, value: { type: 'llong', value } as const }];
  });
}

export default { '': domblkstat };
