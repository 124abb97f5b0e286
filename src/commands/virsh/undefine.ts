/** `virsh undefine` (tools/virsh-domain.c, cmdUndefine). */
import type { Libvirt } from '../../clients/libvirt/connection.ts';
import { isUnsupported } from '../../clients/libvirt/errors.ts';
import { domainIsActive, domainUndefineFlags } from '../../clients/libvirt/protocol/domain.ts';
import { domainHasManagedSaveImage } from '../../clients/libvirt/protocol/domain-image.ts';
import { domainSnapshotNum } from '../../clients/libvirt/protocol/snapshot.ts';
import type { Domain } from '../../clients/libvirt/protocol/types.ts';
import { command } from '../../kernel/command.ts';
import { Quiet } from '../../kernel/errors.ts';
import { Failure, orFail } from '../../kernel/vsh/failure.ts';
import { domain, flag, named } from '../../kernel/vsh/params.ts';
import { findDomain } from './lib/domain.ts';
import { diskVolumes, removeVolumes } from './lib/domain-volumes.ts';
import { exclude, needs } from './lib/exclusive.ts';
import { flagsOf } from './lib/flags.ts';

const MANAGED_SAVE = 1;
const SNAPSHOTS = 2;
/** virDomainUndefineFlagsValues by option. */
const FLAGS = {
  managed_save: MANAGED_SAVE,
  snapshots_metadata: SNAPSHOTS,
  nvram: 4,
  keep_nvram: 8,
  checkpoints_metadata: 16,
  tpm: 32,
  keep_tpm: 64,
};
const DELETE_WITH_SNAPSHOTS = 2;
/** virDomainSnapshotListFlags: those that libvirt keeps a description of. */
const WITH_METADATA = 2;

const undefine = command({
  summary: 'Remove the definition of a domain; one that runs goes on until it stops',
  group: 'domain',
  params: {
    domain,
    managed_save: flag('--managed-save', 'Also remove its saved state'),
    storage: named('--storage', 'Also delete these volumes: targets or sources of its disks, with commas'),
    remove_all_storage: flag('--remove-all-storage', 'Also delete all volumes of its disks'),
    delete_storage_volume_snapshots: flag(
      '--delete-storage-volume-snapshots',
      'Delete the snapshots of those volumes as well',
    ),
    wipe_storage: flag('--wipe-storage', 'Overwrite the volumes before they are deleted'),
    snapshots_metadata: flag('--snapshots-metadata', 'Forget its snapshots'),
    checkpoints_metadata: flag('--checkpoints-metadata', 'Forget its checkpoints'),
    nvram: flag('--nvram', "Delete the firmware's variables"),
    keep_nvram: flag('--keep-nvram', "Keep the firmware's variables"),
    tpm: flag('--tpm', 'Delete the state of its TPM'),
    keep_tpm: flag('--keep-tpm', 'Keep the state of its TPM'),
  },
  output: 'none',
  async run(context, values) {
    needs(values, ['delete-storage-volume-snapshots', 'remove-all-storage']);
    exclude(values, ['nvram', 'keep-nvram'], ['tpm', 'keep-tpm']);
    const withStorage = values.storage !== undefined || values.remove_all_storage;
    if (values.wipe_storage && !withStorage)
      throw new Failure("'--wipe-storage' requires '--storage <string>' or '--remove-all-storage'");
    const [libvirt, dom] = await Promise.all([context.libvirt(), findDomain(context, values.domain)]);
    const isActive = (await libvirt.call(domainIsActive, { dom })).active === 1;
    const there = isActive ? 0 : await whatIsThere(libvirt, dom);
    // What is not there is not asked for: a driver may not know it.
    const flags = flagsOf(values, FLAGS) & ~(~there & (MANAGED_SAVE | SNAPSHOTS));
    if (withStorage && isActive)
      throw new Failure('Storage volume deletion is supported only on stopped domains');
    if (values.storage !== undefined && values.remove_all_storage)
      throw new Failure('Specified both --storage and --remove-all-storage');
    const volumes = withStorage ? await diskVolumes(context, dom, values.storage) : [];
    await orFail(
      `Failed to undefine domain '${values.domain}'`,
      libvirt.call(domainUndefineFlags, { dom, flags }),
    );
    const told = async (text: string): Promise<void> => {
      if (context.globals.quiet !== true) await context.stdout.write(text);
    };
    await told(`Domain '${values.domain}' has been undefined\n`);
    const removal = {
      wipe: values.wipe_storage,
      flags: values.delete_storage_volume_snapshots ? DELETE_WITH_SNAPSHOTS : 0,
    };
    if (!(await removeVolumes(context, volumes, removal, told))) throw new Quiet(1);
    return undefined;
  },
});

/** Which of MANAGED_SAVE and SNAPSHOTS there is something for. @throws LibvirtError */
async function whatIsThere(libvirt: Libvirt, dom: Domain): Promise<number> {
  const known = async (call: Promise<number>): Promise<number> => {
    try {
      return await call;
    } catch (error) {
      if (isUnsupported(error)) return 0;
      throw error;
    }
  };
  const [saved, snapshots] = await Promise.all([
    known(libvirt.call(domainHasManagedSaveImage, { dom, flags: 0 }).then(({ result }) => result)),
    known(libvirt.call(domainSnapshotNum, { dom, flags: WITH_METADATA }).then(({ num }) => num)),
  ]);
  return (saved > 0 ? MANAGED_SAVE : 0) | (snapshots > 0 ? SNAPSHOTS : 0);
}

export default { '': undefine };
