/** Commands that stop and let go what is written to the guest's file systems. */
import type { Procedure } from '../../../clients/libvirt/protocol/procedure.ts';
import type { Domain } from '../../../clients/libvirt/protocol/types.ts';
import { command } from '../../../kernel/command.ts';
import { orFail } from '../../../kernel/vsh/failure.ts';
import { domain, words } from '../../../kernel/vsh/params.ts';
import { done } from '../../../kernel/vsh/text.ts';
import { findDomain } from './domain.ts';

interface Asked {
  readonly dom: Domain;
  readonly mountpoints: readonly string[];
  readonly flags: number;
}

/**
 * Makes such a command.
 * @param verb what failed, such as `freeze`
 * @param past what was done, such as `Froze`
 */
export function onFilesystems(
  summary: string,
  procedure: Procedure<Asked, { readonly filesystems: number }>,
  verb: string,
  past: string,
) {
  return command({
    summary,
    group: 'domain',
    params: { domain, mountpoint: words('--mountpoint', 'Only those that are mounted here') },
    output: 'text-show',
    async run(context, { domain: name, mountpoint: mountpoints }) {
      const dom = await findDomain(context, name);
      const libvirt = await context.libvirt();
      const { filesystems } = await orFail(
        `Unable to ${verb} filesystems`,
        libvirt.call(procedure, { dom, mountpoints, flags: 0 }),
      );
      return done(`${past} ${filesystems} filesystem(s)`);
    },
  });
}
