/** `virsh start`. */
import type { Libvirt } from '../../clients/libvirt/connection.ts';
import { ErrorCode, LibvirtError } from '../../clients/libvirt/errors.ts';
import { domainCreate, domainCreateWithFlags } from '../../clients/libvirt/protocol/domain.ts';
import {
  domainHasManagedSaveImage,
  domainManagedSaveRemove,
} from '../../clients/libvirt/protocol/domain-image.ts';
import type { Domain } from '../../clients/libvirt/protocol/types.ts';
import { command } from '../../kernel/command.ts';
import { Failure, orFail } from '../../kernel/vsh/failure.ts';
import { domain, flag } from '../../kernel/vsh/params.ts';
import { findDomain } from './lib/domain.ts';
import { flagsOf } from './lib/flags.ts';
import { refuseFds, START_FLAGS, started, startParams } from './lib/started.ts';

const { reset_nvram, pass_fds, ...others } = startParams;

const start = command({
  summary: 'Start a domain that is defined',
  description: 'It goes on from where it was when there is a state that managedsave kept.',
  group: 'domain',
  params: {
    domain,
    ...others,
    bypass_cache: flag('--bypass-cache', "Read the kept state past the host's cache"),
    force_boot: flag('--force-boot', 'Throw the kept state away and boot'),
    pass_fds,
    reset_nvram,
  },
  output: 'none',
  async run(context, values) {
    const dom = await findDomain(context, values.domain, ['uuid', 'name']);
    if (dom.id !== -1) throw new Failure('Domain is already active');
    refuseFds(values.pass_fds);
    const libvirt = await context.libvirt();
    const flags = flagsOf(values, START_FLAGS);
    if (!(values.force_boot && (await forceBoot(libvirt, dom, flags)))) {
      const rest = flags & ~START_FLAGS.force_boot;
      const starting =
        rest === 0
          ? libvirt.call(domainCreate, { dom })
          : libvirt.call(domainCreateWithFlags, { dom, flags: rest });
      await orFail(`Failed to start domain '${dom.name}'`, starting);
    }
    return started(context, dom, `Domain '${dom.name}' started`, values.console);
  },
});

/**
 * Boots a domain that may have a kept state.
 * @returns whether it has started; false for a daemon that does not know the flag: the state is gone, a plain start boots
 */
async function forceBoot(libvirt: Libvirt, dom: Domain, flags: number): Promise<boolean> {
  try {
    await libvirt.call(domainCreateWithFlags, { dom, flags });
    return true;
  } catch (error) {
    const unknown = [ErrorCode.noSupport, ErrorCode.invalidArg];
    if (!(error instanceof LibvirtError && unknown.some(code => code === error.code))) throw error;
  }
  const kept = await libvirt.call(domainHasManagedSaveImage, { dom, flags: 0 }).catch((error: unknown) => {
    if (!(error instanceof LibvirtError)) throw error;
    return { result: 0 };
  });
  if (kept.result > 0) await libvirt.call(domainManagedSaveRemove, { dom, flags: 0 });
  return false;
}

export default { '': start };
