/** `virsh domblkerror`. */
import { domainGetDiskErrors } from '../../clients/libvirt/protocol/domain-block.ts';
import { command } from '../../kernel/command.ts';
import { domain } from '../../kernel/vsh/params.ts';
import { findDomain } from './lib/domain.ts';

const ERRORS = ['no error', 'unspecified error', 'no space'];

const domblkerror = command({
  summary: 'Print which disks of a domain have failed',
  group: 'monitor',
  params: { domain },
  output: 'text-list',
  async run(context, values) {
    const [libvirt, dom] = await Promise.all([context.libvirt(), findDomain(context, values.domain)]);
    const { nerrors } = await libvirt.call(domainGetDiskErrors, { dom, maxerrors: 0, flags: 0 });
    const answer =
      nerrors > 0
        ? await libvirt.call(domainGetDiskErrors, { dom, maxerrors: nerrors, flags: 0 })
        : { errors: [] };
    const rows = answer.errors.map(({ disk, error }) => [disk, ERRORS[error] ?? 'unknown error'] as const);
    return {
      kind: 'text',
      text: () =>
        rows.length === 0 ? 'No errors found\n' : rows.map(([disk, error]) => `${disk}: ${error}\n`).join(''),
      data: { kind: 'list', columns: ['Disk', 'Error'], rows },
    };
  },
});

export default { '': domblkerror };
